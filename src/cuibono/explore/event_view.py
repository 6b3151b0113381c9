"""An event in words: who, what, when, who says so, what stands behind it, where the retellings differ.

Takes: Contents, and an event of it.
Gives: EventView, frozen values that pages, the command line and other programs show.
Knows nothing of: HTML, terminals, how events were found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date

import msgspec

from cuibono.explore.behind import Rung, loose, roots, under
from cuibono.explore.claim_view import PartyName, SourceView, roles_words, says_so
from cuibono.explore.contents import Contents
from cuibono.explore.decisions import DecisionView, decisions
from cuibono.explore.finding_view import FindingView, lead_words, ordered
from cuibono.explore.marks import Mark
from cuibono.explore.phrases import (
    BASES,
    EDGES,
    FIELDS,
    GRADES,
    KINDS,
    ORIGINS,
    SORTS,
    STANCES,
    money_words,
    period_words,
    standing_words,
)
from cuibono.explore.rules import rule_words
from cuibono.explore.wording import Run, difference
from cuibono.model import (
    Contradiction,
    ContradictionField,
    ContradictionSort,
    Document,
    Event,
    Grade,
    Kind,
    OriginKind,
    Span,
    Stance,
    Telling,
    Variant,
)
from cuibono.values import Money, Period


class Report(msgspec.Struct, frozen=True):
    """A document as a reader knows it: outlet (its title or file where the outlet is not known) and day."""

    document: str
    file: str
    outlet: str
    published: str | None


class TellingView(msgspec.Struct, frozen=True, kw_only=True):
    """One passage that tells of the event.

    `claim` is None where the passage only repeats what a claim elsewhere says, and `says_so`, `stance` and `roles`
    are then empty. `why` is the sentence of the rule that decided what it rests on, "" where none is named.
    `again` is True where the passage stands under another origin of the event before. `mark` is what a person decided
    about the claim.
    """

    report: Report
    span: Span
    quote: str
    claim: str | None
    stance: Stance | None
    says_so: tuple[SourceView, ...]
    bears: str
    why: str
    again: bool = False
    mark: Mark | None = None

    @property
    def place(self) -> str:
        """A name for the passage, the same wherever it is shown."""
        return self.claim or f"{self.report.document}-{self.span.start}-{self.span.end}"


class RungView(msgspec.Struct, frozen=True):
    """A report under an origin; `how` says what it does with what it rests on: "copies Harbour Wire"."""

    report: Report
    depth: int
    how: str
    tellings: tuple[TellingView, ...]


class OriginView(msgspec.Struct, frozen=True):
    """An origin with the reports under it. `counted`: whether it is one of the independent origins of the event."""

    id: str
    name: str
    kind: OriginKind | None
    words: str
    counted: bool
    rungs: tuple[RungView, ...]

    @property
    def reports(self) -> tuple[Report, ...]:
        """Every report under it."""
        return tuple(rung.report for rung in self.rungs)


class VariantView(msgspec.Struct, frozen=True):
    """One of the values, with the reports that give it; `runs` is how its words differ from those of the first."""

    value: str
    reports: tuple[Report, ...]
    runs: tuple[Run, ...] = ()


class ContradictionView(msgspec.Struct, frozen=True):
    """Values that differ, side by side; `meaning` says what is meant by the sort, `reason` why it is of this sort."""

    field: ContradictionField
    words: str
    sort: ContradictionSort
    sort_words: str
    meaning: str
    reason: str
    variants: tuple[VariantView, ...]


class EventView(msgspec.Struct, frozen=True, kw_only=True):
    """One event in words.

    `number` is its place in the order of dealings of the whole ledger, 0 where it is shown alone. `reports` support
    it, `denying` and `hinting` do no more than that. `stance` is "asserted" where any supporting passage states it,
    else that of the first. `quote` is the first passage that supports it. `decisions` are what people have said of
    its claims. What is not known is None.
    """

    id: str
    number: int
    kind: Kind
    kind_words: str
    actors: tuple[PartyName, ...]
    counterparts: tuple[PartyName, ...]
    topic: str | None
    amount: str | None
    place: str | None
    when: str | None
    when_basis: str | None
    earliest: date | None
    latest: date | None
    stance: Stance
    stance_words: str
    reports: int
    denying: int
    hinting: int
    grade: Grade
    grade_words: str
    grade_rule: str
    quote: TellingView
    origins: tuple[OriginView, ...]
    loose: tuple[TellingView, ...]
    contradictions: tuple[ContradictionView, ...]
    claims: tuple[str, ...]
    reasons: tuple[tuple[str, str], ...]
    findings: tuple[FindingView, ...] = ()
    leads: tuple[str, ...] = ()
    decisions: tuple[DecisionView, ...] = ()

    @property
    def dated(self) -> bool:
        """Whether at least one end of its period is known."""
        return self.earliest is not None or self.latest is not None

    @property
    def counted(self) -> tuple[OriginView, ...]:
        """Its independent origins."""
        return tuple(origin for origin in self.origins if origin.counted)

    @property
    def standing(self) -> str:
        """How many reports and origins: "6 reports, 2 origins; 1 report denies it"."""
        return standing_words(self.reports, len(self.counted), self.denying, self.hinting)

    @property
    def tellings(self) -> tuple[TellingView, ...]:
        """Every passage once."""
        under_origins = [t for o in self.origins for rung in o.rungs for t in rung.tellings if not t.again]
        return (*under_origins, *self.loose)


def event_views(held: Contents, events: Iterable[Event] | None = None) -> tuple[EventView, ...]:
    """Every event, or those given, in the order of the dealings: oldest first, undated ones last, numbered from 1."""
    places = {key: place for place, key in enumerate(held.documents)}
    ordered = sorted(held.events if events is None else events, key=lambda event: _event_order(event, places))
    acts = acts_of(held)
    return tuple(event_view(held, event, number, acts) for number, event in enumerate(ordered, 1))


def event_view(held: Contents, event: Event, number: int = 0, acts: Acts | None = None) -> EventView:
    """One event in words."""
    show = _Teller(held, event, acts_of(held) if acts is None else acts)
    origins = tuple(show.origin(root) for root in roots(event))
    period, stance = event.period, _stance(event, held)
    reports, denying, hinting = reports_of(event)
    return EventView(
        id=event.id,
        number=number,
        kind=event.kind,
        kind_words=KINDS[event.kind][0],
        actors=_parties(event.actors, held),
        counterparts=_parties(event.counterparts, held),
        topic=event.topic,
        amount=money_words(event.amount) if event.amount else None,
        place=event.place,
        when=period_words(period) if period and period.first_known else None,
        when_basis=BASES[period.basis] if period and period.first_known else None,
        earliest=period.earliest if period else None,
        latest=period.latest if period else None,
        stance=stance,
        stance_words=STANCES[stance][0],
        reports=reports,
        denying=denying,
        hinting=hinting,
        grade=event.grade,
        grade_words=GRADES[event.grade][0],
        grade_rule=event.grade_rule or GRADES[event.grade][1],
        quote=show.telling(_first(event)),
        origins=origins,
        loose=tuple(show.telling(telling) for telling in loose(event)),
        contradictions=tuple(show.contradiction(c) for c in event.contradictions),
        claims=event.claims,
        reasons=event.reasons,
        findings=_findings(event, held),
        leads=tuple(lead_words(lead) for lead in held.leads_of(event.id)),
        decisions=decisions(held, event),
    )


def _findings(event: Event, held: Contents) -> tuple[FindingView, ...]:
    """What public records say of the event, then of claims of it that were checked for themselves."""
    found = [held.findings.get(key, ()) for key in (event.id, *event.claims)]
    return tuple(view for several in found for view in ordered(several, held.records))


Acts = dict[tuple[str, str], dict[str, str]]
"""From a document and what it rests on to, by event ("" for any), the words for what it does with it."""


def acts_of(held: Contents) -> Acts:
    """What each document does with what it rests on, for `event_view` when many events are asked for."""
    found: Acts = {}
    for edge in held.edges:
        for event in edge.events or ("",):
            found.setdefault((edge.document, edge.to), {})[event] = EDGES[edge.kind]
    return found


class _Teller:
    """Puts the parts of one event into words; it remembers which passages it has shown."""

    def __init__(self, held: Contents, event: Event, acts: Acts) -> None:
        self._held, self._event, self._acts = held, event, acts
        self._shown: set[Telling] = set()

    def origin(self, key: str) -> OriginView:
        counted, rungs = key in self._event.origins, under(self._event, key)
        found = self._held.origins.get(key)
        if found is None:
            return OriginView(key, self._name(key), None, "a document", counted, self._rungs(rungs))
        return OriginView(key, found.name, found.kind, ORIGINS[found.kind], counted, self._rungs(rungs))

    def _rungs(self, rungs: Iterable[Rung]) -> tuple[RungView, ...]:
        return tuple(self._rung(rung) for rung in rungs)

    def _rung(self, rung: Rung) -> RungView:
        tellings = tuple(self._under(telling) for telling in rung.tellings)
        return RungView(self._report(rung.document), rung.depth, self._how(rung), tellings)

    def _under(self, telling: Telling) -> TellingView:
        again = telling in self._shown
        self._shown.add(telling)
        return self.telling(telling, again)

    def _how(self, rung: Rung) -> str:
        origin = self._held.origins.get(rung.above)
        if origin and origin.kind == "own_reporting":
            return "its own reporting"
        acts = self._acts.get((rung.document, rung.above), {})
        act = acts.get(self._event.id) or acts.get("") or next(iter(acts.values()), "rests on")
        return f"{act} {origin.name if origin else self._name(rung.above)}"

    def _name(self, document: str) -> str:
        return self._report(document).outlet

    def _report(self, document: str) -> Report:
        return report(self._held.documents.get(document), document)

    def telling(self, telling: Telling, again: bool = False) -> TellingView:
        document = self._held.documents.get(telling.document)
        claim = self._held.claims.get(telling.claim or "")
        quote = claim.quote if claim else document.text[telling.span.start : telling.span.end] if document else ""
        return TellingView(
            report=self._report(telling.document),
            span=telling.span,
            quote=quote,
            claim=telling.claim,
            stance=claim.stance if claim else None,
            says_so=says_so(claim.attribution, document) if claim else (),
            bears=telling.bears,
            why=rule_words(telling.by),
            again=again,
            mark=self._held.marks.get(telling.claim or ""),
        )

    def contradiction(self, found: Contradiction) -> ContradictionView:
        sort, meaning = SORTS[found.sort]
        first = found.variants[0].value if found.field == "quote" and found.variants else None
        variants = tuple(self._variant(found.field, v, first if n else None) for n, v in enumerate(found.variants))
        return ContradictionView(found.field, FIELDS[found.field], found.sort, sort, meaning, found.reason, variants)

    def _variant(self, field: ContradictionField, variant: Variant, first: str | None) -> VariantView:
        runs = difference(first, variant.value) if first is not None else ()
        return VariantView(value_words(field, variant.value), tuple(self._report(d) for d in variant.documents), runs)


def report(document: Document | None, key: str) -> Report:
    """A document as a reader knows it; what is not at hand goes by its id."""
    if document is None:
        return Report(key, key, key, None)
    published = period_words(document.published) if document.published else None
    return Report(document.id, document.file, document.publisher or document.title or document.file, published)


def value_words(field: ContradictionField, value: str) -> str:
    """A value for reading: an amount or a period, where it is written as such, in words."""
    with suppress(ValueError):
        if field == "amount":
            return money_words(Money.parse(value))
        if field == "date":
            return period_words(Period.from_edtf(value))
    return value


def _event_order(event: Event, places: Mapping[str, int]) -> tuple[date, date, int, Span, str]:
    first = event.period.first_known if event.period else None
    latest = event.period.latest if event.period else None
    told = _first(event)
    return (first or date.max, latest or first or date.max, places.get(told.document, len(places)), told.span, event.id)


def reports_of(event: Event) -> tuple[int, int, int]:
    """How many reports support an event, how many others deny it, and how many others again hint at it."""
    bearing: dict[str, set[str]] = {"supports": set(), "denies": set(), "hints": set()}
    for telling in event.tellings:
        bearing[telling.bears].add(telling.document)
    supporting, denying, hinting = bearing.values()
    return len(supporting), len(denying - supporting), len(hinting - supporting - denying)


def _first(event: Event) -> Telling:
    """The passage to show of an event: the first that supports it, is a claim and goes back to something."""
    return min(event.tellings, key=lambda t: (t.bears != "supports", not t.claim, t.rests is None))


def _stance(event: Event, held: Contents) -> Stance:
    supporting = [t.claim for t in event.tellings if t.bears == "supports" and t.claim in held.claims]
    stances: Sequence[Stance] = [held.claims[key].stance for key in supporting if key]
    if not stances:
        return "denied" if any(t.bears == "denies" for t in event.tellings) else "asserted"
    return "asserted" if "asserted" in stances else stances[0]


def _parties(keys: Iterable[str], held: Contents) -> tuple[PartyName, ...]:
    known = [(key, held.parties.get(key)) for key in keys]
    return tuple(PartyName(p.name, p.id, roles_words(p.tenures)) if p else PartyName(key, key) for key, p in known)
