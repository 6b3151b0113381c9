"""Fitting: which event of a ledger each claim of a draft tells of, where the events stay as they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from cuibono.model import Claim, Contradiction, Document, Event, Party, Span, Telling, Variant
from cuibono.model.drafts import Fit, Match
from cuibono.reconcile.clusters import Placements, placements
from cuibono.reconcile.drift import contradictions
from cuibono.reconcile.evidence import Evidence
from cuibono.reconcile.kinship import Kinship
from cuibono.reconcile.placing import beside
from cuibono.reconcile.profiles import Profiles
from cuibono.reconcile.sameness import features
from cuibono.reconcile.sayings import families
from cuibono.tables import table


class Fitting:
    """A draft beside a ledger: `documents` and `claims` are those of both, `events` those of the ledger."""

    def __init__(
        self,
        draft: str,
        documents: Iterable[Document],
        claims: Iterable[Claim],
        parties: Iterable[Party],
        events: Sequence[Event],
    ) -> None:
        self._draft, self._events = draft, events
        self._evidence = Evidence(documents, claims, parties)
        self._kinship = Kinship(self._evidence)
        self._sayings = families(self._evidence)

    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the draft's running text."""
        return self._evidence.sentences(self._draft)

    def fits(self) -> tuple[Fit, ...]:
        """Of each claim of the draft the event that it fits, in the order of its text."""
        profiles = Profiles(self._evidence, self._sayings).of
        newcomers = [profile for profile in profiles.values() if profile.document == self._draft]
        groups = [[profiles[claim] for claim in event.claims] for event in self._events]
        found = beside(newcomers, groups, self._evidence, self._kinship)
        undated = placements([replace(one, period=None) for one in newcomers], groups, self._kinship)
        return tuple(self._fit(claim, found[claim.id], undated[claim.id]) for claim in self._evidence.told(self._draft))

    def _fit(self, claim: Claim, found: Placements, undated: Placements) -> Fit:
        best = found[0][0] if found else 0.0
        rivals = [one for one in found if one[0] > 0 and one[0] >= best - float(table("relate/events")["rival"])]
        matches = tuple(self._match(claim, self._events[number], reason) for _, number, reason in rivals)
        likely = [one for one in undated if one[0] > max(best, 0)][:1]
        if likely and claim.period and likely[0][1] not in {number for _, number, _ in rivals}:
            _, number, reason = likely[0]
            return Fit(claim, matches, self._events[number].id, f"{features()['apart'].says}; but for these: {reason}")
        if found and not matches:
            return Fit(claim, (), self._events[found[0][1]].id, found[0][2])
        return Fit(claim, matches)

    def _match(self, claim: Claim, event: Event, reason: str) -> Match:
        return Match(event.id, reason, self._differing(claim, event))

    def _differing(self, claim: Claim, event: Event) -> tuple[Contradiction, ...]:
        """What the draft's claim and the tellings of the event give differently."""
        telling = Telling(self._draft, claim.span, claim.id)
        told = replace(event, claims=(*event.claims, claim.id), tellings=(*event.tellings, telling))
        found = contradictions([told], self._sayings, self._evidence, self._kinship).get(event.id, ())
        return tuple(one for one in found if any(self._gives(claim, variant) for variant in one.variants))

    def _gives(self, claim: Claim, variant: Variant) -> bool:
        """Whether it is in this claim that the draft gives a value."""
        given = zip(variant.documents, variant.spans, strict=False)
        here = claim.span
        return any(d == self._draft and span.start < here.end and here.start < span.end for d, span in given)
