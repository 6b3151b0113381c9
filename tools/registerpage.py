"""A page for each register, and their index, from what each register's source.toml says.

Takes: the registers of the package, and its forms of files. Gives: pages in Markdown.
Knows nothing of: how rows are read.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cuibono import registers
from cuibono.registers import mapping
from cuibono.registers.sources import Due, Fetch, Shows, Source
from tools.figures import table
from tools.parts import ROOT

INDEX = ROOT / "docs" / "registers.md"
FOLDER = ROOT / "docs" / "registers"
_MADE = "Made by `make docs` from `{place}`; do not edit."
_HEAD = """# Registers

Made by `make docs` from `src/cuibono/registers/`; do not edit. A *register* is a public list whose publisher answers
for its rows. Those with *names* say who is who ([parties.md](parties.md)); those with *records* have rows that show
dealings. Any other table becomes a register of a case by a mapping: [records.md](records.md).
"""
_PAGING = {
    "none": "one file",
    "pages": "pages by number",
    "next_link": "each answer names the next",
    "keyset": "each answer says after which row the next begins",
}


def pages() -> dict[Path, str]:
    """The index and a page for each register and each form, the same for the same tables."""
    sources = [registers.source(name) for name in registers.names()]
    forms = [mapping.decided(mapping.ready(name)) for name in mapping.forms()]
    made = {FOLDER / f"{one.name}.md": page(one, f"src/cuibono/registers/{one.name}/source.toml") for one in sources}
    made |= {FOLDER / f"{one.name}.md": page(one, f"src/cuibono/registers/forms/{one.name}.toml") for one in forms}
    return {INDEX: index(sources, forms), **made}


def index(sources: list[Source], forms: list[Source]) -> str:
    """The page of all registers."""
    heads = ("register", "holds", "publisher", "licence")
    text = f"{_HEAD}\n{table(heads, [_entry(one) for one in sources])}\n"
    if forms:
        text += "\n## Known forms of files\nTables by others than the publisher, which are read by a ready mapping.\n"
        text += f"\n{table(heads, [_entry(one) for one in forms])}\n"
    return text


def page(about: Source, place: str) -> str:
    """The page of one register."""
    return "\n".join(part for part in _parts(about, place) if part) + "\n"


def _entry(about: Source) -> tuple[str, str, str, str]:
    what = "names" if about.holds == "names" else "records"
    return (
        f"[`{about.name}`](registers/{about.name}.md)", f"{what}: {_cell(about.title)}", _cell(about.publisher),
        _cell(about.licence),
    )  # fmt: skip


def _parts(about: Source, place: str) -> Iterator[str]:
    yield f"# {about.title}\n\n{_MADE.format(place=place)}\n"
    said = [("register", f"`{about.name}`"), ("holds", about.holds), ("publisher", about.publisher)]
    said += [("licence", about.licence), ("where", about.url), ("covers", about.coverage)]
    said += [("use", about.use)] if about.use else []
    yield table(("", ""), [(name, _cell(value)) for name, value in said])
    # A register may say what is missing in it; not every source.toml does.
    yield from _list("What is missing", getattr(about, "gaps", ()))
    yield from _rows("Columns", ("column", "means"), about.columns)
    yield from _rows("Sorts of rows", ("sort", "is"), about.sorts)
    if about.shows:
        yield "\n## What a row can show"
        yield from (_rule(rule) for rule in about.shows)
    yield from _list("What misleads", about.traps)
    if about.fetch:
        yield "\n## Where it is fetched from"
        yield from (_fetched(one) for one in about.fetch)


def _rows(title: str, heads: tuple[str, str], rows: dict[str, str]) -> Iterator[str]:
    if rows:
        yield f"\n## {title}\n{table(heads, [(f'`{name}`', _cell(value)) for name, value in rows.items()])}"


def _list(title: str, entries: tuple[str, ...]) -> Iterator[str]:
    if entries:
        yield f"\n## {title}\n" + "\n".join(f"- {one}" for one in entries)


def _rule(rule: Shows) -> str:
    rows = [("kind of dealing", f"[{rule.kind}](../kinds.md)"), ("row", rule.row)]
    rows += [("sorts", ", ".join(f"`{sort}`" for sort in rule.sorts))]
    rows += [("the actor is", " or ".join(rule.actors))] if rule.actors else []
    rows += [("the other side is", f"`{rule.counterpart}`")] if rule.counterpart else []
    rows += [("from", f"{rule.threshold:,} {rule.currency}".strip())] if rule.threshold is not None else []
    rows += [("due", _due(rule.due))] if rule.due else []
    rows += [("a missing row", _missing(rule))]
    rows += [("limits", rule.limits)] if rule.limits else []
    return f"\n### `{rule.name}`\n{table(('', ''), [(name, _cell(value)) for name, value in rows])}"


def _due(due: Due) -> str:
    return f"{due.days} days after the {due.after.replace('_', ' ')}: {due.words}"


def _fetched(one: Fetch) -> str:
    rows = [("address", f"`{one.url}`"), ("answers", _PAGING[one.paging])]
    rows += [(f"`{name}`", meaning) for name, meaning in one.fields.items()]
    rows += [("rows of a page", f"{one.page_size:,}")] if one.page_size else []
    rows += [("key", f"in the environment as `{one.key_variable}`")] if one.key_variable else []
    rows += [("pause between requests", _pause(one))]
    return "\n" + table(("", ""), [(name, _cell(value)) for name, value in rows])


def _pause(one: Fetch) -> str:
    with_key = f", {one.pause_with_key:g} s with a key" if one.key_variable else ""
    return f"{one.pause:g} s{with_key}"


def _cell(text: str) -> str:
    """Text that stands in one cell of a table."""
    return " ".join(text.split())


def _missing(rule: Shows) -> str:
    if rule.whole:
        return "says that it was not reported"
    return "says so only where the whole report of the one who acts was kept" if rule.whole_of_actor else "says nothing"
