"""Scores a reader on raw text, as spaCy scores."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example

from cuibono.read.sentences import Engine
from training.corpora import docs

TREES = ("ewt-test", "pud-news", "pud-wiki", "gum-test-news", "gum-test-interview", "gum-test-speech")
NAMES = ("ner-t-pudnews", "ner-t-crosspol", "ner-t-gmb", "ner-t-gum", "ner-t-gumnews", "ner-t-ewt")
CORE = ("nsubj", "obj", "ccomp", "obl")


def tree_scores(examples: list[Example]) -> dict[str, float]:
    """UPOS, lemma, UAS, LAS (punctuation aside), sentences, and F of the core relations."""
    found = Scorer.score_token_attr(examples, "pos") | Scorer.score_token_attr(examples, "lemma")
    found |= Scorer.score_deps(examples, "dep", getter=lambda token, _: token.dep_, ignore_labels=("punct",))
    found |= Scorer.score_spans(examples, "sents", getter=lambda doc, _: doc.sents, has_annotation=lambda _: True)
    keys = {"UPOS": "pos_acc", "lemma": "lemma_acc", "UAS": "dep_uas", "LAS": "dep_las", "sentence F": "sents_f"}
    return {name: found[key] for name, key in keys.items()} | _relations(examples)


def _relations(examples: list[Example]) -> dict[str, float]:
    right: dict[str, int] = defaultdict(int)
    seen: dict[str, int] = defaultdict(int)
    for example in examples:
        ours = set(_aligned(example))
        gold = {(token.dep_, token.i, token.head.i) for token in example.reference}
        for label in CORE:
            mine, theirs = ({row for row in rows if row[0] == label} for rows in (ours, gold))
            right[label] += len(mine & theirs)
            seen[label] += len(mine) + len(theirs)
    return {label: 2 * right[label] / max(1, seen[label]) for label in CORE}


def _aligned(example: Example) -> Iterable[tuple[str, int, int]]:
    to_gold = example.alignment.x2y
    for token in example.predicted:
        own, head = to_gold[token.i], to_gold[token.head.i]
        if len(own) == 1 and len(head) == 1:
            yield token.dep_, int(own[0]), int(head[0])


def name_scores(examples: list[Example]) -> dict[str, float]:
    """F of names, all and by kind."""
    found = Scorer.score_spans(examples, "ents", getter=lambda doc, _: doc.ents)
    kinds = {kind: found["ents_per_type"].get(kind, {"f": 0.0})["f"] for kind in ("PERSON", "ORG", "LOC")}
    return {"F": found["ents_f"], "P": found["ents_p"], "R": found["ents_r"]} | kinds


def scores(engine: Engine, corpus: str) -> dict[str, float]:
    """The scores of one corpus, read from its raw text."""
    gold: list[Doc] = docs(corpus)
    read = engine.docs([doc.text for doc in gold])
    examples = [Example(mine, theirs) for mine, theirs in zip(read, gold, strict=True)]
    return name_scores(examples) if corpus in NAMES else tree_scores(examples)


def table(title: str, rows: dict[str, list[dict[str, float]]]) -> str:
    """A Markdown table; where several readers were scored, their figures stand in their order, parted by a stroke."""
    columns = list(next(iter(rows.values()))[0])
    lines = [f"| {title} | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    for corpus, found in rows.items():
        cells = [" / ".join(f"{one[column]:.3f}".lstrip("0") for one in found) for column in columns]
        lines.append(f"| {corpus} | " + " | ".join(cells) + " |")
    return "\n".join(lines)
