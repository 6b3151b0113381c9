"""Looking for words: questions whose answers take no longer where a word is common than where it is rare."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal, NamedTuple

import msgspec

from cuibono.ledger import rows
from cuibono.ledger.look import Look, terms, words
from cuibono.model import Grade, Kind, PartyKind

COMMON: Final = 5_000
"""Claims, or documents, in which a word may stand and still tell which of them are the better ones."""


class Match(NamedTuple):
    """A claim in which words stand; `number` is its place in the ledger.

    `event`, `kind`, `grade` and `day` are None where it is in no event, `day` is '9999-12-31' where that has none.
    """

    number: int
    event: str | None
    kind: Kind | None
    grade: Grade | None
    day: str | None
    publisher: str | None


class Excerpt(NamedTuple):
    """What a claim says, with the words that were looked for in square brackets."""

    number: int
    claim: str
    document: str
    text: str


class Summed(NamedTuple):
    """A party with the number of events in which it stands; `sort` is its name in small letters."""

    party: str
    sort: str
    events: int
    name: str
    kind: PartyKind


class Searching(Look):
    """A ledger open to look for words."""

    def matches(self, text: str, most: int) -> tuple[Match, ...]:
        """Claims in which all the words stand, the latest first, as far as `most`."""
        match = terms(text)
        return tuple(Match(*row) for row in self._ask("matches", words=match, most=most)) if match else ()

    def ranked(self, text: str, numbers: Iterable[int], most: int) -> tuple[int, ...]:
        """Of the claims with these numbers, in which all the words stand, the best (BM25) or else the first given.

        Ranking goes through every place of every word; a common one weighs next to nothing in it and takes long.
        """
        given = tuple(numbers)
        if self._are_common("claims", text):
            return given[:most]
        asked = set(given)
        found = (number for (number,) in self._ask("ranked_claims", words=terms(text), most=COMMON))
        return tuple(number for number in found if number in asked)[:most]

    def excerpts(self, text: str, numbers: Iterable[int]) -> tuple[Excerpt, ...]:
        """What the claims with these numbers say, in the order of the numbers."""
        asked = tuple(numbers)
        found = {row[0]: Excerpt(*row) for row in self._excerpts("excerpts", terms(text), asked)}
        return tuple(found[number] for number in asked if number in found)

    def article_matches(self, text: str, most: int) -> tuple[tuple[str, str], ...]:
        """Documents in which all the words stand: id, and a stretch with the words in brackets.

        The best first (BM25); where a word is common, the latest.
        """
        match = terms(text)
        if not match:
            return ()
        numbers = self._articles(match, self._are_common("documents", text), most)
        found = {row[0]: row[1:] for row in self._excerpts("article_excerpts", match, numbers)}
        return tuple(found[number] for number in numbers if number in found)

    def party_search(self, text: str, most: int) -> tuple[Summed, ...]:
        """Parties with these words in their names, those in most events first."""
        match = terms(text)
        return tuple(Summed(*row) for row in self._ask("party_search", words=match, most=most)) if match else ()

    def _articles(self, match: str, common: bool, most: int) -> tuple[int, ...]:
        name = "latest_documents" if common else "ranked_documents"
        return tuple(number for (number,) in self._ask(name, words=match, most=most))

    def _excerpts(self, name: str, match: str, numbers: Sequence[int]) -> list[rows.Row]:
        if not numbers:
            return []
        asked = msgspec.json.encode(numbers).decode()
        return self._ask(name, words=match, numbers=asked, least=min(numbers), greatest=max(numbers))

    def _are_common(self, what: Literal["claims", "documents"], text: str) -> bool:
        """Whether any of the words stands in more than COMMON of them."""
        return any(self._ask(f"{what}_holding", words=word, most=COMMON + 1)[0][0] > COMMON for word in words(text))
