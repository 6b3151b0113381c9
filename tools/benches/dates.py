"""Measure dates: speed, and how many are resolved to the right days; beside it, HeidelTime.

Takes: nothing; the documents are made, the same ones each time (tools/benches/dated.py).
Gives: a dict of figures. The program is measured twice: its date reader alone, which takes every verb for one in the
past, and after the parse, which gives the tense, as HeidelTime has a tagger do. Of HeidelTime the start of Java and of
its rules, one sentence's time, is told apart from what each further word takes.
`python -m tools.benches.dates` prints it; a number after it is a count of documents.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from statistics import median
from typing import NamedTuple

from cuibono.read.dates import FoundDate, Tense, find_dates
from cuibono.read.sentences import Engine
from cuibono.read.timing import tense_of
from cuibono.settings import ReaderSettings
from cuibono.values import Period
from tools.benches import heideltime
from tools.benches.dated import SORTS, Dated, News, made

COUNTS = (6,)  # documents, each a day of publication
TURNS = 3  # of which the middle one counts
SHORT = "The council met on Friday."  # what starting is timed with
LONG = 24  # documents in the text that HeidelTime's speed is taken of


class Said(NamedTuple):
    """Where a date is found (offsets, end exclusive), and its days; None where it was not resolved or has no bounds."""

    start: int
    end: int
    days: tuple[date, date] | None


Way = Callable[[News], list[Said]]


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 1 where HeidelTime is the better one."""
    given = sys.argv[1:] if arguments is None else arguments
    return int(missed(bench(tuple(map(int, given)) or COUNTS)))


def missed(figures: dict[str, float]) -> bool:
    """Whether HeidelTime, where it was measured, resolves more or gets through more words in a second."""
    return any(
        figures.get(f"heideltime_{name}", 0) > figures[f"parsed_{name}"] for name in ("right", "words_per_second")
    )


def bench(counts: tuple[int, ...] = COUNTS) -> dict[str, float]:
    """The figures, also printed: parts found and right, words a second, dates seen where there are none."""
    news = made(max(counts))
    figures: dict[str, float] = {
        "documents": len(news),
        "words": sum(each.words for each in news),
        "dates": sum(len(each.dates) for each in news),
        "dateless": sum(len(each.dateless) for each in news),
    }
    figures |= {f"dates_{sort}": sum(dated.sort == sort for each in news for dated in each.dates) for sort in SORTS}
    began = time.process_time()
    parsed = _parsing()
    parsed(News(SHORT, news[0].published, (), ()))
    figures["parsed_start_seconds"] = round(time.process_time() - began, 2)
    for name, way in (("alone", _alone), ("parsed", parsed)):
        figures |= _named(name, _speed(way, news) | scores(way, news))
    figures |= _named("heideltime", _heideltime(news))
    print(json.dumps(figures, indent=2))
    return figures


def _named(name: str, figures: dict[str, float]) -> dict[str, float]:
    return {f"{name}_{what}": value for what, value in figures.items()}


def _alone(news: News) -> list[Said]:
    return list(_said(news, lambda paragraph: [(date, "past") for date in find_dates(paragraph)]))


def _parsing() -> Way:
    """The date reader with the tense of each verb, from the parse of every paragraph."""
    engine = Engine(ReaderSettings())

    def way(news: News) -> list[Said]:
        docs = iter(engine.docs(news.text.split("\n\n")))

        def dates(paragraph: str) -> list[tuple[FoundDate, Tense]]:
            doc = next(docs)
            return [(date, tense_of(date, doc, "asserted")) for date in find_dates(paragraph)]

        return list(_said(news, dates))

    return way


def _said(news: News, dates: Callable[[str], Iterable[tuple[FoundDate, Tense]]]) -> Iterator[Said]:
    """Dates are resolved in their order; "the same day" counts from the one before in its paragraph."""
    published, at = Period.day(news.published), 0
    for paragraph in news.text.split("\n\n"):
        before: Period | None = None
        for found, tense in dates(paragraph):
            period = found.resolve(published, tense, before if found.sort == "anchored" else None)
            before = period or before
            yield Said(at + found.start, at + found.end, _bounds(period))
        at += len(paragraph) + 2


