"""The engine: trees, names, quotes, windows, odd input, another pipeline in its place."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.matcher import DependencyMatcher
from spacy.tokens import Doc

from cuibono.errors import UsageError
from cuibono.read.sentences import Engine, Own
from cuibono.settings import ReaderSettings

MEETING = "Mark Rutte met Anna Lindqvist of Norsk Hydro in Oslo on Monday. The firm was praised by the minister."
LONG = (
    "The ministry said on Tuesday that it had met the company. Officials asked for a new plant in the north. "
    "The company's chief executive, Maria Hansen, declined to comment. Two people familiar with the talks said that "
    "the plant would cost about 40 million euros. The minister, who took office in May, praised the plan. "
    "Workers were not told about it. A spokesman for the union said the members would vote on Friday. "
)


def read(engine: Engine, text: str) -> Doc:
    """The Doc of one block."""
    return engine.docs([text])[0]


def relations(doc: Doc) -> set[tuple[str, str, str]]:
    """Every word with its relation and head."""
    return {(token.text, token.dep_, token.head.text) for token in doc}


def test_a_meeting_and_a_passive(engine: Engine) -> None:
    doc = read(engine, MEETING)
    assert [sentence.text for sentence in doc.sents] == [MEETING[:63], MEETING[64:]]
    assert {
        ("Mark", "nsubj", "met"),
        ("Anna", "obj", "met"),
        ("Oslo", "obl", "met"),
        ("firm", "nsubj:pass", "praised"),
        ("minister", "obl:agent", "praised"),
    } <= relations(doc)
    assert [token.lemma_ for token in doc if token.pos_ == "VERB"] == ["meet", "praise"]


def test_names(engine: Engine) -> None:
    names = {(name.text, name.label_) for name in read(engine, MEETING).ents}
    assert {("Mark Rutte", "PERSON"), ("Anna Lindqvist", "PERSON"), ("Oslo", "LOC")} <= names


def test_possessors_and_relative_clauses(engine: Engine) -> None:
    found = relations(read(engine, "The company's owner praised the minister, who met him."))
    assert {("company", "nmod:poss", "owner"), ("met", "acl:relcl", "minister"), ("who", "nsubj", "met")} <= found


def test_curly_and_straight_quotes_give_one_tree(engine: Engine) -> None:
    curly = read(engine, "“We won’t sell the plant,” said Maria Hansen, the firm’s owner. “It’s ours.”")
    straight = read(engine, '"We won\'t sell the plant," said Maria Hansen, the firm\'s owner. "It\'s ours."')
    assert [(t.head.i, t.dep_, t.tag_, t.ent_type_) for t in curly] == [
        (t.head.i, t.dep_, t.tag_, t.ent_type_) for t in straight
    ]
    assert [t.lemma_ for t in curly if t.is_alpha] == [t.lemma_ for t in straight if t.is_alpha]


def test_a_long_paragraph_reads_as_its_sentences_do(engine: Engine) -> None:
    whole = read(engine, LONG * 4)
    apart = [read(engine, sentence.text) for sentence in whole.sents]
    assert len(apart) == 28
    alone = [(token.text, token.dep_) for doc in apart for token in doc]
    together = [(token.text, token.dep_) for token in whole]
    same = sum(a == b for a, b in zip(alone, together, strict=True))
    assert same / len(together) > 0.95


def test_blocks_read_together_as_alone(engine: Engine) -> None:
    blocks = [MEETING, "", "Talks end", LONG]
    together = engine.docs(blocks)
    for doc, block in zip(together, blocks, strict=True):
        alone = read(engine, block)
        assert [token.text for token in doc] == [token.text for token in alone]
        same = sum(a.head.i == b.head.i for a, b in zip(doc, alone, strict=True))
        assert same >= 0.97 * len(doc)


ODD = ["", " ", "\n\n\t", "\x00\x01", "😀" * 50, "\u202e\u200b\ufeff", "é" * 3000, "(" * 4000, "a " * 2000, '"', "'"]


@pytest.mark.parametrize("text", [*ODD, ", " * 700, "日本語のテキスト。", "\n He \n\n met\u00a0 them \n", "-" * 900])
def test_odd_text_is_read_whole(engine: Engine, text: str) -> None:
    doc = read(engine, text)
    assert doc.text == text
    assert sum(len(sentence) for sentence in doc.sents) == len(doc)
    assert all(token.dep_ and token.pos_ for token in doc)


def test_trees_can_be_matched(engine: Engine) -> None:
    doc = read(engine, MEETING)
    matcher = DependencyMatcher(doc.vocab)
    verb = {"RIGHT_ID": "verb", "RIGHT_ATTRS": {"LEMMA": "meet"}}
    subject = {"LEFT_ID": "verb", "REL_OP": ">", "RIGHT_ID": "subject", "RIGHT_ATTRS": {"DEP": "nsubj"}}
    matcher.add("met", [[verb, subject]])
    assert [[doc[i].text for i in found] for _, found in matcher(doc)] == [["met", "Mark"]]


def test_bare_parses_hold_what_the_docs_hold(engine: Engine, own: Own) -> None:
    (parse,) = own.parses([MEETING])
    doc = read(engine, MEETING)
    assert parse.head.tolist() == [token.head.i for token in doc]
    assert parse.starts == [sentence.start for sentence in doc.sents]


def test_the_name_is_the_weights(engine: Engine) -> None:
    assert engine.name() == Engine(ReaderSettings()).name()
    assert engine.name().startswith("own-")


def test_another_pipeline_in_its_place(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.to_disk(tmp_path / "other")
    other = Engine(ReaderSettings(pipeline=str(tmp_path / "other")))
    doc, nothing = other.docs([MEETING, ""])
    assert len(list(doc.sents)) == 2
    assert not len(nothing)
    assert other.name().startswith("spacy-en-")


def test_a_pipeline_that_is_not_there_says_what_to_do() -> None:
    with pytest.raises(UsageError, match="Install it"):
        Engine(ReaderSettings(pipeline="en_no_such_pipeline"))


def test_weights_that_are_not_there_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"reader\.onnx"):
        Engine(ReaderSettings(weights=str(tmp_path)))
