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
    """Finds what parties' speakers say to the events that an article tells of, and the records that show them."""

    def __init__(self, evidence: Evidence, kinship: Kinship) -> None:
        self._evidence, self._kinship = evidence, kinship

    def of(self, event: Event) -> Iterator[Telling]:
        """A telling for each sentence, after the first telling in its document, that takes the event up again."""
        for document in event.documents:
            own = [t for t in event.tellings if t.document == document]
            first = min(t.span for t in own)
            if not any(t.claim for t in own):
                continue
            for span in self._evidence.sentences(document):
                if span.start >= first.end and not any(_meet(t.span, span) for t in own):
                    yield from self._again_in(event, document, span)

    def _again_in(self, event: Event, document: str, span: Span) -> Iterator[Telling]:
        whole = trimmed(self._evidence.words(document, span), span)
        bears = self._bears(event, document, span)
        if bears:
            yield Telling(document, whole, by="confirms", bears=bears)
        elif self._told_last(event, document, span) and self.record(event, Telling(document, span)):
            yield Telling(document, whole, by="recorded")

    def record(self, event: Event, telling: Telling) -> str | None:
        """The record in which a sentence says that the dealing stands: "the gift appears in accounts"."""
        text = self._evidence.words(telling.document, telling.span)
        found = _recorded(event.kind).search(text)
        return found["record"].casefold() if found else None

    def _told_last(self, event: Event, document: str, span: Span) -> bool:
        """Whether the last claim before a sentence that its nouns could take up is one of the event."""
        own = set(event.claims)
        earlier = [c for c in self._evidence.told(document) if c.span.start < span.start]
        before = [c for c in earlier if c.id in own or _again(c.kind) & _again(event.kind)]
        return bool(before) and before[-1].id in own

    def speaker(self, event: Event, telling: Telling) -> str | None:
        """The party of the event that speaks in a sentence, if one does."""
        text = self._evidence.words(telling.document, telling.span)
        if _ours(event.kind).search(text) and event.actors:
            return event.actors[0]
        owning = self._owning_up(event, telling.document, text)
        if owning:
            return owning
        words = _words(text)
        named = [p for p in (*event.actors, *event.counterparts) if self._is_named(p, words)]
        spoken = [p for p in named if self._kinship.employer(p) not in named]
        return next(iter(spoken), None) or self._firm_of(event, words) or self._spoken_for(telling)

    def _bears(self, event: Event, document: str, span: Span) -> Bears | None:
        """ "supports" or "denies" where a speaker of a party takes the event up; else None."""
        text = self._evidence.words(document, span)
        words = _words(text)
        last = self._told_last(event, document, span)
        if last and (_ours(event.kind).search(text) or self._owning_up(event, document, text)):
            return "supports"
        if not set(words) & entries("relate/confirmations", "speakers") or not set(words) & _again(event.kind):
            return None
        if self.speaker(event, Telling(document, span)) is None:
            return None
        if set(words) & entries("relate/confirmations", "denies"):
            return "denies"
        return "supports" if set(words) & entries("relate/confirmations", "supports") else None

    def _owning_up(self, event: Event, document: str, text: str) -> str | None:
        """The party of the event that confirms it by its own name: "Acme confirmed the loan"."""
        found = _confirmed(event.kind).search(text)
        named = self._evidence.named(document, found["who"]) if found else None
        sides = (*event.actors, *event.counterparts)
        return named if named and any(named == p or self._kinship.akin(named, p) for p in sides) else None

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


@cache
def _ours(kind: Kind) -> re.Pattern[str]:
    """ "Our gift was ...", in quotation marks: whoever did it speaks; nothing for what two sides do together."""
    nouns = "|".join(sorted(_again(kind))) if kind in entries("relate/confirmations", "one_sided") else "(?!)"
    return re.compile(rf"[\"“][^\"”]*\b(?:[Oo]ur|[Mm]y)\s(?:[a-z]+\s)?(?:{nouns})\b(?! (?:if|would|plan))")


@cache
def _confirmed(kind: Kind) -> re.Pattern[str]:
    """ "Acme confirmed the loan"."""
    verbs = "|".join(sorted(entries("relate/confirmations", "supports")))
    nouns = "|".join(sorted(_again(kind)))
    who = r"(?P<who>[A-Z][\w&'’-]*(?:\s[A-Z][\w&'’-]*)*)"
    return re.compile(
        rf"\b{who}\s(?:(?:has|had|later|also)\s)*(?:{verbs})\s(?:the|its|his|her|their)\s(?:[a-z]+\s)?(?:{nouns})\b"
    )


@cache
def _recorded(kind: Kind) -> re.Pattern[str]:
    """ "The gift, dated 3 May, appears in accounts filed with the registrar"."""
    nouns = "|".join(sorted(_again(kind)))
    shown = "|".join(sorted(entries("relate/confirmations", "shown")))
    records = "|".join(sorted(entries("relate/confirmations", "records")))
    return re.compile(
        rf"\b[Tt]h(?:e|at|is)\s(?:{nouns})(?:,[^,.]*,)?\s(?:(?:is|was|also)\s)*(?:{shown})\s(?:in|on|by)\s"
        rf"(?:(?:the|its|their|an?)\s)?(?P<record>(?:[^\W\d]+['’]?s?\s){{0,5}}?(?:{records}))\b"
    )


def _words(text: str) -> list[str]:
    return [w.casefold().removesuffix("'s").removesuffix("’s") for w in _WORD.findall(text)]


def _meet(first: Span, second: Span) -> bool:
    return first.start < second.end and second.start < first.end
