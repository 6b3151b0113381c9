"""Which parties publish, where their name does not show it."""

from __future__ import annotations

import hashlib

import pytest

from cuibono.model import Document, document_id
from cuibono.read import Reader
from cuibono.read.claims import Page
from tests.read.texts import claims, document, sides


def outlets(reader: Reader, found: Document) -> set[str]:
    page = Page(found, reader.engine)
    return {party.name for party in page.cast.parties if party.outlet}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Acme Corp will close its plant, as the trade paper Bolt & Brick pointed out.", {"Bolt & Brick"}),
        ("Acme Corp will close its plant, an official told Cornerline on Sunday.", {"Cornerline"}),
        ("An official told Acme Corp to close its plant.", set()),
        ("Acme Corp told Bolt Motors that it was sorry.", set()),
    ],
)
def test_called_a_paper_or_told_things_for_print(reader: Reader, text: str, names: set[str]) -> None:
    assert outlets(reader, document(text)) == names


def test_the_short_form_in_a_dateline_is_the_publisher(reader: Reader) -> None:
    text = "PELTON, Sept 6 (CNW) - Acme Corp sued Bolt Motors. CNW reported on Monday that Acme Corp was for sale."
    digest = hashlib.sha256(text.encode()).hexdigest()
    found = Document(id=document_id(digest), file="a", text=text, sha256=digest, publisher="Corner News")
    assert outlets(reader, found) == {"Corner News"}


def test_nobody_acts_on_the_paper_that_is_told(reader: Reader) -> None:
    text = "Acme Corp will close its plant, a ministry official told Cornerline on Sunday."
    assert not claims(reader, text, "government_action")


def test_a_firm_whose_chief_acts_is_no_other_side(reader: Reader) -> None:
    (claim,) = claims(
        reader, "Bolt Motors, whose chief executive also met with Governor Sam Orr, is for sale.", "meeting"
    )
    assert sides(claim) == (["Bolt Motors chief executive"], ["Sam Orr"])
