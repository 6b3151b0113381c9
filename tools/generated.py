"""A case of made articles that went the whole way but for the reader, whose place one takes that knows what was made.

Takes: a folder, how many articles. Gives: the case with originals, ledger and all; the same number, the same case.
Knows nothing of: what is done with it.
"""

from __future__ import annotations

import csv
from pathlib import Path

from msgspec.structs import replace

from cuibono import pipeline
from cuibono.model import Claim, Document, Reading
from tools.benches import dealings

CLAIMS_AN_ARTICLE = 1.7
"""About how many claims `dealings.made` puts into one article."""
ENGLISH = "It was not said what the rest of it was about, and there was no word from the others who had been there.\n"
"""Ends every text, whose made words are of no language."""


class Knows:
    """A reader that has the claims of every made text at hand."""

    fingerprint = "made articles 1"

    def __init__(self, pile: dealings.Pile) -> None:
        self._texts = {document.id: document.text for document in pile.documents}
        self._claims: dict[str, list[Claim]] = {}
        for claim in pile.claims:
            self._claims.setdefault(self._texts[claim.document], []).append(claim)

    def read(self, document: Document) -> Reading:
        """The claims of a text that was made."""
        claims = tuple(replace(claim, document=document.id) for claim in self._claims.get(document.text, ()))
        return Reading(claims, tuple(m for claim in claims for m in (*claim.actors, *claim.counterparts)))


def case(folder: Path, articles: int) -> Path:
    """Make a case of so many articles in the folder."""
    pile = dealings.made(int(articles * CLAIMS_AN_ARTICLE))
    pile = pile._replace(documents=[replace(d, text=d.text + ENGLISH) for d in pile.documents[:articles]])
    kept = {document.id for document in pile.documents}
    pile = pile._replace(claims=[claim for claim in pile.claims if claim.document in kept])
    texts = folder / "articles"
    texts.mkdir(parents=True)
    with (folder / "metadata.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["file", "published", "publisher", "title"])
        for document in pile.documents:
            (texts / document.file).write_text(document.text, encoding="utf-8")
            day = document.published.earliest if document.published else None
            table.writerow([document.file, day.isoformat() if day else "", document.publisher, document.title])
    place = folder / "case"
    pipeline.read(place, [str(texts)], Knows(pile), metadata=folder / "metadata.csv")
    return place
