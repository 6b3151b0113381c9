"""Every parser that meets what somebody else wrote: the bytes that it is given, and the errors that it may end in.

The property tests, the stored inputs and the fuzzer go by this one table (tests/fuzz, tools/fuzzing.py).
"""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, Final, NamedTuple

from cuibono.errors import CuiBonoError

Work = Callable[[bytes], object]
Errors = tuple[type[Exception], ...]


class Parser(NamedTuple):
    """A parser by its name; `allowed` are the errors by which it may refuse what it is given."""

    name: str
    work: Work
    allowed: Errors = (CuiBonoError,)

    def __call__(self, data: bytes) -> None:
        """Let it read the bytes. Raises what is no error that it may end in."""
        try:
            found = self.work(data)
            if isinstance(found, Iterator):
                for _ in found:
                    pass
        except self.allowed:
            return


_REGISTERS: Final = (
    "ep_meetings", "fec_filings", "federal_register", "ftm", "lda_contributions", "lda_filings", "uk_meetings",
    "us_court_dockets", "us_visitors",
)  # fmt: skip
_NAMES: Final = ("sec_companies", "us_legislators")


def parsers() -> tuple[Parser, ...]:
    """All of them, in the order of their names."""
    found = [*_texts(), *_values(), *_files(), *_registers(), *_web(), *_enclosing(), *_lists()]
    return tuple(sorted(found))


def _text(data: bytes) -> str:
    """What a decoded document could be: any text that a file can hold."""
    return data.decode("utf-8", "replace")


def _on_text(module: str, name: str, **options: object) -> Work:
    """A function of one text, looked up when it is first asked."""

    def work(data: bytes) -> object:
        function: Callable[..., object] = getattr(import_module(f"cuibono.{module}"), name)
        return function(_text(data), **options)

    return work


def _on_file(reads: Callable[[Path], object], name: str) -> Work:
    """A function of a path, given a file of this name."""

    def work(data: bytes) -> object:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, name)
            path.write_bytes(data)
            found = reads(path)
            return list(found) if isinstance(found, Iterator) else found

    return work


def _texts() -> Iterable[Parser]:
    from cuibono.collect.decode import decode
    from cuibono.model import Problem

    def decoded(data: bytes) -> None:
        text, problems = decode(data, "a.txt")
        assert text is None or text.encode()
        assert text is not None or problems
        assert all(isinstance(problem, Problem) for problem in problems)

    yield Parser("decode", decoded, ())
    yield Parser("head", _on_text("collect.head", "head"), ())
    yield Parser("head_markdown", _on_text("collect.head", "head", markdown=True), ())
    yield Parser("article", _on_text("collect.page", "article"), ())
    yield Parser("published", _on_text("collect.published", "given"), ())
    yield Parser("language", _on_text("collect.language", "language"), ())
    yield Parser("blocks", _blocks, ())
    yield Parser("spelling", _on_text("resolve.spelling", "words"), ())
    yield Parser("search_terms", _on_text("ledger.look", "terms"), ())


def _blocks(data: bytes) -> None:
    from cuibono.read.blocks import blocks

    text = _text(data)
    for block in blocks(text):
        assert len(block.offsets) == len(block.text) + 1
        assert all(0 <= offset <= len(text) for offset in block.offsets)


def _values() -> Iterable[Parser]:
    from cuibono.values import Money, Period

    def period(data: bytes) -> None:
        found = Period.from_edtf(_text(data))
        assert Period.from_edtf(found.edtf) == found

    def money(data: bytes) -> None:
        found = Money.parse(_text(data))
        assert Money.parse(found.show()) == found

    yield Parser("edtf", period, (ValueError,))
    yield Parser("money_notation", money, (ValueError,))
    yield Parser("money", _spans("cuibono.read.money", "find_money"), ())
    yield Parser("dates", _spans("cuibono.read.dates.find", "find_dates"), ())
    yield Parser("numerals", lambda data: _quantities(_text(data)), ())
    yield Parser("notation_claim", _on_text("notation", "parse_all"))
    yield Parser("notation_event", _on_text("notation", "parse_event"))


