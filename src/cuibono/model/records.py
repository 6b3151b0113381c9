"""The nouns of public records: rows of registers, what a register covers, what records say of a claim.

Takes: values.
Gives: records, covers, findings, leads; ids made from a register's name and its publisher's own key.
Knows nothing of: how a register is read, kept or searched.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from cuibono.model import PartyKind

Verdict = Literal["supports", "contradicts", "silent_expected", "absent_though_expected", "not_checkable"]


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One row of a public register; of a row that names several parties, one part of it.

    `key` is the publisher's own and lasts through reloads; parts of one row share it, numbered by `part` from 0, and
    sums take part 0 alone. `sort` is one of the register's `sorts`. `actor` is who gave, met, asked, sued or ordered;
    `counterpart` whom. Names stand as the publisher writes them. `amount` is as it counts in a sum: a refund is below
    zero. `counts` is False where a sum must leave the row out (a memo, an earmark told twice); `why` then says why.

    `earliest` and `latest` bound the day on which it happened, `filed` is the day on which it was reported, `known`
    that on which it could first be seen; None where the register does not say. `scope` names the part of the register
    that the row belongs to (a committee, a quarter, a docket), of which `Cover` says how far it goes. A row of a
    `filing` with a `chain` is replaced by those of any filing of the same chain with a greater `version` (compared
    as text). `line` is where it stands in the file, from 1; `own` holds further columns under the publisher's names,
    never a private address.
    """

    key: str
    sort: str
    part: int = 0
    actor: str | None = None
    actor_kind: PartyKind | None = None
    counterpart: str | None = None
    counterpart_kind: PartyKind | None = None
    amount: Decimal | None = None
    currency: str | None = None
    earliest: date | None = None
    latest: date | None = None
    filed: date | None = None
    known: date | None = None
    counts: bool = True
    why: str | None = None
    text: str | None = None
    place: str | None = None
    scope: str | None = None
    filing: str | None = None
    chain: str | None = None
    version: str | None = None
    url: str | None = None
    line: int = 0
    own: dict[str, str] = {}


class Cover(msgspec.Struct, frozen=True, kw_only=True):
    """How far a part of a register goes, by a file that was kept: what is not in it was not reported there.

    `scope` is that of its records; `title` says what it is in words. `whole` is True where the file holds every row
    of the scope from `start` to `end`, so that an absence says something; `rows` is how many there are.
    """

    scope: str
    title: str
    start: date | None = None
    end: date | None = None
    whole: bool = False
    rows: int = 0


class Stored(msgspec.Struct, frozen=True):
    """A record as it is kept, with the register it stands in; `replaced` is True where a later filing took its place.

    `file` is the sha256 of the input that it came with.
    """

    register: str
    record: Record
    replaced: bool = False
    file: str = ""

    @property
    def id(self) -> str:
        """The id of the row."""
        return record_id(self.register, self.record.key)


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What the records of one register say of one event or claim.

    `subject` is the id of the event or claim. `title` is the register's, `rule` names the entry of the register that
    decided; `reason` is one plain sentence. `rows` are ids of the records that bear on it, `beside` of those that are
    shown and do not count (a person's own gift beside a company's), each with the reason. `twins` are pairs of ids: a
    row and the row of another register that shows the same donation. `arithmetic` is the sum or count as a line, ""
    for none; `coverage` says what was searched.
    """

    subject: str
    register: str
    title: str
    rule: str
    verdict: Verdict
    reason: str
    rows: tuple[str, ...] = ()
    beside: tuple[tuple[str, str], ...] = ()
    twins: tuple[tuple[str, str], ...] = ()
    arithmetic: str = ""
    coverage: str = ""


class Lead(msgspec.Struct, frozen=True, kw_only=True):
    """A record that could settle an event: what row, in which register, by when it is due, where it is to be had.

    `due` is None where no day can be reckoned; `why` says why the event needs it.
    """

    event: str
    register: str
    rule: str
    row: str
    why: str
    where: str
    due: date | None = None


def record_id(register: str, key: str) -> str:
    """The id of a record: "rec-", the register's name, a colon, the publisher's key."""
    return f"rec-{register}:{key}"
