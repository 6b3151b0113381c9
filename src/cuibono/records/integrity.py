"""Whether the rows that a case keeps are those that were kept."""

from __future__ import annotations

from collections.abc import Iterator

from cuibono import registers
from cuibono.errors import UsageError
from cuibono.records import engine
from cuibono.registers import mapping, shelf
from cuibono.registers.shelf import Kept
from cuibono.settings import CaseFolder


def of_register(folder: CaseFolder, register: str) -> Iterator[str]:
    """What is wrong with the files of a register, each with where it lies and what to do."""
    holds = mapping.about(folder, register).holds
    if holds == "names":
        kept = {one.sha256: one for one in shelf.kept(folder, register)}
    else:
        kept = {str(shelf.rows_path(folder, register, one)): one for one in shelf.kept(folder, register)}
    for one in kept.values():
        try:
            wrong = _names(folder, register, one) if holds == "names" else _rows(folder, register, one)
        except UsageError as error:
            yield str(error)
        else:
            if wrong:
                anew = f"`cuibono registers add {register} FILE`"
                yield f"{wrong}. Restore it from a copy, or keep the file anew: {anew}."


def _names(folder: CaseFolder, register: str, kept: Kept) -> str:
    found = sum(1 for _ in registers.namings(register, shelf.data(folder, register, kept), kept.file))
    return "" if found == kept.rows else f"{kept.file}: it holds {found} rows, and {kept.rows} were kept"


def _rows(folder: CaseFolder, register: str, kept: Kept) -> str:
    place = shelf.rows_path(folder, register, kept)
    if not place.is_dir():
        return f"{place}: the rows of {kept.file} are missing"
    if kept.content and shelf.content(place) != kept.content:
        return f"{place}: the rows of {kept.file} have been changed since they were kept"
    try:
        found = engine.readable(place)
    except UsageError as error:
        return f"{place}: the rows of {kept.file} cannot be read: {error}"
    return "" if found == kept.rows else f"{place}: there are {found} rows of {kept.file}, and {kept.rows} were kept"
