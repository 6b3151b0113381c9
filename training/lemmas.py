"""The table of lemmas that the rules would get wrong, from the training treebanks."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

from cuibono.read.sentences.lemma import Lemmas
from training.corpora import docs


def exceptions(vocabulary: Path) -> dict[str, dict[str, str]]:
    """Tag -> word -> lemma, where the treebanks mostly have another lemma than the rules give."""
    rules = Lemmas({}, vocabulary.read_text("utf-8").split("\n"))
    counts: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for doc in docs("train"):
        for token in doc:
            word = token.text.replace("’", "'")
            key = word if token.pos_ == "PROPN" else word.lower()
            counts[token.tag_, key, token.pos_][token.lemma_] += 1
    table: dict[str, dict[str, str]] = defaultdict(dict)
    for (tag, word, pos), lemmas in sorted(counts.items(), key=lambda item: (item[0][:2], item[1].total())):
        lemma = lemmas.most_common(1)[0][0]
        if rules.rule(word, pos, tag) != lemma:
            table[tag][word] = lemma
        else:
            table[tag].pop(word, None)
    return dict(table)
