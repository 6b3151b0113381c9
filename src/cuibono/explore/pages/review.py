"""The queue of what people may want to decide, what matters most first, and what stands there about one thing.

Claims: first those of events that rest on one origin or none and name an amount, since a mistake there is repeated as
fact with nothing beside it that would show it; then other events on one origin or none that several reports repeat;
then what is disputed or told differently; then the rest. Within each the most repeated come first. Pairs of names stand
by how near their score lies to the one from which they are one party; pairs of events by how much they share and by the
days between them; events that may be several by how many of actor, counterpart, amount, date and place differ.
"""

from __future__ import annotations

import re
from itertools import combinations
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from cuibono import judgements
from cuibono.errors import UsageError
from cuibono.explore.case import Case
from cuibono.explore.history import Decision
from cuibono.explore.pages import keys
from cuibono.explore.pages.choice import After, PartyId, address, place
from cuibono.explore.pages.history import told
from cuibono.explore.pages.likely import pair_items
from cuibono.explore.pages.undecided import (
    WHY,
    ClaimItem,
    PairItem,
    PartyItem,
    SplitItem,
    claim_items,
    party_items,
    split_items,
)
from cuibono.ledger.queue import Sought
from cuibono.model import Grade, Judgement, Kind

STRETCH: Final = 10
"""Things to decide on one page."""
_ABOUT: Final = 40
"""Links of one party that are shown for themselves."""
_RECENT: Final = 12
"""Of the latest decisions, those that can be undone on the page."""
Tab = Literal["claims", "parties", "events", "splits"]


