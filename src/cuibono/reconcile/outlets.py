"""Outlets: which documents of the collection an outlet's name points to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property
from urllib.parse import urlsplit

import msgspec

from cuibono.model import Document, Span
from cuibono.reconcile.evidence import Evidence
from cuibono.reconcile.genre import genre
from cuibono.reconcile.voices import Voices
from cuibono.tables import entries, table

_WORD = re.compile(r"[^\W_]+")
_ARTICLES = frozenset({"the", "le", "la", "l", "der", "die", "das", "el", "il"})
_DATELINE = re.compile(r"\(([A-Z][\w&. ]{1,30})\)\s*(?:[-–—]{1,2}|:)\s")
_DATELINE_ENDS = 160  # characters of the text within which a dateline stands
_SHORT = 4  # letters that the single word of an outlet's name must have to stand for all of it


class Citation(msgspec.Struct, frozen=True, order=True):
    """A place where a document names an outlet as having reported something."""

    document: str
    span: Span
    outlet: str


class Outlets:
    """The publishers of the collection that are newsrooms, by every form of their names."""

    def __init__(self, evidence: Evidence, voices: Voices) -> None:
        self._evidence, self._voices = evidence, voices
        self._recently: dict[tuple[str, date], Sequence[str]] = {}

    @cached_property
    def documents(self) -> dict[str, tuple[Document, ...]]:
        """For each outlet, its documents in order of publication."""
        held: dict[str, list[Document]] = defaultdict(list)
        for document in self._evidence.documents:
            name = published_by(document)
            if name and not self._voices.own_words(document.id):
                held[comparable(name)].append(document)
        return {outlet: tuple(documents) for outlet, documents in held.items()}

    @cached_property
    def _forms(self) -> dict[str, str]:
        """Forms of names, each of one outlet only: "northline wire", "northline", "tmp"."""
        forms: dict[str, set[str]] = defaultdict(set)
        for outlet in self.documents:
            for form in _forms(outlet):
                if form == outlet or form not in self._others:
                    forms[form].add(outlet)
        return {form: next(iter(outlets)) for form, outlets in forms.items() if len(outlets) == 1}

    @cached_property
    def _others(self) -> frozenset[str]:
        """Names of people, places and public bodies, which a part of an outlet's name must not be taken for."""
        parties = self._evidence.parties.values()
        return frozenset(
            form
            for party in parties
            if party.kind in ("person", "place", "public_body")
            for name in (party.name, *party.aliases)
            for form in (comparable(name), *comparable(name).split())
        )

    def of(self, document: Document) -> str | None:
        """The outlet that published a document; None where no newsroom did."""
        outlet = comparable(published_by(document) or "")
        return outlet if outlet in self.documents else None

    def house(self, document: Document) -> str:
        """Whose reporting a document prints: the agency that its dateline or byline credits, else its publisher's.

        "" where neither is known.
        """
        credit = credited(document)
        name = (self.named(credit) or credit) if credit else (self.of(document) or published_by(document) or "")
        return house(name)

    def named(self, name: str) -> str | None:
        """The outlet that a source's name means ("Transmare Press sources", "TMP"), if its texts are here."""
        words = comparable(name).split()
        if "".join(words) in self.documents:
            return "".join(words)
        for length in range(len(words), 0, -1):
            found = self._forms.get(" ".join(words[:length]))
            if found and (length > 1 or len(words) == 1 or name[:1].isupper()):
                return found
        return self._initials(name)

    def _initials(self, name: str) -> str | None:
        if not (name.isupper() and 2 <= len(name) <= 6):
            return None
        found = [outlet for outlet in self.documents if _abbreviates(name.casefold(), outlet)]
        return found[0] if len(found) == 1 else None

    @cached_property
    def citations(self) -> dict[str, tuple[Citation, ...]]:
        """For each document, the places in its running text that name another outlet of the collection as reporting."""
        found: dict[str, tuple[Citation, ...]] = {}
        for document in self._evidence.documents:
            places = tuple(self._in(document))
            if places:
                found[document.id] = places
        return found

    @cached_property
    def _patterns(self) -> dict[str, re.Pattern[str]]:
        """By their first word, the forms of names that texts are searched for, the longest first."""
        forms: dict[str, list[str]] = defaultdict(list)
        for form in sorted((f for f in self._forms if " " in f or len(f) >= _SHORT), key=len, reverse=True):
            forms[form.split()[0]].append(r"\W{1,3}".join(map(re.escape, form.split())))
        return {first: re.compile(rf"({'|'.join(held)})\b", re.IGNORECASE) for first, held in forms.items()}

    def _matches(self, document: Document) -> Iterator[re.Match[str]]:
        """The names of outlets in a document's running text."""
        words = {word.casefold() for word in _WORD.findall(document.text, document.body)}
        if words.isdisjoint(self._patterns):
            return
        end = document.body
        for word in _WORD.finditer(document.text, document.body):
            pattern = self._patterns.get(word[0].casefold())
            match = pattern.match(document.text, word.start()) if pattern and word.start() >= end else None
            if match:
                end = match.end()
                yield match

    def reports(self, outlet: str, document: str) -> Sequence[str]:
        """The outlet's documents that another can draw on, the latest last: only recent ones where there are any.

        They are dated, not later, and no corrections where there are reports.
        """
        day = self._evidence.day(document)
        lately = self._lately(outlet, day)
        if self.of(self._evidence.document[document]) == outlet:
            lately = [d for d in lately if d != document]
        if lately:
            return lately
        earlier = [d for d in self.documents[outlet] if d.id != document and _not_after(self._evidence.day(d.id), day)]
        earlier = [d for d in earlier if genre(d) != "correction"] or earlier
        recent = [d.id for d in earlier if self.is_recent(d.id, document)]
        return recent or [d.id for d in earlier]

    def _lately(self, outlet: str, day: date | None) -> Sequence[str]:
        """The outlet's reports of the `recent` days before this one, looked for once for all that cite it that day."""
        if day is None:
            return ()
        if (outlet, day) not in self._recently:
            days = self._days[outlet]
            first = bisect_left(days, day - timedelta(days=table("relate/origins")["citing"]["recent"]))
            held = self.documents[outlet][first : bisect_right(days, day)]
            self._recently[outlet, day] = tuple(d.id for d in held if genre(d) != "correction")
        return self._recently[outlet, day]

    @cached_property
    def _days(self) -> dict[str, list[date]]:
        """For each outlet the days of its dated documents, which stand before the others."""
        days = {outlet: [self._evidence.day(d.id) for d in held] for outlet, held in self.documents.items()}
        return {outlet: [day for day in found if day] for outlet, found in days.items()}

    def is_recent(self, source: str, document: str) -> bool:
        """Whether the one was published within `recent` days before the other."""
        days = self._evidence.day(source), self._evidence.day(document)
        return bool(days[0] and days[1] and (days[1] - days[0]).days <= table("relate/origins")["citing"]["recent"])

    def _in(self, document: Document) -> Iterator[Citation]:
        own = self.of(document)
        for match in self._matches(document):
            outlet = self._forms.get(comparable(match[1]))
            if outlet is None or outlet == own or not match[1][0].isupper():
                continue
            sentence = self._evidence.around(document.id, Span(match.start(), match.end()))
            words = {w.casefold() for w in _WORD.findall(self._evidence.words(document.id, sentence))}
            if words & set(table("relate/origins")["citing"]["cues"]):
                yield Citation(document.id, sentence, outlet)


