"""A PDF to its text: lines put together to paragraphs, what stands at the top or foot of every page left out.

Runs count in characters of a page, as PDFium numbers them; `boxes` says where on the page they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from cuibono.collect.extract import Extract
from cuibono.collect.runs import Piece, Weaver
from cuibono.tables import table

Box = tuple[float, float, float, float]
_SOFT = "\x02\ufffe\xad"  # what PDFium gives for a hyphen at the end of a line; a soft hyphen
_LINE = re.compile(r"[^\r\n\x02]+\x02?")  # PDFium gives no line end behind its own hyphen
_LETTERS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_MARGIN = 0.1  # of the page's height, at its top and foot: where running heads stand
_GAP = 1.35  # of the usual distance of lines: a larger one parts paragraphs
_FEW = 8  # lines
_OTHER = 0.15  # of the size of letters: a line of another size is a heading, or follows one
_INDENT = 8.0  # points: a line that begins further in than the one before and after it begins a paragraph
_REPEATED = 3  # pages on which a line stands before it is a running head, or on half of them


_TOLD = 5  # numbers of broken pages that are named


class _Line(NamedTuple):
    """A line of a page. `first` is the number of its first character there; `top` is 0 at the foot of the page."""

    page: int
    first: int
    text: str
    left: float
    top: float
    size: float  # of its first character, in points
    height: float  # of the page


def extract(data: bytes) -> Extract:
    """The text of all pages, paragraphs with an empty line between them."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        return Extract("", trouble=(_refusal(str(error)),))
    limits: dict[str, Any] = table("formats")["limits"]
    if len(document) > limits["pages"]:
        message = f"it has {len(document)} pages, more than {limits['pages']}; split it"
        return Extract("", trouble=(("too_long", message),))
    pages, broken = _pages(document)
    lines = [line for page in pages for line in page]
    if not lines and broken:
        return Extract("", trouble=(_refusal("none of its pages can be loaded"),))
    if not any(line.text.strip() for line in lines):
        message = "it holds pictures of pages and no text; put it through text recognition and read what that gives"
        return Extract("", trouble=(("no_text", message),))
    weaver = _woven(_body(lines, len(document)))
    stated = document.get_metadata_dict(skip_empty=True)
    return Extract(
        weaver.text,
        title=_line(stated.get("Title")),
        authors=tuple(filter(None, [_line(stated.get("Author"))])),
        runs=tuple(weaver.runs),
        parts=tuple(f"page {number}" for number in range(1, len(document) + 1)),
        trouble=_left_out(broken),
    )


def boxes(data: bytes, page: int, first: int, last: int) -> tuple[Box, ...]:
    """Rectangles around characters of a page (counted from 0), in points from its lower left corner."""
    import pypdfium2 as pdfium

    text = pdfium.PdfDocument(data)[page].get_textpage()
    return tuple(text.get_rect(n) for n in range(text.count_rects(first, last - first)))


def characters(data: bytes, page: int) -> str:
    """The characters of a page (counted from 0), in the order of their numbers."""
    import pypdfium2 as pdfium

    return _characters(pdfium.PdfDocument(data)[page].get_textpage())


def _refusal(error: str) -> tuple[str, str]:
    if "password" in error.lower():
        return "encrypted", "it is locked with a password; open it, save it without one and read that"
    return "damaged", f"the PDF is damaged or cut off ({error}); get another copy, or save its text as .txt"


def _characters(text: Any) -> str:
    import pypdfium2.raw as raw

    codes = (raw.FPDFText_GetUnicode(text, n) for n in range(text.count_chars()))
    return "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes)


def _pages(document: Any) -> tuple[list[list[_Line]], list[int]]:
    """The lines of each page that can be loaded, and the numbers of those that cannot, counted from 1."""
    import pypdfium2 as pdfium

    pages, broken = list[list[_Line]](), list[int]()
    for number in range(len(document)):
        try:
            pages.append(list(_lines(document, number)))
        except pdfium.PdfiumError:
            broken.append(number + 1)
    return pages, broken


def _left_out(broken: Sequence[int]) -> tuple[tuple[str, str], ...]:
    if not broken:
        return ()
    numbers = ", ".join(map(str, broken[:_TOLD])) + (" and more" if len(broken) > _TOLD else "")
    return (("damaged", f"page {numbers} of the PDF cannot be read and is left out; get another copy"),)


