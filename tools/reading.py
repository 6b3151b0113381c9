"""Read the texts of a part into claims, in the form that other programs get.

Takes: folders of texts, with or without metadata. Gives: claims, one a row, as `cuibono export claims` prints them.
Knows nothing of: gold and scores.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from cuibono.collect.archive import Entry
from cuibono.collect.documents import Prepared, prepare
from cuibono.collect.metadata import Given, load
from cuibono.model import Document, Reading
from cuibono.publish.claims import Row, row
from cuibono.settings import CollectSettings
from tools.parts import Folder, Part

Read = Callable[[Document], Reading]


def rows(part: Part, read: Read) -> list[Row]:
    """The claims of every text of the part."""
    return [row(claim, document.file) for document in documents(part) for claim in read(document).claims]


def documents(part: Part) -> Iterator[Document]:
    """The texts of the part that can be read, in the order of their names."""
    for folder in part.folders:
        told = _metadata(folder)
        for path in sorted(folder.articles.glob("*.txt")):
            if part.only is None or path.name in part.only:
                prepared = _prepared(path, told.get(path.name, Given()))
                if prepared.document and prepared.readable:
                    yield prepared.document


def _metadata(folder: Folder) -> dict[str, Given]:
    return load(folder.metadata)[0] if folder.metadata else {}


def _prepared(path: Path, told: Given) -> Prepared:
    """The text as a case would hold it; collected long after it was published, whenever that was."""
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    entry = Entry(file=path.name, when="2100-01-01T00:00:00Z", sha256=digest, given=told)
    return prepare(content, entry, CollectSettings().longest)
