"""The reference, printed from the program: docs/reference/ and the index of docs/decisions/.

Takes: the parser, the tables, the settings, the ledger's schema, the problems that the code gives. Gives: pages.
Knows nothing of: how any of these is used.
"""

from __future__ import annotations

import argparse
import contextlib
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec

from cuibono import registers, settings
from cuibono.cli.arguments import parser
from cuibono.explore.finding_view import VERDICTS
from cuibono.explore.phrases import GRADES
from cuibono.registers import mapping
from cuibono.tables import table as toml
from tools import rulepage
from tools.figures import table
from tools.parts import ROOT
from tools.problemcodes import codes

FOLDER = ROOT / "docs" / "reference"
DECISIONS = ROOT / "docs" / "decisions"
_SCHEMA = ROOT / "src" / "cuibono" / "ledger" / "schema.sql"
_MADE = "Made by `make docs` from {place}; do not edit."
_CREATED = re.compile(r"((?:^--.*\n)+)CREATE (TABLE|VIRTUAL TABLE|VIEW) (\w+)([^;]*(?:;(?!$)[^;]*)*);$", re.MULTILINE)
_COLUMN = re.compile(r'^    "?(\w+)"? .*?-- (.+)$', re.MULTILINE)
_SETTING = re.compile(r"^# (?:(\w+) = (.+?)|\[\[?([\w.]+)\]\]?) +# (.+)$", re.MULTILINE)
# Where a problem is met, by the first folder of the module that gives it.
_MET = {
    "collect": "collecting", "read": "reading", "resolve": "telling parties apart", "records": "adding records",
    "registers": "adding records", "pipeline": "bringing a case up to date", "publish": "reading an export back",
}  # fmt: skip


def pages() -> dict[Path, str]:
    """Every page of the reference, the same for the same program."""
    made = {"commands": commands, "settings": case_settings, "rules": rules, "problems": problems, "ledger": ledger}
    return {**{FOLDER / f"{name}.md": page() for name, page in made.items()}, DECISIONS / "README.md": decisions()}


def problems() -> str:
    """Every code of a problem: what it means, what to do, where it is met."""
    texts = toml("problems")
    rows = [(f"`{code}`", texts[code]["means"], texts[code]["do"], _met(places)) for code, places in codes().items()]
    return f"""# Problems

{_MADE.format(place="`src/cuibono/tables/problems.toml` and the code")}

Trouble with the evidence is a row in the
ledger's table `problems`, a line on standard error when it is met, and a line of `cuibono status`. A row marked
*skipped* makes the exit status 1: something that was asked for was not read. The rest is read in any case. A problem
goes when its cause does and the file is read again. `cuibono status --json` names the codes,
and `cuibono explain CODE` prints what stands here.

{table(("code", "means", "what to do", "met when"), rows)}
"""


def _met(places: list[str]) -> str:
    return ", ".join(dict.fromkeys(_MET.get(place.partition("/")[0], place) for place in places))


def commands() -> str:
    """Every command with its words, options and examples."""
    made = parser()
    found = _subcommands(made)
    about = [(f"[`{name}`](#cuibono-{name})", said) for name, (_, said) in found.items()]
    sections = "\n".join(_command(name, one) for name, (one, _) in found.items())
    return f"""# The command line

{_MADE.format(place="the parser of the program")}

`cuibono COMMAND --help` prints the same. Exit status: 0 fine; 1
something was skipped, and a line on standard error says what and why; 2 the call could not be carried out.

{table(("command", "does"), about)}

{sections}"""


def _subcommands(made: argparse.ArgumentParser) -> dict[str, tuple[argparse.ArgumentParser, str]]:
    (group,) = [one for one in made._actions if isinstance(one, argparse._SubParsersAction)]
    said = {one.dest: one.help or "" for one in group._choices_actions}
    return {name: (one, said[name]) for name, one in group.choices.items()}


def _command(name: str, made: argparse.ArgumentParser) -> str:
    rows = [(f"`{_word(one)}`", one.help or "") for one in made._actions if not isinstance(one, argparse._HelpAction)]
    examples = (made.epilog or "").partition("\n")[2]
    lines = "\n".join(line.removeprefix("  ") for line in examples.splitlines())
    return f"""## cuibono {name}
{made.description}

{table(("word", "is"), rows)}

```text
{lines}
```
"""


def _word(one: argparse.Action) -> str:
    if not one.option_strings:
        word = str(one.metavar or one.dest)
        return f"[{word}]" if one.nargs in ("?", "*") and not word.startswith("[") else word
    return one.option_strings[-1] + (f" {one.metavar or '|'.join(one.choices or ())}" if one.nargs != 0 else "")


def case_settings() -> str:
    """Every setting of a case's cuibono.toml, with what holds without it."""
    return f"""# Settings

{_MADE.format(place="`src/cuibono/settings.py`")}

The file `cuibono.toml` of a case holds its settings. Every line may
be left out; what is shown is what holds without it. A name that is not known is an error that names it: a slip of the
pen is never taken for a setting.

{table(("in", "setting", "without it", "is"), list(_settings()))}

As a file:

```toml
{settings.TEMPLATE.rstrip()}
```
"""