class ReviewQuery(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`tab` is the queue, the others narrow it: `article` is the id of a document.

    `about` is the id of a claim, event or party, of which everything that can be decided is shown, decided or not.
    """

    tab: Tab = "claims"
    kind: Kind | None = None
    grade: Grade | None = None
    party: PartyId | None = None
    article: Annotated[str, Meta(pattern=r"^doc-[a-z2-7]{12}$")] | None = None
    about: Annotated[str, Meta(pattern=r"^(clm|evt|pty)-[a-z2-7]{12}$")] | None = None
    after: After | None = None


class ReviewView(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of a queue. `sizes` count what is open in each, `waiting` decisions that the ledger has yet to take in.

    `recent` are the latest decisions that nobody has undone. `ready` is False for the moments in which the ledger is
    being written anew.
    """

    query: ReviewQuery
    sizes: dict[str, int]
    waiting: int
    ready: bool = True
    claims: tuple[ClaimItem, ...] = ()
    parties: tuple[PartyItem, ...] = ()
    pairs: tuple[PairItem, ...] = ()
    splits: tuple[SplitItem, ...] = ()
    next: str | None = None
    recent: tuple[Decision, ...] = ()


class Ruled(msgspec.Struct, frozen=True):
    """What people have decided on, as the queues name it: claims, pairs of namings, pairs of events, events."""

    claims: frozenset[str]
    links: frozenset[str]
    pairs: frozenset[str]
    splits: frozenset[str]


def review(case: Case, query: ReviewQuery) -> ReviewView:
    """What is to be decided."""
    made = case.judgements()
    standing = judgements.standing_of(made)
    ruled = ruled_on(case, standing)
    sizes = case.browse.sizes(ruled.claims, ruled.links, ruled.pairs, ruled.splits)
    return msgspec.structs.replace(
        _about(case, query) if query.about else _ASKS[query.tab](case, query, ruled),
        sizes=dict(zip(("claims", "parties", "events", "splits"), sizes, strict=True)),
        waiting=len(case.waiting_decisions()),
        ready=bool(case.browse.figures()),
        recent=told(case, made, standing[-_RECENT:]),
    )


def ruled_on(case: Case, standing: tuple[Judgement, ...]) -> Ruled:
    """What these decisions that stand are about, taken in by the ledger or not."""
    together = [one for one in standing if one.ruling not in (*judgements.ON_CLAIMS, *judgements.ON_RIVALS)]
    home = case.browse.events_of(key for one in together for key in one.subjects)
    links, pairs, splits = set[str](), set[str](), set[str]()
    for one in together:
        for first, second in combinations(sorted(set(one.subjects)), 2):
            events = sorted({home[key] for key in (first, second) if key in home})
            links |= {f"{first} {second}", f"{second} {first}"}
            pairs |= {" ".join(events)} if len(events) == 2 else set()
            splits |= set(events) if len(events) == 1 and second in home and first in home else set()
    alone = frozenset(judgements.about_claims(standing))
    return Ruled(alone, frozenset(links), frozenset(pairs), frozenset(splits))


def _claims(case: Case, query: ReviewQuery, ruled: Ruled) -> ReviewView:
    after = place(query.after, 3)
    begin = (_number(after[0]), after[1], _number(after[2])) if after else None
    found = case.browse.claims_awaited(_sought(case, query), ruled.claims, STRETCH + 1, begin)
    shown, last = found[:STRETCH], found[STRETCH - 1] if len(found) > STRETCH else None
    items = claim_items(case, [one.claim for one in shown], {one.claim: WHY[one.tier] for one in shown})
    return _view(query, claims=items, next=address(last.rank, last.event, last.position) if last else None)


def _parties(case: Case, query: ReviewQuery, ruled: Ruled) -> ReviewView:
    found = case.browse.links_awaited(_sought(case, query), ruled.links, STRETCH + 1, _begin(query))
    shown = found[:STRETCH]
    links = case.browse.links_with(one.pair for one in shown)
    items = party_items(case, [links[one.pair] for one in shown if one.pair in links])
    return _view(query, parties=items, next=_next([(one.rank, one.pair) for one in found]))


def _pairs(case: Case, query: ReviewQuery, ruled: Ruled) -> ReviewView:
    found = case.browse.pairs_awaited(_sought(case, query), ruled.pairs, STRETCH + 1, _begin(query))
    items = pair_items(case, [(one.first, one.second) for one in found[:STRETCH]])
    return _view(query, pairs=items, next=_next([(one.rank, one.pair) for one in found]))


def _splits(case: Case, query: ReviewQuery, ruled: Ruled) -> ReviewView:
    found = case.browse.splits_awaited(_sought(case, query), ruled.splits, STRETCH + 1, _begin(query))
    items = split_items(case, [event for event, _ in found[:STRETCH]])
    return _view(query, splits=items, next=_next([(rank, event) for event, rank in found]))


_ASKS: Final = {"claims": _claims, "parties": _parties, "events": _pairs, "splits": _splits}


def _about(case: Case, query: ReviewQuery) -> ReviewView:
    """All that can be decided about one claim, event or party. Raises MissingError where there is no such thing."""
    key = query.about or ""
    if key.startswith("clm-"):
        return _view(query, claims=claim_items(case, [case.as_read(key).id], {}))
    if key.startswith("pty-"):
        found = case.browse.links(party=keys.party_key(case, key))
        near = sorted(found, key=lambda link: (link.ruling == "scored", link.score))
        return _view(query, parties=party_items(case, near[:_ABOUT]))
    event = keys.event_key(case, key)
    pairs = case.browse.pairs_awaited(Sought(event=event), (), _ABOUT)
    return _view(
        query,
        claims=claim_items(case, case.browse.whole_events([event])[0].claims, {}),
        pairs=pair_items(case, [(one.first, one.second) for one in pairs]),
        splits=tuple(item for item in split_items(case, [event]) if len(item.claims) > 1),
    )


def _view(query: ReviewQuery, **held: object) -> ReviewView:
    return msgspec.structs.replace(ReviewView(query=query, sizes={}, waiting=0), **held)


def _sought(case: Case, query: ReviewQuery) -> Sought:
    party = keys.party_key(case, query.party) if query.party else None
    return Sought(kind=query.kind, grade=query.grade, party=party, document=query.article)


def _begin(query: ReviewQuery) -> tuple[int, str] | None:
    after = place(query.after, 2)
    return (_number(after[0]), after[1].replace("+", " ")) if after else None


def _number(text: str) -> int:
    """A whole number of a place in a list. Raises UsageError where it is none that the ledger can hold."""
    if not re.fullmatch(r"-?[0-9]{1,18}", text):
        raise UsageError(f"after={text}: this is no place in the list. Follow the link at the end of a page.")
    return int(text)


def _next(found: list[tuple[int, str]]) -> str | None:
    return address(found[STRETCH - 1][0], found[STRETCH - 1][1].replace(" ", "+")) if len(found) > STRETCH else None
