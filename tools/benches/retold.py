"""Made events: what comparing documents and looking into records would give for claims whose events are known.

Takes: the claims of one event in the order of publication, with their documents; who the parties are.
Gives: the event with tellings, origins, edges and differences; findings and leads for some.
Knows nothing of: where they are written. The same claims and the same chance give the same values.

About six in ten of the later reports rest on an earlier one, the others on origins of their own. One event in twenty
has a period of which one end is not known or that lasts for years; one in twenty was looked for in a register.
"""

from __future__ import annotations

import base64
import hashlib
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from cuibono.model import (
    Bears,
    Claim,
    Contradiction,
    ContradictionField,
    ContradictionSort,
    Document,
    Edge,
    EdgeKind,
    Event,
    Grade,
    Mention,
    Origin,
    OriginKind,
    PartyKind,
    Telling,
    Variant,
    event_id,
    origin_id,
)
from cuibono.model.records import Finding, Lead, Record, Stored, Verdict
from cuibono.values import Period

RESTING, LASTING, CHECKED, LED = 0.6, 0.05, 0.05, 0.1  # of later reports; of events
SORTS: tuple[ContradictionSort, ...] = ("drift", "error", "correction", "genuine_dispute")
LIKE: tuple[EdgeKind, ...] = ("copies", "rewrites", "cites")
VERDICTS: tuple[Verdict, ...] = ("supports", "contradicts", "silent_expected", "absent_though_expected")
REGISTER = "made_register"

Known = Mapping[tuple[str, PartyKind], str]
"""The id of each party by its name and kind."""


class Told(NamedTuple):
    """A claim with its document, whose text may be left out."""

    document: Document
    claim: Claim


class Retold(NamedTuple):
    """An event with what stands behind it."""

    event: Event
    origins: list[Origin]
    edges: list[Edge]


class Looked(NamedTuple):
    """What records say of an event, and the sentence by which they show it, where they do."""

    findings: list[Finding]
    leads: list[Lead]
    rows: list[Stored]
    recorded: list[tuple[str, str]]


def letters(text: str) -> str:
    """Twelve letters as ids have them, made from a text."""
    return base64.b32encode(hashlib.blake2b(text.encode(), digest_size=10).digest())[:12].decode().lower()


def retold(told: Sequence[Told], known: Known, chance: random.Random) -> Retold:
    """The event that these claims tell of."""
    first, key = told[0].claim, event_id(told[0].claim.id)
    behind = [_behind(one, told[:place], chance) for place, one in enumerate(told)]
    origins = {o.id: o for o in behind if isinstance(o, Origin)}
    tellings = tuple(_telling(one, rests) for one, rests in zip(told, behind, strict=True))
    counted = tuple(
        dict.fromkeys(t.rests for t in tellings if t.rests in origins and t.bears == "supports" and t.rests)
    )
    grade, rule = _grade(tellings, [origins[key] for key in counted], chance)
    event = Event(
        id=key,
        kind=first.kind,
        claims=tuple(claim.id for _, claim in told),
        tellings=tellings,
        actors=_ids(known, (m for _, c in told for m in c.actors)),
        counterparts=_ids(known, (m for _, c in told for m in c.counterparts)),
        topic=first.topic,
        amount=next((claim.amount for _, claim in told if claim.amount), None),
        period=_period(told, chance),
        origins=counted,
        contradictions=tuple(_contradictions(told, chance)),
        reasons=tuple((claim.id, "the same actor and counterpart, near days") for _, claim in told[1:]),
        grade=grade,
        grade_rule=rule,
    )
    return Retold(event, list(origins.values()), list(_edges(tellings, key, chance)))


def looked(event: Event, chance: random.Random) -> Looked:
    """What records say of an event, and what could settle it: nothing of most."""
    found = Looked([], [], [], [])
    if chance.random() < LED:
        found.leads.append(_lead(event.id, date(2020, 1, 1) + timedelta(chance.randrange(2000))))
    if chance.random() < CHECKED:
        verdict = chance.choice(VERDICTS)
        rows = (
            [_row(f"{event.id}-{n}", event) for n in range(chance.randrange(1, 4))] if verdict in VERDICTS[:2] else []
        )
        found.rows.extend(rows)
        found.findings.append(_finding(event.id, verdict, tuple(row.id for row in rows)))
        if verdict == "supports":
            found.recorded.append((event.id, "A row of the register shows it."))
    return found


