"""The commands about public records: what they say of events and claims, and which could settle what is open."""

from __future__ import annotations

from cuibono import explore
from cuibono.cli.folder import case as case_folder
from cuibono.cli.terminal import out, style, width
from cuibono.errors import UsageError
from cuibono.explore.event_view import event_views
from cuibono.explore.finding_view import VERDICTS, finding_views
from cuibono.publish import check_listing
from cuibono.publish.events import finding_rows, lead_rows
from cuibono.publish.formats import json as as_json


def check(subject: str | None, verdict: str | None, case: str | None, json: bool) -> int:
    """Print what public records say of an event or a claim; of everything, where none is named."""
    if verdict and verdict not in VERDICTS:
        raise UsageError(f"{verdict}: there is no such verdict. The verdicts are: {', '.join(VERDICTS)}.")
    with explore.open(case_folder(case)) as view:
        held = view.contents()
        events = held.events if subject is None else (view.event(_event_of(view, subject)),)
        wanted = {key for event in events for key in (event.id, *event.claims)}
        found = [f for f in view.findings() if f.subject in wanted and (not verdict or f.verdict == verdict)]
        records = view.records()
    if json:
        out(as_json(finding_rows(found, records)))
        return 0
    views = finding_views(found, records)
    if not views:
        out(_nothing(subject))
        return 0
    told = event_views(held, events)
    out(check_listing.checked(told, views, held.claims, width=width(), style=style()))
    out(check_listing.summary(one for several in views.values() for one in several))
    return 0


def leads(case: str | None, json: bool) -> int:
    """Print which records could settle events that rest on one origin or on unnamed sources."""
    with explore.open(case_folder(case)) as view:
        held = view.contents()
    if json:
        out(as_json(lead_rows(lead for several in held.leads.values() for lead in several)))
        return 0
    told = check_listing.leads(event_views(held), held.leads, width=width(), style=style())
    out(told or "No leads: no register that Cui Bono knows could settle what is open here.")
    return 0


def _event_of(view: explore.Case, subject: str) -> str:
    if subject.startswith("evt-"):
        return subject
    claim = view.claim(subject)
    mark = view.marks().get(claim.id)
    if mark and mark.ruling == "reject":
        raise UsageError(f"{claim.id}: this claim was {mark.line}. It takes part in no event that could be checked.")
    return view.event_of_claim().get(claim.id, subject)


def _nothing(subject: str | None) -> str:
    about = f"about {subject}" if subject else "yet"
    return f"No findings {about}. `cuibono registers add` loads records, `cuibono registers list` names the registers."
