"""What the tellings of one event give differently."""

from __future__ import annotations

from cuibono.model import Event
from tests.reconcile.telling import Told, claim, day, only, related, told

PEOPLE = [("people familiar with it", "anonymous")]


def gift(outlet: str, text: str, amount: str, actor: str = "Acme", title: str = "") -> Told:
    quote = text.rstrip(".")
    found = claim("donation", quote, actor, "Lee Fund", amount=amount, said=PEOPLE)  # type: ignore[arg-type]
    return told(outlet, "05-08", text, found, title=title)


def fields(event: Event) -> dict[str, list[list[str]]]:
    return {c.field: [sorted(v.value for v in c.variants)] for c in event.contradictions}


def test_amounts_that_differ_by_a_slip_of_scale_are_an_error() -> None:
    event = only(
        related(
            gift("The Herald", "Acme gave $1 million to the Lee fund.", "USD 1000000"),
            gift("Daily Bell", "Acme gave $10 million to the Lee fund.", "USD 10000000"),
        ),
        "donation",
    )
    (found,) = event.contradictions
    assert (found.field, found.sort) == ("amount", "error")
    assert sorted(v.value for v in found.variants) == ["USD 1000000", "USD 10000000"]


def test_a_range_does_not_contradict_an_amount_within_it() -> None:
    event = only(
        related(
            gift("The Herald", "Acme gave $2 million to the Lee fund.", "USD 2000000"),
            gift("Daily Bell", "Acme gave millions to the Lee fund.", "USD 2000000.."),
        ),
        "donation",
    )
    assert event.contradictions == ()


def test_a_firm_and_its_head_are_two_givers() -> None:
    found = related(
        gift("The Herald", "Acme gave $1 million to the Lee fund on Monday.", "USD 1000000"),
        gift("Daily Bell", "Dana Holt gave $1 million to the Lee fund on Monday.", "USD 1000000", "*Dana Holt@Acme"),
    )
    assert fields(only(found, "donation")) == {"actor": [["Acme", "Dana Holt"]]}


def test_days_that_do_not_meet_are_shown_side_by_side() -> None:
    def met(outlet: str, text: str, on: str) -> Told:
        return told(outlet, "05-10", text, claim("meeting", text.rstrip("."), "*Dana Holt", "*Ann Lee", on=day(on)))

    event = only(
        related(
            met("The Herald", "Dana Holt met Ann Lee on Tuesday.", "05-07"),
            met("Daily Bell", "Dana Holt met Ann Lee on Wednesday.", "05-08"),
            met("Evening Post", "On Wednesday Dana Holt met Ann Lee.", "05-08"),
        ),
        "meeting",
    )
    (found,) = event.contradictions
    assert found.field == "date"
    assert sorted(len(v.documents) for v in found.variants) == [1, 2]


def test_one_saying_in_different_words_is_a_difference_of_quotes() -> None:
    first = 'Ann Lee threatened Acme: "Be fair to our farmers, or expect the bill," she said.'
    second = 'Ann Lee threatened Acme. "Be fair to our great farmers, or expect the consequences," she warned.'

    def threat(outlet: str, text: str) -> Told:
        return told(outlet, "05-08", text, claim("threat", "Ann Lee threatened Acme", "*Ann Lee", "Acme"))

    event = only(related(threat("The Herald", first), threat("Daily Bell", second)), "threat")
    (found,) = event.contradictions
    assert found.field == "quote"
    assert {v.value for v in found.variants} == {
        "Be fair to our farmers, or expect the bill,",
        "Be fair to our great farmers, or expect the consequences,",
    }


def test_the_same_saying_cut_short_is_no_difference() -> None:
    first = 'Ann Lee threatened Acme: "Be fair to our farmers, or expect the bill," she said.'
    second = 'Ann Lee threatened Acme. "Be fair to our farmers," she warned.'

    def threat(outlet: str, text: str) -> Told:
        return told(outlet, "05-08", text, claim("threat", "Ann Lee threatened Acme", "*Ann Lee", "Acme"))

    assert only(related(threat("The Herald", first), threat("Daily Bell", second)), "threat").contradictions == ()


def test_a_value_that_a_correction_replaces_is_sorted_so() -> None:
    event = only(
        related(
            gift("The Herald", "Acme gave $1 million to the Lee fund.", "USD 1000000"),
            gift(
                "Daily Bell",
                "Acme gave $3 million to the Lee fund.",
                "USD 3000000",
                title="Corrections",
            ),
        ),
        "donation",
    )
    assert [c.sort for c in event.contradictions] == ["correction"]


def test_an_order_that_the_days_of_others_exclude_is_shown() -> None:
    met, threat = "Dana Holt met Ann Lee", "Ann Lee threatened a tariff"
    right = f"{met} on Tuesday. {threat} on Friday."
    wrong = f"{met} after {threat}."
    found = related(
        told(
            "The Herald", "05-11", right,
            claim("meeting", met, "*Dana Holt", "*Ann Lee", on=day("05-07")),
            claim("threat", threat, "*Ann Lee", on=day("05-10")),
        ),
        told(
            "Daily Bell", "05-12", wrong,
            claim("meeting", met, "*Dana Holt", "*Ann Lee"),
            claim("threat", threat, "*Ann Lee"),
        ),
    )  # fmt: skip
    assert [c.field for c in only(found, "meeting").contradictions] == ["order"]
