"""The commands about events: which there are, what stands behind them, who is who."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

import msgspec

from cuibono import explore
from cuibono.cli.folder import case as case_folder
from cuibono.cli.terminal import out, style, width
from cuibono.errors import UsageError
from cuibono.explore.absence import absence
from cuibono.explore.event_view import event_view, event_views
from cuibono.explore.identity import Identity
from cuibono.explore.phrases import GRADES, KINDS
from cuibono.model import Grade, Kind
from cuibono.publish import event_listing, party_listing
from cuibono.publish import events as contract
from cuibono.publish.formats import json as as_json


def events(
    place: str | None, case: str | None, kind: str | None, party: str | None, grade: str | None, json: bool
) -> int:
    """Print the events: how many reports and origins each has, and how it stands."""
    _checked(kind, KINDS, "kind of dealing", "kinds")
    _checked(grade, GRADES, "grade", "grades")
    with explore.open(case_folder(case or place)) as view:
        held = view.contents()
        found = view.events(kind=cast("Kind | None", kind), party=party, grade=cast("Grade | None", grade))
    if json:
        out(as_json([contract.row(held, event) for event in found]))
    elif found:
        out(event_listing.events(event_views(held, found), width=width(), style=style()))
    else:
        out("No events.")
    return 0


def origins(event: str, without: str | None, case: str | None, json: bool) -> int:
    """Print what stands behind an event: the reports under each origin; or what changes without one."""
    with explore.open(case_folder(case)) as view:
        found, held = view.event(event), view.contents()
    if without:
        change = absence(held, found, without)
        out(_json(change) if json else event_listing.without(change, width=width(), style=style()))
        return 0
    shown = event_view(held, found)
    out(_json(shown) if json else event_listing.origins(shown, width=width(), style=style()))
    return 0


def parties(name: str | None, case: str | None, json: bool) -> int:
    """Print who is who; where one party goes by the name, also why it is taken to be one."""
    with explore.open(case_folder(case)) as view:
        if name and name.startswith("pty-"):
            found: tuple[Identity, ...] = (view.identity(name),)
        else:
            found = view.identities(name)
        single = view.identity(found[0].id) if name and len(found) == 1 else None
    if json:
        out(_json([single] if single else found))
    elif single:
        out(party_listing.why(single, width=width(), style=style()))
    else:
        out(party_listing.parties(found, width=width(), style=style()) if found else "No parties.")
    return 0


def _checked(given: str | None, known: Iterable[str], what: str, many: str) -> None:
    if given and given not in known:
        raise UsageError(f"{given}: there is no such {what}. The {many} are: {', '.join(known)}.")


def _json(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value)).decode()
