"""The figures of single stages as tables in Markdown.

Takes: the dicts that the measurements give, as they are stored. Gives: sections of docs/performance.md.
Knows nothing of: how anything is measured.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tools.benches import events, records, reuse

Figures = Mapping[str, float]

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
kept in a case: hashed, read, each fault counted, sorted by name and written. Beside it DuckDB's own copy of the same
file from CSV to Parquet, before and after, each in a process of its own; seconds are of the clock, on every core. The
question is one word, the names in which it stands, then all their rows (at most {records.ASKED:.0f} second).
"""


def sections(stages: Mapping[str, Figures]) -> str:
    """A section for each stage that was measured."""
    making = {"reuse": _reuse, "parties": _parties, "events": _events, "records": _records}
    return "".join(making[name](stages[name]) for name in making if stages.get(name))


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
