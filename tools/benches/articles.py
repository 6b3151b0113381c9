"""Made articles as files, for measuring the whole way from a folder of texts to a ledger.

Takes: a folder, how many articles. Gives: their files, a metadata table, and the claims that each was made from.
Knows nothing of: what is done with them. The same number gives the same files.

An article is a document of `dealings`, made longer by English words in no order (drawn as often as the bundled story
has them, so that no two articles share a sentence by chance) and, in two of five, by what somebody is quoted as saying
about its first dealing, in the same words as other reports of that dealing.
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import msgspec
from msgspec.structs import replace

from cuibono.model import Claim, Document, Reading
from tools.benches import dealings
from tools.parts import ROOT

CLAIMS = 2  # of an article, and more than it has: so many are made that there are enough articles
MORE, SAID, QUOTED = 12, 9, 0.4  # words added; words of a saying; the part of articles that print one
_STORY = ROOT / "src" / "cuibono" / "demo" / "articles"
_WORD = re.compile(r"\b[a-z]+\b")
_COLUMNS = ("file", "published", "publisher", "title")


class Made:
    """Reads a made article by the claims it was made from, in place of the reader; `folder` is that of the claims."""

    fingerprint = "made"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, document: Document) -> Reading:
        """The claims of one article, and the parties they name."""
        found = msgspec.json.decode((self._folder / f"{document.file}.json").read_bytes(), type=tuple[Claim, ...])
        claims = tuple(replace(claim, id="", document=document.id) for claim in found)
        return Reading(claims, tuple(dict.fromkeys(m for c in claims for m in (*c.actors, *c.counterparts))))


def write(folder: Path, count: int) -> None:
    """Put so many articles into folder/articles, their claims into folder/claims, the table beside them."""
    texts, claims = folder / "articles", folder / "claims"
    texts.mkdir(parents=True)
    claims.mkdir()
    with (folder / "metadata.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(_COLUMNS)
        for document, told in made(count):
            (texts / document.file).write_text(document.text, encoding="utf-8")
            (claims / f"{document.file}.json").write_bytes(msgspec.json.encode(told))
            day = document.published.edtf if document.published else ""
            table.writerow((document.file, day, document.publisher, document.title))


def made(count: int) -> Iterator[tuple[Document, Sequence[Claim]]]:
    """So many articles with their claims, in the order of publication."""
    chance = random.Random(2029)
    words = _story()
    for written in islice(dealings.stream(round(count * CLAIMS) + 100), count):
        text = f"{written.document.text}{_sentence(words, MORE, chance)}.\n"
        if chance.random() < QUOTED:
            said = _sentence(words, SAID, random.Random(written.event[0]))
            text += f"“{said},” {chance.choice(dealings.SPEAKERS)} said.\n"
        yield replace(written.document, text=text), written.claims


def words(count: int) -> int:
    """The words of so many articles."""
    return sum(len(document.text.split()) for document, _ in made(count))


def _story() -> list[str]:
    """The words of the bundled story in small letters, each as often as it stands there."""
    return [word for file in sorted(_STORY.iterdir()) for word in _WORD.findall(file.read_text(encoding="utf-8"))]


def _sentence(words: Sequence[str], count: int, chance: random.Random) -> str:
    return " ".join(chance.choices(words, k=count)).capitalize()
