"""Measure who is who: namings a second, growth, and what of known parties is found; beside it, Splink.

Takes: nothing; the namings are made, the same ones each time: half of people, half of companies, each party named in
some documents in full, in part, in other spellings or with a slip, with relatives and subsidiaries among them.
Gives: a dict of figures; a pair is two namings of one party; seconds are of processor time, of Splink of the clock, for
it uses every core.
`python -m tools.benches.parties` prints it; numbers after it are counts of namings.
"""

from __future__ import annotations

import gc
import importlib.util
import json
import sys
import time
from collections.abc import Hashable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import numpy as np

from cuibono.model import Naming, PartyKind, naming_id
from cuibono.resolve import parties
from cuibono.tables import table
from tools.benches.measures import f1, precision_recall, slope

COUNTS, OTHERS = (1_000, 10_000, 100_000), 10_000  # namings; the most that Splink is given
EACH, IN_DOCUMENT, DAYS = 5, 8, 700  # namings of a party; of a document; days over which the documents are spread
STEEPEST = 1.2  # growth exponent, at most
SURE = (0.9, 0.99, 0.999, 0.9999)  # probabilities from which Splink's pairs count: it gets the best, by the truth
PARTS = (
    "ba",
    "cor",
    "den",
    "fel",
    "gar",
    "hol",
    "jun",
    "kes",
    "lin",
    "mar",
    "nor",
    "pel",
    "quin",
    "ros",
    "ster",
    "tam",
)
ENDS = ("ford", "man", "wick", "by", "son", "ley", "ov", "ini", "ard", "ström", "è", "ton")
TRADES = ("Motors", "Steel", "Pharmaceuticals", "Semiconductor", "Foods", "Airlines", "Systems", "Energy", "Capital")
FORMS = ("Inc", "Inc.", "Corp.", "LLC", "Ltd", "plc", "Corporation")


