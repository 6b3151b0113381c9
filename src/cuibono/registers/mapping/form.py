"""The form of a mapping: which column is which field of a record, and what else has to be known of a file.

Takes: TOML. Gives: a Mapping that holds together.
Knows nothing of: files, cases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Literal, get_args

import msgspec

from cuibono import decoding
from cuibono.errors import UsageError
from cuibono.model import PartyKind
from cuibono.model.records import Cover
from cuibono.registers.mapping.private import is_home, is_private
from cuibono.registers.sources import Shows, Source, names, source

Format = Literal["table", "xlsx", "json", "jsonl"]
DAYS = ("day", "earliest", "latest", "filed", "known")
"""Fields that are filled from a date; `day` is `earliest` and `latest` in one."""
TEXTS = (
    "key",
    "sort",
    "actor",
    "counterpart",
    "currency",
    "text",
    "place",
    "scope",
    "filing",
    "chain",
    "version",
    "url",
)
KINDS = ("actor_kind", "counterpart_kind")
_COLUMN = re.compile(r"\{([^{}]+)\}")
_NAME = re.compile(r"[a-z][a-z0-9_]*")


class Layout(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How a file is laid out.

    `format`: "table" for fields that are parted by `delimiter`, "xlsx" for a workbook, "json" for one document, "jsonl"
    for one object a line. `header` is the line of the header, from 1; 0 for none, and then `names` are the columns.
    `head` is the header as the publisher has it; a file without one of these columns is another. `encoding` is "" for
    UTF-8 or, where it is not, Windows-1252. `sheet` is the workbook's, "" for the first. `rows` is where the rows stand
    in a JSON document: "donors[].contributions[]", "" for a list.
    """

    format: Format = "table"
    delimiter: str = ","
    encoding: str = ""
    header: int = 1
    head: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    sheet: str = ""
    rows: str = ""


class When(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"values": "is"}):
    """What holds of a row because of what stands in one of its columns; of two rules for one thing the first decides.

    It fires where the column's value is one of `is`, holds one of `words` as whole words, or fits the pattern `like`
    as a whole, capitals or not; or, without a column, where the row's amount is `negative`. `own` names columns that
    are kept of such rows alone. `sign` "-" turns an amount that the file gives without its sign. `counts` False takes
    the row out of sums, and `why` says why.
    """

    column: str = ""
    values: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    like: str = ""
    negative: bool = False
    sort: str | None = None
    actor_kind: PartyKind | None = None
    counterpart_kind: PartyKind | None = None
    counts: bool | None = None
    why: str | None = None
    sign: Literal["-"] | None = None
    own: tuple[str, ...] = ()