def _settings() -> Iterator[tuple[str, str, str, str]]:
    for part in msgspec.structs.fields(settings.Settings):
        if isinstance(part.default, msgspec.Struct):
            yield from _of_part(part.encode_name, part.default)
        else:
            yield f"`[[{part.encode_name}]]`", "", "none", _said("").get(part.encode_name, "")


def _of_part(name: str, part: msgspec.Struct) -> Iterator[tuple[str, str, str, str]]:
    """The settings of a table, then those of a table in it."""
    inside = {one.encode_name: one.default for one in msgspec.structs.fields(part)}
    for key, default in inside.items():
        if not isinstance(default, msgspec.Struct):
            yield f"`[{name}]`", f"`{key}`", _held(default), _said(name).get(key, "")
    for key, default in inside.items():
        if isinstance(default, msgspec.Struct):
            yield from _of_part(f"{name}.{key}", default)


def _said(name: str) -> dict[str, str]:
    """What the template says of each setting in a table; of every table where there is no name."""
    text = settings.TEMPLATE
    if name:
        begins = re.split(rf"^(?:# )?\[{re.escape(name)}\]", text, flags=re.MULTILINE)[-1]
        text = re.split(r"^(?:# )?\[", begins, flags=re.MULTILINE)[0]
    return {found[1] or found[3]: found[4] for found in _SETTING.finditer(text)}


def _held(default: object) -> str:
    return f"`{msgspec.json.encode(default).decode()}`"


def rules() -> str:
    """The rules of origins, grades, differences and checks, with links to what explains them."""
    grades = [(f"`{grade}`", word, meaning) for grade, (word, meaning) in GRADES.items()]
    verdicts = [(f"`{verdict}`", *said) for verdict, said in VERDICTS.items()]
    return f"""# Rules

{_MADE.format(place="the tables of the program")}

Every rule that fired is printed with what it gave. What they are for,
and where they go wrong: [the reasoning](../reasoning.md), [origins](../origins.md), [checking](../checking.md).

## Origins
What a telling rests on is decided by the first of these that holds.

{rulepage.origin_rules()}

## Grades
{table(("grade", "shown as", "means"), grades)}

The first rule that holds gives the grade; a public record that shows the event comes before all of them.

{rulepage.grades()}

## Differences
{rulepage.sorts()}

## Verdicts
{table(("verdict", "shown as", "means"), verdicts)}

## Checks
Which claims can be held against which register, and what a missing row says.

{table(("register", "rule", "kind", "row", "a missing row"), list(_checks()))}
"""


def _checks() -> Iterator[tuple[str, str, str, str, str]]:
    forms = [mapping.decided(mapping.ready(name)) for name in mapping.forms()]
    for source in [*(registers.source(name) for name in registers.names()), *forms]:
        for rule in source.shows:
            missing = "says so, where the whole was kept" if rule.whole or rule.whole_of_actor else "says nothing"
            page = f"[`{source.name}`](../registers/{source.name}.md)"
            yield page, f"`{rule.name}`", f"[{rule.kind}](../kinds.md)", " ".join(rule.row.split()), missing


def ledger() -> str:
    """Every table and view of the ledger with its columns."""
    with contextlib.closing(sqlite3.connect(":memory:")) as empty:
        text = _SCHEMA.read_text(encoding="utf-8")
        empty.executescript(text)
        parts = [_part(found, empty) for found in _CREATED.finditer(text)]
    return f"""# The ledger

{_MADE.format(place="`src/cuibono/ledger/schema.sql`")}

`ledger.sqlite` is plain SQLite that any tool can read; open it
for reading alone. It is derived: `cuibono rebuild` makes it again. Offsets count characters of `documents.text` from 0,
ends exclusive. Days are ISO 8601; amounts are decimal numbers in whole units of their currency, as text, so that no
digit is lost. Begin with the views `dealings` (one line a claim) and `reports` (one line an event).

{"".join(parts)}"""


def _part(found: re.Match[str], ledger: sqlite3.Connection) -> str:
    before, sort, name, body = found.groups()
    said = dict(_COLUMN.findall(body))
    columns = ledger.execute("SELECT name, type FROM pragma_table_info(?)", (name,)).fetchall()
    rows = [(f"`{column}`", kind, said.get(column, "")) for column, kind in columns]
    view = " (view)" if sort == "VIEW" else ""
    return f"## {name}{view}\n{_sentence(before)}\n\n{table(('column', 'type', 'is'), rows)}\n\n"


def _sentence(comment: str) -> str:
    return " ".join(comment.replace("--", " ").split())


def decisions() -> str:
    """The index of what was decided."""
    found = [(path, path.read_text(encoding="utf-8")) for path in sorted(DECISIONS.glob("[0-9]*.md"))]
    rows = [(f"[{path.stem[:4]}]({path.name})", _title(text)) for path, text in found]
    about = "What was decided, and why: choices that somebody might want to make anew."
    return (
        f"# Decisions\n\n{_MADE.format(place='the pages of this folder')}\n\n{about}\n\n{table(('', 'about'), rows)}\n"
    )


def _title(text: str) -> str:
    return re.sub(r"^# (?:\d+:? )?", "", text.splitlines()[0])
