"""Looking at a stretch of a ledger: questions whose answers take no longer in a large case than in a small one.

Ids are asked for by the dozen, lists come in stretches: a stretch begins after a place, which is the sorting key of the
last thing of the stretch before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

import msgspec

from cuibono.ledger import checked, connection, related, rows
from cuibono.ledger.look import letters
from cuibono.ledger.searching import Searching, Summed
from cuibono.model import (
    Claim,
    Document,
    Edge,
    Event,
    Grade,
    Kind,
    Link,
    Naming,
    Origin,
    Party,
    Problem,
    Stance,
)
from cuibono.model.records import Finding, Lead, Stored
from cuibono.values import Money, Period

_MARK: Final = re.compile(r"-- (if|unless) (\w+)\n")
_LONG: Final = 31
"""Days that the column `long` of table lines counts from."""

Place = tuple[str, ...]
"""Where a stretch begins: the sorting key of the thing before it."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which events are asked for; what is None or False does not narrow.

    `first` and `last` bound the first day known of an event (ISO 8601). `party` and `other` are ids of parties that
    both stand in it; `side` is the party's.
    """

    kind: str | None = None
    grade: str | None = None
    differing: bool = False
    first: str | None = None
    last: str | None = None
    party: str | None = None
    other: str | None = None
    side: str | None = None


class Told(msgspec.Struct, frozen=True, array_like=True):
    """What a picture says of an event, as table lines has it."""

    stance: Stance
    reports: int
    denying: int
    hinting: int
    origins: int
    actors: str
    counterparts: str
    reported: tuple[str, ...]
    earliest: str | None
    latest: str | None
    basis: str | None
    low: str | None
    high: str | None
    currency: str | None
    approx: int | None
    per: str | None

    @property
    def amount(self) -> Money | None:
        """Its amount."""
        return rows.money(self.low, self.high, self.currency, self.approx, self.per)

    @property
    def period(self) -> Period | None:
        """When it took place."""
        return rows.period(self.earliest, self.latest, self.basis)


class Line(NamedTuple):
    """An event in one line; `told` is a Told as JSON, `party` is the one it was asked for by."""

    event: str
    kind: Kind
    grade: Grade
    told: str
    party: str = ""


class Tally(NamedTuple):
    """How many events there are of a kind, side, grade and month ("9999-12" for those without a day).

    What was not asked for apart is "".
    """

    kind: Kind
    side: str
    grade: Grade | Literal[""]
    month: str
    events: int


class Tie(NamedTuple):
    """How many events of a kind and grade there are in which one party acts and the other is its counterpart."""

    actor: str
    counterpart: str
    kind: Kind
    grade: Grade
    events: int


class Shelved(NamedTuple):
    """A document without its text, with how many claims were read in it and of how many events it tells."""

    id: str
    file: str
    title: str | None
    publisher: str | None
    earliest: str | None
    latest: str | None
    basis: str | None
    language: str | None
    claims: int
    events: int

    @property
    def published(self) -> Period | None:
        """When it was published."""
        return rows.period(self.earliest, self.latest, self.basis)


class Browse(Searching):
    """A ledger open to look at stretch by stretch. `close` it when done."""

    def whole_events(self, ids: Iterable[str]) -> tuple[Event, ...]:
        """The events with these ids, in the order of the ids."""
        found = {row[0]: related.event(row) for row in self._by("events_by_id", ids)}
        return tuple(found[key] for key in dict.fromkeys(ids) if key in found)

    def whole_claims(self, ids: Iterable[str]) -> tuple[Claim, ...]:
        """The claims with these ids, in the order of the documents and of the text."""
        return tuple(rows.claim(row) for row in self._by("claims_by_id", ids))

    def claims_of(self, document: str) -> tuple[Claim, ...]:
        """The claims of the document with this id, in the order of the text."""
        return tuple(rows.claim(row) for row in self._ask("claims_of_document", document=document))

    def whole_documents(self, ids: Iterable[str]) -> tuple[Document, ...]:
        """The documents with these ids, in the order in which they came."""
        return tuple(rows.document(row) for row in self._by("documents_by_id", ids))

    def headed(self, ids: Iterable[str]) -> tuple[Document, ...]:
        """As `whole_documents`, without their texts."""
        return tuple(rows.document(row) for row in self._by("headed", ids))

    def whole_origins(self, ids: Iterable[str]) -> tuple[Origin, ...]:
        """The origins with these ids."""
        return tuple(related.origin(row) for row in self._by("origins_by_id", ids))

    def whole_parties(self, ids: Iterable[str]) -> tuple[Party, ...]:
        """The parties with these ids, without their namings, of which one may have very many."""
        return tuple(related.party(row) for row in self._by("parties_by_id", ids))

    def edges_of(self, documents: Iterable[str]) -> tuple[Edge, ...]:
        """What the documents with these ids rest on."""
        return tuple(related.edge(row) for row in self._by("edges_of_documents", documents))

    def findings_about(self, subjects: Iterable[str]) -> tuple[Finding, ...]:
        """What public records say of the events and claims with these ids."""
        return tuple(checked.finding(row) for row in self._by("findings_by_subject", subjects))

    def records_with(self, ids: Iterable[str]) -> dict[str, tuple[Stored, ...]]:
        """The rows of public registers with these ids, each with its parts."""
        found = [checked.stored(row) for row in self._by("records_by_id", ids)]
        return {parts[0].id: parts for parts in found}

    def leads_for(self, events: Iterable[str]) -> tuple[Lead, ...]:
        """Records that could settle the events with these ids."""
        return tuple(checked.lead(row) for row in self._by("leads_by_event", events))

    def events_told_by(self, document: str) -> tuple[str, ...]:
        """The ids of the events that the document with this id tells of."""
        return tuple(event for (event,) in self._ask("events_of_document", document=document))

    def event_key(self, name: str) -> str | None:
        """The id that an event with this id, or one that it once had, has now."""
        found = self._ask("event_of", claim=letters(name, "evt-", "clm-"))
        return found[0][0] if found else None

    def party_key(self, name: str) -> str | None:
        """The id that a party with this id, or one that it once had, has now."""
        found = self._ask("party_of", naming=letters(name, "pty-", "nam-"))
        return found[0][0] if found else None

    def lines(self, wanted: Wanted, most: int, after: Place = (), newest: bool = False) -> tuple[tuple[str, str], ...]:
        """Id and first day of events in the order of their days, those of one party where one is asked for."""
        given = msgspec.structs.asdict(wanted) | _after(after, ("after_day", "after"), newest) | {"newest": newest}
        name = "party_lines" if wanted.party else "lines"
        return tuple((event, day) for event, day in self._choose(name, given, most=most))

    def window(self, wanted: Wanted, most: int) -> tuple[Line, ...]:
        """Dated events that lie, at least in part, between the first and the last day that are wanted."""
        given = msgspec.structs.asdict(wanted) | {"reach": _reach(wanted.first)}
        return tuple(Line(*row) for row in self._choose("window", given, most=most))

    def party_window(self, parties: Iterable[str], wanted: Wanted, most: int) -> tuple[Line, ...]:
        """As `window`, of the events of these parties: one line a party and event."""
        given = msgspec.structs.asdict(wanted) | {"reach": _reach(wanted.first), "ids": _ids(parties)}
        return tuple(Line(*row) for row in self._choose("party_window", given, most=most))

    def best(self, grade: str, most: int) -> tuple[str, ...]:
        """Ids of events of one grade, those with most origins, then most reports, first."""
        return tuple(event for (event,) in self._ask("best", grade=grade, most=most))

    def repeated(self, grade: str, origins: int, most: int) -> tuple[str, ...]:
        """Ids of events of one grade and number of origins, those with most reports first."""
        return tuple(event for (event,) in self._ask("repeated", grade=grade, origins=origins, most=most))

    def published(self) -> tuple[str | None, str | None]:
        """The first and the last day on which any document was published."""
        first, last = self._ask("published")[0]
        return first, last

    def came(self, since: str, most: int) -> tuple[str, ...]:
        """Ids of events of which a document tells that came after this time (UTC), the latest first."""
        return tuple(event for (event,) in self._ask("came", since=since, most=most))

    def came_count(self, since: str, most: int) -> tuple[int, int]:
        """How many documents came after this time, and how many events they tell of; each counted up to `most`."""
        documents, events = self._ask("came_count", since=since, most=most)[0]
        return documents, events

    def figures(self) -> dict[str, int]:
        """How many there are of each thing; empty where the documents have not been compared yet."""
        return dict(self._ask("figures"))

    def months(
        self,
        party: str = "",
        kind: str | None = None,
        grade: str | None = None,
        months: tuple[str | None, str | None] = (None, None),
    ) -> tuple[Tally, ...]:
        """Events by kind and month; of one party, or of all together. `kind` and `grade` narrow."""
        given: dict[str, object] = {"party": party, "kind": kind, "grade": grade}
        given |= {"first": months[0], "last": months[1]}
        return tuple(Tally(*row) for row in self._choose("months", given))

    def shares(self) -> tuple[Tally, ...]:
        """Events by kind and grade, of all months together."""
        return tuple(Tally(*row) for row in self._ask("shares"))

    def flows(self, party: str) -> tuple[Tally, ...]:
        """Events of a party by kind, side and year, which stands in the place of the month."""
        return tuple(Tally(*row) for row in self._ask("flows", party=party))

    def sum_of(self, party: str) -> tuple[int, int]:
        """In how many events the party with this id stands, and how many namings it has."""
        found = self._ask("party_sum", party=party)
        return found[0] if found else (0, 0)

    def first_namings(self, party: str, most: int) -> tuple[Naming, ...]:
        """The first namings of the party with this id."""
        return tuple(related.naming(row) for row in self._ask("namings_of", party=party, most=most))

    def namings_with(self, ids: Iterable[str]) -> tuple[Naming, ...]:
        """The namings with these ids."""
        return tuple(related.naming(row[:8]) for row in self._by("namings_by_id", ids))

    def links_of(self, namings: Iterable[str], most: int) -> tuple[Link, ...]:
        """Why these namings were, or were not, taken for one with others; the strongest first."""
        return tuple(related.link(row) for row in self._ask("links_of", ids=_ids(namings), most=most))

    def party_list(self, most: int, after: Place = (), by_name: bool = False) -> tuple[Summed, ...]:
        """Parties, those that stand in most events first; or by name."""
        names = ("after_name", "after") if by_name else ("after_events", "after_name", "after")
        given: dict[str, object] = {"named": by_name and after, "busiest": not by_name and after, "by_name": by_name}
        given |= dict(zip(names, after, strict=True)) if after else {}
        if given.get("after_events"):
            given["after_events"] = int(after[0])
        return tuple(Summed(*row) for row in self._choose("party_list", given, most=most))

    def ties_among(self, parties: Iterable[str], wanted: Wanted) -> tuple[Tie, ...]:
        """How many events there are between any two of these parties; days count by their years."""
        given = {"kind": wanted.kind, "grade": wanted.grade, **_years(wanted), "ids": _ids(parties)}
        return tuple(Tie(*row) for row in self._choose("ties_among", given))

    def partners(self, party: str, wanted: Wanted, most: int) -> tuple[tuple[str, int, int], ...]:
        """With whom a party deals most: the other's id, in how many events the party acts, in how many the other."""
        given = {"party": party, "kind": wanted.kind, "grade": wanted.grade, **_years(wanted)}
        return tuple((other, acting, facing) for other, acting, facing in self._choose("partners", given, most=most))

    def article_list(
        self, most: int, after: Place = (), dated: bool = True, publisher: str | None = None
    ) -> tuple[Shelved, ...]:
        """Documents, the latest first; or those without a day, by id."""
        given: dict[str, object] = {"dated": dated, "publisher": publisher}
        given |= {"back": True, "after_day": after[0], "after": after[1]} if after and dated else {}
        given |= {"ahead": True, "after": after[-1]} if after and not dated else {}
        return tuple(Shelved(*row) for row in self._choose("article_list", given, most=most))

    def problem_list(self, most: int, after: int = -1, code: str | None = None) -> tuple[tuple[int, Problem], ...]:
        """A stretch of the trouble with the evidence, each with its number in the ledger."""
        found = self._choose("problem_list", {"code": code, "after": after}, most=most)
        return tuple((row[0], rows.problem(row[1:])) for row in found)

    def problem_count(self) -> int:
        """How many problems there are."""
        return int(self._ask("problem_count")[0][0])

    def problem_codes(self) -> dict[str, int]:
        """How many problems there are of each code, the commonest first."""
        return dict(self._ask("problem_codes"))

    def _by(self, name: str, ids: Iterable[str]) -> list[rows.Row]:
        return self._ask(name, ids=_ids(ids))

    def _choose(self, name: str, given: dict[str, object], **values: object) -> list[rows.Row]:
        """Ask with those lines of the query that what is given calls for."""
        text = "".join(_kept(line, given) for line in connection.query(name).splitlines(keepends=True))
        with connection.explained(self._path):
            return self._db.execute(text, given | values).fetchall()


def _kept(line: str, given: dict[str, object]) -> str:
    mark = _MARK.search(line)
    if mark is None:
        return line
    return line if bool(given.get(mark[2])) == (mark[1] == "if") else ""


def _after(after: Place, names: tuple[str, ...], newest: bool) -> dict[str, object]:
    if not after:
        return {}
    way: Literal["back", "ahead"] = "back" if newest else "ahead"
    return {way: True, **dict(zip(names, after, strict=True))}


def _reach(first: str | None) -> str | None:
    """The earliest day on which an event may begin that is not long and is still going on at `first`."""
    from datetime import date, timedelta

    if first is None:
        return None
    day = date.fromisoformat(first)
    return (day - timedelta(days=min(_LONG, day.toordinal() - 1))).isoformat()


def _years(wanted: Wanted) -> dict[str, object]:
    return {"first": wanted.first and wanted.first[:4], "last": wanted.last and wanted.last[:4]}


def _ids(ids: Iterable[str]) -> str:
    return msgspec.json.encode(list(dict.fromkeys(ids))).decode()