class StandsFor(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Of which register a file is a transcription, by whom; `sorts` gives that register's sort for each of its own."""

    register: str
    by: str
    sorts: dict[str, str]


class Mapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How the rows of a file become records.

    `fields` gives for a field of Record the column that fills it, or a text with {columns}: "{first} {last}". A `key`
    of the latter form is made from what these columns hold, and rows that are alike in them are numbered; of the former
    it is the publisher's own, and has to be unique. `constants` are fields that are the same in every row. `dates`
    gives for each column with dates its form or forms, as of strptime. `only` names the values of a column that a row
    must have to be taken. `split` parts the names that stand in one column. `null` are words that mean nothing is
    there. Values with one of `hide` are not kept. `own` are further columns that are kept as they are.
    """

    source: Source
    fields: dict[str, str]
    confirmed: bool = False
    file: Layout = Layout()
    constants: dict[str, Any] = {}
    dates: dict[str, str | tuple[str, ...]] = {}
    decimal: Literal[".", ","] = "."
    null: tuple[str, ...] = ()
    only: dict[str, tuple[str, ...]] = {}
    split: dict[Literal["actor", "counterpart"], str] = {}
    when: tuple[When, ...] = ()
    own: tuple[str, ...] = ()
    hide: tuple[str, ...] = ()
    stands_for: StandsFor | None = None
    covers: tuple[Cover, ...] = ()

    @property
    def name(self) -> str:
        """The register's name."""
        return self.source.name


def parse(text: str, place: str) -> Mapping:
    """The mapping that a TOML text holds; `place` is named where it holds none. Raises UsageError."""
    try:
        raw = decoding.toml(text)
        still = open_questions(raw)
        if still:
            raise UsageError(f"{place}: still to be decided: {', '.join(still)}. Fill these in, or take the lines out.")
        found = msgspec.convert(raw, Mapping)
    except msgspec.DecodeError as error:
        raise UsageError(f"{place}: this is no mapping: {error}. Mend the file.") from error
    check(found, place)
    return found


def open_questions(raw: Any, place: str = "") -> list[str]:
    """Where a text is empty: a draft leaves empty what the file alone cannot decide."""
    if isinstance(raw, dict):
        return [one for key, value in raw.items() for one in open_questions(value, f"{place}.{key}".strip("."))]
    if isinstance(raw, list):
        return [one for at, value in enumerate(raw, 1) for one in open_questions(value, f"{place} {at}")]
    return [place] if raw == "" else []


def columns(spec: str) -> tuple[str, ...]:
    """The columns that fill a field: those in braces or, without braces, the one that is named."""
    return tuple(_COLUMN.findall(spec)) or (spec,)


def is_made(spec: str) -> bool:
    """Whether a field is made from a text with columns in braces."""
    return bool(_COLUMN.search(spec))


def decided(mapping: Mapping) -> Source:
    """What is known of the register; the rules of the register that it stands for, where that is one of the package.

    Where no cover of the mapping is whole, no rule takes a missing row for a sign that nothing was reported.
    """
    stands = mapping.stands_for
    if stands is None or stands.register not in names():
        return mapping.source
    rules = tuple(rule for other in source(stands.register).shows for rule in _taken_over(mapping, stands, other))
    return msgspec.structs.replace(mapping.source, shows=rules)


def _taken_over(mapping: Mapping, stands: StandsFor, rule: Shows) -> Iterator[Shows]:
    sorts = tuple(own for own, other in stands.sorts.items() if other in rule.sorts)
    if sorts:
        whole = rule.whole and any(cover.whole for cover in mapping.covers)
        limits = f"The rows were transcribed or chosen by {stands.by}. {rule.limits}".strip()
        yield msgspec.structs.replace(rule, sorts=sorts, whole=whole, limits=limits)


def check(mapping: Mapping, place: str) -> None:
    """Raises UsageError, with everything that does not hold together, where anything does not."""
    wrong = [
        *_names(mapping), *_fields(mapping), *_private(mapping), *_dates(mapping), *_sorts(mapping), *_whens(mapping),
    ]  # fmt: skip
    if wrong:
        raise UsageError(f"{place}: {'; '.join(wrong)}. Mend the file.")


def _names(mapping: Mapping) -> Iterator[str]:
    if not _NAME.fullmatch(mapping.name):
        yield f"the name {mapping.name!r} must be small letters, digits and _, a letter first"
    if mapping.name in names():
        yield f"{mapping.name} is a register of the package, and a mapping needs a name of its own"
    if mapping.source.holds != "records":
        yield 'source.holds must be "records"'
    if len(mapping.file.delimiter) != 1:
        yield "file.delimiter must be one character"


def _fields(mapping: Mapping) -> Iterator[str]:
    for name in mapping.fields:
        if name not in (*TEXTS, *DAYS, "amount"):
            yield f"{name} is no field that a column can fill; there are {', '.join((*TEXTS, *DAYS, 'amount'))}"
    for name, value in mapping.constants.items():
        if name not in (*TEXTS, *DAYS, *KINDS) or name == "key":
            yield f"{name} is no field that can be the same in every row"
        elif not isinstance(value, date if name in DAYS else str):
            yield f"constants.{name} must be {'a date' if name in DAYS else 'a text'}"
        elif name in KINDS and value not in get_args(PartyKind):
            yield f"constants.{name} must be one of {', '.join(get_args(PartyKind))}"
    if "key" not in mapping.fields:
        yield 'fields.key is not there; without a column of ids, make one: key = "{who}|{day}|{amount}"'
    if "amount" in mapping.fields and not {"currency"} & {*mapping.fields, *mapping.constants}:
        yield "an amount needs a currency, as a constant or from a column"
    known = {*mapping.file.head, *mapping.file.names}
    if mapping.file.format in ("table", "xlsx"):
        if not known:
            yield "file.head or file.names has to say which columns there are"
        yield from (f"there is no column {one!r}" for one in used(mapping) if known and one not in known)


def asked(mapping: Mapping) -> tuple[str, ...]:
    """The columns without which a mapping's rows would say something else: those of fields, and those of `only`."""
    fields = (one for spec in mapping.fields.values() for one in columns(spec))
    return tuple(dict.fromkeys((*fields, *mapping.only)))


def used(mapping: Mapping) -> tuple[str, ...]:
    """Every column that a mapping names, once."""
    rules = (one for rule in mapping.when for one in ((rule.column,) if rule.column else ()) + rule.own)
    return tuple(dict.fromkeys((*asked(mapping), *mapping.dates, *mapping.own, *rules)))


def _private(mapping: Mapping) -> Iterator[str]:
    """Columns that are never kept, and those that are kept of organisations alone."""
    kept = [one for name, spec in mapping.fields.items() if name != "key" for one in columns(spec)]
    for column in dict.fromkeys((*kept, *mapping.own, *(one for rule in mapping.when for one in rule.own))):
        if is_private(column):
            yield f"{column} is an address or other private matter, which is never kept"
    for column in (*kept, *mapping.own):
        if is_home(column):
            yield f"{column} says where somebody lives; name it under `own` of a [[when]] that holds of organisations"
    for rule in mapping.when:
        if any(is_home(one) for one in rule.own) and rule.actor_kind not in ("organisation", "public_body"):
            yield f"{', '.join(rule.own)}: kept only under a [[when]] that says the actor is an organisation"


def _dates(mapping: Mapping) -> Iterator[str]:
    for name in DAYS:
        spec = mapping.fields.get(name)
        if spec and spec not in mapping.dates and mapping.file.format != "xlsx":
            yield f'dates has no form for the column {spec!r} ("%m/%d/%Y" is month, day, year)'
    for column, forms in mapping.dates.items():
        if len(_orders(forms)) > 1:
            yield f"dates.{column} takes both day-month and month-day, between which nothing decides"


def _orders(forms: str | tuple[str, ...]) -> set[tuple[str, ...]]:
    """The orders in which day and month stand as numbers, where the year does not stand first."""
    listed = [forms] if isinstance(forms, str) else forms
    found = {tuple(re.findall(r"%[dm]", form)) for form in listed if not form.startswith("%Y")}
    return {order for order in found if len(order) == 2}


def _sorts(mapping: Mapping) -> Iterator[str]:
    said = mapping.constants.get("sort")
    if said is None and "sort" not in mapping.fields:
        yield "constants.sort is not there: which of source.sorts a row is"
    for sort in (said, *(rule.sort for rule in mapping.when)):
        if sort is not None and sort not in mapping.source.sorts:
            yield f"{sort} is none of source.sorts"
    stands = mapping.stands_for
    if stands and set(stands.sorts) - set(mapping.source.sorts):
        yield "stands_for.sorts has a sort that is none of source.sorts"


def _whens(mapping: Mapping) -> Iterator[str]:
    for at, rule in enumerate(mapping.when, 1):
        if bool(rule.column) == rule.negative:
            yield f"[[when]] {at} needs a column, or negative = true"
        if rule.column and not (rule.values or rule.words or rule.like):
            yield f"[[when]] {at} does not say which values of {rule.column}"
        if rule.counts is False and not rule.why:
            yield f"[[when]] {at} takes rows out of sums and does not say why"
        try:
            re.compile(rule.like)
        except re.error as error:
            yield f"[[when]] {at}: like is no pattern: {error}"
