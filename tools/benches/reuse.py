"""Measure text reuse: speed, growth, and what of known copies is found; beside it, MinHash (datasketch).

Takes: nothing; the documents are made, the same ones each time: 350 words of a made vocabulary (Zipf), one in five an
edited reprint of another document, one in ten with 120 words lifted from another.
Gives: a dict of figures; seconds are of processor time on one thread, which a busy machine changes little.
`python -m tools.benches.reuse` prints it; numbers after it are counts of documents.
"""

from __future__ import annotations

import gc
import importlib.util
import json
import math
import sys
import time
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from cuibono.model import Document
from cuibono.reconcile.reuse import shared
from tools.benches.measures import peak, slope

COUNTS, OTHERS = (1_000, 10_000, 100_000), 10_000  # documents; the most that MinHash is given
WORDS, LIFTED, VOCABULARY, PUBLISHERS = 350, 120, 50_000, 300
SHORT, EDITED, TRIES = (15, 20, 30, 60, 120), (0, 5, 10, 15), 300  # words; hundredths of them; lifts of each kind
STEEPEST = 1.2  # growth exponent, at most
PERMUTATIONS, THRESHOLD, RUN = 128, 0.5, 3  # MinHash; words of a shingle: with more it loses reprints edited by a tenth


class Made(NamedTuple):
    """Documents; for each the number of the one it is taken from (its own: none), and whether only lifted from."""

    documents: list[Document]
    source: list[int]
    lifts: list[bool]


class Found(NamedTuple):
    """Pairs of documents, whether most of the text is shared, and the seconds of processor time it took."""

    pairs: dict[tuple[int, int], bool]
    seconds: float


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 1 where growth is steeper than it may be."""
    given = sys.argv[1:] if arguments is None else arguments
    figures = bench(tuple(map(int, given)) or COUNTS)
    return int(figures["growth_exponent"] > STEEPEST)


def bench(counts: tuple[int, ...] = COUNTS) -> dict[str, float]:
    """The figures, also printed: documents a second, recall and precision at each count, exponent, peak MiB."""
    figures = _short_lifts()  # first, so that what is loaded late is not counted below
    seconds = {}
    for count in counts:
        pile = made(count)
        found = _own(pile.documents)
        seconds[count] = found.seconds
        figures |= {f"{what}_{count}": value for what, value in _figures(pile, found).items()}
        figures[f"peak_mib_{count}"] = round(peak())
        if count <= OTHERS:
            figures |= {f"minhash_{what}_{count}": value for what, value in _minhash_figures(pile).items()}
    figures["growth_exponent"] = round(slope(seconds), 3)
    print(json.dumps(figures, indent=2))
    return figures


def _short_lifts() -> dict[str, float]:
    """The part found of lifts of some length, in words, and some part of their words edited, in hundredths."""
    chance = np.random.default_rng(2025)
    figures = {}
    for length in SHORT:
        for part in EDITED:
            lifts = [_lifted(number, length, part / 100, chance) for number in range(TRIES)]
            found = _own([document for pair in lifts for document in pair])
            right = sum((2 * number, 2 * number + 1) in found.pairs for number in range(TRIES))
            figures[f"recall_lift_of_{length}_edited_{part}"] = right / TRIES
    return figures


def _lifted(number: int, length: int, part: float, chance: np.random.Generator) -> tuple[Document, Document]:
    """A document, and another with so many words of it in its midst. Words are numbers, as they are to the program."""
    source, taker = (_drawn((WORDS,), chance) for _ in range(2))
    start, place = (int(chance.integers(WORDS - length)) for _ in range(2))
    lift = _edited(source[start : start + length], part, chance)
    texts = source, np.concatenate((taker[:place], lift, taker[place + length :]))
    first, second = (_document(2 * number + step, " ".join(map(str, text))) for step, text in enumerate(texts))
    return first, second


def _drawn(shape: tuple[int, ...], chance: np.random.Generator) -> np.ndarray[tuple[int, ...], np.dtype[np.int32]]:
    """Words by number, frequent ones first: the second half as often as the first (Zipf)."""
    odds = np.cumsum(1.0 / np.arange(1, VOCABULARY + 1))
    return np.searchsorted(odds / odds[-1], chance.random(shape)).astype(np.int32)


def made(count: int) -> Made:
    """So many documents, the same ones each time; what is taken comes from an original of another publisher."""
    chance = np.random.default_rng(2024)
    names = _vocabulary(chance)
    drawn = _drawn((count, WORDS), chance)
    sort = chance.random(count)
    originals = np.flatnonzero(sort >= 0.3)
    source, texts = list(range(count)), []
    for number in range(count):
        words = drawn[number]
        if sort[number] < 0.3:
            source[number] = _other(number, originals, chance)
            taken = drawn[source[number]]
            words = _reprint(taken, chance) if sort[number] < 0.2 else _with_lift(words, taken, chance)
        texts.append(" ".join(names[word] for word in words.tolist()))
    documents = [_document(number, text) for number, text in enumerate(texts)]
    return Made(documents, source, [bool(0.2 <= value < 0.3) for value in sort])


def _vocabulary(chance: np.random.Generator) -> list[str]:
    letters = np.array(list("abcdefghijklmnopqrstuvwxyz"))
    lengths = chance.integers(2, 11, VOCABULARY)
    return ["".join(chance.choice(letters, length)) for length in lengths]


def _other(number: int, originals: np.ndarray[tuple[int], np.dtype[np.int64]], chance: np.random.Generator) -> int:
    while True:
        other = int(chance.choice(originals))
        if other % PUBLISHERS != number % PUBLISHERS:
            return other


Drawn = np.ndarray[tuple[int, ...], np.dtype[np.int32]]


def _reprint(words: Drawn, chance: np.random.Generator) -> Drawn:
    """Up to a tenth of the words changed, dropped or added, and up to a third cut from the end."""
    kept = words[: int(len(words) * chance.uniform(0.67, 1))]
    return _edited(kept, chance.uniform(0, 0.1), chance)


def _with_lift(words: Drawn, taken: Drawn, chance: np.random.Generator) -> Drawn:
    """Own words with a stretch of others', up to a tenth of it edited, in their midst."""
    start, place = int(chance.integers(len(taken) - LIFTED)), int(chance.integers(len(words) - LIFTED))
    lift = _edited(taken[start : start + LIFTED], chance.uniform(0, 0.1), chance)
    return np.concatenate((words[:place], lift, words[place + LIFTED :]))