def _lines(document: Any, number: int) -> Iterator[_Line]:
    page = document[number]
    text = page.get_textpage()
    whole, height = _characters(text), page.get_height()
    for match in _LINE.finditer(whole):
        shown = next((n for n in range(*match.span()) if not whole[n].isspace()), None)
        if shown is not None:
            left, bottom, _, top = text.get_charbox(shown, loose=True)
            yield _Line(number, match.start(), match[0], left, top, top - bottom, height)


def _body(lines: Sequence[_Line], pages: int) -> list[_Line]:
    """Without page numbers and running heads: lines at top or foot of a page that other pages have as well."""
    edges = [line for line in lines if not _MARGIN < line.top / max(line.height, 1) < 1 - _MARGIN]
    seen = Counter(key for key, _ in {(_bare(line.text), line.page) for line in edges})
    heads = {key for key, count in seen.items() if count >= min(_REPEATED, max(2, pages / 2))}
    numbers = {id(line) for line in edges if not _bare(line.text).strip(" -–—|/#")}
    left_out = numbers | {id(line) for line in edges if _bare(line.text) in heads}
    return [line for line in lines if id(line) not in left_out]


def _bare(text: str) -> str:
    """A line without its figures: what a running head has in common with those of other pages."""
    return re.sub(r"\d+", "#", text.strip()).casefold() if re.search(r"[^\W\d]", text) else ""


def _woven(lines: Sequence[_Line]) -> Weaver:
    weaver = Weaver()
    steps = [a.top - b.top for a, b in pairwise(lines) if a.page == b.page and a.top > b.top]
    step = median(steps) if steps else 0.0
    if len(steps) < _FEW:  # too few to tell how far lines are apart: by the size of the letters
        step = min([step, *(line.size * _GAP for line in lines)])
    known = Counter(word.lower() for line in lines for word in _LETTERS.findall(line.text))
    begins = [_begins(lines, number, step) for number in range(len(lines))]
    for number, line in enumerate(lines):
        if number:
            hyphen = not begins[number] and _ends_open(lines[number - 1], line)
            weaver.say("\n\n" if begins[number] else "" if hyphen else " ")
        first, last = _shown(line)
        if number + 1 < len(lines) and not begins[number + 1]:
            last = _upto(line, lines[number + 1], known)
        weaver.add([_piece(line, first, last)], line.page)
    return weaver


def _shown(line: _Line) -> tuple[int, int]:
    """From where to where a line is more than blanks."""
    return len(line.text) - len(line.text.lstrip()), len(line.text.rstrip())


def _piece(line: _Line, first: int, last: int) -> Piece:
    text = line.text[first:last]
    return Piece(re.sub(f"[{_SOFT}]", "-", text), line.first + first, last - first)


def _begins(lines: Sequence[_Line], number: int, step: float) -> bool:
    """Whether a line begins a paragraph."""
    if number == 0:
        return False
    before, line, after = lines[number - 1], lines[number], lines[number + 1] if number + 1 < len(lines) else None
    if abs(line.size - before.size) > before.size * _OTHER:
        return True
    if before.page != line.page or line.top >= before.top:  # a new page or column: the sentence may go on
        return before.text.rstrip()[-1:] in ".!?:”\"'" and not line.text.lstrip()[:1].islower()
    if step and before.top - line.top > step * _GAP:
        return True
    return line.left - before.left > _INDENT and (after is None or line.left - after.left > _INDENT)


def _ends_open(before: _Line, line: _Line) -> bool:
    """Whether a word goes on from one line to the next."""
    end = before.text.rstrip()
    return end[-1:] in ("-", *_SOFT) and end[-2:-1].isalpha() and line.text.lstrip()[:1].islower()


def _upto(line: _Line, after: _Line, known: Counter[str]) -> int:
    """Where to cut a line so that a word parted by a hyphen is whole: before it, unless it is the word's own."""
    _, last = _shown(line)
    if not _ends_open(line, after):
        return last
    begin = re.search(r"[^\W\d_-]+$", line.text[: last - 1])
    rest = _LETTERS.match(after.text.lstrip())
    if not (begin and rest):
        return last
    whole, parted = f"{begin[0]}{rest[0]}".lower(), f"{begin[0]}-{rest[0]}".lower()
    return last if known[parted] > known[whole] else last - 1


def _line(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None
