"""What the tools answer with, as frozen values.

Every answer says what it is (`notice`), and lists say what was searched (`searched`). Words of documents are `Quoted`
or `Label`; a grade stands wherever an event does.
"""

from __future__ import annotations

from datetime import date

import msgspec

from cuibono.agents.evidence import (
    ClaimLine,
    ContradictionLine,
    DecisionLine,
    Difference,
    EventLine,
    FindingLine,
    Hit,
    LinkLine,
    NamingLine,
    OriginTree,
    PartyChoice,
    StatementLine,
    TellingLine,
)
from cuibono.agents.quoting import NOTICE, Label, Quoted
from cuibono.model import Grade, Kind
from cuibono.model.records import Verdict


class Status(msgspec.Struct, frozen=True, kw_only=True):
    """What the case holds: the bounds of every other answer."""

    notice: str = NOTICE
    case: Label
    searched: str
    documents: int
    published_first: date | None
    published_last: date | None
    claims: int
    events: int
    origins: int
    parties: int
    claims_of_kind: dict[Kind, int]
    events_of_grade: dict[Grade, int]
    findings: dict[Verdict, int]
    rows_of_register: dict[str, int]
    problem_count: int
    skipped: int
    problems: tuple[Label, ...]


class Hits(msgspec.Struct, frozen=True, kw_only=True):
    """Claims and documents that hold the words, best first, claims before documents."""

    notice: str = NOTICE
    note: str
    searched: str
    hits: tuple[Hit, ...]
    next_cursor: str | None


class Events(msgspec.Struct, frozen=True, kw_only=True):
    """Events in the order of their days, undated ones last. `total` is how many fit."""

    notice: str = NOTICE
    note: str
    searched: str
    total: int
    events: tuple[EventLine, ...]
    next_cursor: str | None


class EventAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """One event with all that stands behind it. `left_out` says what was too much to be shown, and how to get it."""

    notice: str = NOTICE
    event: EventLine
    when_basis: str | None
    origins: tuple[OriginTree, ...]
    add_nothing: tuple[TellingLine, ...]
    contradictions: tuple[Difference, ...]
    findings: tuple[FindingLine, ...]
    leads: tuple[Label, ...]
    decisions: tuple[DecisionLine, ...]
    left_out: tuple[str, ...]


class Contradictions(msgspec.Struct, frozen=True, kw_only=True):
    """Where reports of one event differ, in the order of the events. `total` is how many fit."""

    notice: str = NOTICE
    note: str
    searched: str
    total: int
    contradictions: tuple[ContradictionLine, ...]
    next_cursor: str | None


class PartyAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Who a party is taken to be. Where several go by the name, only `choices` is filled.

    `acting` are events in which it gives, meets, asks, sues or orders; `facing` those in which it is the other side.
    """

    notice: str = NOTICE
    note: str
    choices: tuple[PartyChoice, ...] = ()
    party: PartyChoice | None = None
    roles: tuple[Label, ...] = ()
    namings: tuple[NamingLine, ...] = ()
    links: tuple[LinkLine, ...] = ()
    acting: tuple[EventLine, ...] = ()
    facing: tuple[EventLine, ...] = ()
    left_out: tuple[str, ...] = ()


class DocumentAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A document's text in a window, with the claims in it. `characters` is how long the whole text is."""

    notice: str = NOTICE
    note: str
    document: str
    file: Label
    title: Label | None
    outlet: Label | None
    published: str | None
    url: Label | None
    language: str | None
    characters: int
    window: Quoted
    next_offset: int | None
    claims: tuple[ClaimLine, ...]
    left_out: tuple[str, ...]


class SentenceAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What the ledger holds of each statement of a text. `unread` are its sentences in which no dealing was found."""

    notice: str = NOTICE
    note: str
    searched: str
    statements: tuple[StatementLine, ...]
    sentences: int
    unread: tuple[Label, ...]
    problems: tuple[Label, ...]
    left_out: tuple[str, ...]
