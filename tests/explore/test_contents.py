from __future__ import annotations

from cuibono.explore.contents import contents
from tests.explore.relations import ACME, CLAIMS, DOCUMENTS, GIFT, PARTIES, ledger


def test_documents_stand_in_order_of_publication() -> None:
    held = contents(reversed(DOCUMENTS), [])
    assert list(held.documents) == [document.id for document in DOCUMENTS]


def test_a_claim_in_no_event_is_one_of_its_own() -> None:
    held = contents(DOCUMENTS, CLAIMS, [GIFT], parties=PARTIES)
    (alone,) = (event for event in held.events if event.id != GIFT.id)
    assert (alone.claims, alone.origins, alone.actors) == ((CLAIMS[4].id,), (), ("pty-acme",))
    assert held.event_of_claim()[CLAIMS[4].id] == alone.id


def test_a_name_that_belongs_to_no_party_is_one_of_its_own() -> None:
    held = contents(DOCUMENTS, CLAIMS)
    key = held.party(CLAIMS[0].document, ACME)
    assert (held.parties[key].name, held.events[0].actors) == ("Acme", (key,))
    assert ledger().party(CLAIMS[0].document, ACME) == "pty-acme"
