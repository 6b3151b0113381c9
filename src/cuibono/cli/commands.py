"""The commands: each asks for one thing and prints what comes back."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Protocol, cast

import msgspec

from cuibono import explore, notation, pipeline, settings
from cuibono.cli import readers
from cuibono.cli.folder import case as case_folder
from cuibono.cli.terminal import Bar, err, out, problem_line, style, tell, width
from cuibono.errors import UsageError
from cuibono.explore.event_view import event_view, event_views
from cuibono.explore.finding_view import VERDICTS
from cuibono.explore.phrases import GRADES, KINDS, count_words, day_words
from cuibono.model import Claim, Document, Grade, Kind
from cuibono.publish import claims as contract
from cuibono.publish import event_listing
from cuibono.publish.listing import By, line, listing
from cuibono.settings import CaseFolder, ReaderSettings
from cuibono.tables import table


class Engine(Protocol):
    """What reads texts for the commands."""

    def reader(self, chosen: ReaderSettings, /) -> pipeline.Reads:
        """A reader with these settings."""

    def explain(self, document: Document, claim: Claim, chosen: ReaderSettings, /) -> str:
        """How this claim came about, as text: the cue, the parse, the rules."""


class BuiltIn:
    """The reader of this package."""

    def reader(self, chosen: ReaderSettings, /) -> pipeline.Reads:
        """A reader with these settings."""
        from cuibono.read import Reader

        return Reader(chosen)

    def explain(self, document: Document, claim: Claim, chosen: ReaderSettings, /) -> str:
        """How this claim came about, as text."""
        from cuibono.read import Reader, explain

        return explain(document, claim, Reader(chosen))


def read(
    paths: list[str],
    metadata: str | None,
    urls: str | None,
    reader: str | None,
    workers: int,
    case: str | None,
    engine: Engine,
) -> int:
    """Read articles into a case."""
    _enough(workers)
    folder = case_folder(case, may_be_new=True)
    table, listed = (Path(name) if name else None for name in (metadata, urls))
    with readers.chosen(folder, engine, reader, True, workers) as one:
        outcome = _read(folder, one, paths, table, listed, workers)
    tell(outcome.problems)
    skipped = sum(1 for p in outcome.problems if p.severity == "skipped")
    told = [f"{count_words(outcome.read, 'document')} read, {count_words(outcome.claims, 'claim')} found"]
    told += [f"{outcome.unchanged} up to date"] if outcome.unchanged else []
    told += [f"{skipped} skipped"] if skipped else []
    out(f"{'; '.join(told)}. `cuibono show --case {folder}` prints the ledger.")
    return int(outcome.skipped)


def show(
    place: str | None, case: str | None, kind: str | None, party: str | None, document: str | None, by: By, json: bool
) -> int:
    """Print the ledger."""
    if kind and kind not in KINDS:
        raise UsageError(f"{kind}: there is no such kind of dealing. The kinds are: {', '.join(KINDS)}.")
    with explore.open(case_folder(case or place)) as view:
        found = view.claims(kind=cast("Kind | None", kind), party=party, document=document)
        out_of_it = view.claims(kind=cast("Kind | None", kind), party=party, document=document, rejected=True)
        documents, events, marks = view.documents(), view.event_of_claim(), view.marks()
    if json:
        out(contract.json(contract.rows(documents, found, events, marks)))
    elif found or out_of_it:
        told = listing(documents, found, events, rejected=out_of_it, marks=marks, by=by, width=width(), style=style())
        out(told)
    else:
        out("No claims.")
    return 0


def explain(claim: str, case: str | None, engine: Engine) -> int:
    """Say how a claim came about; of an event, why each claim was taken in; of a problem's code, what it means."""
    if told := table("problems").get(claim):
        out(f"{claim}: {told['means']}\nWhat to do: {told['do']}")
        return 0
    folder = case_folder(case)
    with explore.open(folder) as view:
        if claim.startswith("evt-"):
            shown = event_view(view.contents(), view.event(claim))
            out(event_listing.reasons(shown, width=width(), style=style()))
            return 0
        found = view.as_read(claim)
        document, mark = view.document(found.document), view.marks().get(found.id)
    chosen = settings.load(CaseFolder(folder).settings)
    out(notation.show(msgspec.structs.replace(found, cue="", rules=())))
    out("\n" + engine.explain(document, found, chosen.reader))
    if told := pipeline.told(folder, document, found.span):
        out("\n" + line(f"the original  {told}"))
    if mark:
        out("\n" + line(mark.line))
    return 0


def search(words: list[str], case: str | None, json: bool) -> int:
    """Find words in claims and articles."""
    with explore.open(case_folder(case)) as view:
        hits = view.search(" ".join(words))
    if json:
        out(msgspec.json.format(msgspec.json.encode(hits)).decode())
        return 0
    for hit in hits:
        out(line(f"{hit.claim or hit.document}  {hit.file}: {hit.excerpt}"))
    if not hits:
        err("Nothing holds these words.")
    return 0


