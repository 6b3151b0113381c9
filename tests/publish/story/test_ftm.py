from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from cuibono.explore.contents import Contents, contents
from cuibono.model import Event, Telling
from cuibono.publish.story import written
from cuibono.values import Money
from tests.explore.relations import ACME_SAYS, AIDES, CLAIMS, DENIAL, DOCUMENTS, GIFT, PAPER, PARTIES, SITE, TREASURER
from tests.publish.hostile import Hostile
from tests.publish.story.recorded import AGAINST, BORNE_OUT, STORED, recorded

# Of each schema of FollowTheMoney 4.11: what it must have, and what else it may have of what is written.
_INTERVAL = {"date", "summary", "description", "recordId", "sourceUrl", "publisher", "proof"}
SCHEMATA = {
    "Article": ({"fileName"}, {"title", "publisher", "publishedAt", "sourceUrl"}),
    "Document": ({"fileName"}, {"title", "publishedAt", "sourceUrl"}),
    "Person": ({"name"}, {"alias", "position", "proof"}),
    "Organization": ({"name"}, {"alias", "proof"}),
    "PublicBody": ({"name"}, {"alias", "proof"}),
    "LegalEntity": ({"name"}, {"alias", "proof"}),
    "Payment": ({"payer", "beneficiary"}, {"amount", "currency", "purpose", *_INTERVAL}),
    "UnknownLink": ({"subject", "object"}, {"role", *_INTERVAL}),
    "Event": ({"name"}, {"involved", "location", *_INTERVAL}),
}
ENTITIES = ("proof", "payer", "beneficiary", "subject", "object", "involved")
ID = re.compile(r"[0-9a-zA-Z]([0-9a-zA-Z.-]*[0-9a-zA-Z])?")


def entities(held: Contents) -> dict[str, Any]:
    rows = [msgspec.json.decode(line) for line in written(held, "ftm").splitlines()]
    assert len({row["id"] for row in rows}) == len(rows)
    return {row["id"]: row for row in rows}


def told(*tellings: Telling, **changes: Any) -> Contents:
    """The donation as these passages tell of it, which do not differ."""
    changes = {"contradictions": (), "counterparts": ("pty-fund",)} | changes
    event: Event = replace(GIFT, tellings=tellings, **changes)
    return contents(DOCUMENTS, CLAIMS, [event], [AIDES, TREASURER, ACME_SAYS], (), PARTIES)


@pytest.mark.parametrize("held", [recorded(), Hostile().contents(), told(*GIFT.tellings[:4])], ids=lambda _: "")
def test_every_entity_has_the_shape_of_its_schema(held: Contents) -> None:
    found = entities(held)
    for row in found.values():
        required, allowed = SCHEMATA[row["schema"]]
        assert required <= set(row["properties"]) <= required | allowed
        assert ID.fullmatch(row["id"])
        for name, values in row["properties"].items():
            assert values
            assert all(value and isinstance(value, str) for value in values)
            assert name not in ENTITIES or set(values) <= set(found)


def test_a_donation_that_nobody_disputes_is_a_payment() -> None:
    row = entities(told(*GIFT.tellings[:4]))["evt-wire0"]
    assert row["schema"] == "Payment"
    found = row["properties"]
    assert (found["payer"], found["beneficiary"]) == (["pty-acme"], ["pty-fund"])
    assert (found["amount"], found["currency"], found["date"]) == (["1000000"], ["USD"], ["2024-05-02"])
    assert found["publisher"] == ["Harbour Wire", "Valley Echo", "Newsnip", "The Post"]
    assert found["proof"][0] == "doc-wire.txt"
    assert found["summary"][:2] == [
        "4 reports, 2 origins",
        "corroborated: Two independent origins stand behind it.",
    ]


def test_what_is_not_certain_is_no_payment() -> None:
    def schema(held: Contents) -> str:
        return str(entities(held)["evt-wire0"]["schema"])

    range_ = Money(Decimal(1), Decimal(2), "USD")
    assert schema(told(SITE, amount=range_)) == "UnknownLink"
    assert schema(told(SITE, contradictions=GIFT.contradictions)) == "UnknownLink"
    assert schema(told(SITE, actors=("pty-acme", "pty-fund"))) == "UnknownLink"
    assert schema(told(SITE, kind="meeting")) == "UnknownLink"
    crowd = replace(told(SITE), parties={one.id: replace(one, kind="group") for one in PARTIES})
    assert schema(crowd) == "UnknownLink"
    assert schema(told(SITE, counterparts=())) == "Event"
    assert schema(told(SITE, grade="disputed")) == "Event"
    assert schema(told(PAPER, DENIAL)) == "Event"
    assert schema(replace(told(SITE), findings={"clm-site0": (AGAINST,)})) == "Event"


def test_a_public_record_settles_in_what_reports_differ() -> None:
    held = told(SITE, contradictions=GIFT.contradictions)
    found = replace(held, findings={"evt-wire0": (BORNE_OUT,)}, records={STORED.id: (STORED,)})
    assert entities(found)["evt-wire0"]["schema"] == "Payment"


def test_a_denied_dealing_says_so_in_its_name() -> None:
    found = entities(told(DENIAL))["evt-wire0"]["properties"]
    assert found["name"] == ["Donation · Acme → the fund · US$1 million [denied]"]


def test_documents_and_parties() -> None:
    found = entities(recorded())
    assert found["doc-wire.txt"] == {
        "id": "doc-wire.txt",
        "schema": "Article",
        "properties": {
            "fileName": ["wire.txt"],
            "title": ["wire.txt"],
            "publisher": ["Harbour Wire"],
            "publishedAt": ["2024-05-03"],
        },
        "cuibono": {"sha256": "0" * 64, "published": "2024-05-03", "basis": "published"},
    }
    assert (found["pty-acme"]["schema"], found["pty-acme"]["properties"]["name"]) == ("Organization", ["Acme"])


def test_nothing_in_it_steers_or_hides() -> None:
    text = written(Hostile().contents(), "ftm")
    values = [v for row in map(msgspec.json.decode, text.splitlines()) for vs in row["properties"].values() for v in vs]
    assert not [value for value in values if re.search("[\x00-\x1f\u202a-\u202e\u2066-\u2069]", value)]
    assert not [value for value in values if value.startswith("javascript:")]
    assert text == written(Hostile().contents(), "ftm")
