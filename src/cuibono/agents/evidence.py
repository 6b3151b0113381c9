"""What answers are made of: events, reports, origins, differences, rows of registers, each with its quotes."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from cuibono.agents.quoting import Label, Quoted
from cuibono.explore.draft_view import Mark
from cuibono.model import (
    Bears,
    ContradictionField,
    ContradictionSort,
    Grade,
    Kind,
    OriginKind,
    Ruling,
    Stance,
)
from cuibono.model.records import Verdict


class PartyName(msgspec.Struct, frozen=True):
    """A party as the ledger calls it."""

    id: str
    name: Label


class RecordLine(msgspec.Struct, frozen=True):
    """What one register says of an event, in a word."""

    verdict: Verdict
    register: Label


class EventLine(msgspec.Struct, frozen=True, kw_only=True):
    """One dealing, and how it stands.

    `reports` support it, `denying` and `hinting` do no more than that; `origins` is how many independent origins stand
    behind them, which is what counts. `standing` says both in words. `grade` is how well it stands, `grade_rule` why.
    `stance` is whether reports state it, or have it as denied, planned, hypothetical or opinion. `differing` are fields
    for which reports give different values. `earliest` and `latest` are its days, None where an end is not known.
    """

    id: str
    kind: Kind
    stance: Stance
    when: str | None
    earliest: date | None
    latest: date | None
    actors: tuple[PartyName, ...]
    counterparts: tuple[PartyName, ...]
    amount: Label | None
    topic: Label | None
    place: Label | None
    standing: str
    reports: int
    denying: int
    hinting: int
    origins: int
    grade: Grade
    grade_rule: Label
    differing: tuple[ContradictionField, ...]
    records: tuple[RecordLine, ...]
    quote: Quoted


class ReportName(msgspec.Struct, frozen=True):
    """A report: the document, its outlet, the day it was published."""

    document: str
    file: Label
    outlet: Label
    published: str | None


class SourceLine(msgspec.Struct, frozen=True):
    """Who a passage says that says so, and what sort of source that is."""

    name: Label
    sort: str


class TellingLine(msgspec.Struct, frozen=True, kw_only=True):
    """A passage that tells of the event; `says_so` runs from the nearest source to the farthest.

    `bears` says whether it supports the event, denies it or only hints at it; `why` what it was taken to rest on. A
    passage without a claim repeats what others say.
    """

    quote: Quoted
    claim: str | None
    stance: Stance | None
    bears: Bears
    says_so: tuple[SourceLine, ...]
    why: str


class ReportLine(msgspec.Struct, frozen=True):
    """A report under an origin: `rests_on` says how it came by it, `depth` how many reports lie between."""

    report: ReportName
    depth: int
    rests_on: Label
    tellings: tuple[TellingLine, ...]


class OriginLine(msgspec.Struct, frozen=True, kw_only=True):
    """Where information first entered; `counted` is whether it is one of the event's independent origins."""

    id: str
    name: Label
    sort: OriginKind | None
    counted: bool
    report_count: int


class OriginTree(OriginLine, frozen=True, kw_only=True):
    """An origin with the reports that go back to it."""

    reports: tuple[ReportLine, ...]


class GivenBy(msgspec.Struct, frozen=True):
    """A report that gives a value, and the passage in which it does, where that is known."""

    report: ReportName
    quote: Quoted | None = None


class ValueLine(msgspec.Struct, frozen=True):
    """One of several values, with the reports that give it."""

    value: Label
    reports: tuple[GivenBy, ...]


class Difference(msgspec.Struct, frozen=True):
    """A field for which reports of one event give different values; `meaning` says what is meant by the sort."""

    field: ContradictionField
    sort: ContradictionSort
    meaning: str
    reason: Label
    values: tuple[ValueLine, ...]


class RowLine(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a public register, as its publisher has it; `counts` is whether a sum may take it in."""

    row: Label
    register: Label
    actor: Label | None
    counterparts: tuple[Label, ...]
    amount: Label | None
    happened: str | None
    filed: str | None
    counts: bool
    remark: Label
    text: Label | None
    url: Label | None


class FindingLine(msgspec.Struct, frozen=True, kw_only=True):
    """What one register says, what was searched, and the rows it rests on; `about` is the event or a claim of it."""

    about: str
    verdict: Verdict
    verdict_meaning: str
    register: Label
    title: Label
    reason: Label
    arithmetic: Label
    coverage: Label
    rows: tuple[RowLine, ...]
    beside: tuple[RowLine, ...]


class DecisionLine(msgspec.Struct, frozen=True):
    """What a person decided about claims of the event."""

    id: str
    ruling: Ruling
    by: Label
    when: str
    why: Label


class NamingLine(msgspec.Struct, frozen=True):
    """A party as one document or row of a public list names it."""

    name: Label
    place: Label
    roles: tuple[Label, ...]


class LinkLine(msgspec.Struct, frozen=True):
    """Whether two namings were taken for one party: what spoke for it and against it, each with its weight.

    `ruling` is "scored", or what a person said, which outweighs any score.
    """

    first: NamingLine
    second: NamingLine
    same: bool
    score: float
    ruling: str
    reasons: tuple[Label, ...]


class PartyChoice(msgspec.Struct, frozen=True, kw_only=True):
    """A party that goes by the name that was asked for; `named_in` is how many documents and lists name it."""

    id: str
    name: Label
    sort: str
    also: tuple[Label, ...]
    named_in: int


class ClaimLine(msgspec.Struct, frozen=True):
    """A claim that stands in a window of a document, and the event that it tells of."""

    claim: str
    kind: Kind
    telling: TellingLine
    event: str
    standing: str
    grade: Grade


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


class ContradictionLine(msgspec.Struct, frozen=True):
    """A difference between reports, and the event about which they differ."""

    event: EventLine
    difference: Difference


class Hit(msgspec.Struct, frozen=True):
    """A place that holds the words: a passage that tells of an event, or a document's text."""

    found_in: Literal["claim", "document"]
    quote: Quoted
    claim: str | None
    event: EventLine | None
