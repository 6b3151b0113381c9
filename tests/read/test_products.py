"""Whose product a name is, and acts on products as acts on their makers."""

from __future__ import annotations

import pytest

from cuibono.read import Reader
from cuibono.read.claims import Page
from tests.read.texts import counterparts, document, only


def makers(reader: Reader, text: str) -> dict[str, str]:
    page = Page(document(text), reader.engine)
    return {word: party.name for word, party in page.references.products.items()}


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("Acme Corp may sell its M9 processor in Ohio.", "m9"),
        ("Acme Corp's M9 chip is slow.", "m9"),
        ("Osquin is made by Acme Corp in Ohio.", "osquin"),
    ],
)
def test_products_have_their_makers(reader: Reader, text: str, product: str) -> None:
    assert makers(reader, text) == {product: "Acme Corp"}


@pytest.mark.parametrize("text", ["Acme Corp sold the M9.", "The M9 is slow.", "Acme Corp's chief is slow."])
def test_nothing_is_guessed(reader: Reader, text: str) -> None:
    assert makers(reader, text) == {}


def test_a_product_of_two_firms_is_nobodys(reader: Reader) -> None:
    assert makers(reader, "Acme Corp's M9 chip is slow. Bolt Motors sells its M9 van.") == {}


def test_a_ban_on_the_product_is_one_on_its_maker(reader: Reader) -> None:
    claim = only(reader, "Acme Corp's M9 chip is slow. The council banned the M9 on Monday.", "government_action")
    assert counterparts(claim) == ["Acme Corp"]
