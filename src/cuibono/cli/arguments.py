"""The words of the command line, and what each command is called with.

Nothing but the standard library is imported before a command runs: help must come at once.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from cuibono.cli import scaling, verifying, watching
from cuibono.cli.examples import EXAMPLES

if TYPE_CHECKING:
    from cuibono.cli.commands import Engine

_ABOUT = """\
A ledger of dealings between companies and governments, made from news articles.
Every line quotes the text it rests on, and says who says so.
"""
_ENGINED = frozenset(  # commands that may read a text
    ("read", "rebuild", "demo", "explain", "registers", "draft", "mcp", "serve", "watch", "verify", "scale")
)
_ROWS = ("jsonl", "json", "csv", "parquet")  # as in cli.exports, which would be slow to import here
_CORRECTED = (  # as in judgements.correction
    ("kind", "KIND", "meeting, donation, gift ..."),
    ("actors", "NAMES", 'who acts: "Acme; Jane Doe"; what no article names: "Nile Fund (organisation)"'),
    ("counterparts", "NAMES", "the other side"),
    ("topic", "TEXT", "what it is about"),
    ("amount", "MONEY", '"USD 1000000", "~EUR 5000000..7000000", "GBP 2000../year"'),
    ("date", "EDTF", "2024-11-05, 2024-11, 2024-11-01/2024-11-07"),
    ("place", "TEXT", "where"),
    ("stance", "WORD", "asserted, denied, planned, hypothetical, opinion"),
)
_ON_RIVALS = (
    ("question", "TEXT", "propose: the question that rivals answer; the same words, the same set"),
    ("says", "TEXT", "propose: what the hypothesis says"),
    ("predicts", "TEXT", "propose: what would be there if it were so; may be given more than once"),
    ("quoted", "ID", "propose: the sentence that it is taken from, as `candidates` prints it"),
    ("low", "N", "rate: how many times likelier at least, such as 3 or 1/20"),
    ("high", "N", "rate: how many times likelier at most"),
    ("prediction", "N", "rate: the number of the prediction that the evidence bears on"),
    ("why", "TEXT", "why; whoever checks it later reads this"),
    ("by", "NAME", "who decides (default: who is logged in)"),
)
_WHOLE = ("markdown", "ftm", "graphml", "gexf", "timelinejs", "claimreview", "pdf")


def main(argv: Sequence[str] | None = None, engine: Engine | None = None) -> int:
    """Run one command; its exit status comes back. `engine` reads texts in place of the built-in reader."""
    try:
        arguments = parser().parse_args(argv)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 2
    from cuibono.cli.terminal import guarded

    return guarded(lambda: _run(arguments, engine))


def _run(arguments: argparse.Namespace, engine: Engine | None) -> int:
    from cuibono.cli import (
        agents,
        balance,
        chances,
        checks,
        commands,
        decisions,
        drafts,
        events,
        exports,
        lists,
        rivals,
        serving,
        sites,
    )

    wanted = vars(arguments)
    command = wanted.pop("command")
    if command in (
        "read",
        "rebuild",
        "demo",
        "explain",
        "registers",
        "draft",
        "mcp",
        "serve",
        "watch",
        "verify",
        "scale",
    ):
        wanted["engine"] = engine or commands.BuiltIn()
    if command == "registers":
        chosen = {name: wanted.pop(name) for name in ("called", "confirm", "yes", "output")}
        if wanted["task"] == "map":
            return _map(wanted, chosen)
    rooms = {"events": events, "origins": events, "parties": events, "judge": decisions, "registers": lists}
    rooms |= {"serve": serving, "check": checks, "leads": checks, "draft": drafts, "mcp": agents, "export": exports}
    rooms |= {"site": sites, "balance": balance, "test": chances, "rivals": rivals, "watch": watching}
    rooms |= {"verify": verifying, "scale": scaling}
    status: int = getattr(rooms.get(command, commands), command)(**wanted)
    return status


def _map(wanted: dict[str, Any], chosen: dict[str, Any]) -> int:
    from cuibono.cli import mapping
    from cuibono.errors import UsageError

    if len(wanted["words"]) != 1:
        raise UsageError("registers map: say one file, and how the register is to be called with --name NAME.")
    return mapping.map_file(wanted["words"][0], case=wanted["case"], **chosen)


def parser() -> argparse.ArgumentParser:
    """The words of the command line: every command with its options."""
    made = argparse.ArgumentParser(
        "cuibono", description=_ABOUT, epilog=_epilog(""), formatter_class=argparse.RawDescriptionHelpFormatter
    )
    made.add_argument("--version", action=_Version, help="print the version")
    commands = made.add_subparsers(dest="command", metavar="COMMAND", required=True, title="commands")
    _add_read(commands)
    _add_questions(commands)
    _add_relations(commands)
    _add_judge(commands)
    _add_registers(commands)
    _add_checks(commands)
    _add_test(commands)
    _add_rivals(commands)
    _add_draft(commands)
    _add_products(commands)
    _add_serve(commands)
    _add_site(commands)
    _add_case(watching.add(_command(commands, "watch", watching.ABOUT)), word=True)
    scaling.add(_command(commands, "scale", scaling.ABOUT))
    return made


def _add_read(commands: Commands) -> None:
    read = _command(commands, "read", "read articles into a case: files, folders, addresses; - for standard input")
    read.add_argument(
        "paths", nargs="*", metavar="PATH", help="a file or folder; a page, feed or sitemap (https://...)"
    )
    read.add_argument("--urls", metavar="FILE", help="a list of addresses, one on a line")
    read.add_argument("--metadata", metavar="CSV", help="a table that says when and by whom each file was published")
    read.add_argument("--reader", metavar="NAME", help="who reads: built-in, or llm (default: as cuibono.toml says)")
    _add_workers(read)
    _add_case(read)


def _add_questions(commands: Commands) -> None:
    show = _command(commands, "show", "print the ledger: every dealing with its quote and who says so")
    _add_case(show, word=True)
    show.add_argument("--kind", metavar="KIND", help="only this kind of dealing, such as meeting or donation")
    show.add_argument("--party", metavar="NAME", help="only dealings of a party whose name holds this")
    show.add_argument("--document", metavar="FILE", help="only what this article says")
    show.add_argument("--by", choices=["kind", "date"], default="kind", help="how to group (default: kind)")
    show.add_argument("--json", action="store_true", help="print JSON")
    about = "say how a claim came about: its cue, the parse, the rules; or why an event holds its claims"
    explain = _command(commands, "explain", about)
    explain.add_argument("claim", metavar="ID", help="the claim's or event's id, or how it begins; a problem's code")
    _add_case(explain)
    search = _command(commands, "search", "find words in claims and articles")
    search.add_argument("words", nargs="+", metavar="WORDS", help='"side by side" in quotation marks; begin*')
    search.add_argument("--json", action="store_true", help="print JSON")
    _add_case(search)
    status = _command(commands, "status", "say what a case holds, and everything that went wrong")
    status.add_argument("--json", action="store_true", help="print JSON")
    _add_case(status, word=True)


def _add_relations(commands: Commands) -> None:
    events = _command(commands, "events", "print the events: how many reports and origins, and how each stands")
    _add_case(events, word=True)
    events.add_argument("--kind", metavar="KIND", help="only this kind of dealing, such as meeting or donation")
    events.add_argument("--party", metavar="NAME", help="only events of a party with this in one of its names")
    events.add_argument("--grade", metavar="GRADE", help="only events that stand so, such as single_origin")
    events.add_argument("--json", action="store_true", help="print JSON")
    origins = _command(commands, "origins", "print the reports of an event under the origins they go back to")
    origins.add_argument("event", metavar="EVENT", help="the event's id, or how it begins")
    origins.add_argument("--without", metavar="ORIGIN", help="what changes if this origin, an id or name, falls away")
    origins.add_argument("--json", action="store_true", help="print JSON")
    _add_case(origins)
    parties = _command(commands, "parties", "print who is who; of a single party also why")
    parties.add_argument("name", nargs="?", metavar="NAME", help="part of a name, or an id")
    parties.add_argument("--json", action="store_true", help="print JSON")
    _add_case(parties)


def _add_judge(commands: Commands) -> None:
    judge = _command(
        commands, "judge", "decide what is one and what is not, and what a passage says; the ledger follows"
    )
    rulings = ["same", "different", "unsure", "accept", "reject", "correct", "undo", "list"]
    judge.add_argument("ruling", choices=rulings, metavar="RULING", help=", ".join(rulings))
    judge.add_argument("subjects", nargs="*", metavar="ID", help="what it is about; one id to correct or undo")
    judge.add_argument("--why", metavar="TEXT", help="why; whoever checks it later reads this")
    judge.add_argument("--by", metavar="NAME", help="who decides (default: who is logged in)")
    judge.add_argument("--json", action="store_true", help="print JSON")
    about = "what the claim should say; what is not given stays as it was read; none: the passage has none"
    values = judge.add_argument_group("to correct", about)
    for name, metavar, form in _CORRECTED:
        values.add_argument(f"--{name}", metavar=metavar, help=form)
    _add_case(judge)


def _add_registers(commands: Commands) -> None:
    registers = _command(commands, "registers", "keep public registers: who is who, and rows that show dealings")
    tasks = ["add", "fetch", "list", "map"]
    registers.add_argument("task", choices=tasks, metavar="TASK", help=", ".join(tasks))
    about = "add: [NAME] FILE, a register as `registers list` names it and its file; fetch: NAME [FIELD=VALUE ...]; "
    registers.add_argument("words", nargs="*", metavar="WORD", help=f"{about}map: FILE")
    registers.add_argument("--replace", action="store_true", help="keep a file that has far fewer rows than before")
    registers.add_argument("--retrieved", metavar="DAY", help="add: when you got the file (default: today)")
    registers.add_argument("--name", dest="called", metavar="NAME", help="map: how the new register is to be called")
    registers.add_argument("--output", metavar="FILE", help="map: where the draft goes (default: NAME.mapping.toml)")
    registers.add_argument("--confirm", metavar="DRAFT", help="map: keep this mapping, which you have read")
    registers.add_argument("--yes", action="store_true", help="map: keep the suggestion as it is")
    _add_case(registers)


def _add_checks(commands: Commands) -> None:
    check = _command(commands, "check", "print what public records say of events and claims, with the rows")
    check.add_argument("subject", nargs="?", metavar="ID", help="an event's or a claim's id (default: everything)")
    check.add_argument("--verdict", metavar="VERDICT", help="only findings of this verdict, such as contradicts")
    check.add_argument("--json", action="store_true", help="print JSON")
    _add_case(check)
    leads = _command(commands, "leads", "print which records could settle what rests on one origin or unnamed sources")
    leads.add_argument("--json", action="store_true", help="print JSON")
    _add_case(leads)
    balance = _command(commands, "balance", "print what two sides gave, asked, promised and got, in two columns")
    balance.add_argument("one", metavar="SIDE", help="a side of cuibono.toml, a company, a government, a person")
    balance.add_argument("other", metavar="SIDE", help="the other side")
    balance.add_argument("--output", metavar="FILE", help="write an HTML page there instead of printing")
    balance.add_argument("--json", action="store_true", help="print JSON")
    _add_case(balance)


def _add_test(commands: Commands) -> None:
    test = _command(commands, "test", "test whether acts follow access more often than they would anyway")
    test.add_argument("task", choices=["plan", "run", "show", "list"], metavar="TASK", help="plan, run, show, list")
    test.add_argument("subject", nargs="?", metavar="PLAN", help="plan: a TOML file; run, show: the name of a plan")
    test.add_argument("--by", metavar="NAME", help="who states or runs it (default: who is logged in)")
    test.add_argument("--exploratory", action="store_true", help="run it though it cannot answer, marked as such")
    test.add_argument("--json", action="store_true", help="print JSON")
    _add_case(test)


def _add_rivals(commands: Commands) -> None:
    rivals = _command(commands, "rivals", "set hypotheses side by side, and weigh them by ratings of the evidence")
    tasks = ["list", "show", "propose", "rate", "candidates"]
    rivals.add_argument("task", choices=tasks, metavar="TASK", help=", ".join(tasks))
    about = "show: a set's id or words of its question; rate: a hypothesis (hyp-) and an event (evt-) or finding (fnd-)"
    rivals.add_argument("subjects", nargs="*", metavar="ID", help=about)
    for name, metavar, form in _ON_RIVALS:
        action = "append" if name == "predicts" else "store"
        rivals.add_argument(f"--{name}", metavar=metavar, action=action, help=form)
    rivals.add_argument("--as", dest="words", metavar="WORDS", help='rate: "likelier"; an unknown one lists them all')
    rivals.add_argument("--print", dest="output", metavar="FILE", help="show: write a page of HTML there, for paper")
    rivals.add_argument("--json", action="store_true", help="print JSON")
    _add_case(rivals)


def _add_draft(commands: Commands) -> None:
    draft = _command(commands, "draft", "mark each statement of your own draft by what the ledger holds of it")
    draft.add_argument("file", metavar="FILE", help="the draft, or - for standard input; nothing of it is kept")
    draft.add_argument("--published", metavar="DAY", help='the day it is to appear, from which "on Monday" is reckoned')
    draft.add_argument("--output", metavar="FILE", help="write an HTML page there instead of printing")
    draft.add_argument("--json", action="store_true", help="print JSON")
    _add_case(draft)


def _add_products(commands: Commands) -> None:
    things = "claims, events, edges, findings, leads, or the whole story"
    export = _command(commands, "export", f"write {things} for other programs")
    export.add_argument("what", nargs="+", metavar="[CASE] WHAT", help=f"the case, and what to write: {things}")
    forms = f"{', '.join(_ROWS)} (default: {_ROWS[0]}); of a story {', '.join(_WHOLE)} (default: {_WHOLE[0]})"
    export.add_argument("--format", choices=[*_ROWS, *_WHOLE], metavar="FORMAT", help=forms)
    export.add_argument("--author", metavar="NAME", help="who answers for what is published (claimreview, pdf)")
    export.add_argument("--output", metavar="FILE", help="where to (default: standard output)")
    _add_case(export)
    report = _command(commands, "report", "write one HTML file: timeline, events with who says so, articles")
    report.add_argument("--output", metavar="FILE", help="where to (default: report.html in the case)")
    _add_case(report, word=True)
    mcp = _command(commands, "mcp", "answer agents about a case, over the Model Context Protocol; nothing is changed")
    _add_case(mcp, word=True)
    rebuild = _command(commands, "rebuild", "make the ledger anew from the originals")
    rebuild.add_argument("--reader", metavar="NAME", help="as for read; nothing is asked of an endpoint")
    _add_workers(rebuild)
    _add_case(rebuild, word=True)
    verifying.add(_command(commands, "verify", verifying.ABOUT))
    demo = _command(commands, "demo", "read the bundled fictional story, print its ledger, write its report")
    demo.add_argument("--case", metavar="DIR", default="demo-case", help="where to (default: demo-case)")


def _add_serve(commands: Commands) -> None:
    serve = _command(commands, "serve", "show a case in a browser, and to programs as JSON, until it is stopped")
    serve.add_argument("--host", metavar="ADDRESS", default="127.0.0.1", help="default: this machine alone")
    serve.add_argument("--port", metavar="N", type=int, default=8642, help="default: 8642; 0 for any that is free")
    serve.add_argument("--by", metavar="NAME", help="in whose name is judged (default: who is logged in)")
    _add_case(serve, word=True)


def _add_site(commands: Commands) -> None:
    site = _command(commands, "site", "write a case as a folder of pages that open from disk, without a server")
    site.add_argument("--output", metavar="DIR", required=True, help="a new folder, or the one of an earlier site")
    _add_case(site, word=True)


def _command(commands: Commands, name: str, about: str) -> argparse.ArgumentParser:
    raw = argparse.RawDescriptionHelpFormatter
    what = f"{about[0].upper()}{about[1:]}."
    return commands.add_parser(name, help=about, description=what, epilog=_epilog(name), formatter_class=raw)


def _add_case(command: argparse.ArgumentParser, word: bool = False) -> None:
    """Every command takes --case; some take the case as a word of its own as well."""
    if word:
        command.add_argument("place", nargs="?", metavar="CASE", help="the case, if not given by --case")
    command.add_argument("--case", metavar="DIR", help="the case (default: this folder, where it is one)")


def _add_workers(command: argparse.ArgumentParser) -> None:
    command.add_argument("--workers", type=int, default=1, metavar="N", help="read in N processes (default: 1)")


def _epilog(name: str) -> str:
    return "examples:\n" + "\n".join(f"  {line}" if line else "" for line in EXAMPLES.get(name, "").splitlines())


class _Version(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str | None = None) -> None:  # noqa: A002
        super().__init__(option_strings, dest, nargs=0, help=help, default=argparse.SUPPRESS)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        sys.stdout.write(f"cuibono {version('cuibono')}\n")
        parser.exit()


if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]
