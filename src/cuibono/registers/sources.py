"""What a register's source.toml says: who publishes it, what it holds, what its rows could show and by when.

Takes: the name of a register, or the text of a source.toml.
Gives: a Source. Knows nothing of: how rows are read or kept.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from cuibono.errors import TableError, UsageError
from cuibono.model import Kind, PartyKind

After = Literal["event", "month", "quarter", "half_year", "inauguration"]
Paging = Literal["none", "pages", "next_link", "keyset"]


class Due(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """By when a row has to be there: so many days after the event, or after the end of the period it falls into.

    `after` "inauguration" is the 20th of January that follows. `words` is the rule as the law or publisher has it.
    """

    days: int
    after: After
    words: str


class Gap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A stretch for which the publisher gives out nothing, so that silence is to be expected whatever happened.

    `end` is the last day of it, None where it goes on; `reason` says why in one plain clause.
    """

    start: date
    reason: str
    end: date | None = None

    def holds(self, day: date) -> bool:
        """Whether a day falls into it."""
        return self.start <= day and (self.end is None or day <= self.end)


class Shows(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A rule: rows of these sorts show dealings of this kind.

    `row` says in a clause which row would show it ("a Schedule 13-A row with the donor's name"). `actors` are the
    kinds of party that the register asks about, `actor` a class of tables/checks.toml that who acts must be of, "" for
    any. `counterpart` names a class that the other side must be of, "" where any may be; `only_there` says that rows
    are of the class's own places. With `words`, only passages with one of them are asked about. Below `threshold` (in
    `currency`) no row is asked for. `whole` says whether every such dealing has to be in the register; where it is
    False, silence says nothing and `limits` says why, unless `whole_of_actor` says that every such dealing of those
    who report has to be in their own whole report.
    """

    name: str
    kind: Kind
    sorts: tuple[str, ...]
    row: str
    actors: tuple[PartyKind, ...] = ()
    actor: str = ""
    counterpart: str = ""
    only_there: bool = False
    words: tuple[str, ...] = ()
    threshold: Decimal | None = None
    currency: str = ""
    due: Due | None = None
    whole: bool = False
    whole_of_actor: bool = False
    limits: str = ""


class Fetch(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How rows are got from the publisher.

    `url` may hold {fields}, which the person gives as FIELD=VALUE; `fields` says what each means. `paging`: "none" is
    one file; "pages" counts `page_parameter` up while there are rows; "next_link" follows the address under `next`;
    "keyset" passes back what stands under `next`. `size_parameter` asks for `page_size` rows, of which the publisher
    may give fewer without a word. `rows` and `count` name where the rows and their number stand in an answer ("" for
    none). `key_variable` is the environment variable with the person's key, sent as header `key_header` with
    `key_prefix` before it, or as query parameter `key_parameter`. `pause` is the least time between two requests, in
    seconds, without a key; `pause_with_key` with one.
    """

    url: str
    fields: dict[str, str] = {}
    paging: Paging = "none"
    page_parameter: str = ""
    size_parameter: str = ""
    page_size: int = 0
    rows: str = ""
    count: str = ""
    next: str = ""
    key_variable: str = ""
    key_header: str = ""
    key_prefix: str = ""
    key_parameter: str = ""
    pause: float = 1.0
    pause_with_key: float = 1.0
    ending: str = ""


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a register's source.toml says of it.

    `holds` is "names" for a list of who is who, "records" for rows that show dealings. `sorts` says what each sort of
    row is, `columns` what the publisher's columns mean, `traps` what misleads those who read it unaided. `keyed` says
    what takes the place of what: "row", a row with the key of an earlier one; "slot", a file of the same slot. `gaps`
    are stretches for which nothing is published at all.
    """

    name: str
    title: str
    publisher: str
    licence: str
    url: str
    coverage: str
    columns: dict[str, str]
    holds: Literal["names", "records"] = "names"
    sorts: dict[str, str] = {}
    keyed: Literal["row", "slot"] = "row"
    shows: tuple[Shows, ...] = ()
    fetch: tuple[Fetch, ...] = ()
    traps: tuple[str, ...] = ()
    use: str = ""
    gaps: tuple[Gap, ...] = ()


@cache
def names() -> tuple[str, ...]:
    """The names of the registers that can be kept, in order."""
    folders = (entry for entry in files(__package__).iterdir() if entry.is_dir())
    return tuple(sorted(folder.name for folder in folders if (folder / "source.toml").is_file()))


@cache
def source(register: str) -> Source:
    """What is known of a register. Raises UsageError where there is none of this name."""
    if register not in names():
        raise UsageError(f"{register}: no such register. There are: {', '.join(names())}.")
    text = (files(__package__) / register / "source.toml").read_bytes()
    try:
        return msgspec.toml.decode(text, type=Source)
    except msgspec.DecodeError as error:
        raise TableError(f"source.toml of {register}: {error}. Reinstall the package or mend the file.") from error
