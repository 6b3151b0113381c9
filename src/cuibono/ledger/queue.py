"""Queues: what people may want to decide, what matters most first, a stretch at a time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

import msgspec

from cuibono.ledger import connection, related, rows
from cuibono.ledger.browse import Browse
from cuibono.model import Link, Naming
from cuibono.tables import table

TABLES: Final = ("queue", "queue_splits", "queue_pairs", "queue_links", "queue_sizes")
_BOUNDS: Final = (
    "reach", "days", "least", "shared", "other_side", "same_day", "same_amount", "other_amount", "same_place",
)  # fmt: skip
_RANKED: Final = 1_000_000
"""Column `rank` of table queue has the reason why an event matters times this, less its reports."""


class Sought(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for in a queue; None does not narrow. `party` and `document` are ids, `event` one of an event."""

    kind: str | None = None
    grade: str | None = None
    party: str | None = None
    document: str | None = None
    event: str | None = None


class Awaited(NamedTuple):
    """A claim that somebody may decide on: `tier` says why it stands where it does, 0 matters most."""

    claim: str
    event: str
    rank: int
    position: int

    @property
    def tier(self) -> int:
        """Why it stands where it does, as queue.sql has it."""
        return -(-self.rank // _RANKED)


class Paired(NamedTuple):
    """Two events, or two namings, that may be one."""

    pair: str
    rank: int
    first: str
    second: str


class Passage(NamedTuple):
    """A stretch of a document: what stands before a span, in it, and after it; whether the stretch is cut."""

    key: str
    document: str
    before: str
    within: str
    after: str
    cut_before: bool
    cut_after: bool


class Queue(Browse):
    """A ledger open to look at, with what people may want to decide."""

    def claims_awaited(
        self, sought: Sought, decided: Iterable[str], most: int, after: tuple[int, str, int] | None = None
    ) -> tuple[Awaited, ...]:
        """Claims but those `decided`, what matters most first; `after` is rank, event and position of one."""
        given = _given(sought) | {"decided": _json(decided), "after": after is not None}
        given |= dict(zip(("rank", "after_event", "position"), after, strict=True)) if after else {}
        return tuple(Awaited(*row) for row in self._choose("queue_claims", given, most=most))

    def splits_awaited(
        self, sought: Sought, decided: Iterable[str], most: int, after: tuple[int, str] | None = None
    ) -> tuple[tuple[str, int], ...]:
        """Events, but those `decided`, that may be several, with their ranks."""
        given = _given(sought) | {"decided": _json(decided)} | _after(after)
        return tuple((event, rank) for event, rank in self._choose("queue_splits", given, most=most))

    def pairs_awaited(
        self, sought: Sought, decided: Iterable[str], most: int, after: tuple[int, str] | None = None
    ) -> tuple[Paired, ...]:
        """Pairs of events, but those `decided` ("evt-… evt-…", in the order of the ids), that may be one."""
        given = _given(sought) | {"decided": _json(decided)} | _after(after)
        return tuple(Paired(*row) for row in self._choose("queue_pairs", given, most=most))

    def links_awaited(
        self, sought: Sought, decided: Iterable[str], most: int, after: tuple[int, str] | None = None
    ) -> tuple[Paired, ...]:
        """Pairs of namings, but those `decided`, that lie near to being one party or to not being it."""
        given = _given(sought) | {"decided": _json(decided)} | _after(after)
        return tuple(Paired(*row) for row in self._choose("queue_links", given, most=most))

    def sizes(
        self, claims: Iterable[str], links: Iterable[str], pairs: Iterable[str], splits: Iterable[str]
    ) -> tuple[int, int, int, int]:
        """How many claims, links, pairs and splits are awaited but for these."""
        asked = {"claims": _json(claims), "links": _json(links), "pairs": _json(pairs), "splits": _json(splits)}
        found = self._ask("queue_sizes", **asked)
        one, two, three, four = found[0] if found else (0, 0, 0, 0)
        return one, two, three, four

    def events_of(self, claims: Iterable[str]) -> dict[str, str]:
        """For each of these claims, the event that it tells of."""
        return dict(self._by("events_of_claims", claims))

    def links_with(self, pairs: Iterable[str]) -> dict[str, Link]:
        """Links by the ids of their two namings, with a blank between them."""
        return {row[0]: related.link(row[1:]) for row in self._by("links_by_pair", pairs)}

    def whole_namings(self, ids: Iterable[str]) -> dict[str, tuple[Naming, str | None]]:
        """The namings with these ids, each with the id of its party; None where it is nobody's."""
        return {row[0]: (related.naming(row[:8]), row[8]) for row in self._by("namings_by_id", ids)}

    def passages(self, claims: Iterable[str], wide: int) -> dict[str, Passage]:
        """For each of these claims its quote, with `wide` characters of the text on both sides."""
        found = self._ask("passages", ids=_json(claims), wide=wide)
        return {row[0]: _passage(row) for row in found}

    def named_at(self, namings: Iterable[str], wide: int) -> dict[str, Passage]:
        """For each of these namings the first place in its document, with `wide` characters on both sides."""
        found = self._ask("named_at", ids=_json(namings), wide=wide)
        return {row[0]: _passage(row) for row in found}


def fill() -> str:
    """The statements that fill the tables of queues."""
    held = table("review")
    values = [("threshold", float(table("resolve")["threshold"])), *((name, float(held[name])) for name in _BOUNDS)]
    columns = ", ".join(f"{value} AS {name}" for name, value in values)
    made = f"DROP TABLE IF EXISTS temp.bounds;\nCREATE TEMP TABLE bounds AS SELECT {columns};"
    return f"{made}\n{connection.script('queue')}"


def _passage(row: rows.Row) -> Passage:
    key, document, before, within, after, cut_before, cut_after = row
    return Passage(key, document, before, within, after, bool(cut_before), bool(cut_after))


def _given(sought: Sought) -> dict[str, object]:
    return dict(msgspec.structs.asdict(sought))


def _after(after: tuple[int, str] | None) -> dict[str, object]:
    return {"after": True, "rank": after[0], "after_key": after[1]} if after else {"after": False}


def _json(ids: Iterable[str]) -> str:
    return msgspec.json.encode(sorted(set(ids))).decode()
