"""Measure grouping: claims a second, growth, and which claims of one dealing come together; beside it, Splink.

Takes: nothing; the claims are made, with their documents and parties (see `dealings`).
Gives: a dict of figures; a pair is two claims of one dealing; seconds are of processor time and of all that
`reconcile.relations` does, of Splink of the clock, for it uses every core; memory is the peak of the process so far.
`python -m tools.benches.events` prints it; numbers after it are counts of claims.
"""

from __future__ import annotations

import gc
import importlib.util
import json
import sys
import time
from collections.abc import Hashable, Sequence
from typing import Any

from cuibono.model import Claim
from cuibono.reconcile import relations
from cuibono.values import Period
from tools.benches.dealings import Pile, made
from tools.benches.measures import f1, peak, precision_recall, slope

COUNTS, OTHERS = (1_000, 10_000, 100_000), 10_000  # claims; the most that Splink is given
FULL = 1_000_000  # what `make bench FULL=1` adds
STEEPEST = 1.2  # growth exponent, at most
NAMES = ("actor", "counterpart")
SURE = (0.5, 0.9, 0.99, 0.999)  # probabilities from which Splink's pairs count: it gets the best, by the truth


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 1 where growth is steeper than it may be."""
    given = sys.argv[1:] if arguments is None else arguments
    figures = bench(tuple(map(int, given)) or COUNTS)
    return int(figures["growth_exponent"] > STEEPEST)


def bench(counts: tuple[int, ...] = COUNTS) -> dict[str, float]:
    """The figures, also printed: claims and events a second, precision and recall of pairs, peak MiB, exponent."""
    _own(made(100))  # first, so that what is loaded late is not counted below
    figures: dict[str, float] = {}
    seconds = {}
    for count in counts:
        pile = made(count)
        found, seconds[count] = _own(pile)
        figures |= _figures("", pile, found, seconds[count])
        figures[f"peak_mib_{count}"] = round(peak())
        print(f"{count} claims: {seconds[count]:.1f} s", file=sys.stderr)
        if count <= OTHERS:
            figures |= _splink_figures(pile)
    figures["growth_exponent"] = round(slope(seconds), 3)
    print(json.dumps(figures, indent=2))
    return figures


def _own(pile: Pile) -> tuple[list[Hashable], float]:
    """For each claim the event it was put in, and the seconds of processor time."""
    gc.collect()
    start = time.process_time()
    found = relations(pile.documents, pile.claims, pile.parties)
    seconds = time.process_time() - start
    event = {claim: event.id for event in found.events for claim in event.claims}
    return [event[claim.id] for claim in pile.claims], seconds


def _splink_figures(pile: Pile) -> dict[str, float]:
    if importlib.util.find_spec("splink") is None:
        print("not measured: Splink (splink is not installed)", file=sys.stderr)
        return {}
    start = time.perf_counter()
    found = _splink(pile)
    seconds = time.perf_counter() - start
    best = max(found, key=lambda groups: f1(pile.event, groups))
    return _figures("splink_", pile, best, seconds)


def _splink(pile: Pile) -> list[list[Hashable]]:
    """Groups, for each probability, by a model trained on the data itself, as its documentation advises."""
    import logging

    import pyarrow as pa  # type: ignore[import-untyped,import-not-found,unused-ignore]
    from splink import Linker  # type: ignore[import-not-found,unused-ignore]
    from splink.backends.duckdb import DuckDBAPI  # type: ignore[import-not-found,unused-ignore]

    logging.disable(logging.WARNING)  # Splink tells of every step
    days = {document.id: document.published for document in pile.documents}
    rows = [_row(number, claim, days[claim.document]) for number, claim in enumerate(pile.claims)]
    linker: Any = Linker(DuckDBAPI().register(pa.Table.from_pylist(rows)), _settings())
    _train(linker)
    pairs = linker.inference.predict(threshold_match_probability=SURE[0])
    return [_groups(linker, pairs, sure) for sure in SURE]


def _groups(linker: Any, pairs: Any, sure: float) -> list[Hashable]:
    found = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold_match_probability=sure)
    group = {row["unique_id"]: row["cluster_id"] for row in found.as_record_list()}
    return [group[number] for number in range(len(group))]


def _row(number: int, claim: Claim, published: Period | None) -> dict[str, object]:
    """The columns that a user would make; the month is that of the dealing, or else of the report."""
    day = next((p.earliest for p in (claim.period, published) if p and p.earliest), None)
    return {
        "unique_id": number,
        "kind": claim.kind,
        "actor": claim.actors[0].name if claim.actors else None,
        "counterpart": claim.counterparts[0].name if claim.counterparts else None,
        "month": f"{day:%Y-%m}" if day else None,
        "amount": str(claim.amount.value) if claim.amount else None,
        "words": sorted(set((claim.topic or "").split())),
    }


def _settings() -> Any:
    import splink.comparison_library as comparisons  # type: ignore[import-not-found,unused-ignore]
    from splink import SettingsCreator, block_on

    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            *(comparisons.ExactMatch(name).configure(term_frequency_adjustments=True) for name in NAMES),
            *(comparisons.ExactMatch(name) for name in ("kind", "month", "amount")),
            comparisons.ArrayIntersectAtSizes("words", [4, 2, 1]),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("actor", "month"),
            block_on("counterpart", "month"),
            block_on("actor", "counterpart"),
        ],
    )


def _train(linker: Any) -> None:
    from splink import block_on

    linker.training.estimate_probability_two_random_records_match([block_on(*NAMES, "month")], recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on(*NAMES))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("kind", "month"))


def _figures(prefix: str, pile: Pile, found: Sequence[Hashable], seconds: float) -> dict[str, float]:
    count = len(pile.claims)
    precision, recall = precision_recall(pile.event, found)
    named = {
        "claims_per_second": round(count / seconds),
        "events_per_second": round(len(set(found)) / seconds),
        "seconds": round(seconds, 2),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
    }
    return {f"{prefix}{what}_{count}": value for what, value in named.items()}


if __name__ == "__main__":
    sys.exit(main())
