"""The account between two sides in words: who is on them, what is told, what is open, what was left out.

Takes: an open case, two names.
Gives: BalanceView, frozen values that pages, the command line and other programs show.
Knows nothing of: HTML, terminals, how an account is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

import msgspec

from cuibono import settings
from cuibono.errors import UsageError
from cuibono.explore.case import Case
from cuibono.explore.claim_view import PartyName
from cuibono.explore.contents import Contents
from cuibono.explore.event_view import EventView, TellingView, event_views
from cuibono.explore.phrases import money_words, month_words, period_words
from cuibono.explore.sides import Chosen, Known, chosen
from cuibono.model import Mention, Span
from cuibono.settings import CaseFolder
from cuibono.values import Period
from cuibono.weigh.balance import Account, Entry, Places, Stay, Told, account
from cuibono.weigh.balance.account import Cell, Item, Left, Match, Row, Sort, Sum, Which
from cuibono.weigh.balance.rules import Does, disclaimer, limit

DOES: Final[dict[Does, str]] = {
    "gave": "gave",
    "changed": "changed of its own",
    "asked": "asked",
    "promised": "promised",
    "acted": "did",
    "against": "did or threatened against the other",
    "supported": "spoke well of the other",
    "criticised": "criticised the other",
    "met": "met",
}
"""What a side does, in the order of an account, fit to stand after the side's name."""

SORTS: Final[dict[Sort, str]] = {
    "paid": "told as paid",
    "pledged": "told as pledged",
    "reported": "amount reported, whether paid is not told",
}
"""How an amount is told."""

_SORT: Final = {"ask": "Asked", "promise": "Promised", "suit": "Suit"}


class MemberView(msgspec.Struct, frozen=True):
    """A member of a side: why, and for which days ("" where nothing bounds it); numbers of the entries."""

    party: PartyName
    why: tuple[str, ...]
    days: str
    entries: tuple[int, ...]
    coming: bool = False


class SideView(msgspec.Struct, frozen=True):
    """A side: its name, how it was chosen, its members, notes on what could not be taken."""

    name: str
    how: str
    members: tuple[MemberView, ...]
    notes: tuple[str, ...]


class EntryView(msgspec.Struct, frozen=True, kw_only=True):
    """One event in the account. `number` is its place; `by` is None where both sides act."""

    number: int
    event: EventView
    by: Which | None
    does: Does
    words: str
    link: str
    apart: str
    amount: str | None
    sort: str
    note: str
    others: tuple[str, ...]
    quote: TellingView


class SumView(msgspec.Struct, frozen=True):
    """Amounts of a side added: in words, of which entries, and which of these may be one dealing told twice."""

    by: Which
    does: Does
    sort: str
    amount: str
    entries: tuple[int, ...]
    twice: tuple[tuple[int, int], ...]


class MatchView(msgspec.Struct, frozen=True):
    """An ask and an act on the matter, by their numbers, in words: "later; 3 to 9 days between"."""

    ask: int
    act: int
    order: str
    days: str
    reasons: tuple[str, ...]


class ItemView(msgspec.Struct, frozen=True):
    """What is open, with the number of its entry and of those that bear on it."""

    entry: int
    sort: str
    says: str
    entries: tuple[int, ...]


class CellView(msgspec.Struct, frozen=True):
    """How many of one sort: "1", "0–2"; with the numbers of the entries."""

    does: Does
    by: Which | None
    words: str
    low: int
    high: int
    entries: tuple[int, ...]


class RowView(msgspec.Struct, frozen=True):
    """A month or quarter in words; `start` is None for what has no day."""

    when: str
    start: date | None
    end: date | None
    cells: tuple[CellView, ...]


class LeftView(msgspec.Struct, frozen=True):
    """An event that touches a side and is not in the account: why, and what is told of the parties that it hangs on."""

    event: EventView
    reason: str
    parties: tuple[str, ...]


