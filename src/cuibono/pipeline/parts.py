"""The parts of the program, by which it is known when a stage has to run again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable


@cache
def hashed(*packages: str) -> str:
    """A hash of the code and tables of packages of the program."""
    digest = hashlib.sha256()
    for name in packages:
        for part in _parts(files("cuibono") / name):
            digest.update(part.name.encode() + part.read_bytes())
    return digest.hexdigest()


def _parts(folder: Traversable) -> Iterator[Traversable]:
    for part in sorted(folder.iterdir(), key=lambda p: p.name):
        if part.is_dir():
            yield from _parts(part)
        elif part.name.endswith((".py", ".toml")):
            yield part
