from __future__ import annotations

import pytest

from cuibono import weigh
from cuibono.explore.absence import absence
from cuibono.explore.event_view import event_view, event_views
from cuibono.explore.identity import identity
from cuibono.model import Link, Naming, Party
from cuibono.publish import event_listing, party_listing
from tests.explore.relations import GIFT, ledger

EVENTS = """\
  2 May 2024         Donation · Acme → the fund · US$1 million
                     4 reports, 2 origins; 1 report denies it · corroborated: Two independent
                       origins stand behind it.
                     evt-wire0

  no date given      Meeting · Acme
                     1 report, 1 origin · unnamed sources only: Nobody behind it is named.
                     evt-paper42
"""
AIDES = """\
ORIGIN  aides, via Harbour Wire (unnamed sources, through an outlet), 3 reports  org-aides
  Harbour Wire, 3 May 2024 – cites aides, via Harbour Wire
      “Acme gave the fund $1 million”
      citing aides (not named) – rests on unnamed sources; those of one outlet and one sort count
        once for an event – clm-wire0
    Valley Echo, 4 May 2024 – copies Harbour Wire
        “Acme gave the fund $1 million”
        in its own words – copies the passage from an earlier report, whose origin it shares –
          clm-copy0
"""
DIFFERENCES = """\
WHERE THE REPORTS DIFFER
  the amount: taken for a mistake – The report that it rests on gives another.
      $1 million – Harbour Wire, 3 May 2024; Valley Echo, 4 May 2024
      $10 million – Newsnip, 5 May 2024
"""
WITHOUT = """\
2 May 2024 · Donation · Acme → the fund · US$1 million evt-wire0
WITHOUT aides, via Harbour Wire (org-aides)
  now: 4 reports, 2 origins; 1 report denies it · corroborated
  without it: 1 report, 1 origin; 1 report denies it · corroborated. Two independent origins stand
    behind it.

1 other event would stand otherwise:

no date given · Meeting · Acme evt-paper42
  now: 1 report, 1 origin · unnamed sources only
  without it: no report. Nobody else tells of it.
"""
PARTY = """\
Jane Doe (person)  pty-1
  also: Doe
  2 documents: a.txt, b.txt

NAMED
  “Jane Doe” in a.txt nam-1
  “Doe” in b.txt nam-2

JOINED
  “Jane Doe” in a.txt and “Doe” in b.txt
      4.5 = surname +2.5, role +2

KEPT APART
  “Jane Doe” in a.txt and not “John Doe” in list:7
      a person said: different
"""


def test_a_block_for_each_event() -> None:
    assert event_listing.events(event_views(ledger())) == EVENTS


def test_reports_under_their_origins() -> None:
    printed = event_listing.origins(event_view(ledger(), GIFT))
    assert AIDES in printed
    assert "NOT COUNTED  Acme (statement of a party), 1 report  org-acme" in printed
    assert "“Acme did not give to the fund” [denied] [denies it]" in printed
    assert printed.endswith(DIFFERENCES)


def test_what_changes_without_an_origin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weigh, "graded", lambda events, *_: tuple(events))
    assert event_listing.without(absence(ledger(), GIFT, "org-aides")) == WITHOUT


def test_why_each_claim_was_taken_in() -> None:
    printed = event_listing.reasons(event_view(ledger(), GIFT))
    assert "clm-wire0 Harbour Wire, 3 May 2024" in printed
    assert "the first claim that tells of it" in printed
    assert "the same actor, the same amount" in printed


def test_who_a_party_is_and_why() -> None:
    namings = [
        Naming("nam-1", "doc-1", "Jane Doe", "person"),
        Naming("nam-2", "doc-2", "Doe", "person"),
        Naming("nam-3", "list:7", "John Doe", "person"),
    ]
    links = [
        Link("nam-1", "nam-2", 4.5, (("surname", 2.5), ("role", 2.0)), same=True),
        Link("nam-1", "nam-3", -3.0, (), same=False, ruling="different"),
    ]
    party = Party("pty-1", "Jane Doe", "person", ("nam-1", "nam-2"), ("Doe",))
    found = identity(party, namings, {"doc-1": "a.txt", "doc-2": "b.txt"}, links)
    assert party_listing.why(found) == PARTY
    assert party_listing.parties([found, found]).count("2 documents: a.txt, b.txt") == 2