class BalanceView(msgspec.Struct, frozen=True, kw_only=True):
    """The account between two sides, each event told once."""

    sides: tuple[SideView, SideView]
    entries: tuple[EntryView, ...]
    sums: tuple[SumView, ...]
    matches: tuple[MatchView, ...]
    open: tuple[ItemView, ...]
    relation: tuple[RowView, ...]
    left: tuple[LeftView, ...]
    says: str
    documents: int

    def of(self, by: Which | None, does: Does) -> tuple[EntryView, ...]:
        """The entries of a side under one heading, those that do not count last; acts on a matter left out."""
        found = [e for e in self.entries if e.by == by and e.does == does and not e.link.startswith("an act")]
        return tuple(sorted(found, key=lambda entry: bool(entry.apart)))

    def towards_others(self, by: Which) -> tuple[EntryView, ...]:
        """A side's acts towards others on a matter that the other side asked about."""
        return tuple(e for e in self.entries if e.by == by and e.link.startswith("an act"))


def balance_view(case: Case, one: str, other: str) -> BalanceView:
    """The account between two sides, by their names. Raises UsageError where a name stands for nobody."""
    held = case.contents()
    known = Known(held.parties, case.browse.namings(), held.documents)
    definitions = settings.load(CaseFolder(case.folder).settings).sides
    sides = (chosen(one, known, definitions), chosen(other, known, definitions))
    _apart(sides, held)
    told = Told(held.events, held.claims, {key: d.published for key, d in held.documents.items()}, _beside(case, held))
    made = account(told, sides[0].side, sides[1].side)
    return _View(held, known, sides, Places(told, (sides[0].side, sides[1].side)), made).view()


def _apart(sides: tuple[Chosen, Chosen], held: Contents) -> None:
    """Raise UsageError where a party is on both sides without bounds."""
    bare = [{s.party for s in side.side.stays if not (s.start or s.end or s.document)} for side in sides]
    if both := sorted(bare[0] & bare[1]):
        names = ", ".join(held.parties[key].name for key in both)
        raise UsageError(f"{names}: on both sides. Define the sides in cuibono.toml, or name two that are apart.")


def _beside(case: Case, held: Contents) -> dict[str, frozenset[str]]:
    """For every event the parties that its documents name in or near its passages."""
    mentions = {key: case.mentions(key) for key in held.documents}
    found: dict[str, frozenset[str]] = {}
    for event in held.events:
        near = ((t.document, m) for t in event.tellings for m in mentions.get(t.document, ()) if _near(m, t.span))
        found[event.id] = frozenset(held.party(document, mention) for document, mention in near)
    return found


def _near(mention: Mention, span: Span) -> bool:
    reach = limit("near")
    return mention.span.start < span.end + reach and mention.span.end > span.start - reach


