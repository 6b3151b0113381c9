"""Support: what each telling of an event rests on, by the rules of tables/relate/origins.toml."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from cuibono.model import Document, EdgeKind, Event, Origin, Span, Telling
from cuibono.reconcile.copies import Copies
from cuibono.reconcile.evidence import Evidence
from cuibono.reconcile.genre import genre
from cuibono.reconcile.outlets import Outlets
from cuibono.reconcile.profiles import Profiles, likeness, stems
from cuibono.reconcile.speakers import Speakers
from cuibono.reconcile.voices import Voices
from cuibono.tables import entries, table

_OWN = frozenset({"anonymous", "party", "witness", "record", "paper", "own_words"})


class Rest(msgspec.Struct, frozen=True):
    """What a telling rests on, and by which rule: another document, an origin, or (with neither) nothing of its own."""

    by: str
    document: str | None = None
    origin: Origin | None = None
    edge: EdgeKind = "cites"
    span: Span | None = None

    @property
    def to(self) -> str | None:
        """The id of the document or origin."""
        return self.origin.id if self.origin else self.document


class Support:
    """Finds what stands behind the tellings of events."""

    def __init__(
        self,
        evidence: Evidence,
        profiles: Profiles,
        voices: Voices,
        outlets: Outlets,
        copies: Copies,
        speakers: Speakers,
    ) -> None:
        self._evidence, self._profiles, self._voices = evidence, profiles, voices
        self._outlets, self._copies, self._speakers = outlets, copies, speakers
        self._second_hand: frozenset[str] = frozenset()

    def of(self, events: Sequence[Event]) -> list[tuple[Rest, ...]]:
        """For each event what its tellings rest on, in their order."""
        sourced = [[self._sourced(event, telling) for telling in event.tellings] for event in events]
        self._second_hand = second_hand(events, sourced, self._evidence)
        return [self._whole(event, found) for event, found in zip(events, sourced, strict=True)]

    def _whole(self, event: Event, sourced: Sequence[Rest | None]) -> tuple[Rest, ...]:
        """The rests of an event's tellings, those without a source of their own filled in."""
        named = any(rest and rest.origin for rest in sourced)
        rests: list[Rest] = []
        for telling, rest in zip(event.tellings, sourced, strict=True):
            if rest is None or rest.to is None:
                rest = self._unsourced(event, telling, sourced, named, "vague" if rest else "adds_nothing")
            rests.append(rest)
        if rests and not any(rest.origin for rest in rests):
            first = self._evidence.document[event.tellings[0].document]
            rests[0] = Rest("own_reporting", origin=self._speakers.own(first), span=event.tellings[0].span)
        return tuple(rests)

    def _sourced(self, event: Event, telling: Telling) -> Rest | None:
        """What the telling itself shows or names; None where it names nothing."""
        document = self._evidence.document[telling.document]
        source = self._copies.source(document.id, telling.span)
        if source:
            kind = self._copies.kind(document.id, source) or "copies"
            return Rest("copy", source, edge=kind, span=self._copies.span(document.id, source))
        if telling.by == "confirms":
            rule, origin = self._speakers.confirms(event, telling)
            return Rest(rule, origin=origin, span=telling.span)
        if telling.by == "recorded":
            rule, record = self._speakers.recorded(event, telling)
            return Rest(rule, origin=record, span=telling.span)
        if self._voices.own_words(document.id) and telling.by != "echo":
            return Rest("own_words", origin=self._speakers.own_words(document, telling, event), span=telling.span)
        return self._attributed(event, telling, document)

    def _overheard(self, event: Event, telling: Telling) -> Rest | None:
        """Of a passage that is no claim: the source of other claims of the document that is said to speak in it."""
        text = self._evidence.words(telling.document, telling.span)
        words = set(stems(text))
        if entries("relate/words", "said").isdisjoint(text.casefold().replace(",", " ").replace(".", " ").split()):
            return None
        for source in self._evidence.sources(telling.document):
            head = list(stems(source.name))[-1:]
            if source.kind != "outlet" and head and words.issuperset(head):
                rule, origin = self._speakers.origin(telling.document, source, event)
                return Rest(rule, origin=origin, span=telling.span) if origin else None
        return None

    def _attributed(self, event: Event, telling: Telling, document: Document) -> Rest | None:
        """Walk through the outlets named to a report that is here, or to the first source that is no outlet."""
        relay, own = None, None
        if self._in_passing(event, telling):
            return None
        for source in self._evidence.claim[telling.claim].attribution if telling.claim else ():
            outlet = self._outlets.named(source.name)
            span = source.span or telling.span
            if outlet and outlet != self._outlets.of(document):
                report = self._report_by(outlet, event, telling)
                if report:
                    return Rest("cites_document", report, span=span)
                relay = source
            elif outlet:
                own = Rest("own_report", origin=self._speakers.own(document), span=span)
            elif source.kind == "outlet":
                relay = source
            else:
                rule, origin = self._speakers.origin(document.id, source, event)
                words = self._own_words_of(origin, event, telling)
                return Rest("cites_document", words, span=span) if words else Rest(rule, origin=origin, span=span)
        if relay:
            return Rest("cites_outlet", origin=self._speakers.outlet(relay.name), span=relay.span or telling.span)
        return own

    def _in_passing(self, event: Event, telling: Telling) -> bool:
        """Whether a public act is told inside another dealing's claim: "opened an inquiry into the loan, it said".

        The agency's word is for the inquiry; the loan is taken as known.
        """
        claim = self._evidence.claim.get(telling.claim or "")
        act = table("relate/origins")["public"][event.kind] == "act"
        return act and claim is not None and self._evidence.within_another(claim)

    def _own_words_of(self, origin: Origin | None, event: Event, telling: Telling) -> str | None:
        """The party's own text, where that is here and tells of the event."""
        if origin is None or origin.party is None:
            return None
        for told in event.tellings:
            if self._voices.own_words(told.document) and self._can_follow(telling.document, told.document):
                speaker = self._speakers.own_words(self._evidence.document[told.document], told, event)
                if speaker.id == origin.id:
                    return told.document
        return None

    def _report_by(self, outlet: str, event: Event, telling: Telling) -> str | None:
        """The outlet's document that this one means: of its recent ones, where there are any, the likest telling.

        A recent document that does not tell of the event is still what was cited: it shares no origin then.
        """
        reports = self._outlets.reports(outlet, telling.document)
        theirs = [t for t in event.tellings if self._outlets.of(self._evidence.document[t.document]) == outlet]
        told = [t for t in theirs if t.document in reports]
        if told:
            return max(told, key=lambda t: (self._likeness(telling, t), t.document)).document
        return reports[-1] if reports and self._outlets.is_recent(reports[-1], telling.document) else None

    def _unsourced(
        self, event: Event, telling: Telling, sourced: Sequence[Rest | None], named: bool, silent: str
    ) -> Rest:
        """A telling without a source of its own: credited as a whole, public, retold, or the outlet's own."""
        if self._in_passing(event, telling):
            return (None if named else self._public(event)) or Rest(silent)
        credited = self._credited(event, telling)
        if credited:
            return credited
        retold = self._retold(event, telling, sourced)
        if retold:
            return retold
        if not named:
            footing = self._public(event) or self._own(event, telling) if telling.claim else None
            return footing or self._overheard(event, telling) or Rest(silent)
        if telling.claim and self._is_only_the_other_side(event, sourced):
            return self._public(event) or Rest(silent)
        return Rest(silent)

    def _is_only_the_other_side(self, event: Event, sourced: Sequence[Rest | None]) -> bool:
        """Whether all that is sourced is what those say whom a public act was done to: the act stands beside it."""
        if table("relate/origins")["public"][event.kind] != "act" or not event.actors:
            return False
        speakers = {rest.origin.party for rest in sourced if rest and rest.origin}
        return bool(speakers) and speakers <= set(event.counterparts)

    def _own(self, event: Event, telling: Telling) -> Rest | None:
        """The outlet's own footing, for the first to claim what nobody gives a source for."""
        first = next(t.document for t in event.tellings if t.claim)
        if telling.document != first:
            return None
        origin = self._speakers.own(self._evidence.document[telling.document])
        return Rest("own_reporting", origin=origin, span=telling.span)

    def _credited(self, event: Event, telling: Telling) -> Rest | None:
        for citation in self._outlets.citations.get(telling.document, ()):
            report = self._report_by(citation.outlet, event, telling)
            if report in event.documents:
                return Rest("credited", report, span=citation.span)
        return None

    def _public(self, event: Event) -> Rest | None:
        """The party's public words, or the public act, that all recollections go back to."""
        sort = table("relate/origins")["public"][event.kind]
        if sort == "word" and event.actors:
            return Rest("public_word", origin=self._speakers.party(event.actors[0], event)[1])
        return Rest("public_act", origin=self._speakers.act(event)) if sort == "act" else None

    def _retold(self, event: Event, telling: Telling, sourced: Sequence[Rest | None]) -> Rest | None:
        """The earlier report that this one retells.

        Of an article that lives on others' reports it is the likest; of any other the one whose words it plainly has.
        """
        earlier = [
            (bool(rest and rest.origin), self._likeness(telling, t), -self._evidence.rank[t.document], t.document)
            for t, rest in zip(event.tellings, sourced, strict=True)
            if self._may_be_retold(telling.document, t.document) and (rest is None or rest.by != "copy")
        ]
        if not earlier:
            return None
        edges = table("relate/origins")["edges"]
        if telling.document in self._second_hand:
            best = max(earlier, key=lambda e: (e[0], int(e[1] / edges["step"]), e[2]))
            enough = float(edges["second_hand"])
        else:
            public = table("relate/origins")["public"][event.kind] != "none"
            best, enough = max(earlier, key=lambda e: e[1:]), float(edges["public" if public else "enough"])
        return Rest("retells", best[3], edge="rewrites", span=telling.span) if best[1] >= enough else None

    def _may_be_retold(self, document: str, source: str) -> bool:
        ours, other = self._evidence.document[document], self._evidence.document[source]
        if self._evidence.rank[source] >= self._evidence.rank[document] or "correction" in (genre(ours), genre(other)):
            return False
        return self._outlets.of(other) != self._outlets.of(ours) or self._outlets.of(other) is None

    def _likeness(self, one: Telling, other: Telling) -> float:
        return likeness(self._vector(one), self._vector(other))

    def _vector(self, telling: Telling) -> dict[str, float]:
        """The words of the sentence that a telling stands in; of a claim they are known."""
        claim = self._evidence.claim.get(telling.claim or "")
        if claim and claim.span == telling.span:
            return self._profiles.of[claim.id].words
        sentence = self._evidence.around(telling.document, telling.span)
        return self._profiles.vector(stems(self._evidence.words(telling.document, sentence)))

    def _can_follow(self, document: str, source: str) -> bool:
        days = self._evidence.day(document), self._evidence.day(source)
        return document != source and days[1] is not None and (days[0] is None or days[1] <= days[0])


def second_hand(
    events: Sequence[Event], sourced: Sequence[Sequence[Rest | None]], evidence: Evidence
) -> frozenset[str]:
    """The documents that live on others' reports: columns, and those that name next to no source of their own."""
    own: Counter[str] = Counter()
    borrowed: Counter[str] = Counter()
    for event, rests in zip(events, sourced, strict=True):
        for telling, rest in zip(event.tellings, rests, strict=True):
            if rest and rest.by in _OWN:
                own[telling.document] += 1
            elif telling.document != event.documents[0]:
                borrowed[telling.document] += 1
    edges = table("relate/origins")["edges"]
    return frozenset(
        d
        for d, count in borrowed.items()
        if genre(evidence.document[d]) == "opinion" or (count >= edges["borrowed"] and own[d] <= edges["own"] * count)
    )
