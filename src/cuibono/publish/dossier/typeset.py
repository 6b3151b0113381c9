"""From plain values to PDF by typst, which is asked for nothing but the layout: every text reaches it as a value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any, Final

import msgspec

from cuibono.errors import CuiBonoError, UsageError
from cuibono.explore.phrases import count_words
from cuibono.publish.formats import Row

_MISSING: Final = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED: Final = re.compile(r"\\u\{([0-9a-f]+)\}")
_STANDARD: Final = "ua-1"
"""PDF/UA-1 (ISO 14289-1): tagged, with a title and a language, and no character without a glyph. PDF/A would ask for
the day on which the file was made, and the same ledger would no longer give the same bytes."""
_GOES: Final = 8  # sets of characters that no font has; typst names all of a go at once, so that two are enough


class Printed(msgspec.Struct, frozen=True):
    """A file, and notes on it: which characters no font could show."""

    content: bytes
    notes: tuple[str, ...] = ()


def typeset(pages: Row) -> Printed:
    """The PDF of these values. Raises UsageError where typst is not installed.

    The fonts that typst carries are enough for Latin, Greek, Cyrillic and Hebrew script, and the same everywhere; where
    a text needs more, those of the machine are asked too. What none of them has is shown by its number in Unicode.
    """
    unseen: list[str] = []
    for fonts_of_machine in (False, *[True] * _GOES):
        content, missing = _compiled({**pages, "unseen": _named(unseen)}, fonts_of_machine)
        if content is not None:
            return Printed(content, _notes(unseen))
        if fonts_of_machine:
            unseen += missing
            pages = _without(pages, missing)
    raise CuiBonoError(f"The dossier could not be set: no font for {', '.join(_named(unseen))}.")


def _compiled(pages: Row, fonts_of_machine: bool) -> tuple[bytes | None, list[str]]:
    """The file, or the characters that no font has."""
    try:
        import typst
    except ImportError:
        raise UsageError("a PDF needs typst, which is not installed: `pip install cuibono[pdf]`.") from None
    template = (files(__package__) / "dossier.typ").read_bytes()
    inputs = {"pages": msgspec.json.encode(pages).decode()}
    try:
        found = typst.compile(
            template,
            format="pdf",
            pdf_standards=_STANDARD,
            sys_inputs=inputs,
            ignore_system_fonts=not fonts_of_machine,
        )
    except typst.TypstError as error:
        missing = list(dict.fromkeys(_missing(error.diagnostic)))
        if not missing:
            raise
        return None, missing
    return found, []


def _missing(diagnostic: str) -> Iterator[str]:
    for found in _MISSING.finditer(diagnostic):
        yield _ESCAPED.sub(lambda code: chr(int(code[1], 16)), found[1]).replace("\\\\", "\\").replace('\\"', '"')


def _without(value: Any, missing: list[str]) -> Any:
    """The values with the numbers of characters in place of those that no font has."""
    if isinstance(value, dict):
        return {name: _without(one, missing) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_without(one, missing) for one in value]
    if isinstance(value, str) and not value.isascii():
        for text in sorted(missing, key=len, reverse=True):
            value = value.replace(text, f"[{_number(text)}]")
    return value


def _named(unseen: list[str]) -> list[str]:
    return sorted(dict.fromkeys(_number(text) for text in unseen))


def _number(text: str) -> str:
    return " ".join(f"U+{ord(char):04X}" for char in text)


def _notes(unseen: list[str]) -> tuple[str, ...]:
    if not unseen:
        return ()
    named = ", ".join(_named(unseen)[:_SHOWN]) + (" and others" if len(unseen) > _SHOWN else "")
    head = f"no font on this machine has {count_words(len(unseen), 'character')} of these texts: {named}"
    return (f"{head}. The dossier gives the number in Unicode instead; install a font of that script and export anew.",)


_SHOWN: Final = 12
