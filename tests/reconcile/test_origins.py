"""What stands behind the tellings of an event, and how many independent origins that makes."""

from __future__ import annotations

from tests.reconcile.telling import Told, claim, day, only, origins, related, told

GAVE = "Acme gave $1 million to the Lee fund"
SAID = f"{GAVE}, people familiar with the gift said."
PEOPLE = ("people familiar with the gift", "anonymous")
CLOSE = ("sources close to it", "anonymous")
OFFICIAL = ("an official", "anonymous")
ACME, SPOKESMAN, FUND = (("Acme", "organisation"), ("Acme spokesman", "organisation"), ("Lee Fund", "organisation"))
HERALD, BELL = ("The Herald", "outlet"), ("Daily Bell", "outlet")
BLOOMBERG, NEWS = ("Bloomberg", "outlet"), ("Bloomberg News", "outlet")


def gift(outlet: str | None, published: str, text: str, *said: tuple[str, str], title: str = "", **slots: str) -> Told:
    quote = text.split(",", maxsplit=1)[0].rstrip(".")
    found = claim("donation", quote, "Acme", "Lee Fund", amount="USD 1000000", said=said, **slots)  # type: ignore[arg-type]
    return told(outlet, published, text, found, title=title)


def test_three_outlets_that_quote_one_party_are_one_origin() -> None:
    stories = [
        gift("The Herald", "05-08", f"{GAVE}, the company told the Herald.", ACME),
        gift(
            "Daily Bell",
            "05-08",
            "Acme donated $1m to the fund, a spokesman said.",
            SPOKESMAN,
        ),
        gift("Evening Post", "05-09", "The Lee fund got $1m, Acme said.", ACME),
    ]
    found = related(*stories)
    event = only(found, "donation")
    assert [o.kind for o in origins(found, event)] == ["party_statement"]
    assert len(event.documents) == 3


def test_two_outlets_with_sources_of_their_own_are_two_origins() -> None:
    found = related(
        gift("The Herald", "05-08", SAID, PEOPLE),
        gift(
            "Daily Bell",
            "05-08",
            "Acme donated $1m to the Lee fund, an official said.",
            OFFICIAL,
        ),
    )
    event = only(found, "donation")
    assert len(event.origins) == 2
    assert event.grade == "anonymous_only"


def test_unnamed_sources_of_one_outlet_and_one_sort_are_one_origin() -> None:
    found = related(
        gift("The Herald", "05-08", SAID, PEOPLE),
        gift(
            "The Herald",
            "05-10",
            "Acme donated $1m to the Lee fund, sources close to it said.",
            CLOSE,
        ),
    )
    assert len(only(found, "donation").origins) == 1


def test_a_report_that_cites_another_shares_its_origin_through_a_chain() -> None:
    found = related(
        gift("The Herald", "05-08", SAID, PEOPLE),
        gift("Daily Bell", "05-09", "Acme donated $1m to the fund, the Herald reported.", HERALD),
        gift(
            "Evening Post",
            "05-10",
            "Acme handed $1m to the fund, according to the Bell.",
            BELL,
        ),
    )
    event = only(found, "donation")
    (origin,) = origins(found, event)
    assert origin.name == "people familiar with the gift, via The Herald"
    cited = {(e.document, e.to) for e in found.edges if e.kind == "cites" and e.to.startswith("doc-")}
    assert len(cited) == 2


def test_an_outlet_that_is_not_here_is_an_origin_whatever_form_its_name_has() -> None:
    found = related(
        gift("Daily Bell", "05-09", f"{GAVE}, Bloomberg reported.", BLOOMBERG),
        gift(
            "Evening Post",
            "05-10",
            "Acme donated $1m to the fund, Bloomberg News said.",
            NEWS,
        ),
    )
    event = only(found, "donation")
    assert [(o.name, o.kind) for o in origins(found, event)] == [("Bloomberg", "own_reporting")]
    assert event.grade == "single_origin"


def test_a_copy_adds_no_origin_and_shows_the_passage() -> None:
    wire = (
        "Acme gave $1 million to the Lee fund on Friday, people familiar with the gift said, the largest sum that the "
        "maker of garden tools has ever handed to a political cause in the twenty years since it was founded in Norby."
    )
    found = related(
        gift("The Wire", "05-08", wire, PEOPLE),
        gift("Norby Gazette", "05-09", wire[:-9] + "north.", PEOPLE),
    )
    event = only(found, "donation")
    assert len(event.documents) == 2
    assert len(event.origins) == 1
    (edge,) = [e for e in found.edges if e.to.startswith("doc-")]
    assert edge.kind == "copies"
    assert edge.span is not None


def test_a_report_without_a_source_adds_nothing_beside_one_that_has_one() -> None:
    found = related(
        gift("The Herald", "05-08", SAID, PEOPLE),
        gift("Daily Bell", "05-20", "Earlier this month the maker of tools Acme paid $1m into the campaign of Lee."),
    )
    event = only(found, "donation")
    assert len(event.documents) == 2
    assert len(event.origins) == 1
    assert {t.by for t in event.tellings} == {"anonymous", "adds_nothing"}


def test_what_nobody_sources_rests_on_the_first_outlet_alone() -> None:
    event = only(related(gift("The Herald", "05-08", f"{GAVE}.")), "donation")
    assert len(event.origins) == 1
    assert event.grade == "unattributed"


