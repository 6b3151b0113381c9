"""Which mappings there are: those of a case, and the forms that come with the package.

Takes: a case folder, the name of a register, the first bytes of a file.
Gives: a mapping, or what is known of a mapped register.
Knows nothing of: how rows are made.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from importlib.resources import files
from pathlib import Path

from cuibono import disk
from cuibono.errors import UsageError
from cuibono.registers import sources
from cuibono.registers.mapping.form import Mapping, check, decided, parse
from cuibono.registers.mapping.table import header
from cuibono.registers.sources import Source
from cuibono.settings import CaseFolder

_FILE = "mapping.toml"
_CONFIRMED = re.compile(r"^confirmed *= *(?:true|false)", re.MULTILINE)


def forms() -> tuple[str, ...]:
    """The names of the mappings that come with the package, in order."""
    entries = (entry.name for entry in files("cuibono.registers").joinpath("forms").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in entries if name.endswith(".toml")))


@cache
def ready(name: str) -> Mapping:
    """A mapping that comes with the package."""
    return parse(_form(name), f"{name}.toml")


def saved(folder: CaseFolder) -> tuple[str, ...]:
    """The names of the registers for which the case has a mapping, in order."""
    return tuple(sorted(path.parent.name for path in (folder.path / "records").glob(f"*/{_FILE}")))


def text(folder: CaseFolder, register: str) -> str | None:
    """The mapping by which files of a register are read in this case, as TOML: the case's own, else a form."""
    path = _path(folder, register)
    if path.is_file():
        return path.read_text(encoding="utf-8")
    return _form(register) if register in forms() else None


def chosen(folder: CaseFolder, register: str) -> Mapping | None:
    """The mapping by which files of a register are read in this case; None for a register that has none."""
    content = text(folder, register)
    if content is None:
        return None
    place = _path(folder, register)
    found = parse(content, str(place))
    if not found.confirmed:
        raise UsageError(f"{place}: nobody has confirmed it. Keep it with `cuibono registers map FILE --confirm`.")
    return found


def source(folder: CaseFolder, register: str) -> Source | None:
    """What is known of a mapped register; None for a register that has no mapping."""
    found = chosen(folder, register)
    return decided(found) if found else None


def about(folder: CaseFolder, register: str) -> Source:
    """What is known of a register, of the package or mapped. Raises UsageError where there is none of this name."""
    return source(folder, register) or sources.source(register)


def save(folder: CaseFolder, content: str, place: str) -> Mapping:
    """Keep a mapping in the case as a confirmed one. One that was there before keeps its text under another name.

    Raises UsageError where it does not hold together.
    """
    found = parse(content, place)
    check(found, place)
    path = _path(folder, found.name)
    confirmed = _confirmed(content)
    before = path.read_text(encoding="utf-8") if path.is_file() else confirmed
    if before != confirmed:
        disk.write(path.with_name(f"mapping-{fingerprint(before)}.toml"), before.encode())
    disk.write(path, confirmed.encode())
    return found


def fingerprint(content: str) -> str:
    """The first letters of the hash of a mapping's text."""
    return hashlib.sha256(content.encode()).hexdigest()[:12]


def recognised(folder: CaseFolder, path: Path) -> tuple[str, ...]:
    """The mappings, of the case and the package, whose columns a file has; of JSON, those whose rows it may hold."""
    found = []
    for name in dict.fromkeys((*saved(folder), *forms())):
        mapping = chosen(folder, name)
        try:
            if mapping and mapping.file.head and set(mapping.file.head) <= set(header(path, mapping.file)):
                found.append(name)
        except (ValueError, OSError, UsageError):
            continue
    return tuple(found)


def _path(folder: CaseFolder, register: str) -> Path:
    return folder.path / "records" / register / _FILE


def _form(name: str) -> str:
    return (files("cuibono.registers") / "forms" / f"{name}.toml").read_text(encoding="utf-8")


def _confirmed(content: str) -> str:
    """The text of a mapping, which now says that a person confirmed it; its other words stay as they are."""
    found = _CONFIRMED.sub("confirmed = true", content, count=1)
    return found if _CONFIRMED.search(found) else f"confirmed = true\n{found}"
