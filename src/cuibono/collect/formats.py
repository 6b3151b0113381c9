"""An original of any format to what it holds."""

from __future__ import annotations

from msgspec.structs import replace

from cuibono.collect import isolated, jsonlines, media
from cuibono.collect.archive import Entry
from cuibono.collect.decode import decode
from cuibono.collect.extract import Extract, Told
from cuibono.collect.head import Head, head
from cuibono.collect.page import is_page
from cuibono.collect.runs import Run
from cuibono.model import Problem

_TASKS = {media.PDF: "pdf", media.DOCX: "docx", media.MAIL: "mail"}
_NOTHING = {
    "html": ("no_article", "no article can be told from the rest of this page; save its text as .txt and read that"),
    "mail": ("empty", "the mail has no text; what is attached to it is read by itself"),
}


def extract(data: bytes, entry: Entry) -> tuple[Extract | None, tuple[Problem, ...]]:
    """What the original of an entry holds, None where there is no text; and what is wrong with it."""
    kind = media.sort(entry.file, data, entry.enclosed)
    if kind in _TASKS:
        return _told(isolated.extract(_TASKS[kind], data), _TASKS[kind], entry.file, ())
    if kind in media.CONTAINERS:
        message = "it holds several documents, and was not opened here; unpack it, and read what was in it"
        return None, (Problem("container", message, entry.file, severity="skipped"),)
    charset = media.charset(entry.enclosed)
    text, problems = decode(data, entry.file, charset)
    if text is None:
        return None, problems
    if kind == media.JSON:
        return _told(jsonlines.extract(text), "json", entry.file, problems)
    if kind == media.HTML or is_page(entry.file, text):
        page = isolated.extract("html", text.encode("utf-8", errors="surrogatepass"))
        return _told(page and replace(page, charset=charset), "html", entry.file, problems)
    markdown = entry.file.lower().endswith((".md", ".markdown"))
    return _headed(Extract(text, runs=(Run(0, len(text), 0, len(text)),), charset=charset), markdown), problems


def _told(
    found: Extract | None, task: str, file: str, problems: tuple[Problem, ...]
) -> tuple[Extract | None, tuple[Problem, ...]]:
    if found is None or not found.text.strip():
        trouble = found.trouble if found and found.trouble else (_NOTHING.get(task, _NOTHING["html"]),)
        return None, tuple(Problem(code, message, file, severity="skipped") for code, message in trouble)
    notes = tuple(Problem(code, message, file) for code, message in found.trouble)
    return (found if task == "html" else _headed(found)), (*problems, *notes)


def _headed(found: Extract, markdown: bool = False) -> Extract:
    """With what the first lines of the text say, where the original states nothing surer."""
    if found.body:
        return found
    said: Head = head(found.text, markdown)
    own = Told("head", said.published) if said.published else None
    named = found.title and not _of_a_file(found.title)
    return replace(
        found,
        body=said.body,
        title=(found.title if named else None) or said.title or found.title,
        publisher=found.publisher or said.publisher,
        url=found.url or said.url,
        told=(*found.told, *([own] if own else [])),
    )


def _of_a_file(title: str) -> bool:
    """Whether a stated title is only the name that a program gave a file ("Microsoft Word - draft3.docx")."""
    low = title.lower()
    return low.startswith(("microsoft word", "untitled", "document")) or low.endswith(
        (".doc", ".docx", ".pdf", ".indd")
    )
