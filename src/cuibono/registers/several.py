"""One cell that names several parties, taken apart with care.

Takes: a cell. Gives: the names in it, as they are written.
Knows nothing of: who they are.
"""

from __future__ import annotations

import re

from cuibono.tables import entries

_BETWEEN = re.compile(r"[;|\n\r]|(?<!\d),|,(?!\d)|\s/\s")
_AROUND = " \t.,;:|/-–—’'\""
_AND = re.compile(r"^(?:and|&)\s+", re.IGNORECASE)
_LABEL = re.compile(r"^(?P<label>[^,;:()]*?(?:[^,;:()\d]:\s*|\s–\s))(?P<rest>[^\s,;:]?[^:]*?[,;].*)$", re.DOTALL)
_LIST = re.compile(r"^(?P<label>[^,;()]*)\(\s*(?P<rest>[^()]*[,;][^()]*)\)?\s*$", re.DOTALL)
_WORD = re.compile(r"\w+")


def names(cell: str) -> tuple[str, ...]:
    """The names in a cell, cut at commas, semicolons, bars, line breaks and slashes that stand apart.

    What stands in brackets is not cut, nor is a number with commas; a legal form after a comma ("Acme, Inc.") stays
    with its name, and "and" is part of a name save at the beginning of the last one. A name with a comma of its own
    ("Country, Land and Business Association") is cut nonetheless: nothing in the cell tells it from a list.
    """
    found: list[str] = []
    for piece in _pieces(_spaced(cell)):
        if found and _is_form(piece):
            found[-1] = f"{found[-1]}, {piece}"
        elif any(char.isalnum() for char in piece):
            found.append(_tidied(piece) if not found else _tidied(_AND.sub("", piece)))
    return tuple(dict.fromkeys(found))


def listed(cell: str, introducing: frozenset[str]) -> tuple[str, ...]:
    """As `names`, for cells that may begin with what the list is called: "Roundtable: A, B", "Forum (A, B)".

    What stands before a colon, a dash or brackets with a list is a name too, save where one of its words is of those
    that introduce a list.
    """
    spaced = _spaced(cell)
    found = _LABEL.match(spaced) or _LIST.match(spaced)
    if not found:
        return names(spaced)
    label, rest = found["label"].strip(" :–"), found["rest"]
    inner = names(rest[1:].removesuffix(")") if rest.startswith("(") else rest)
    if {word.casefold() for word in _WORD.findall(label)} & introducing:
        return inner
    return tuple(dict.fromkeys((*names(label), *inner)))


def _spaced(cell: str) -> str:
    return re.sub(r"[^\S\n\r]+", " ", cell).strip()


def _pieces(cell: str) -> list[str]:
    """A cell cut at what stands between names, outside of brackets; brackets that do not match bind nothing."""
    bound = [] if cell.count("(") != cell.count(")") else [m.span() for m in re.finditer(r"\([^()]*\)", cell)]
    pieces, start = [], 0
    for mark in _BETWEEN.finditer(cell):
        if not any(first < mark.start() < last for first, last in bound):
            pieces.append(cell[start : mark.start()].strip())
            start = mark.end()
    return [*pieces, cell[start:].strip()]


def _is_form(piece: str) -> bool:
    """Whether a piece is nothing but a legal form: "Inc.", "S.A.", "GmbH & Co. KG"."""
    words = _WORD.findall(piece.casefold().replace(".", ""))
    return bool(words) and len(piece) <= 16 and set(words) <= entries("orgforms", "legal")


def _tidied(piece: str) -> str:
    """A piece without marks around it; a full stop stays where a short form ends with it ("Inc.", "e.V.")."""
    left = piece.strip().lstrip(_AROUND).rstrip(" \t,;:|/-–—")
    word = left.rsplit(" ", 1)[-1]
    short = (len(word) <= 5 and word[:1].isupper()) or "." in word[:-1]
    left = left if left.endswith(".") and short else left.rstrip(". ")
    if left.count("(") != left.count(")"):
        left = left.strip("()").rstrip()
    return left
