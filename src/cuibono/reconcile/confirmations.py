"""Confirmations: sentences in which a party's speaker confirms or denies what the article has just told.

"A spokesperson for Acme confirmed that the meeting took place" states no dealing of its own; it is a second telling of
the event, resting on the party's word. Only an article that tells of the event otherwise can hold one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cuibono.model import Bears, Event, Kind, Span, Telling
from cuibono.reconcile.evidence import Evidence
from cuibono.reconcile.kinship import Kinship
from cuibono.reconcile.tellings import trimmed
from cuibono.tables import cues, entries, table

_WORD = re.compile(r"[^\W_]+(?:['’]s)?")


class Confirmations:
    """Finds what parties' speakers say to the events that an article tells of."""

    def __init__(self, evidence: Evidence, kinship: Kinship) -> None:
        self._evidence, self._kinship = evidence, kinship

    def of(self, event: Event) -> Iterator[Telling]:
        """A telling for each sentence, after the first telling in its document, that confirms or denies the event."""
        for document in event.documents:
            own = [t for t in event.tellings if t.document == document]
            first = min(t.span for t in own)
            if not any(t.claim for t in own):
                continue
            for span in self._evidence.sentences(document):
                if span.start >= first.end and not any(_meet(t.span, span) for t in own):
                    bears = self._bears(event, document, span)
                    if bears:
                        whole = trimmed(self._evidence.words(document, span), span)
                        yield Telling(document, whole, by="confirms", bears=bears)

    def speaker(self, event: Event, telling: Telling) -> str | None:
        """The party of the event that speaks in a sentence, if one does."""
        words = _words(self._evidence.words(telling.document, telling.span))
        named = [p for p in (*event.actors, *event.counterparts) if self._is_named(p, words)]
        spoken = [p for p in named if self._kinship.employer(p) not in named]
        return next(iter(spoken), None) or self._firm_of(event, words) or self._spoken_for(telling)

    def _bears(self, event: Event, document: str, span: Span) -> Bears | None:
        """ "supports" or "denies" where a speaker of a party takes the event up; else None."""
        words = _words(self._evidence.words(document, span))
        if not set(words) & entries("relate/confirmations", "speakers") or not set(words) & _again(event.kind):
            return None
        if self.speaker(event, Telling(document, span)) is None:
            return None
        if set(words) & entries("relate/confirmations", "denies"):
            return "denies"
        return "supports" if set(words) & entries("relate/confirmations", "supports") else None

    def _is_named(self, party: str, words: list[str]) -> bool:
        telling = self._kinship.telling(party)
        return bool(telling) and telling <= set(words)

    def _firm_of(self, event: Event, words: list[str]) -> str | None:
        """The firm of one of the event's people, where that is named: "a spokesperson for Acme" of Acme's head."""
        for party in (*event.actors, *event.counterparts):
            firm = self._kinship.employer(party)
            if firm and self._is_named(firm, words):
                return firm
        return None

    def _spoken_for(self, telling: Telling) -> str | None:
        """The body of the document's claims whose speaker this is: "a spokesperson for Acme"."""
        text = self._evidence.words(telling.document, telling.span)
        for party in sorted(self._evidence.acting(telling.document)):
            found = self._evidence.parties.get(party)
            if found is None or found.kind not in ("organisation", "public_body"):
                continue
            names = "|".join(map(re.escape, (found.name, *found.aliases)))
            if re.search(rf"\bspokes\w+ (?:for|of) (?:the )?(?:{names})\b|\b(?:{names})(?:['’]s)? spokes", text):
                return party
        return None


@cache
def _again(kind: Kind) -> frozenset[str]:
    """Nouns by which a dealing told before is taken up, in singular and plural."""
    nouns = next(t.again for t in cues.kinds() if t.kind == kind)
    more = table("relate/confirmations")["nouns"].get(kind, ())
    return frozenset(form for noun in (*nouns, *more) for form in (noun, f"{noun}s"))


def _words(text: str) -> list[str]:
    return [w.casefold().removesuffix("'s").removesuffix("’s") for w in _WORD.findall(text)]


def _meet(first: Span, second: Span) -> bool:
    return first.start < second.end and second.start < first.end
