"""Score events, origins, edges and contradictions against what is true of a storyline.

Takes: a storyline's truth, the rows that `cuibono export` gives for events and edges, and names.
Gives: Figures, and a line for each miss.
Knows nothing of: how events were found, and where anything lies.

Each true event is given its likest found event of its kind, greedily. Found events that the truth does not list count
neither way; further pieces of a true event count against precision.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple

import msgspec

from cuibono.values import Period
from tools.names import Names
from tools.scorer import Dates

DERIVED = frozenset({"copies", "copies_wire", "rewrites", "reuses_release"})  # told apart from cites alone
LEAST_NAMES, PIECE = 0.3, 0.45  # F1 of names of a found event that can be a true one; likeness of a further piece


class Values(msgspec.Struct, frozen=True):
    """The articles that give one of several values; a truth calls them `files`, an export `documents`."""

    files: list[str] = []
    documents: list[str] = []


class Differing(msgspec.Struct, frozen=True):
    """A field of an event with its values."""

    field: str
    values: list[Values]
    event: str = ""
    also_events: list[str] = []


class Happened(msgspec.Struct, frozen=True):
    """A true event."""

    id: str
    type: str
    actors: list[str] = []
    counterparts: list[str] = []
    date: Dates | None = None
    accept_types: list[str] = []
    what: str = ""


class Support(msgspec.Struct, frozen=True):
    """The articles that report an event, and how many independent origins they have."""

    event: str
    files: list[str]
    independent: int


class Leading(msgspec.Struct, frozen=True, rename={"source": "from"}):
    """An edge: `source` is empty in a truth, where it stands in its article."""

    to: str
    kind: str
    source: str = ""


class Article(msgspec.Struct, frozen=True):
    """An article's edges."""

    file: str
    edges: list[Leading]


class Truth(msgspec.Struct, frozen=True):
    """What is true of a storyline."""

    events: list[Happened]
    articles: list[Article]
    support: list[Support]
    contradictions: list[Differing]


class Found(msgspec.Struct, frozen=True):
    """A found event, as it is exported."""

    type: str
    actors: list[str]
    counterparts: list[str]
    documents: list[str]
    date: Dates | None = None
    independent_origins: int | None = None
    contradictions: list[Differing] = []


class Figures(msgspec.Struct, frozen=True):
    """The figures, each 0 to 1; `too_high` is better smaller. `per_event` is the mean F1 of a true event's articles."""

    pairing: float
    per_event: float
    exact: float
    exact_of_several: float
    too_high: float
    edges: float
    kind_right: float
    contradictions: float


class _Aligned(NamedTuple):
    """Found events by the true one they are taken for, best first, and further pieces; numbers of both."""

    of_true: dict[int, int]
    pieces: dict[int, int]


def score(truth: Truth, found: Sequence[Found], edges: Iterable[Leading], names: Names) -> tuple[Figures, list[str]]:
    """The figures, and what is behind those that are not 1."""
    aligned = _aligned(truth, found, names)
    pairing, per_event = _pairing(truth, found, aligned)
    exact, several, too_high, miscounted = _origins(truth, found, aligned)
    linked, kind_right, mislinked = _edges(truth, edges)
    differing, misjudged = _contradictions(truth, found, aligned)
    figures = Figures(pairing, per_event, exact, several, too_high, linked, kind_right, differing)
    return figures, [*miscounted, *mislinked, *misjudged]


def mean(all_figures: Sequence[Figures]) -> Figures:
    """Each figure's mean over several storylines."""
    names = Figures.__struct_fields__
    return Figures(**{name: sum(getattr(f, name) for f in all_figures) / len(all_figures) for name in names})


def _aligned(truth: Truth, found: Sequence[Found], names: Names) -> _Aligned:
    files = _files(truth)
    pairs = sorted(
        (-_likeness(true, found[f], files.get(true.id, set()), names), t, f)
        for t, true in enumerate(truth.events)
        for f in range(len(found))
    )
    of_true: dict[int, int] = {}
    for less, t, f in pairs:
        if less < 0 and t not in of_true and f not in of_true.values():
            of_true[t] = f
    taken = set(of_true.values())
    return _Aligned(of_true, {f: t for less, t, f in pairs if -less >= PIECE and f not in taken})


def _likeness(true: Happened, found: Found, files: set[str], names: Names) -> float:
    """0 to 1: how well a found event fits a true one by names, articles and days."""
    documents = _base(found.documents)
    shared = files & documents
    if found.type not in (true.type, *true.accept_types) or not shared:
        return 0.0
    who = _names_agree(true, found, names)
    if who < LEAST_NAMES:
        return 0.0
    return 0.4 * who + 0.4 * (len(shared) / len(files | documents)) + 0.2 * _days_agree(true.date, found.date)


def _names_agree(true: Happened, found: Found, names: Names) -> float:
    """F1 of the names, worked out from the hits as everywhere here, so that ties are ties."""
    wanted, given = true.actors + true.counterparts, found.actors + found.counterparts
    if not wanted and not given:
        return 1.0
    return _f1(round(names.f1(wanted, given) * (len(wanted) + len(given)) / 2), len(given), len(wanted))


def _days_agree(true: Dates | None, found: Dates | None) -> float:
    if not true or not found or not true.earliest or not found.earliest:
        return 0.5
    return float(_period(true).overlaps(_period(found)))


