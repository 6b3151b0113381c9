"""Dealings that take a side over from one told before."""

from __future__ import annotations

import pytest

from cuibono.read import Reader
from tests.read.texts import claims, only, sides, sources


def test_a_complaint_made_at_a_meeting(reader: Reader) -> None:
    claim = only(reader, "Dana Holt met the trade minister and complained about the tax.", "lobbying")
    assert sides(claim) == (["Dana Holt"], ["trade minister"])


def test_a_measure_that_is_lifted_is_whose_it_was(reader: Reader) -> None:
    found = claims(reader, "The ministry banned the app. The ban was lifted in May.", "government_action")
    assert [sides(claim)[0] for claim in found] == [["ministry"], ["ministry"]]


def test_a_meeting_that_is_confirmed(reader: Reader) -> None:
    met, confirmed = claims(reader, "Acme met the trade minister. A spokesman for Acme confirmed the meeting.")
    assert sides(confirmed) == sides(met)
    assert (met.stance, confirmed.stance) == ("asserted", "asserted")
    assert sources(confirmed)


def test_a_meeting_that_is_denied(reader: Reader) -> None:
    text = "Dana Holt met the trade minister, the Pelton Herald reported. The ministry denied the meeting."
    reported, denied = claims(reader, text, "meeting")
    assert (reported.stance, denied.stance) == ("asserted", "denied")
    assert sides(denied) == sides(reported)


def test_any_meeting_is_not_the_one_told_before(reader: Reader) -> None:
    text = "Acme met the trade minister. A spokesman said meetings are useful."
    assert len(claims(reader, text, "meeting")) == 1


@pytest.mark.parametrize("gap", ["Rain fell on the hills.\n\n" * 6])
def test_a_measure_told_far_before_is_not_taken_up(reader: Reader, gap: str) -> None:
    found = claims(reader, f"The ministry banned the app.\n\n{gap}The ban was lifted in May.", "government_action")
    assert [sides(claim)[0] for claim in found[1:]] in ([], [[]])


def test_no_such_meeting(reader: Reader) -> None:
    text = "Dana Holt met Governor Sam Orr. The ministry said there had been no meeting."
    _, denied = claims(reader, text, "meeting")
    assert denied.stance == "denied"
    assert sides(denied) == (["Dana Holt"], ["Sam Orr"])


def test_the_licences_that_were_dealt_for(reader: Reader) -> None:
    text = "Acme Corp will give the government 15% of its profits for export licences.\n\nThe licences were issued."
    (issued,) = claims(reader, text, "government_action")
    assert sides(issued) == (["government"], ["Acme Corp"])


def test_licences_that_nobody_dealt_for_are_nobodys(reader: Reader) -> None:
    (issued,) = claims(reader, "Acme Corp will give the government 15% of its profits.\n\nThe licences were issued.")[
        1:
    ]
    assert sides(issued) == ([], [])


def test_another_meeting_denied_is_not_the_one_told(reader: Reader) -> None:
    text = "Dana Holt met Governor Sam Orr. The ministry said there had been no other meeting."
    assert [claim.stance for claim in claims(reader, text, "meeting")] == ["asserted"]


def test_no_such_dinner_took_place(reader: Reader) -> None:
    text = "Dana Holt dined with Governor Sam Orr in May. No such dinner took place, the ministry said."
    _, denied = claims(reader, text, "meeting")
    assert (denied.stance, sides(denied)) == ("denied", (["Dana Holt"], ["Sam Orr"]))


def test_a_dinner_first_reported_elsewhere(reader: Reader) -> None:
    text = "Dana Holt dined with Governor Sam Orr in May. The dinner was first reported by the Pelton Herald."
    dined, reported = claims(reader, text, "meeting")
    assert sides(reported) == sides(dined)


def test_jobs_that_go_are_those_of_the_firm_spoken_of(reader: Reader) -> None:
    text = "Acme Motors called in its managers. Some 300 jobs are to go by June."
    claim = only(reader, text, "company_policy_change")
    assert (sides(claim), claim.stance) == ((["Acme Motors"], []), "planned")


def test_jobs_that_go_where_two_firms_are_spoken_of(reader: Reader) -> None:
    text = "Acme Motors called in Borax Steel. Some 300 jobs are to go by June."
    assert not claims(reader, text, "company_policy_change")


@pytest.mark.parametrize(
    ("later", "day"),
    [
        ("Details of the encounter, which occurred on 3 March, are scarce.", "2025-03-03"),
        ("The dinner took place on 3 March.", "2025-03-03"),
        ("The session, held on 3 March, lasted an hour.", "2025-03-03"),
        ("The dinner did not take place on 3 March.", None),
        ("The pig fair took place on 3 March.", None),
    ],
)
def test_a_day_told_later_of_a_meeting(reader: Reader, later: str, day: str | None) -> None:
    period = only(reader, f"Dana Holt dined with President Ann Lee. {later}", "meeting").period
    assert (str(period.earliest) if period else None) == day


def test_a_day_told_first_stands(reader: Reader) -> None:
    text = "Dana Holt dined with President Ann Lee on 3 March. The dinner took place on 5 March."
    period = only(reader, text, "meeting").period
    assert period is not None
    assert str(period.earliest) == "2025-03-03"