def _not_after(first: date | None, second: date | None) -> bool:
    return first is not None and (second is None or first <= second)


def credited(document: Document) -> str | None:
    """The agency that a document credits in its dateline ("LONDON (Reuters) - ") or in a line above the text."""
    dateline = _DATELINE.search(document.text, document.body, document.body + _DATELINE_ENDS)
    if dateline:
        return dateline[1]
    lines = [comparable(line.rpartition(",")[2]) for line in document.text[: document.body].splitlines()]
    return next((line for line in lines if line in entries("relate/words", "agencies")), None)


def published_by(document: Document) -> str | None:
    """The publisher, or where none is given the name of the site in the address ("norbyherald")."""
    if document.publisher or not document.url:
        return document.publisher
    host = urlsplit(document.url).hostname or ""
    labels = [label for label in host.split(".")[:-1] if label not in entries("relate/words", "sites")]
    return max(labels, key=len, default=None)


def comparable(name: str) -> str:
    """A name in small letters without articles and signs."""
    return " ".join(w for w in _WORD.findall(name.casefold()) if w not in _ARTICLES and w != "s")


def house(name: str) -> str:
    """An outlet's comparable name without the words that some leave off ("Bloomberg News": "bloomberg")."""
    words = comparable(name).split()
    while len(words) > 1 and words[-1] in entries("relate/words", "press"):
        words.pop()
    return " ".join(words)


def _forms(outlet: str) -> set[str]:
    """The whole name, and its parts that could stand for it: all but the last word, the last, the first."""
    words = outlet.split()
    forms = {outlet, house(outlet)}
    if len(words) > 1:
        forms |= {" ".join(words[1:]), words[-1]}
        forms |= {" ".join(words[:-1])} if words[-1] in entries("relate/words", "press") else set()
    return {f for f in forms if " " in f or (len(f) >= _SHORT and f not in entries("relate/words", "press"))}


def _abbreviates(letters: str, name: str) -> bool:
    """Whether the letters run through the name in order and take in the first of each word ("tmp": Transmare Press)."""
    words = name.split()
    if letters[0] != name[0] or not all(word[0] in letters for word in words):
        return False
    at = 0
    for letter in letters:
        at = name.find(letter, at) + 1
        if not at:
            return False
    return True