def _spans(module: str, name: str) -> Work:
    """What is found in a text lies in it."""

    def work(data: bytes) -> None:
        text = _text(data)
        for found in getattr(import_module(module), name)(text):
            assert 0 <= found.start < found.end <= len(text)

    return work


def _quantities(text: str) -> list[object]:
    from cuibono.read.numerals import quantity

    return [quantity(text, at) for at in range(min(len(text), 200))]


def _files() -> Iterable[Parser]:
    from cuibono import judgements, plans, settings
    from cuibono.collect import metadata
    from cuibono.pipeline import testing
    from cuibono.settings import CaseFolder

    yield Parser("metadata", _on_file(metadata.load, "table.csv"))
    yield Parser("settings", _on_file(settings.load, "cuibono.toml"))
    yield Parser("plan", _on_file(testing.read, "plan.toml"))
    yield Parser("plans", _on_file(lambda path: plans.all(CaseFolder(path.parent)), plans.FILE))
    yield Parser("judgements", _on_file(lambda path: judgements.all(CaseFolder(path.parent)), "judgements.jsonl"))
    yield Parser("corrections", _corrected)
    yield Parser("mapping_form", lambda data: _form(_text(data)))
    yield Parser("mapping_suggestion", _on_file(_suggested, "table.csv"), (CuiBonoError, ValueError))
    yield Parser("ftm_back", _on_text("publish.story", "carried"))


def _corrected(data: bytes) -> object:
    from cuibono.judgements.corrections import correction

    try:
        given = json.loads(_text(data))
    except (ValueError, RecursionError):
        return None
    return correction(given) if isinstance(given, dict) else None


def _form(text: str) -> object:
    from cuibono.registers.mapping import form

    return form.parse(text, "form.toml")


def _suggested(path: Path) -> object:
    from cuibono.registers.mapping import suggest

    return suggest.suggestion(path)


def _registers() -> Iterable[Parser]:
    for name in _REGISTERS:
        adapter = import_module(f"cuibono.registers.{name}.adapter")
        yield Parser(f"register_{name}", _on_file(adapter.records, "rows.bin"), (ValueError,))
        yield Parser(f"recognises_{name}", _recognised(adapter), ())
    for name in _NAMES:
        yield Parser(f"register_{name}", import_module(f"cuibono.registers.{name}.adapter").namings, (ValueError,))


def _recognised(adapter: Any) -> Work:
    return lambda data: adapter.recognises("rows.bin", data)


def _web() -> Iterable[Parser]:
    from cuibono.web import reconciliation
    from cuibono.web.answers import chosen
    from cuibono.web.table import PAGES

    def asked(data: bytes) -> None:
        from urllib.parse import parse_qsl

        fields = dict(parse_qsl(_text(data)))
        for page in PAGES:
            try:
                chosen(page, fields)
            except CuiBonoError:
                continue

    yield Parser("query", asked, (CuiBonoError, ValueError))
    yield Parser("reconciliation", lambda data: reconciliation.queries(_text(data)))
    yield Parser("extension", lambda data: reconciliation.extend_query(_text(data)))


def _enclosing() -> Iterable[Parser]:
    from cuibono.collect import docx, jsonlines, mail, pdf, warc, zipped

    yield Parser("pdf", pdf.extract)
    yield Parser("docx", docx.extract)
    yield Parser("mail", mail.extract)
    yield Parser("mail_attachments", mail.attachments)
    yield Parser("json_lines", lambda data: list(jsonlines.parts(io.BytesIO(data))))
    yield Parser("json_line", lambda data: jsonlines.extract(_text(data)))
    yield Parser("warc", lambda data: list(warc.parts(io.BytesIO(data))))
    yield Parser("zip", lambda data: list(zipped.parts(io.BytesIO(data))))


def _lists() -> Iterable[Parser]:
    from cuibono.collect.fetch.robots import Robots
    from cuibono.collect.lists.listing import is_list, listing, plain

    def asked(data: bytes) -> None:
        robots = Robots(_text(data))
        robots.allow("https://example.org/a?b=c")
        assert robots.delay >= 0

    yield Parser("is_list", is_list)
    yield Parser("list", lambda data: listing(data, "https://example.org/feed"))
    yield Parser("list_plain", lambda data: plain(_text(data), "list.txt"))
    yield Parser("robots", asked)