def _bounds(period: Period | None) -> tuple[date, date] | None:
    if period is None or period.earliest is None or period.latest is None:
        return None
    return period.earliest, period.latest


def _speed(way: Way, news: Sequence[News]) -> dict[str, float]:
    """Words a second of processor and clock, the middle one of all turns, after one that pays for late loading."""
    took = [_timed(way, news) for _ in range(TURNS + 1)][1:]
    words = sum(each.words for each in news)
    processor, clock = (median(each) for each in zip(*took, strict=True))
    return {"words_per_second": round(words / processor), "words_per_clock_second": round(words / clock)}


def _timed(way: Way, news: Sequence[News]) -> tuple[float, float]:
    gc.collect()
    processor, clock = time.process_time(), time.perf_counter()
    for each in news:
        way(each)
    return time.process_time() - processor, time.perf_counter() - clock


def scores(way: Way, news: Sequence[News]) -> dict[str, float]:
    """Parts of the dates that are found and right, of all and of each sort; dates seen where there are none."""
    answers = [(each, way(each)) for each in news]
    judged = [(dated, _on(dated.start, dated.end, said)) for each, said in answers for dated in each.dates]
    figures = {
        "found": _part(bool(said) for _, said in judged),
        "right": _part(right(dated, said) for dated, said in judged),
        "invented": sum(
            any(each.days for each in _on(start, end, said)) for each, said in answers for start, end in each.dateless
        ),
    }
    for sort in SORTS:
        figures[f"right_{sort}"] = _part(right(dated, said) for dated, said in judged if dated.sort == sort)
    return figures


def _on(start: int, end: int, said: Iterable[Said]) -> list[Said]:
    """What is found on these words or some of them."""
    return [each for each in said if each.start < end and start < each.end]


def right(dated: Dated, said: Sequence[Said]) -> bool:
    """Whether one of what is found there, or all of it taken together, is the right days; of a vague date within."""
    every = [each.days for each in said if each.days]
    if not every:
        return False
    together = min(first for first, _ in every), max(last for _, last in every)
    return any(_agrees(dated, days) for days in (*every, together))


def _agrees(dated: Dated, found: tuple[date, date]) -> bool:
    first, last, vague = dated.days
    return first <= found[0] and found[1] <= last if vague else found == (first, last)


def _part(answers: Iterable[bool]) -> float:
    listed = list(answers)
    return round(sum(listed) / len(listed), 4)


def _heideltime(news: Sequence[News]) -> dict[str, float]:
    """Its figures; none, and a line that says why, where it cannot be had."""
    try:
        return _heideltime_speed() | scores(_heideltime_way, news)
    except heideltime.UnavailableError as error:
        print(f"not measured: HeidelTime ({error})", file=sys.stderr)
        return {}


def _heideltime_way(news: News) -> list[Said]:
    found = heideltime.found(news.text, news.published).found
    return [Said(each.start, each.end, heideltime.days(each.value)) for each in found]


def _heideltime_speed() -> dict[str, float]:
    """Seconds of one sentence, nearly all of them for starting; words a second of a long text beyond those."""
    pile = made(LONG)
    long = "\n\n".join(each.text for each in pile)
    starts = [heideltime.found(SHORT, pile[0].published) for _ in range(TURNS)]
    whole = heideltime.found(long, pile[0].published)
    words = len(long.split()) - len(SHORT.split())
    processor, clock = median(each.processor for each in starts), median(each.clock for each in starts)
    return {
        "start_seconds": round(processor, 2),
        "start_clock_seconds": round(clock, 2),
        "words_per_second": round(words / max(whole.processor - processor, 1e-3)),
        "words_per_clock_second": round(words / max(whole.clock - clock, 1e-3)),
    }


if __name__ == "__main__":
    sys.exit(main())