def _lead(event: str, due: date) -> Lead:
    why, where = "it rests on one origin", "At the register's office."
    return Lead(event=event, register=REGISTER, rule="due", row="a filing", why=why, where=where, due=due)


def _finding(subject: str, verdict: Verdict, rows: tuple[str, ...]) -> Finding:
    return Finding(
        subject=subject,
        register=REGISTER,
        title="A made register",
        rule="amount",
        verdict=verdict,
        reason=f"{len(rows)} rows bear on it.",
        rows=rows,
        coverage="The made register from 2019 to 2024.",
    )


def _row(key: str, event: Event) -> Stored:
    day = event.period.earliest if event.period else None
    record = Record(key=key, sort="payment", actor="A Company", amount=Decimal(1000), earliest=day)
    return Stored(REGISTER, record, file="0")


def _behind(one: Told, before: Sequence[Told], chance: random.Random) -> Origin | str:
    """What a report rests on: an earlier document, or an origin."""
    if before and chance.random() < RESTING:
        return chance.choice(before).document.id
    outlet, source = one.document.publisher or "", next(iter(one.claim.attribution), None)
    if one.claim.stance == "denied":
        return _origin("party_statement", one.claim.actors[0].name, None)
    if source and source.kind == "anonymous":
        return _origin("anonymous_sources_via_outlet", f"{source.name}, via {outlet}", outlet)
    if outlet.endswith("Press Office"):
        return _origin("press_release", outlet, None)
    return _origin("own_reporting", source.name if source else outlet, outlet)


def _origin(kind: OriginKind, name: str, outlet: str | None) -> Origin:
    return Origin(origin_id((kind, name)), name, kind, outlet)


def _telling(one: Told, rests: Origin | str) -> Telling:
    bears: Bears = "denies" if one.claim.stance == "denied" else "supports"
    key = rests if isinstance(rests, str) else rests.id
    return Telling(one.document.id, one.claim.span, one.claim.id, key, "copy" if key == rests else "own_report", bears)


def _grade(tellings: Sequence[Telling], behind: Sequence[Origin], chance: random.Random) -> tuple[Grade, str]:
    bearing = {telling.bears for telling in tellings}
    if bearing == {"supports", "denies"}:
        return "disputed", "Some say that it is so, and some that it is not."
    if not behind:
        return "unattributed", "Nobody is named who says so."
    if chance.random() < 0.02:
        return "confirmed", "A party says so against its interest."
    if len(behind) > 1:
        return "corroborated", f"{len(behind)} independent origins stand behind it."
    if behind[0].kind == "anonymous_sources_via_outlet":
        return "anonymous_only", "Nobody behind it is named."
    return "single_origin", "One origin stands behind it."


def _ids(known: Known, mentions: Iterable[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(known[mention.name, mention.kind] for mention in mentions))


def _period(told: Sequence[Told], chance: random.Random) -> Period | None:
    """The first period that a report gives; of some events one that lasts, or of which one end is not known."""
    found = next((claim.period for _, claim in told if claim.period), None)
    if found is None or found.earliest is None or chance.random() > LASTING:
        return found
    far = found.earliest + timedelta(chance.randrange(400, 1200))
    first, last = chance.choice(((found.earliest, far), (found.earliest, None), (None, found.earliest)))
    return Period(first, last, "text")


def _contradictions(told: Sequence[Told], chance: random.Random) -> Iterator[Contradiction]:
    """Amounts and days that differ; of the days half, since next to nothing is made of a day more or less."""
    amounts = _by_value((c.amount.show() if c.amount else None, d.id) for d, c in told)
    days = _by_value((c.period.edtf if c.period and c.period.days == 1 else None, d.id) for d, c in told)
    fields: tuple[tuple[ContradictionField, dict[str, list[str]]], ...] = (("amount", amounts), ("date", days))
    for field, values in fields:
        if len(values) > 1 and (field == "amount" or chance.random() < 0.5):
            variants = tuple(Variant(value, tuple(documents)) for value, documents in values.items())
            yield Contradiction(field, chance.choice(SORTS), variants, "The report that it rests on gives another.")


def _by_value(told: Iterable[tuple[str | None, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for value, document in told:
        if value is not None:
            found.setdefault(value, []).append(document)
    return found


def _edges(tellings: Sequence[Telling], event: str, chance: random.Random) -> Iterator[Edge]:
    for telling in tellings:
        if telling.rests:
            kind = chance.choice(LIKE) if telling.by == "copy" else "cites"
            yield Edge(telling.document, telling.rests, kind, telling.span, (event,))
