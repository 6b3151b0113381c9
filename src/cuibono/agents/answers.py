"""What the tools answer with, as frozen values.

Every answer says what it is (`notice`), and lists say what was searched (`searched`). Words of documents are `Quoted`
or `Label`; a grade stands wherever an event does.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from cuibono.agents.evidence import (
    DecisionLine,
    Difference,
    EventLine,
    FindingLine,
    OriginLine,
    OriginTree,
    TellingLine,
    ValueLine,
)
from cuibono.agents.quoting import NOTICE, Label, Quoted
from cuibono.explore.draft_view import Mark
from cuibono.model import (
    ContradictionField,
    Grade,
    Kind,
    Stance,
)
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


class Hit(msgspec.Struct, frozen=True):
    """A place that holds the words: a passage that tells of an event, or a document's text."""

    found_in: Literal["claim", "document"]
    quote: Quoted
    claim: str | None
    event: EventLine | None


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


class ContradictionLine(msgspec.Struct, frozen=True):
    """A difference between reports, and the event about which they differ."""

    event: EventLine
    difference: Difference


class Contradictions(msgspec.Struct, frozen=True, kw_only=True):
    """Where reports of one event differ, in the order of the events. `total` is how many fit."""

    notice: str = NOTICE
    note: str
    searched: str
    total: int
    contradictions: tuple[ContradictionLine, ...]
    next_cursor: str | None


class NamingLine(msgspec.Struct, frozen=True):
    """A party as one document or row of a public list names it."""

    name: Label
    place: Label
    roles: tuple[Label, ...]


class LinkLine(msgspec.Struct, frozen=True):
    """Why two namings were, or were not, taken for one party; a person's ruling outweighs any score."""

    first: NamingLine
    second: NamingLine
    same: bool
    score: float
    ruling: str


class PartyChoice(msgspec.Struct, frozen=True, kw_only=True):
    """A party that goes by the name that was asked for; `named_in` is how many documents and lists name it."""

    id: str
    name: Label
    sort: str
    also: tuple[Label, ...]
    named_in: int


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


class ClaimLine(msgspec.Struct, frozen=True):
    """A claim that stands in a window of a document, and the event that it tells of."""

    claim: str
    kind: Kind
    telling: TellingLine
    event: str
    standing: str
    grade: Grade


class DocumentAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A document's text in a window, with the claims in it. `characters` is how long the whole text is."""

    notice: str = NOTICE
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


class OwnWords(msgspec.Struct, frozen=True):
    """Words of the text that was to be checked, from `start` to `end` in it; a line end counts as one character."""

    text: Label
    start: int
    end: int


class SideBySide(msgspec.Struct, frozen=True, kw_only=True):
    """A value that the text gives, how many reports give it too, and what others give."""

    field: ContradictionField
    given: Label
    reports_with_it: int
    others: tuple[ValueLine, ...]


class MatchLine(msgspec.Struct, frozen=True, kw_only=True):
    """An event that a statement fits. `why` says what the mark rests on beside the event's grade."""

    mark: Mark
    why: tuple[Label, ...]
    differing: tuple[SideBySide, ...]
    event: EventLine
    origins: tuple[OriginLine, ...]
    evidence: tuple[TellingLine, ...]


class StatementLine(msgspec.Struct, frozen=True, kw_only=True):
    """A statement of the text that tells of a dealing, and what the ledger holds of it.

    `matches` are the events that fit, several where it is open which is meant; `nearest` one that is like it and does
    not fit, `against` why.
    """

    words: OwnWords
    kind: Kind
    stance: Stance
    mark: Mark
    mark_meaning: str
    matches: tuple[MatchLine, ...]
    nearest: EventLine | None
    against: Label


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
