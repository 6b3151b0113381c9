"""Collect: files, folders, addresses and standard input in, documents out; originals kept.

Takes: paths, addresses, the bytes found there, what a metadata table says of them.
Gives: documents with title, publisher, date and language where the text or the table gives them; problems; the
archive of originals and the list of what was collected.
Knows nothing of: claims, the reader, the ledger.
"""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from importlib.resources import files


def fingerprint() -> str:
    """A hash of everything in the program that decides what document an original becomes."""
    digest = hashlib.sha256(f"trafilatura {version('trafilatura')}".encode())
    folder = files("cuibono.collect")
    for part in sorted(folder.iterdir(), key=lambda p: p.name):
        if part.name.endswith(".py"):
            digest.update(part.read_bytes())
    digest.update(files("cuibono.tables").joinpath("languages.toml").read_bytes())
    return digest.hexdigest()
