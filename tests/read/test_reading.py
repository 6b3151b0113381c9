"""Whole texts: reading any text ends well, quotes what it says, and comes out the same each time."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cuibono
from cuibono.model import Document, Reading, Span, claim_id
from cuibono.read import Reader, explain, of
from tests.read.texts import WEDNESDAY, document, only
from tools.parts import Folder, Part, shared
from tools.reading import documents

STORY = "Acme Corp donated $5 million to the inaugural fund on Monday, according to the Pelton Herald."

_TOLD = st.sampled_from(
    [
        STORY,
        '"We met Mayor Sam Orr," Dana Holt said.',
        "Neither Acme nor Bolt Motors donated to his campaign.",
        "She denied that it had sued [the ministry](https://pelton.example/m).",
        "THE MAYOR: I met Ann Lee.\n",
        "\nQ: Did you?\n",
        "The meeting was confirmed by one of the people.",
        "- **Acme** threatened to close the plant if the tariff stayed",
    ]
)
_JUNK = st.one_of(
    st.text(max_size=25),
    st.sampled_from(
        [
            "\n",
            "\n\n",
            " ",
            "\x00",
            "\u202e",
            "\u200b",
            "\ufeff",
            "“",
            "”",
            '"',
            "(((",
            "]](",
            "💶👩‍👩‍👧",
            "$",
            "€9",
            "\u0301",
            "ﬁ",
            "İ",
        ]
    ),
    st.characters(categories=["Cc", "Cf", "Ps", "Pe", "Pi", "Pf", "Zs", "So"]),
)
texts = st.lists(st.one_of(_TOLD, _JUNK, _JUNK), max_size=7).map("".join)


def check(document: Document, reading: Reading) -> None:
    """Everything that a reading says about the text holds of the text."""
    text = document.text
    for claim in reading.claims:
        assert claim.quote == text[claim.span.start : claim.span.end]
        assert claim.quote.strip()
        assert claim.document == document.id
        assert claim.id == claim_id(claim)
        for mention in (*claim.actors, *claim.counterparts):
            assert mention.name.strip()
            assert inside(mention.span, text)
        for source in claim.attribution:
            assert source.name.strip()
            assert source.span is None or inside(source.span, text)
    assert all(inside(mention.span, text) for mention in reading.mentions)
    lines = [text.count("\n", 0, claim.span.start) for claim in reading.claims]
    assert lines == sorted(lines), "claims come in the order of the text"
    assert all(problem.span is None or inside(problem.span, text) for problem in reading.problems)


def inside(span: Span, text: str) -> bool:
    """Whether a span holds characters of the text that are not all blank."""
    return 0 <= span.start < span.end <= len(text) and bool(text[span.start : span.end].strip())


@given(texts)
@settings(max_examples=60)
def test_any_text_is_read_and_quoted(reader: Reader, text: str) -> None:
    story = document(text)
    reading = reader.read(story)
    check(story, reading)
    assert reader.read(story) == reading, "the same text gives the same claims and ids"
    ids = [claim.id for claim in reading.claims]
    assert len(ids) == len(set(ids))


@given(st.text(max_size=80), st.integers(0, 90))
@settings(max_examples=40)
def test_nothing_before_the_body_is_quoted(reader: Reader, text: str, body: int) -> None:
    whole = f"{text}\n{STORY}"
    story = headed(whole, body)
    reading = reader.read(story)
    check(story, reading)
    assert all(claim.span.start >= body for claim in reading.claims)


def headed(text: str, body: int) -> Document:
    plain = document(text)
    return Document(plain.id, plain.file, text, plain.sha256, published=WEDNESDAY, body=body)


@pytest.mark.parametrize(
    "text",
    [
        "word " * 2000,
        "a" * 20_000,
        "(" * 1500,
        '"' * 1500,
        "Acme met Dana Holt, " * 200,
        "\n" * 5000,
        "Ann Lee and " * 250,
        "[" * 500 + "Acme](https://acme.example) sued.",
    ],
    ids=["words", "one word", "brackets", "quotes", "no full stop", "blank lines", "names", "links"],
)
def test_odd_texts(reader: Reader, text: str) -> None:
    story = document(text)
    check(story, reader.read(story))


def test_claims_follow_the_text(reader: Reader) -> None:
    text = "Acme sued the ministry.\n\nDana Holt met Mayor Sam Orr.\n\nThe ministry fined Bolt Motors."
    spans = [claim.span for claim in reader.read(document(text)).claims]
    assert len(spans) == 3
    assert spans == sorted(spans)


def test_the_package_can_be_called() -> None:
    (claim,) = cuibono.read(STORY, published=WEDNESDAY)
    assert claim.kind == "donation"
    assert [mention.name for mention in claim.actors] == ["Acme Corp"]
    assert claim.amount
    assert claim.amount.show() == "USD 5000000"
    assert claim.period
    assert claim.period.edtf == "2025-03-10"
    assert [source.name for source in claim.attribution] == ["Pelton Herald"]
    assert claim.quote == STORY[claim.span.start : claim.span.end]


def test_several_texts_one_after_the_other(reader: Reader) -> None:
    found = list(of(["Acme sued the ministry.", "Rain fell.", document("Dana Holt met Mayor Sam Orr.")], reader=reader))
    assert [claim.kind for claim in found] == ["legal_action", "meeting"]
    assert found[0].document != found[1].document


def test_no_texts_no_claims(reader: Reader) -> None:
    assert list(of([], reader=reader)) == []


def test_how_a_claim_was_read_is_told(reader: Reader) -> None:
    text = "Rain fell. Acme sued the ministry."
    claim = only(reader, text)
    told = explain(document(text), claim, reader).splitlines()
    assert told[0].split() == ["cue", claim.cue]
    assert [line.split(maxsplit=1)[1] for line in told if line.startswith("rule")] == list(claim.rules)
    tree = told[told.index("") + 1 :]
    assert [line.split()[1] for line in tree] == ["Acme", "sued", "the", "ministry", "."]
    assert "ROOT" in tree[1]


def test_what_a_reading_depends_on_has_a_name(reader: Reader) -> None:
    assert reader.fingerprint == Reader().fingerprint


@pytest.mark.parametrize("name", ["seeds", "articles"])
def test_news_is_quoted_as_it_stands(reader: Reader, name: str) -> None:
    folder = shared() / name
    if not folder.is_dir():
        pytest.skip(f"there are no texts to read in {folder}")
    part = Part(name=name, title=name, folders=(Folder(folder, folder / "metadata.csv"),), gold=(), aliases=())
    stories = list(documents(part))
    assert stories
    for story in stories:
        reading = reader.read(story)
        assert reading.claims
        check(story, reading)