class _View:
    """Puts an account into words."""

    def __init__(
        self, held: Contents, known: Known, sides: tuple[Chosen, Chosen], places: Places, made: Account
    ) -> None:
        self._held, self._known, self._sides, self._places, self._made = held, known, sides, places, made
        shown = {entry.event for entry in made.entries} | {left.event for left in made.left}
        self._events = {view.id: view for view in event_views(held, (e for e in held.events if e.id in shown))}
        self._number = {entry.event: number for number, entry in enumerate(made.entries, 1)}

    def view(self) -> BalanceView:
        made = self._made
        documents = {d for e in self._held.events if e.id in self._number for d in e.documents}
        return BalanceView(
            sides=(self._side(0), self._side(1)),
            entries=tuple(self._entry(entry) for entry in made.entries),
            sums=tuple(self._sum(one) for one in made.sums),
            matches=tuple(self._match(one) for one in made.matches),
            open=tuple(self._item(one) for one in made.open),
            relation=tuple(self._row(one) for one in made.relation),
            left=tuple(self._left(one) for one in made.left),
            says=disclaimer(),
            documents=len(documents),
        )

    def _side(self, side: Which) -> SideView:
        chosen_as = self._sides[side]
        stays: dict[str, list[Stay]] = {}
        for stay in chosen_as.side.stays:
            stays.setdefault(stay.party, []).append(stay)
        members = tuple(self._member(key, found, side) for key, found in stays.items())
        return SideView(chosen_as.side.name, chosen_as.how, members, chosen_as.notes)

    def _member(self, key: str, stays: Iterable[Stay], side: Which) -> MemberView:
        why = tuple(dict.fromkeys(stay.why for stay in stays))
        numbers = tuple(self._number[entry.event] for entry in self._made.entries if key in entry.members[side])
        party = PartyName(self._held.parties[key].name, key)
        return MemberView(party, why, days_words(stays), numbers, all(stay.coming for stay in stays))

    def _event(self, key: str) -> EventView:
        """An event, numbered as in the account; 0 where it is not in it."""
        return msgspec.structs.replace(self._events[key], number=self._number.get(key, 0))

    def _entry(self, entry: Entry) -> EntryView:
        return EntryView(
            number=self._number[entry.event],
            event=self._event(entry.event),
            by=entry.by,
            does=entry.does,
            words=DOES[entry.does],
            link=entry.link,
            apart=entry.apart,
            amount=money_words(entry.money) if entry.money else None,
            sort=SORTS[entry.sort] if entry.sort else "",
            note=entry.note,
            others=tuple(money_words(money) for money in entry.others),
            quote=self._quote(entry),
        )

    def _quote(self, entry: Entry) -> TellingView:
        """The passage to show: one that supports the event, has its amount, states it, and is read as its own kind."""
        event = self._events[entry.event]
        return min(event.tellings, key=lambda telling: self._fitness(telling, event))

    def _fitness(self, telling: TellingView, event: EventView) -> tuple[bool, bool, bool, bool]:
        claim = self._held.claims.get(telling.claim or "")
        kind, amount = (claim.kind, claim.amount) if claim else (None, None)
        other = event.amount is not None and (amount is None or money_words(amount) != event.amount)
        return telling.bears != "supports", other, telling.stance != event.stance, kind != event.kind

    def _numbers(self, events: Iterable[str]) -> tuple[int, ...]:
        return tuple(sorted(self._number[event] for event in events))

    def _sum(self, one: Sum) -> SumView:
        twice = tuple((self._number[a], self._number[b]) for a, b in one.twice)
        return SumView(one.by, one.does, SORTS[one.sort], money_words(one.money), self._numbers(one.events), twice)

    def _match(self, one: Match) -> MatchView:
        return MatchView(self._number[one.ask], self._number[one.act], one.order, days_between(one.days), one.reasons)

    def _item(self, one: Item) -> ItemView:
        return ItemView(self._number[one.event], _SORT[one.sort], one.says, self._numbers(one.events))

    def _row(self, row: Row) -> RowView:
        return RowView(row_words(row), row.start, row.end, tuple(self._cell(cell) for cell in row.cells))

    def _cell(self, cell: Cell) -> CellView:
        words = str(cell.low) if cell.low == cell.high else f"{cell.low}–{cell.high}"
        return CellView(cell.does, cell.by, words, cell.low, cell.high, self._numbers(cell.events))

    def _left(self, left: Left) -> LeftView:
        told = tuple(self._stranger(key) for key in left.parties if key in self._held.parties)
        return LeftView(self._event(left.event), left.reason, told)

    def _stranger(self, key: str) -> str:
        """A party that is on neither side then, with what is told of its posts."""
        roles = self._known.roles_of(key)
        party = self._held.parties[key]
        nothing = "no post is told of" if party.kind == "person" else "no tie to a side is told"
        return f"{party.name}: {'; '.join(roles[:2]) or nothing}"


def days_words(stays: Iterable[Stay]) -> str:
    """The days of all stays together: "9 Oct 2022 – 6 Feb 2023, from 1 May 2023"; "" where one has no bounds."""
    spans: list[tuple[date, date]] = []
    bounded = [stay for stay in stays if stay.start or stay.end or not stay.document]
    for start, end in sorted((stay.start or date.min, stay.end or date.max) for stay in bounded):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], end))
        else:
            spans.append((start, end))
    told = (Period(None if a == date.min else a, None if b == date.max else b) for a, b in spans)
    return ", ".join(period_words(period) for period in told if period.first_known)


def days_between(days: tuple[int | None, int | None] | None) -> str:
    """Days from one dealing to a later one: "3 to 9 days between", "at least 4 days between"; "" where not known."""
    if days is None:
        return ""
    low, high = days
    if low is None or high is None:
        return f"at least {low} days between" if high is None else f"at most {high} days between"
    return f"{low} days between" if low == high else f"{low} to {high} days between"


def row_words(row: Row) -> str:
    """A month or quarter: "Aug 2025", "Jul–Sep 2025"."""
    if row.start is None or row.end is None:
        return "no date given"
    first, last = month_words(row.start), month_words(row.end)
    return f"{first} {row.start.year}" if first == last else f"{first}–{last} {row.end.year}"


def by_number(view: BalanceView) -> Mapping[int, EntryView]:
    """The entries by their numbers."""
    return {entry.number: entry for entry in view.entries}
