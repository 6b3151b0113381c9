"""What was rated, as the ledger holds it now: events and findings with what they rest on and how far they count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from cuibono import weigh
from cuibono.explore import absence
from cuibono.explore.case import Case
from cuibono.explore.contents import Contents
from cuibono.explore.pages.selected import selected
from cuibono.judgements.rivals import finding_id
from cuibono.model import Event, Judgement
from cuibono.model.records import Finding
from cuibono.weigh.rival import Share, share_of_finding, share_of_grade

UNKNOWN: Final = "unknown"
"""What all evidence rests on of which no origin is known: when in doubt, it is one and the same."""


class Found(msgspec.Struct, frozen=True):
    """Evidence that was rated: an event, or a finding about it, with the ratings; `id` is the event's or finding's."""

    id: str
    event: Event
    finding: Finding | None
    ratings: tuple[Judgement, ...]

    @property
    def dealing(self) -> str:
        """The id of the event that it is, or is about."""
        return self.event.id


class Held(msgspec.Struct, frozen=True):
    """Evidence in the order in which it was first rated, what the ledger holds of it, and ratings of what is gone."""

    evidence: tuple[Found, ...]
    contents: Contents
    gone: tuple[Judgement, ...]


def held(case: Case, ratings: Iterable[Judgement]) -> Held:
    """What these ratings speak of now."""
    given = tuple(ratings)
    claims = {judgement.id: judgement.subjects[-1] for judgement in given}
    home = case.browse.events_of(claims.values())
    contents = selected(case, dict.fromkeys(home[claim] for claim in claims.values() if claim in home))
    events = {event.id: event for event in contents.events}
    found: dict[str, Found] = {}
    gone = []
    for judgement in given:
        event = events.get(home.get(claims[judgement.id], ""))
        one = _found(judgement, event, contents) if event else None
        if one is None:
            gone.append(judgement)
        else:
            before = found[one.id].ratings if one.id in found else ()
            found[one.id] = msgspec.structs.replace(one, ratings=(*before, judgement))
    return Held(tuple(found.values()), contents, tuple(gone))


def _found(judgement: Judgement, event: Event, contents: Contents) -> Found | None:
    key = judgement.subjects[1]
    if not key.startswith("fnd-"):
        return Found(event.id, event, None, ())
    claim = judgement.subjects[2]
    for finding in findings_about(event, contents):
        about = "clm" if finding.subject == claim else "evt"
        if key == finding_id(claim, about, finding.register, finding.rule, finding.verdict):
            return Found(rated_as(finding), event, finding, ())
    return None


def findings_about(event: Event, contents: Contents) -> tuple[Finding, ...]:
    """What records say of an event and of its claims."""
    return tuple(one for key in (event.id, *event.claims) for one in contents.findings.get(key, ()))


def rated_as(finding: Finding) -> str:
    """The id by which a finding is rated."""
    subject = finding.subject
    return finding_id(f"clm-{subject[4:]}", subject[:3], finding.register, finding.rule, finding.verdict)


def origins_of(found: Found, contents: Contents) -> frozenset[str]:
    """Ids of what evidence rests on: rows or the register for a finding, origins and rows for an event."""
    if found.finding:
        return frozenset(found.finding.rows) or frozenset([found.finding.register])
    return frozenset(found.event.origins) | _rows(found.event, contents) or frozenset([UNKNOWN])


def share_of(found: Found) -> Share:
    """How far evidence counts."""
    if found.finding:
        return share_of_finding(found.finding.verdict) or (0.0, 0.0)
    return share_of_grade(found.event.grade)


def shares_without(origin: str, evidence: Iterable[Found], contents: Contents) -> Mapping[str, Share]:
    """How far each piece of evidence that rests on this origin, and on others besides, would count without it."""
    shares = {one.id: _share_without(origin, one, contents) for one in evidence}
    return {key: share for key, share in shares.items() if share is not None}


def _share_without(origin: str, found: Found, contents: Contents) -> Share | None:
    rows = _rows(found.event, contents)
    if found.finding or (rows and origin not in rows) or rows - {origin}:
        return share_of(found)
    left = found.event if origin in rows else absence.without(found.event, origin)
    if left is None:
        return None
    (graded,) = weigh.graded([left], contents.claims, contents.origins)
    return share_of_grade(graded.grade)


def _rows(event: Event, contents: Contents) -> frozenset[str]:
    """The rows by which an event is on record."""
    if event.grade != "recorded":
        return frozenset()
    supporting = (one for one in findings_about(event, contents) if one.verdict == "supports")
    return frozenset(row for one in supporting for row in one.rows)
