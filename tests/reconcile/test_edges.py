"""Which documents rest on which, and outlets by the forms of their names."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from cuibono.model import SourceKind
from cuibono.reconcile import Relations
from cuibono.reconcile.evidence import Evidence
from cuibono.reconcile.genre import genre
from cuibono.reconcile.outlets import Outlets
from cuibono.reconcile.voices import Voices
from tests.reconcile.telling import Told, claim, day, related, told


def outlets(*names: str) -> Outlets:
    evidence = Evidence([told(name, "05-08", f"Text of {name}.").document for name in names], [], [])
    return Outlets(evidence, Voices(evidence))


@pytest.mark.parametrize(
    ("outlet", "named"),
    [
        ("The Norby Herald", "Herald"),
        ("The Norby Herald", "the Norby Herald"),
        ("Morning Wire", "Morning"),
        ("Transland Press", "TLP"),
        ("Hill & Dale", "Hill & Dale"),
        ("Transland Press", "Transland Press sources"),
    ],
)
def test_an_outlet_is_known_by_the_forms_of_its_name(outlet: str, named: str) -> None:
    assert outlets(outlet, "Daily Bell").named(named) is not None


@pytest.mark.parametrize("named", ["Press", "Acme", "TXQ", "daily"])
def test_other_names_are_no_outlets(named: str) -> None:
    assert outlets("Transland Press", "Daily Bell").named(named) is None


def test_a_form_that_two_outlets_share_is_neither() -> None:
    assert outlets("The Norby Herald", "The Ulm Herald").named("Herald") is None


@pytest.mark.parametrize("host", ["www.norbyherald.com", "news.norbyherald.co.uk"])
def test_an_outlet_without_a_name_is_known_by_its_address(host: str) -> None:
    document = replace(told(None, "05-08", "A text.").document, url=f"https://{host}/2024/05/a-text")
    evidence = Evidence([document], [], [])
    assert Outlets(evidence, Voices(evidence)).named("The Norby Herald") == "norbyherald"


def cites(found: Relations, *stories: Told) -> set[tuple[str, str, str]]:
    outlet = {s.document.id: s.document.publisher or "" for s in stories}
    return {(outlet[e.document], outlet[e.to], e.kind) for e in found.edges if e.to in outlet}


MET = "Dana Holt met Ann Lee on Tuesday"


def meeting(outlet: str, published: str, text: str, quote: str = MET, title: str = "") -> Told:
    found = claim("meeting", quote, "*Dana Holt", "*Ann Lee", on=day("05-07"))
    return told(outlet, published, text, found, title=title)


def test_first_reported_by_is_an_edge_with_its_sentence() -> None:
    first = meeting("The Norby Herald", "05-08", f"{MET}, two guests said.")
    second = meeting("Daily Bell", "05-09", f"{MET}. The visit was first reported by the Norby Herald.")
    found = related(first, second)
    assert cites(found, first, second) == {("Daily Bell", "The Norby Herald", "cites")}
    (edge,) = [e for e in found.edges if e.to == first.document.id]
    assert edge.span is not None
    assert "first reported" in second.document.text[edge.span.start : edge.span.end]


def test_a_credit_means_the_recent_report_and_not_one_of_last_year() -> None:
    old = told("The Norby Herald", "01-08", "The Norby Herald looks at the weather of the year.")
    new = told("The Norby Herald", "05-08", "A long look at ships and who owns them.")
    citing = told("Daily Bell", "05-09", "Ships are owned by few, the Norby Herald reported.")
    assert cites(related(old, new, citing), new, citing) == {("Daily Bell", "The Norby Herald", "cites")}


def test_a_correction_rests_on_the_outlets_own_report() -> None:
    report = meeting("The Norby Herald", "05-08", f"{MET}.")
    notice = meeting("The Norby Herald", "05-10", f"We wrote that {MET}. It was Monday.", title="Corrections")
    assert cites(related(report, notice), report, notice) == {("The Norby Herald", "The Norby Herald", "cites")}


def test_a_column_retells_the_first_report_with_a_source() -> None:
    said: list[tuple[str, SourceKind]] = [("two guests", "anonymous")]
    first = told(
        "The Norby Herald", "05-08", f"{MET} at Oak House, two guests said.",
        claim("meeting", MET, "*Dana Holt", "*Ann Lee", on=day("05-07"), place="Oak House", said=said),
    )  # fmt: skip
    column = told(
        "Daily Bell", "05-20", "On a Tuesday Dana Holt sits down with Ann Lee at Oak House.",
        claim("meeting", "Dana Holt sits down with Ann Lee at Oak House", "*Dana Holt", "*Ann Lee", place="Oak House"),
        title="Opinion: a house of oak",
    )  # fmt: skip
    assert cites(related(first, column), first, column) == {("Daily Bell", "The Norby Herald", "rewrites")}


@pytest.mark.parametrize(
    ("title", "text", "sort"),
    [
        ("Remarks by Minister Lee to reporters", "MINISTER LEE: Good morning.", "transcript"),
        ("Acme to build a mill", "News release\nAcme, Norby\n\nAcme will build a mill.", "release"),
        ("For the record", "We misspelt a name.", "correction"),
        ("A price for everything", "Opinion\nBo Ray\n\nNobody says so.", "opinion"),
        ("Acme met minister", "Dana Holt met Ann Lee.", "report"),
    ],
)
def test_what_a_text_is_shows_in_the_lines_above_it(title: str, text: str, sort: str) -> None:
    assert genre(told("The Herald", "05-08", text, title=title).document) == sort
