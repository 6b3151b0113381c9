"""The figures of single stages as tables in Markdown.

Takes: the dicts that the measurements give, as they are stored. Gives: sections of docs/performance.md.
Knows nothing of: how anything is measured.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cuibono.web.table import NAMED
from tools.benches import events, records, reuse, web
from tools.benches.dated import SORTS
from tools.benches.visits import ASKED, LEFT_OUT

Figures = Mapping[str, float]

DATES = """Made news: in each of {documents:,} documents, {dates:,} dates in all, the same forms of dates are put into
sentences of a few frames, and {dateless:,} sentences hold words that only look like one ("April Holt", "Flight 2019").
One hand wrote forms, frames and the right days, the same that wrote the program: the table says which forms are read
and what that costs, not how well news is. Days are right where they are exactly those; of vague dates ("early 2021",
"two weeks ago") where they lie within the year, month or week that is meant; what is found in pieces counts where one
piece, or all together, is right. Seconds are of processor time.

The first column has the parse, which gives the tense ("on Friday" lies ahead after "will"); in the second the same
rules take every date for past. Beside them HeidelTime with its tagger, one Java process a text, measured where it and
Java are at hand and kept by other runs. "Starting" is loading and a text of one sentence; words a second are without
it, HeidelTime's of one long text. Its durations, which name no days, count as not resolved.
"""
REUSE = f"""Documents of {reuse.WORDS} made words each, one in five an edited reprint of another and one in ten with
{reuse.LIFTED} words lifted from another. A copy is a pair that shares most of its text, a lift one that shares less.
Seconds are of processor time on one thread. Beside it MinHash (datasketch), {reuse.PERMUTATIONS} permutations of runs
of {reuse.RUN} words, which finds documents that are alike as a whole.
"""
LIFTS = """Recall of lifts by their length and by the part of their words that was edited afterwards:
"""
PARTIES = """Namings of made people and companies, each party named in some documents in full, in part, in other
spellings or with a slip, with relatives and subsidiaries among them. Precision and recall are of pairs of namings of
one party. Seconds are of processor time, of Splink of the clock, for it uses every core; it is trained on the data
itself and gets the threshold that serves it best by the truth.
"""
EVENTS = """Claims of made documents, each dealing told in 1 to 12 reports with slips of a day, other words and slots
left out. All that comparing documents does is timed: shared text, grouping, origins, edges and differences. Precision
and recall are of pairs of claims of one dealing. Memory is the peak of the process, the made documents and all. Splink
gets the same claims as records (kind, actor, counterpart, month, amount, words) and groups alone; its seconds and its
threshold are as above.
"""
RECORDS = f"""A made file of contributions by individuals, as wide and as empty as the Commission's, is
kept in a case: hashed, read, each fault counted, sorted by name in pieces, written, and its names listed. Beside it
DuckDB's own copy of the same file from CSV to Parquet, with its default compression (snappy), each in a process of its
own; seconds are of the clock, on every core. A million rows are loaded and copied in turns of which the middle one
counts, ten million once between two copies. The question is one word, the names in which it stands, then all their rows
(at most {records.ASKED:.0f} second).
"""
WEB = f"""A made case is shown by `cuibono serve`, a process of its own, and one client asks it for {ASKED} addresses of
each page and for the same as JSON, in {web.TURNS} turns: all sorts of filters, the commonest and any words, the busiest
and any parties, beginnings of lists and places far on. Milliseconds are of the clock until the whole answer is there:
of each address the middle one of the later turns; beside them the server's own processor time, since other programs
on the machine lengthen the clock's. "First" is the first turn, when the server has not been asked for
these things before; "cold" the median of a few addresses, the ledger dropped from the system's memory before each.
Beside it a bare Litestar and uvicorn handler that sends as many bytes, and the page's questions put to SQLite alone:
what is told is how many times as long the page takes (the median). At the 95th percentile a page may take
{web.SLOWEST["page"]:.0f} ms, JSON {web.SLOWEST["json"]:.0f} ms.
"""


def sections(stages: Mapping[str, Figures]) -> str:
    """A section for each stage that was measured."""
    making = {
        "dates": _dates,
        "reuse": _reuse,
        "parties": _parties,
        "events": _events,
        "records": _records,
        "web": _web,
    }
    return "".join(making[name](stages[name]) for name in making if stages.get(name))


def _dates(figures: Figures) -> str:
    ways = {"Cui Bono, with the parse": "parsed", "its date reader alone": "alone", "HeidelTime": "heideltime"}
    asked = {
        "starting, seconds": "start_seconds",
        "words a second": "words_per_second",
        "words a second of the clock": "words_per_clock_second",
        "dates found": "found",
        "dates with the right days": "right",
        **{f"- {sort.title} ({figures[f'dates_{name}']:,})": f"right_{name}" for name, sort in SORTS.items()},
        "sentences without a date in which one is seen": "invented",
    }
    rows = [[head, *(_cell(figures, f"{way}_{what}") for way in ways.values())] for head, what in asked.items()]
    return f"\n## Dates\n\n{DATES.format(**figures)}\n{_table(['', *ways], rows)}"


def _reuse(figures: Figures) -> str:
    columns = {
        "documents a second": "documents_per_second",
        "recall of copies": "recall_copies",
        "of lifts": "recall_lifts",
        "precision of copies": "precision_copies",
        "of lifts ": "precision_lifts",
        "peak MiB": "peak_mib",
        "MinHash: documents a second": "minhash_documents_per_second",
        "recall of copies ": "minhash_recall_copies",
        "of lifts  ": "minhash_recall_lifts",
        "precision of copies ": "minhash_precision_copies",
    }
    lifts = [
        [f"{length} words", *(_cell(figures, f"recall_lift_of_{length}_edited_{part}") for part in reuse.EDITED)]
        for length in reuse.SHORT
    ]
    heads = ["lift", *(f"{part} % edited" for part in reuse.EDITED)]
    by_count = _by_count("documents", columns, figures)
    return f"\n## Text reuse\n\n{REUSE}\n{by_count}\n{_growth(figures)}\n{LIFTS}\n{_table(heads, lifts)}"


def _parties(figures: Figures) -> str:
    columns = {
        "namings a second": "namings_per_second",
        "precision": "precision",
        "recall": "recall",
        "Splink: namings a second": "splink_namings_per_second",
        "precision ": "splink_precision",
        "recall ": "splink_recall",
    }
    return f"\n## Who is who\n\n{PARTIES}\n{_by_count('namings', columns, figures)}\n{_growth(figures)}"


def _events(figures: Figures) -> str:
    columns = {
        "claims a second": "claims_per_second",
        "events a second": "events_per_second",
        "precision": "precision",
        "recall": "recall",
        "peak MiB": "peak_mib",
        "Splink: claims a second": "splink_claims_per_second",
        "precision ": "splink_precision",
        "recall ": "splink_recall",
    }
    most = max(events.COUNTS)
    beyond = any(int(name.rpartition("_")[2]) > most for name in figures if name.startswith("seconds_"))
    note = f"Lines of more than {most:,} claims were measured when asked for and are kept by other runs.\n"
    by_count = _by_count("claims", columns, figures)
    return f"\n## Events\n\n{EVENTS}\n{by_count}\n{_growth(figures)}" + (f"\n{note}" if beyond else "")


def _records(figures: Figures) -> str:
    columns = {
        "rows a second": "rows_per_second",
        "DuckDB's copy: rows a second": "copied_rows_per_second",
        "ratio": "ratio",
        "peak MiB": "peak_mib",
        "DuckDB's copy: peak MiB": "copied_peak_mib",
        "one question, seconds": "question",
    }
    rows, speed = figures["filing_rows"], figures["filing_rows_per_second"]
    filing = f"A made filing of {rows:,} rows becomes {speed:,} records a second"
    beside = figures.get("fastfec_rows_per_second")
    told = f"; FastFEC, which gives the fields alone, reads {beside:,} rows a second.\n" if beside else ".\n"
    note = f"Ratio: at least {records.RATIO}. The line of {records.FULL:,} rows is measured by `make bench FULL=1`.\n"
    return f"\n## Registers\n\n{RECORDS}\n{_by_count('rows', columns, figures)}\n{note}\n{filing}{told}"


def _web(figures: Figures) -> str:
    counts = sorted(int(name.rpartition("_")[2]) for name in figures if name.startswith("digest_seconds_"))
    cases = "".join(_of_case(count, figures) for count in counts)
    return f"\n## Web\n\n{WEB}{cases}{_site(figures)}{_painting(figures)}"


def _site(figures: Figures) -> str:
    if "site_seconds" not in figures:
        return ""
    told = f"{figures['site_files']:,} files ({figures['site_mib']:,} MiB) in {figures['site_seconds']:,} seconds"
    again = f"again in {figures['site_again_seconds']:,}, when nothing has changed"
    return f"\nThe smaller case as a site: {told}; {again}.\n"


def _painting(figures: Figures) -> str:
    if "painting_first" not in figures:
        return ""
    drawn = f"drawn {figures['painting_first']:,} ms after the page was asked for"
    data = f"{figures['painting_after_data']:,} ms after its data came"
    middle, most = figures["painting_panning_p50"], figures["painting_panning_p95"]
    panned = f"{middle} ms at the median, {most} ms at the 95th percentile"
    return f"\nThe timeline of 10,000 events: {drawn}, {data}; moved, a frame takes {panned}.\n"


def _of_case(count: int, figures: Figures) -> str:
    """The table of one case."""
    heads = {
        "median, ms": "p50",
        "p95": "p95",
        "greatest": "most",
        "processor, p95": "processor",
        "first, p95": "first",
        "cold": "cold",
        "bytes": "bytes",
        "times bare": "bare",
        "times SQL": "sql",
    }
    rows = [
        [
            name if ending == "page" else f"{name}.json",
            *(_plain(figures, f"{name}_{ending}_{what}_{count}") for what in heads.values()),
        ]
        for name in NAMED
        if name not in LEFT_OUT
        for ending in web.SLOWEST
    ]
    seconds, digest = figures[f"seconds_{count}"], figures[f"digest_seconds_{count}"]
    made = f"{count:,} claims; written in {seconds:,.0f} seconds, what lists are made from in {digest:,.1f} more:"
    return f"\n{made}\n\n{_table(['page', *heads], rows)}"


def _plain(figures: Figures, name: str) -> str:
    value = figures.get(name)
    return "-" if value is None else f"{value:,}"


def _growth(figures: Figures) -> str:
    return f"Growth exponent: {figures['growth_exponent']:.2f} (at most {events.STEEPEST}).\n"


def _by_count(what: str, columns: Mapping[str, str], figures: Figures) -> str:
    """A row for each count that was measured, a column for each figure."""
    counts = sorted(int(name.removeprefix("seconds_")) for name in figures if name.startswith("seconds_"))
    rows = [[f"{count:,}", *(_cell(figures, f"{name}_{count}") for name in columns.values())] for count in counts]
    return _table([what, *(head.strip() for head in columns)], rows)


def _cell(figures: Figures, name: str) -> str:
    value = figures.get(name)
    if value is None:
        return "-"
    return f"{value:.3f}" if isinstance(value, float) else f"{value:,}"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [list(head), *map(list, rows)]
    lines.insert(1, ["---"] * len(lines[0]))
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)