def status(place: str | None, case: str | None, json: bool) -> int:
    """Say what a case holds, and everything that went wrong."""
    with explore.open(case_folder(case or place)) as view:
        state, problems = view.status(), view.problems()
    if json:
        row = {**msgspec.to_builtins(state), "problem_rows": msgspec.to_builtins(problems)}
        out(msgspec.json.format(msgspec.json.encode(row)).decode())
        return 0
    first, last = state.published or (None, None)
    dates = f", published {day_words(first)} to {day_words(last)}" if first and last else ""
    out(f"{state.case}: {count_words(state.documents, 'document')}{dates}; {count_words(state.claims, 'claim')}")
    for kind, count in state.kinds.items():
        out(f"  {KINDS[cast(Kind, kind)][1]:<25}{count:>5}")
    stood = ", ".join(f"{count} {GRADES[cast(Grade, grade)][0]}" for grade, count in state.grades.items())
    told = f"{count_words(state.events, 'event')}, {count_words(state.origins, 'origin')}"
    out(f"{told}: {stood}" if stood else told)
    for register, count in state.records.items():
        out(f"  {count_words(count, 'row')} of {register}")
    if state.findings:
        told = "; ".join(f"{state.findings[v]} {words}" for v, (words, _) in VERDICTS.items() if v in state.findings)
        out(f"{count_words(sum(state.findings.values()), 'finding')}: {told}")
    for file in state.waiting:
        out(f"waiting: {line(file)}: collected and not read yet; `cuibono read --case {state.case}` goes on")
    for problem in problems:
        out(problem_line(problem))
    return 0


def report(place: str | None, case: str | None, output: str | None) -> int:
    """Write one HTML file with everything in it."""
    folder = case_folder(case or place)
    out(str(_report(folder, Path(output) if output else folder / "report.html")))
    return 0


def rebuild(place: str | None, case: str | None, reader: str | None, workers: int, engine: Engine) -> int:
    """Make the ledger anew from the originals."""
    _enough(workers)
    folder = case_folder(case or place)
    bar = Bar()
    try:
        with readers.chosen(folder, engine, reader, asks=False, workers=workers) as one:
            outcome = pipeline.rebuild(folder, one, workers=workers, progress=bar)
    finally:
        bar.close()
    tell(outcome.problems)
    out(f"{count_words(outcome.read, 'document')} read anew, {count_words(outcome.claims, 'claim')} found.")
    return int(outcome.skipped)


def demo(case: str, engine: Engine) -> int:
    """Read the bundled story, print its ledger, write its report."""
    folder, story = Path(case), Path(str(files("cuibono") / "demo"))
    outcome = bring_up_to_date(folder, engine, [str(story / "articles")], story / "metadata.csv")
    with explore.open(folder) as view:
        held, claims = view.contents(), view.claims()
    documents, events = held.documents.values(), event_views(held)
    out(listing(documents, claims, held.event_of_claim(), width=width(), style=style()))
    several = [event for event in events if event.reports > 1]
    out(f"TOLD BY MORE THAN ONE REPORT  {count_words(len(several), 'event')}\n")
    out(event_listing.events(several, width=width(), style=style()))
    tell(outcome.problems)
    told = f"{count_words(len(documents), 'article')}, {count_words(len(claims), 'claim')}"
    out(f"A fictional story: {told}, {count_words(len(events), 'event')}.")
    out(f"The case:   {folder}  (cuibono show --case {folder})")
    out(f"The report: {_report(folder, folder / 'report.html')}")
    return 0


def bring_up_to_date(
    folder: Path,
    engine: Engine,
    paths: Sequence[str] = (),
    metadata: Path | None = None,
    urls: Path | None = None,
) -> pipeline.Outcome:
    """Read what is new, and compare the documents anew where anything that decides about it has changed."""
    with readers.chosen(folder, engine, None, asks=False) as reader:
        return _read(folder, reader, paths, metadata, urls)


def _enough(workers: int) -> None:
    if workers < 1:
        raise UsageError(f"--workers {workers}: at least one process has to read.")


def _read(
    folder: Path,
    reader: pipeline.Reads,
    paths: Sequence[str],
    metadata: Path | None,
    urls: Path | None,
    workers: int = 1,
) -> pipeline.Outcome:
    bar = Bar()
    try:
        return pipeline.read(folder, paths, reader, metadata=metadata, urls=urls, workers=workers, progress=bar)
    finally:
        bar.close()


def _report(folder: Path, output: Path) -> Path:
    from cuibono.publish import report

    with explore.open(folder) as view:
        try:
            return report.write(view, output)
        except OSError as error:
            raise UsageError(f"{output}: the report cannot be written: {error.strerror}.") from error
