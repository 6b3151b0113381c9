"""The nouns of chance tests: what is asked, stated first; what was found; the lines of tests.jsonl.

Takes: values.
Gives: plans, figures, reports, each as a frozen value that JSON holds.
Knows nothing of: how anything is reckoned, where rows come from.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from cuibono.model import Grade, Kind, PartyKind

Counted = Literal["acts", "accesses"]
Block = Literal["none", "week", "month", "quarter", "year", "weekday"]
Basis = Literal["register", "ledger"]
ControlSort = Literal["before", "cancelled", "unrelated", "sham"]
Answer = Literal["more", "more_as_controls", "no_more", "too_few"]


class Stretch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Days in a row, both ends included."""

    start: date
    end: date


class From(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the events of a stream are taken from; what is empty does not narrow.

    Rows of a `register` by `sorts`, `scopes` and `texts` (one of them stands in the row's text, as whole words), or
    events of the ledger (`register` is "") by `kinds` and `grades`. `offices` stand, as whole words, in the name of
    either side or in the place. `each`: only what names the party of the pair, else all, the same for every pair; with
    `in_text` a row whose text has the party's words names it too. `covered` are the days that are covered, where the
    register itself does not say so.
    """

    title: str
    register: str = ""
    sorts: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    grades: tuple[Grade, ...] = ()
    each: bool = True
    in_text: bool = False
    covered: tuple[Stretch, ...] = ()

    @property
    def basis(self) -> Basis:
        """Whether events are those of a public register, or those that the ledger has from reports."""
        return "register" if self.register else "ledger"


class Asked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A party whose access is looked at. `words` find its names (each as whole words), `without` leaves names out.

    Names that a register gives to another `kind` of party are left out: "Ford" is not everybody of that family name.
    """

    name: str
    words: tuple[str, ...]
    kind: PartyKind = "organisation"
    without: tuple[str, ...] = ()


class Control(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A stream that should show nothing: it takes the place of the accesses, or of the acts, of the plan."""

    title: str
    sort: ControlSort
    access: From | None = None
    acts: From | None = None


class Plan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is to be tested, stated before it is looked at.

    An act counts where it falls `first` to `last` days after an access of the party (`count` "acts"), or an access
    where an act follows so ("accesses"). `blocks` is how days are grouped in the tests within groups. `shams` is how
    many other parties of the access register are taken in place of each party; 0 for none. `alpha` is the level.
    """

    name: str
    question: str
    access: From
    acts: From
    parties: tuple[Asked, ...]
    last: int
    first: int = 1
    count: Counted = "acts"
    since: date | None = None
    until: date | None = None
    blocks: Block = "month"
    controls: tuple[Control, ...] = ()
    shams: int = 0
    alpha: float = 0.05

    @property
    def basis(self) -> Basis:
        """The weaker of the bases of its two streams."""
        return "ledger" if "ledger" in (self.access.basis, self.acts.basis) else "register"


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """Events that took no part: those without a certain day, and those outside the days that could be looked at."""

    undated: int = 0
    outside: int = 0


class Coincidence(msgspec.Struct, frozen=True, kw_only=True):
    """How many of so many events have one of the other stream in their window, beside what the calendar alone gives.

    `expected`, `low` and `high` are the mean and the bounds of the middle 95 % over all shifts; `p` is the share of
    shifts with as many, as soon, itself among them; `reachable` the smallest p that any shift could have. `least` and
    `most` bound the share itself by Wilson's interval, which takes the events for independent of one another.
    """

    hits: int
    of: int
    expected: float
    low: int
    high: int
    least: float
    most: float
    p: float
    shifts: int
    reachable: float


class Ratio(msgspec.Struct, frozen=True, kw_only=True):
    """How often acts come on days in the window against other days of the same block, per day (case series).

    `low` and `high` are exact 95 % bounds; None where the events leave that end open. `p` is one-sided.
    """

    value: float | None
    low: float | None
    high: float | None
    p: float
    within: int
    events: int


class ControlFigures(msgspec.Struct, frozen=True, kw_only=True):
    """What a control gave; `events` is None where there was nothing to look at, and `why` says so."""

    sort: ControlSort
    title: str
    found: Coincidence | None = None
    shams: int = 0
    as_far: int = 0
    p: float | None = None
    why: str = ""


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """What was found for one pair of streams.

    `days` is how many days could be looked at, `first` and `last` bound them. `rate` is the primary test; `other` the
    rate seen from the other stream (of accesses followed, or acts preceded). `blocked` is the shift within blocks,
    `permuted` the permutation within blocks, `earliest` and `latest` the primary test with uncertain days taken so.
    `same_day` counts events on a day of the other stream, which the window leaves out where it begins at 1. `q` is
    p after Benjamini-Hochberg over all pairs tried. `names` are the register's own that were taken for the party.
    """

    party: str
    accesses: int
    acts: int
    answer: Answer
    says: str = ""
    days: int = 0
    first: date | None = None
    last: date | None = None
    rate: Coincidence | None = None
    other: Coincidence | None = None
    blocked: float | None = None
    permuted: float | None = None
    ratio: Ratio | None = None
    q: float | None = None
    same_day: int = 0
    left_accesses: LeftOut = LeftOut()
    left_acts: LeftOut = LeftOut()
    earliest: float | None = None
    latest: float | None = None
    controls: tuple[ControlFigures, ...] = ()
    names: tuple[str, ...] = ()


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What running a plan gave: a figure for each pair, one for all together; how many pairs were tried, ever.

    `tried` counts the pairs that q is reckoned over: those of this run and of earlier ones of the same plan.
    `exploratory` says why the result does not answer the question by itself; "" where it was stated first on records.
    """

    pairs: tuple[Figures, ...]
    together: Figures | None = None
    tried: int = 0
    before: int = 0
    exploratory: tuple[str, ...] = ()


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of tests.jsonl: a plan as it was stated, or what a run of it gave.

    `id` ("tst-" and 12 letters) is made from all else that the line says; `plan` or `report` is there, and `of` is
    the id of the line with the plan that was run. `before` is the sha256 of the line before, "" for the first.
    """

    id: str
    name: str
    by: str
    when: str
    before: str
    plan: Plan | None = None
    of: str = ""
    report: Report | None = None
