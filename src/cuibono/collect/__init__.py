"""Collect: files, folders, addresses and standard input in, documents out; originals kept.

Takes: paths, addresses, the bytes found there, what a metadata table says of them.
Gives: documents with title, authors, publisher, date and language where the original or the table gives them, and the
way from their text back to the bytes; problems; the archive of originals and the list of what was collected.
Knows nothing of: claims, the reader, the ledger.
"""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from importlib.resources import files


def fingerprint() -> str:
    """A hash of everything in the program that decides what document an original becomes."""
    parsers = [f"{name} {version(name)}" for name in ("trafilatura", "lxml", "pypdfium2")]
    digest = hashlib.sha256(" ".join(parsers).encode())
    folder = files("cuibono.collect")
    for part in sorted(folder.iterdir(), key=lambda p: p.name):
        if part.name.endswith(".py"):
            digest.update(part.read_bytes())
    for name in ("languages.toml", "pages.toml", "formats.toml"):
        digest.update(files("cuibono.tables").joinpath(name).read_bytes())
    return digest.hexdigest()
