"""The figures of growth as tables in Markdown, and what more articles need, reckoned from them.

Takes: the figures that tools.scaling stores. Gives: the made part of docs/scaling.md; what so many articles need.
Knows nothing of: how anything is measured.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from tools.benches import spark, whole
from tools.benches.measures import slope

NEEDS = (
    "articles",
    "core hours to read",
    "cores to read in a day",
    "hours to compare, one core",
    "GiB of memory to compare",
    "GiB of disk",
)
SPARK = {
    "seconds of the clock, `cuibono read`": "here s",
    f"seconds of the clock, Spark, {spark.MASTER}": "spark s",
    "peak MiB, `cuibono read`": "here MiB",
    "peak MiB, Spark's driver": "driver MiB",
    "peak MiB, a worker of Spark": "worker MiB",
    "peak MiB, Java": "java MiB",
}
SIZES = (1_000_000, 10_000_000, 100_000_000)
DAY = 24 * 3600
Figures = Mapping[str, float]


class Need(NamedTuple):
    """What so many articles need.

    Hours of one core to read them and to compare them, cores to read them in a day, GiB of memory where they are
    compared, GiB of disk for originals and ledger.
    """

    articles: int
    reading: float
    cores: float
    comparing: float
    memory: float
    disk: float


def page(found: Mapping[str, Any]) -> str:
    """The made part of the page."""
    claims, reader, workers, spread = (found.get(part, {}) for part in ("claims", "reader", "workers", "spark"))
    parts = [f"Machine: {found['machine']}, shared with other work: seconds are of processor time.\n"]
    parts += [_growth("Without the reader", claims)] if claims else []
    parts += [_growth("With the reader, two workers", reader)] if reader else []
    parts += [_workers(workers)] if workers else []
    parts += [_spark(spread)] if spread else []
    parts += [_bytes(claims), _needs(found)] if claims and reader else []
    return "\n" + "\n".join(parts) + "\n"


def need(found: Mapping[str, Any], articles: int, words: int | None = None) -> Need:
    """What so many articles need, of so many words each; None for as many as those have that were measured.

    Reading goes by words. Everything else is for articles with as many claims as the made ones, and is carried on from
    the greatest count measured: seconds by the exponent of the whole, memory and bytes in proportion.
    """
    claims, reader = found["claims"], found["reader"]
    top = max(_counts(claims))
    reading = articles * (words or words_each(reader)) / words_a_second(reader) / 3600
    times = (articles / top) ** max(_whole_slope(claims), 1.0)
    beyond = sum(_beyond(claims, top).values()) * times / 3600
    low = sorted(_counts(claims))[-2]
    memory = (claims[f"peak MiB_{top}"] - claims[f"peak MiB_{low}"]) / (top - low) * articles / 1024
    disk = (claims[f"ledger bytes_{top}"] + claims[f"originals bytes_{top}"]) / top * articles / 2**30
    return Need(articles, reading, reading * 3600 / DAY, beyond, memory, disk)


def words_each(reader: Figures) -> float:
    """Words of an article that was read."""
    top = max(_counts(reader))
    return reader[f"words_{top}"] / top


def words_a_second(reader: Figures) -> float:
    """Words that the reader reads in a second of one core, by the greatest count."""
    top = max(_counts(reader))
    return reader[f"words_{top}"] / reader[f"{whole.READING} s_{top}"]


def told(one: Need) -> list[str]:
    """What is needed, in words."""
    return [f"{one.articles:,}", *(_round(value) for value in one[1:])]


def _growth(title: str, figures: Figures) -> str:
    counts = sorted(_counts(figures))
    rows = []
    for stage in (whole.READING, *whole.STAGES):
        if any(figures.get(f"{stage} s_{count}") for count in counts):
            seconds = [f"{figures.get(f'{stage} s_{count}', 0):,.1f}" for count in counts]
            exponents = (figures.get(f"{stage} exponent{by}") for by in ("", " by articles"))
            rows.append([stage, *seconds, *map(_exponent, exponents)])
    last = ["all", *(f"{figures[f'all s_{count}']:,.1f}" for count in counts), "-", _exponent(_whole_slope(figures))]
    more = [
        [name, *(f"{figures[f'{key}_{count}']:,.0f}" for count in counts), "-", "-"]
        for name, key in (("seconds of the clock", "clock s"), ("peak MiB", "peak MiB"), ("claims", "claims"))
    ]
    heads = ["processor seconds", *(f"{count:,} articles" for count in counts), "exponent by claims", "by articles"]
    return f"### {title}\n\n{_table(heads, [*rows, last, *more])}"


def _workers(figures: Figures) -> str:
    rows = [
        [str(n), f"{figures[f'{whole.READING} s_{n}']:.1f}", f"{figures[f'{whole.WAITED}_{n}']:.1f}", _mib(figures, n)]
        for n in (1, 2)
    ]
    gain = figures[f"{whole.WAITED}_1"] / figures[f"{whole.WAITED}_2"]
    heads = ["workers", "processor seconds of reading", "seconds until all was read", "MiB of a worker"]
    text = f"{figures['articles']:,.0f} articles. Two workers were {gain:.2f} times as fast as one.\n"
    return f"### Workers\n\n{text}\n{_table(heads, rows)}"


def _spark(figures: Figures) -> str:
    counts = sorted(_counts(figures, "spark s_"))
    heads = [f"{count:,} articles" for count in counts]
    measured = [[what, *(f"{figures[f'{key}_{count}']:,.0f}" for count in counts)] for what, key in SPARK.items()]
    compared = [[name, *(_rows(figures, name, count) for count in counts)] for name in (*spark.TABLES, spark.ALL)]
    text = "The claims stand in for the reader; Spark had started. Rows of its tables are compared with the ledger's.\n"
    tables = f"{_table(['', *heads], measured)}\n{_table(['rows (of which differ)', *heads], compared)}"
    return f"### Through Spark on one machine\n\n{text}\n{tables}"


def _rows(figures: Figures, table: str, count: int) -> str:
    return f"{figures[f'{table} rows_{count}']:,.0f} ({figures[f'{table} differ_{count}']:,.0f})"


def _mib(figures: Figures, workers: int) -> str:
    return f"{figures[f'worker MiB_{workers}']:.0f}" if workers > 1 else "-"


def _bytes(claims: Figures) -> str:
    top = max(_counts(claims))
    rows = [
        [what, f"{claims[f'{sort} bytes_{top}'] / claims[f'{thing}_{top}']:,.0f}"]
        for what, sort, thing in (
            ("ledger, for each claim", "ledger", "claims"),
            ("ledger, for each article", "ledger", "documents"),
            ("originals, for each article", "originals", "documents"),
        )
    ]
    return (
        f"### Bytes\n\nOf {top:,} articles with {claims[f'claims_{top}']:,.0f} claims.\n\n{_table(['', 'bytes'], rows)}"
    )


def _needs(found: Mapping[str, Any]) -> str:
    reader = found["reader"]
    text = (
        f"Of articles like those measured, of {words_each(reader):.0f} words; the reader reads "
        f"{words_a_second(reader):,.0f} words in a second of a core. Beyond {max(_counts(found['claims'])):,} articles "
        "nothing was measured: the figures are carried on.\n"
    )
    return f"### What more articles need\n\n{text}\n{_table(NEEDS, [told(need(found, size)) for size in SIZES])}"


def _beyond(claims: Figures, count: int) -> dict[str, float]:
    return {stage: claims.get(f"{stage} s_{count}", 0.0) for stage in whole.STAGES}


def _whole_slope(figures: Figures) -> float:
    return slope({count: figures[f"all s_{count}"] for count in sorted(_counts(figures))})


def _counts(figures: Figures, of: str = "all s_") -> set[int]:
    return {int(name.rpartition("_")[2]) for name in figures if name.startswith(of)}


def _exponent(value: float | None) -> str:
    return "-" if value is None or value != value else f"{value:.2f}"


def _round(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
