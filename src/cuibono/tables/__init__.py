"""Tables: the words, cues and names that the stages read by.

Takes: the TOML files of this folder. Gives: checked, frozen values, loaded once. Knows nothing of: texts, parses.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from cuibono.errors import TableError


@cache
def table(name: str) -> dict[str, Any]:
    """The raw content of `tables/NAME.toml`; TableError where it cannot be read."""
    try:
        return tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise TableError(f"table {name}.toml: {error}. Reinstall the package or mend the file.") from error


@cache
def entries(name: str, key: str) -> frozenset[str]:
    """The list KEY of `tables/NAME.toml`, as it stands there."""
    return frozenset(table(name)[key])


@cache
def words(name: str) -> frozenset[str]:
    """The word list NAME of words.toml, with the lists it names by "@other" spread out."""
    listed = table("words").get(name)
    if not isinstance(listed, list):
        raise TableError(f"words.toml has no list {name!r}. Add it there or mend the cue that asks for it.")
    return spread(listed)


def spread(entries: list[str] | tuple[str, ...]) -> frozenset[str]:
    """Words as they are, "@name" as the list of that name."""
    found: set[str] = set()
    for entry in entries:
        found |= words(entry[1:]) if entry.startswith("@") else {entry}
    return frozenset(found)


@cache
def fingerprint() -> str:
    """A hash of everything the reading is done by: the tables and the code of the packages that read."""
    import hashlib

    digest = hashlib.sha256()
    packages = (
        "cuibono.tables",
        "cuibono.tables.kinds",
        "cuibono.read",
        "cuibono.read.dates",
        "cuibono.read.sentences",
    )
    for package in packages:
        for entry in sorted(files(package).iterdir(), key=lambda entry: entry.name):
            if entry.name.endswith((".toml", ".py")):
                digest.update(entry.name.encode() + entry.read_bytes())
    return digest.hexdigest()[:16]
