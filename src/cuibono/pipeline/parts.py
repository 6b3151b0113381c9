"""Fingerprints: of the parts of the program, and of all that decides a reading; they tell when a stage has to run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import msgspec

from cuibono import collect
from cuibono.collect.archive import Entry
from cuibono.settings import Settings


@cache
def hashed(*packages: str) -> str:
    """A hash of the code and tables of packages of the program."""
    digest = hashlib.sha256()
    for name in packages:
        for part in _parts(files("cuibono") / name):
            digest.update(part.name.encode() + part.read_bytes())
    return digest.hexdigest()


def program(reader: str, chosen: Settings) -> str:
    """All of the program that has a part in reading; `reader` is the reader's own fingerprint."""
    return f"{collect.fingerprint()} {reader} {chosen.collect.longest}"


def fingerprint(number: int, entry: Entry, by: str) -> str:
    """Of the original, what was said of it, and the program that reads it, as `program` gives it."""
    told = msgspec.json.encode([number, entry.file, entry.sha256, entry.given, entry.when[:10], entry.enclosed, by])
    return hashlib.sha256(told).hexdigest()


def _parts(folder: Traversable) -> Iterator[Traversable]:
    for part in sorted(folder.iterdir(), key=lambda p: p.name):
        if part.is_dir():
            yield from _parts(part)
        elif part.name.endswith((".py", ".toml")):
            yield part