def _edited(words: Drawn, part: float, chance: np.random.Generator) -> Drawn:
    edit = chance.random(len(words)) < part
    how = chance.random(len(words))
    changed = np.where(edit & (how < 0.5), chance.integers(VOCABULARY, size=len(words)), words).astype(np.int32)
    times = np.where(edit & (how >= 0.5), np.where(how < 0.75, 0, 2), 1)
    return np.repeat(changed, times)


def _document(number: int, text: str) -> Document:
    publisher = f"Publisher {number % PUBLISHERS}"
    return Document(id=f"doc-{number:07}", file=f"{number}.txt", text=text, sha256="", publisher=publisher)


def _own(documents: list[Document]) -> Found:
    gc.collect()
    start = time.process_time()
    passages = shared(documents)
    seconds = time.process_time() - start
    words: dict[tuple[int, int], int] = {}
    for passage in passages:
        pair = int(passage.first[4:]), int(passage.second[4:])
        words[pair] = words.get(pair, 0) + passage.words
    return Found({pair: words[pair] > WORDS / 2 for pair in words}, seconds)


def _minhash(documents: list[Document]) -> Found:
    from datasketch import MinHash, MinHashLSH  # type: ignore[import-untyped,import-not-found,unused-ignore]

    gc.collect()
    start = time.process_time()
    index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    pairs: dict[tuple[int, int], bool] = {}
    for number, document in enumerate(documents):
        words = document.text.encode().split()
        hashed = MinHash(num_perm=PERMUTATIONS)
        hashed.update_batch({b" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)})
        pairs |= {(other, number): True for other in index.query(hashed)}
        index.insert(number, hashed)
    return Found(pairs, time.process_time() - start)


def _minhash_figures(pile: Made) -> dict[str, float]:
    if importlib.util.find_spec("datasketch") is None:
        print("not measured: MinHash (datasketch is not installed)", file=sys.stderr)
        return {}
    return _figures(pile, _minhash(pile.documents))


def _figures(pile: Made, found: Found) -> dict[str, float]:
    figures = {
        "documents_per_second": round(len(pile.documents) / found.seconds),
        "seconds": round(found.seconds, 2),
        "recall_copies": _part(pair in found.pairs for pair in _true(pile, lifts=False)),
        "recall_lifts": _part(pair in found.pairs for pair in _true(pile, lifts=True)),
        "precision_copies": _part(_related(pile, pair) for pair, whole in found.pairs.items() if whole),
        "precision_lifts": _part(_related(pile, pair) for pair, whole in found.pairs.items() if not whole),
    }
    return {what: value for what, value in figures.items() if not math.isnan(value)}  # nothing of the kind was found


def _true(pile: Made, *, lifts: bool) -> Iterator[tuple[int, int]]:
    for number, (source, lift) in enumerate(zip(pile.source, pile.lifts, strict=True)):
        if source != number and lift == lifts:
            yield min(number, source), max(number, source)


def _related(pile: Made, pair: tuple[int, int]) -> bool:
    """Whether both have text of one source: two reprints of one original share it too."""
    return pile.source[pair[0]] == pile.source[pair[1]]


def _part(answers: Iterator[bool]) -> float:
    listed = list(answers)
    return round(sum(listed) / len(listed), 4) if listed else math.nan


if __name__ == "__main__":
    sys.exit(main())