def test_a_public_threat_recalled_by_many_goes_back_to_the_words() -> None:
    def threat(outlet: str, published: str, text: str) -> Told:
        return told(outlet, published, text, claim("threat", text.rstrip("."), "*Ann Lee", "Acme", on=day("05-07")))

    found = related(
        threat("The Herald", "05-08", "Ann Lee threatened Acme with a tax on Tuesday."),
        threat("Daily Bell", "05-09", "On Tuesday Lee warned that Acme would be taxed."),
    )
    event = only(found, "threat")
    assert [(o.kind, o.name) for o in origins(found, event)] == [("party_statement", "Ann Lee")]


def test_a_release_and_a_spokesman_of_the_same_firm_are_one_origin() -> None:
    found = related(
        gift("Acme", "05-07", f"{GAVE}.", title="Press release: Acme supports the Lee fund"),
        gift(
            "The Herald",
            "05-08",
            "Acme has put $1m into the Lee fund, a spokesman said.",
            SPOKESMAN,
        ),
    )
    event = only(found, "donation")
    assert [o.kind for o in origins(found, event)] == ["press_release"]


def test_both_sides_saying_so_confirm_it() -> None:
    found = related(
        gift("The Herald", "05-08", f"{GAVE}, the company said.", ACME),
        gift(
            "Daily Bell",
            "05-09",
            "The Lee fund has had $1m from Acme, the fund said.",
            FUND,
        ),
    )
    event = only(found, "donation")
    assert len(event.origins) == 2
    assert event.grade == "confirmed"
    assert "both sides" in event.grade_rule


def test_a_spokesman_who_confirms_the_meeting_is_a_second_origin() -> None:
    text = (
        "Dana Holt met Minister Ann Lee on Tuesday, people briefed on it said. It lasted an hour. "
        "A spokesman for Acme confirmed that the meeting had taken place."
    )
    met = claim(
        "meeting", "Dana Holt met Minister Ann Lee on Tuesday", "*Dana Holt; Acme", "*Ann Lee",
        on=day("05-07"), said=[("people briefed on it", "anonymous")],
    )  # fmt: skip
    found = related(told("The Herald", "05-08", text, met))
    event = only(found, "meeting")
    assert sorted(o.kind for o in origins(found, event)) == ["anonymous_sources_via_outlet", "party_statement"]


def test_a_denial_is_shown_and_not_counted() -> None:
    found = related(
        gift("The Herald", "05-08", SAID, PEOPLE),
        gift(
            "Daily Bell",
            "05-09",
            "Acme gave no $1m to the Lee fund, the company said.",
            ACME,
            stance="denied",
        ),
    )
    event = only(found, "donation")
    assert len(event.origins) == 1
    assert event.grade == "disputed"
    assert "Acme denies it" in event.grade_rule


def test_a_public_act_stands_beside_the_word_of_the_one_it_was_done_to() -> None:
    def barred(outlet: str, published: str, text: str, *said: tuple[str, str]) -> Told:
        quote = text.split(",", maxsplit=1)[0].rstrip(".")
        found = claim("government_action", quote, "Trade Bureau", "Acme", on=day("05-07"), said=said)  # type: ignore[arg-type]
        return told(outlet, published, text, found)

    found = related(
        barred("The Herald", "05-08", "The Trade Bureau barred exports by Acme on Tuesday, the company said.", ACME),
        barred("Daily Bell", "05-09", "The Trade Bureau barred exports by Acme on Tuesday."),
    )
    event = only(found, "government_action")
    assert sorted(o.kind for o in origins(found, event)) == ["official_record", "party_statement"]


def test_two_papers_that_print_one_agency_have_its_origin() -> None:
    wire = "NORBY (Reuters) - Acme gave $1 million to the Lee fund, people familiar with the gift said."
    other = "NORBY, May 8 (Reuters) - The Lee fund had $1m from Acme, said people familiar with the gift."
    quotes = ("Acme gave $1 million to the Lee fund", "The Lee fund had $1m from Acme")
    stories = [
        told(paper, "05-08", text, claim("donation", quote, "Acme", "Lee Fund", amount="USD 1000000", said=[PEOPLE]))  # type: ignore[list-item]
        for paper, text, quote in (("Norby Herald", wire, quotes[0]), ("Ulm Bell", other, quotes[1]))
    ]
    found = related(*stories)
    event = only(found, "donation")
    assert len(event.documents) == 2
    assert [o.name for o in origins(found, event)] == ["people familiar with the gift, via Reuters"]


def called(outlet: str, published: str, quote: str, *said: tuple[str, str]) -> Told:
    found = claim("meeting", quote, "*Dana Holt", "*Ann Lee@transport minister/", on=day("05-03"), said=said)  # type: ignore[arg-type]
    return told(outlet, published, f"{quote}.", found)


def test_the_diary_that_an_office_keeps_is_its_holders_own_word() -> None:
    found = related(
        called("The Herald", "05-08", "Dana Holt called on Ann Lee on 3 May", ("ministerial diary", "document")),
        called("Daily Bell", "05-09", "Dana Holt saw Ann Lee on 3 May", ("Ann Lee", "person")),
    )
    assert [o.name for o in origins(found, only(found, "meeting"))] == ["Ann Lee"]


def test_the_ministry_is_that_of_the_minister_who_takes_part() -> None:
    found = related(
        called("The Herald", "05-08", "Dana Holt called on Ann Lee on 3 May", ("ministry", "organisation")),
        called("Daily Bell", "05-09", "Dana Holt saw Ann Lee on 3 May", ("Ann Lee", "person")),
    )
    assert [o.name for o in origins(found, only(found, "meeting"))] == ["Ann Lee"]
