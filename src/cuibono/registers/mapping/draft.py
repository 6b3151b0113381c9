"""A suggestion as a draft: the TOML of a mapping, with comments and open questions for the person who confirms it.

Takes: a suggestion, the name of the register.
Gives: text. Knows nothing of: files, cases.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cuibono.registers.mapping.form import DAYS
from cuibono.registers.mapping.suggest import Suggestion
from cuibono.registers.toml import toml

_HEAD = """\
# A draft. Look at each line, fill in what is empty (""), and confirm it with
#   cuibono registers map FILE --confirm THIS_FILE
# What may stand here: docs/records.md.
"""
_SOURCE = {
    "publisher": "not stated",
    "licence": "not stated",
    "url": "the one who gave it to you",
    "coverage": "what the file holds; not said to be all there is",
}
_ROWS = {
    "donation": "a row with the giver's name",
    "meeting": "a row with the visitor's name",
    "lobbying": "a row with the client's name",
    "gift": "a row with the giver's name",
}


def draft(found: Suggestion, name: str, file: str) -> str:
    """The draft of a mapping."""
    parts = (_top(found), _source(found, name, file), _file(found), _fields(found), _dates(found), _constants(found))
    return "\n".join(["\n".join(part) for part in parts] + ["\n".join(_kinds(found)), _covers()])


def _top(found: Suggestion) -> Iterator[str]:
    yield _HEAD
    yield "confirmed = false"
    if not found.decimal:
        yield '# "." or ",": the amounts of the file do not decide which of the two parts cents from the rest'
    if found.decimal != ".":
        yield f"decimal = {toml(found.decimal)}"
    if found.null:
        yield f"null = {toml(found.null)}"
    taken = {*found.fields.values(), found.kind}
    rest = [one.name for one in found.columns if one.name not in taken and not one.private and not one.home]
    if not found.layout.header:
        rest = []  # without headers nobody knows which of them are addresses
    yield "# Further columns that are kept as they are."
    yield f"own = {toml(rest)}"
    never = [one.name for one in found.columns if one.private]
    home = [one.name for one in found.columns if one.home and not one.private]
    yield from ([f"# Never kept, for they hold addresses or other private matter: {', '.join(never)}"] if never else [])
    yield from ([f"# Kept of organisations alone, under `own` of a [[when]]: {', '.join(home)}"] if home else [])


def _source(found: Suggestion, name: str, file: str) -> Iterator[str]:
    yield "\n[source]"
    for key, value in {"name": name, "title": file, **_SOURCE, "holds": "records"}.items():
        yield f"{key} = {toml(value)}"
    yield "\n[source.columns]"
    for one in found.columns:
        if not one.private:
            yield f"{toml(one.name)} = {toml(_meaning(found, one.name))}"
    sort = found.shows or "row"
    yield f"\n[source.sorts]\n{sort} = {toml(f'a row of the file: a {sort}')}"
    if not found.shows:
        yield "# What a row shows cannot be told. Say it as [[source.shows]], with name, kind, sorts and row."
        return
    yield "\n# Which dealings a row shows. As long as whole is false, a missing row says nothing."
    yield f"[[source.shows]]\nname = {toml(sort)}\nkind = {toml(sort)}\nsorts = [{toml(sort)}]"
    yield f"row = {toml(_ROWS[sort])}\nwhole = false"


def _meaning(found: Suggestion, column: str) -> str:
    """What is said of a column until a person says more."""
    filled = [name for name, one in found.fields.items() if one == column]
    return f"the record's {filled[0]}" if filled else "as the file has it"


def _file(found: Suggestion) -> Iterator[str]:
    layout = found.layout
    yield f"\n[file]\nformat = {toml(layout.format)}"
    if layout.format == "table":
        yield f"delimiter = {toml(layout.delimiter)}"
    if layout.rows:
        yield f"rows = {toml(layout.rows)}"
    if layout.header:
        yield f"head = {toml(layout.head)}"
    else:
        yield "# The first line looks like a row: say here, and wherever they stand, how the columns are called."
        yield f"header = 0\nnames = {toml(layout.names)}"


def _fields(found: Suggestion) -> Iterator[str]:
    yield "\n[fields]"
    if "key" not in found.fields:
        made = [found.fields[name] for name in ("actor", "counterpart", "day", "amount") if name in found.fields]
        if "actor" not in found.fields:
            made = [one.name for one in found.columns if not one.private and not one.home]
        yield "# No column has another value in each row: the key is made from several, and equal rows are numbered."
        yield f"key = {toml('|'.join('{' + column + '}' for column in made))}"
    for name, column in found.fields.items():
        yield f"{name} = {toml(column)}"


def _dates(found: Suggestion) -> Iterator[str]:
    yield "\n[dates]"
    for column, choice in found.dates.items():
        yield f"# {choice.why}"
        yield f"{toml(column)} = {toml(choice.form)}"


def _constants(found: Suggestion) -> Iterator[str]:
    yield f"\n[constants]\nsort = {toml(found.shows or 'row')}"
    if "actor" not in found.fields:
        yield '# No column seems to say who acted; name one as fields.actor, or say here who it was.\nactor = ""'
    if "counterpart" not in found.fields:
        yield '# The other side of every row; take the line out where there is none.\ncounterpart = ""'
    if "amount" in found.fields and found.currency:
        yield f"currency = {toml(found.currency)}"
    elif "amount" in found.fields and "currency" not in found.fields:
        yield '# The currency of the amounts, as three letters.\ncurrency = ""'


def _kinds(found: Suggestion) -> Iterator[str]:
    if found.kind:
        yield f"\n# What the actor is, by {found.kind}. Values that are not here leave it open."
    for kind in dict.fromkeys(found.kinds.values()):
        listed = [value for value, meant in found.kinds.items() if meant == kind]
        yield f"[[when]]\ncolumn = {toml(found.kind)}\nis = {toml(listed)}\nactor_kind = {toml(kind)}"
        homes = [one.name for one in found.columns if one.home and not one.private]
        if homes and kind == "organisation":
            yield f"# own = {toml(homes)}"


def _covers() -> str:
    return (
        "\n# How far the file goes, if you know it. whole = true says that every row between the two days is in it.\n"
        '# [[covers]]\n# scope = "all"\n# title = "…"\n# start = 2024-01-01\n# end = 2024-12-31\n# whole = false\n'
    )


def table(found: Suggestion) -> Iterable[tuple[str, str, str]]:
    """For each column what it is taken for, its name and three of its values; of a private one that it is left out."""
    taken = {column: name for name, column in found.fields.items()}
    for one in found.columns:
        what = taken.get(one.name, "actor_kind" if one.name == found.kind else "own")
        what = "never kept" if one.private else "left out" if one.home else what
        shown = "" if one.private or one.home else ", ".join(one.samples) or "empty"
        if what in DAYS:
            choice = found.dates[one.name]
            shown += f"  ({choice.form or 'to be decided'}: {choice.why})"
        yield what, one.name, shown