def _period(dates: Dates) -> Period:
    first = Period.from_edtf((dates.earliest or "")[:10])
    last = Period.from_edtf((dates.latest or dates.earliest or "")[:10])
    return Period(first.earliest, last.latest)


def _pairing(truth: Truth, found: Sequence[Found], aligned: _Aligned) -> tuple[float, float]:
    """F1 of (article, event) pairs over all, and the mean F1 of a true event."""
    files = _files(truth)
    hits = given = need = 0
    each = []
    for t, true in enumerate(truth.events):
        if true.type == "other":  # is no kind of dealing
            continue
        wanted = files.get(true.id, set())
        documents = _base(found[aligned.of_true[t]].documents) if t in aligned.of_true else set()
        hits, given, need = hits + len(wanted & documents), given + len(documents), need + len(wanted)
        if true.id in files:
            each.append(_f1(len(wanted & documents), len(documents), len(wanted)))
    for f, t in aligned.pieces.items():
        given += len(_base(found[f].documents)) if truth.events[t].type != "other" else 0
    return _f1(hits, given, need), _part(sum(each), len(each))


def _origins(truth: Truth, found: Sequence[Found], aligned: _Aligned) -> tuple[float, float, float, list[str]]:
    """Of all events the part whose origins are counted rightly, that part of those with several, and too high."""
    support = {row.event: row.independent for row in truth.support}
    exact = several = high = total = many = 0
    misses = []
    for t, true in enumerate(truth.events):
        if true.type == "other" or true.id not in support:
            continue
        right = support[true.id]
        count = found[aligned.of_true[t]].independent_origins if t in aligned.of_true else None
        total, many = total + 1, many + (right > 1)
        exact, several = exact + (count == right), several + (count == right > 1)
        high += count is not None and count > right
        if t not in aligned.of_true:
            misses.append(f"event not found: {true.id} {true.type} {true.what[:70]}")
        elif count != right:
            misses.append(f"origins {count} for {right}: {true.id} {true.type} {true.what[:60]}")
    return _part(exact, total), _part(several, many), _part(high, total), misses


def _edges(truth: Truth, edges: Iterable[Leading]) -> tuple[float, float, list[str]]:
    """F1 of pairs of articles, and the part of right kinds among those found."""
    true = {
        (article.file, PurePath(edge.to).name): edge.kind in DERIVED
        for article in truth.articles
        for edge in article.edges
        if edge.to.endswith(".txt")
    }
    found: dict[tuple[str, str], bool] = {}
    for edge in edges:
        pair = (PurePath(edge.source).name, PurePath(edge.to).name)
        if pair[1].endswith(".txt"):
            found[pair] = found.get(pair, False) or edge.kind in DERIVED
    common = true.keys() & found.keys()
    misses = [f"edge missed: {a} -> {b}" for a, b in sorted(true.keys() - common)]
    misses += [f"edge too many: {a} -> {b}" for a, b in sorted(found.keys() - common)]
    right = sum(true[pair] == found[pair] for pair in common)
    return _f1(len(common), len(found), len(true)), _part(right, len(common)), misses


def _contradictions(truth: Truth, found: Sequence[Found], aligned: _Aligned) -> tuple[float, list[str]]:
    """F1 of contradictions: one is found where event and field agree and articles are set apart rightly."""
    dealings = {true.id for true in truth.events if true.type != "other"}
    wanted = [one for one in truth.contradictions if dealings & {one.event, *one.also_events}]
    left = dict(enumerate(wanted))
    offered = 0
    misses = []
    for t, f in aligned.of_true.items():
        if truth.events[t].id not in dealings:
            continue
        for given in found[f].contradictions:
            offered += 1
            hit = next((n for n, one in left.items() if _is(one, truth.events[t].id, given)), None)
            if hit is None:
                misses.append(f"contradiction too many: {truth.events[t].id} {given.field}")
            else:
                del left[hit]
    misses += [f"contradiction missed: {one.event} {one.field}" for one in left.values()]
    return _f1(len(wanted) - len(left), offered, len(wanted)), misses


def _is(true: Differing, event: str, found: Differing) -> bool:
    same = event in (true.event, *true.also_events) and true.field == found.field
    return same and _set_apart(_groups(true), _groups(found))


def _set_apart(true: Sequence[set[str]], found: Sequence[set[str]]) -> bool:
    """Whether more pairs of articles are set apart rightly than wrongly (the truth has both under one value)."""
    right, given = _across(true), _across(found)
    together = {(one, other) for group in true for one in group for other in group if one != other} - right
    return len(right & given) > len(together & given)


def _across(groups: Sequence[set[str]]) -> set[tuple[str, str]]:
    """Pairs of articles of two different groups."""
    return {
        (one, other)
        for at, group in enumerate(groups)
        for beside, another in enumerate(groups)
        if at != beside
        for one in group
        for other in another
    }


def _groups(differing: Differing) -> list[set[str]]:
    return [_base(value.documents or value.files) for value in differing.values]


def _files(truth: Truth) -> Mapping[str, set[str]]:
    return {row.event: _base(row.files) for row in truth.support}


def _base(files: Iterable[str]) -> set[str]:
    return {PurePath(file).name for file in files}


def _f1(hits: int, given: int, need: int) -> float:
    precision, recall = _part(hits, given), _part(hits, need)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _part(some: float, of: int) -> float:
    return some / of if of else 0.0