class Made(NamedTuple):
    """Namings, and for each the number of the party that it is of."""

    namings: list[Naming]
    party: list[int]


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 1 where growth is steeper than it may be."""
    given = sys.argv[1:] if arguments is None else arguments
    figures = bench(tuple(map(int, given)) or COUNTS)
    return int(figures["growth_exponent"] > STEEPEST)


def bench(counts: tuple[int, ...] = COUNTS) -> dict[str, float]:
    """The figures, also printed: namings a second, precision and recall of pairs at each count, exponent."""
    parties(made(100).namings)  # first, so that what is loaded late is not counted below
    figures: dict[str, float] = {}
    seconds = {}
    for count in counts:
        pile = made(count)
        start = time.process_time()
        found = _own(pile.namings)
        seconds[count] = time.process_time() - start
        figures |= _figures("", pile, found, seconds[count])
        if count <= OTHERS:
            figures |= _splink_figures(pile)
    figures["growth_exponent"] = round(slope(seconds), 3)
    print(json.dumps(figures, indent=2))
    return figures


def made(count: int) -> Made:
    """So many namings, the same ones each time."""
    chance = np.random.default_rng(2026)
    names = _people(count // (2 * EACH), chance) + _companies(count // (2 * EACH), chance)
    owner = chance.permutation(np.repeat(np.arange(len(names)), EACH))
    found: dict[str, tuple[Naming, int]] = {}
    for number, party in enumerate(owner.tolist()):
        forms, kind = names[party]
        naming = _naming(number // IN_DOCUMENT, forms, kind, chance)
        found.setdefault(naming.id, (naming, party))
    return Made([naming for naming, _ in found.values()], [party for _, party in found.values()])


Forms = list[tuple[str, float]]
Names = list[tuple[Forms, PartyKind]]


def _naming(document: int, forms: Forms, kind: PartyKind, chance: np.random.Generator) -> Naming:
    name = forms[int(chance.choice(len(forms), p=[odds for _, odds in forms]))][0]
    name = _slip(name, chance) if chance.random() < 0.04 else name
    day = date(2024, 1, 1) + timedelta(int(np.random.default_rng(document).integers(DAYS)))
    place = f"doc-{document:07}"
    return Naming(naming_id(place, name, kind), place, name, kind, day=day)


def _slip(name: str, chance: np.random.Generator) -> str:
    """With one letter, not the first, left out, doubled or changed."""
    at = int(chance.integers(1, len(name)))
    how = int(chance.integers(3))
    return name[:at] + ("", name[at] * 2, "aeiourst"[int(chance.integers(8))])[how] + name[at + 1 :]


def _word(chance: np.random.Generator, parts: int) -> str:
    return "".join(PARTS[int(at)] for at in chance.integers(len(PARTS), size=parts)).capitalize()


def _people(count: int, chance: np.random.Generator) -> Names:
    """People of whom one in six shares the family name of another."""
    short = {long: name for name, names in table("resolve_people")["short"].items() for long in names}
    given = sorted(short)
    taken: set[tuple[str, str]] = set()
    families: list[str] = []
    names: Names = []
    while len(names) < count:
        new = _word(chance, 2) + ENDS[int(chance.integers(len(ENDS)))]
        family = families[int(chance.integers(len(families)))] if families and chance.random() < 0.16 else new
        first = given[int(chance.integers(len(given)))]
        if (first[0], family) in taken:
            continue
        taken.add((first[0], family))
        families.append(family)
        names.append((_person(first.capitalize(), short[first].capitalize(), family, chance), "person"))
    return names


def _person(first: str, nick: str, family: str, chance: np.random.Generator) -> Forms:
    middle = "ABCDEFGHJKLMNPRSTW"[int(chance.integers(18))]
    return [
        (f"{first} {family}", 0.45),
        (f"{first} {middle}. {family}", 0.1),
        (f"{nick} {family}", 0.1),
        (f"{family.upper()}, {first.upper()}", 0.1),
        (f"{first[0]}. {family}", 0.05),
        (family, 0.2),
    ]


def _companies(count: int, chance: np.random.Generator) -> Names:
    """Companies of which one in eight is a subsidiary or the foundation of the one before."""
    names: Names = []
    name = ""
    taken: set[str] = set()
    while len(names) < count:
        if name and chance.random() < 0.12:
            apart = f"{name} {('Ireland', 'Foundation', 'Europe')[int(chance.integers(3))]}"
            if apart not in taken:
                taken.add(apart)
                names.append(([(apart, 0.7), (f"{apart.upper()} LTD", 0.3)], "organisation"))
            continue
        name = _word(chance, 2) if chance.random() < 0.5 else f"{_word(chance, 2)} {_word(chance, 2)}"
        if name not in taken:
            taken.add(name)
            names.append((_company(name, chance), "organisation"))
    return names


def _company(name: str, chance: np.random.Generator) -> Forms:
    trade, form = TRADES[int(chance.integers(len(TRADES)))], FORMS[int(chance.integers(len(FORMS)))]
    full = f"{name} {trade}"
    return [(full, 0.3), (f"{full} {form}", 0.2), (f"{full.upper()}, {form.upper()}", 0.15), (name, 0.35)]


def _own(namings: list[Naming]) -> list[Hashable]:
    gc.collect()
    party = {one: found.id for found in parties(namings).parties for one in found.namings}
    return [party[naming.id] for naming in namings]


def _splink_figures(pile: Made) -> dict[str, float]:
    if importlib.util.find_spec("splink") is None:
        print("not measured: Splink (splink is not installed)", file=sys.stderr)
        return {}
    start = time.perf_counter()
    found = _splink(pile.namings)
    seconds = time.perf_counter() - start
    best = max(found, key=lambda clusters: f1(pile.party, clusters))
    return _figures("splink_", pile, best, seconds)


def _splink(namings: list[Naming]) -> list[list[Hashable]]:
    """Clusters, for each probability, by a model trained on the data itself, as its documentation advises."""
    import logging

    import pyarrow as pa  # type: ignore[import-not-found,import-untyped,unused-ignore]
    from splink import Linker  # type: ignore[import-not-found,unused-ignore]
    from splink.backends.duckdb import DuckDBAPI  # type: ignore[import-not-found,unused-ignore]

    logging.disable(logging.WARNING)  # Splink tells of every step
    linker: Any = Linker(DuckDBAPI().register(pa.Table.from_pylist(_rows(namings))), _settings())
    _train(linker)
    pairs = linker.inference.predict(threshold_match_probability=SURE[0])
    return [_clusters(linker, pairs, sure) for sure in SURE]


def _clusters(linker: Any, pairs: Any, sure: float) -> list[Hashable]:
    found = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold_match_probability=sure)
    party = {row["unique_id"]: row["cluster_id"] for row in found.as_record_list()}
    return [party[number] for number in range(len(party))]


def _rows(namings: list[Naming]) -> list[dict[str, object]]:
    return [_row(number, naming) for number, naming in enumerate(namings)]


def _row(number: int, naming: Naming) -> dict[str, object]:
    """The columns that a user would make: first and last word of a person, "LAST, FIRST" turned; a company's words."""
    last, comma, first = naming.name.lower().partition(", ")
    turned = f"{first} {last}" if comma and naming.kind == "person" else naming.name.lower()
    words = [word.strip(".,") for word in turned.split()]
    words = [word for word in words if word not in {"inc", "corp", "llc", "ltd", "plc", "corporation"}]
    person = naming.kind == "person"
    first_word = words[0] if not person or len(words) > 1 else None
    return {
        "unique_id": number,
        "kind": naming.kind,
        "first": first_word,
        "last": words[-1] if person or len(words) > 1 else None,
        "name": " ".join(words),
    }


def _settings() -> Any:
    import splink.comparison_library as comparisons  # type: ignore[import-not-found,unused-ignore]
    from splink import SettingsCreator, block_on

    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            comparisons.JaroWinklerAtThresholds("first", [0.92, 0.8]).configure(term_frequency_adjustments=True),
            comparisons.JaroWinklerAtThresholds("last", [0.92, 0.8]).configure(term_frequency_adjustments=True),
            comparisons.JaroWinklerAtThresholds("name", [0.95, 0.88]).configure(term_frequency_adjustments=True),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("kind", "last"),
            block_on("kind", "first", "substr(last, 1, 3)"),
            block_on("kind", "substr(name, 1, 6)"),
        ],
    )


def _train(linker: Any) -> None:
    from splink import block_on

    linker.training.estimate_probability_two_random_records_match([block_on("kind", "name")], recall=0.3)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("kind", "last"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("kind", "first"))


def _figures(prefix: str, pile: Made, found: Sequence[Hashable], seconds: float) -> dict[str, float]:
    count = len(pile.namings)
    precision, recall = precision_recall(pile.party, found)
    named = {
        "namings_per_second": round(count / seconds),
        "seconds": round(seconds, 2),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
    }
    return {f"{prefix}{what}_{count}": value for what, value in named.items()}


if __name__ == "__main__":
    sys.exit(main())
