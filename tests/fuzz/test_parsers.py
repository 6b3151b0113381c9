"""Every parser against what nobody wrote: bytes, bent samples, stored inputs that once did harm, long repetitions."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.growth import grows_evenly
from tools.parsers import Parser, parsers

CORPUS = Path(__file__).parent / "corpus"
ALL = parsers()
SEEDS = {parser.name: tuple(sorted((CORPUS / parser.name).glob("*"))) for parser in ALL}
MOST = 300_000  # bytes of stored inputs together
SIGNS = "\x00\r\n\t \"'\\{}[](),;:|=<>/&#%@*_~-+.0129XAaé\u200b\u202e\ud7ff\uffff\U0001f4b0"
named = pytest.mark.parametrize("parser", ALL, ids=lambda parser: parser.name)


@named
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.one_of(st.binary(max_size=400), st.text(max_size=200).map(str.encode), st.text(SIGNS).map(str.encode)))
def test_nothing_ends_in_an_error_of_its_own(parser: Parser, data: bytes) -> None:
    parser(data)


@named
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(choice=st.data())
def test_nor_does_what_begins_well(parser: Parser, choice: st.DataObject) -> None:
    """A stored input with a stretch of it taken out, said again or put in place of another."""
    seeds = SEEDS[parser.name]
    assert seeds, f"tests/fuzz/corpus/{parser.name}: store an input that it can read"
    whole = choice.draw(st.sampled_from(seeds)).read_bytes()
    start, end = sorted(choice.draw(st.tuples(*[st.integers(0, len(whole))] * 2)))
    stuff = choice.draw(st.one_of(st.binary(max_size=8), st.just(whole[start:end] * 3), st.text(SIGNS).map(str.encode)))
    parser(whole[:start] + stuff + whole[end:])


@pytest.mark.parametrize(
    ("parser", "file"),
    [pytest.param(one, file, id=f"{one.name}/{file.name}") for one in ALL for file in SEEDS[one.name]],
)
def test_stored_inputs(parser: Parser, file: Path) -> None:
    parser(file.read_bytes())


def test_stored_inputs_are_few_and_of_parsers() -> None:
    assert sum(file.stat().st_size for file in CORPUS.rglob("*") if file.is_file()) < MOST
    assert {folder.name for folder in CORPUS.iterdir()} == {parser.name for parser in ALL}


@named
@pytest.mark.parametrize("unit", [b"[", b'{"a":', b"[[", b"a = [", b"- ["])
def test_what_is_nested_deeply_is_refused(parser: Parser, unit: bytes) -> None:
    parser(unit * 5_000)
    parser(unit + b"[" * 50_000)


UNITS = (
    *("a", " ", "\n", "\t ", "1", "1,", "$1 ", "million ", "A. ", "Aa ", "A Aa, ", "- ", "*", "**a ", "[a](", "(", '"'),
    *("'", "\\", "<a ", "<!--", "&", "|", "a: ", "By A\n", "2024-", "May 1, ", "of ", "the first ", "and ", "@", "~"),
    *("years before ", "\u200b", "a b ", "Mr. ", "it's", "é", "A-", "0.", "x,y\n", "---\n", "# "),
)
LINEAR = ("decode", "head", "head_markdown", "published", "language", "blocks", "spelling", "money", "dates", "article")


@pytest.mark.parametrize("name", LINEAR)
@pytest.mark.parametrize("unit", UNITS, ids=repr)
def test_time_grows_with_length_and_no_faster(name: str, unit: str) -> None:
    parser = next(one for one in ALL if one.name == name)
    assert grows_evenly(lambda size: parser((unit * size)[:size].encode()), 2_000)
