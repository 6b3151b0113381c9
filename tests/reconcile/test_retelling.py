"""Ways in which retellings go wrong, and what looks like it and is none."""

from __future__ import annotations

from cuibono.model import Event, SourceKind
from cuibono.values import Period
from tests.reconcile.telling import Told, claim, day, only, origins, related, told


def _differing(event: Event, field: str) -> list[list[str]]:
    return [sorted(v.value for v in c.variants) for c in event.contradictions if c.field == field]


def _inquiry(outlet: str, quote: str) -> Told:
    found = claim("legal_action", quote, "Fair Trade Office", "Acme", on=day("05-07"))
    return told(outlet, "05-08", f"{quote}.", found)


def test_a_step_that_others_do_not_tell_of_yet_is_a_difference() -> None:
    stories = [
        _inquiry("The Herald", "The Fair Trade Office opened an inquiry into Acme on Tuesday"),
        _inquiry("Daily Bell", "The Fair Trade Office, after an inquiry, fined Acme on Tuesday"),
    ]
    assert _differing(only(related(*stories), "legal_action"), "stance") == [["fined", "inquiry"]]


def test_a_step_that_is_said_not_to_have_been_taken_is_none() -> None:
    stories = [
        _inquiry("The Herald", "The Fair Trade Office opened an inquiry into Acme on Tuesday"),
        _inquiry("Daily Bell", "The Fair Trade Office has an inquiry into Acme open and has not fined it"),
    ]
    assert _differing(only(related(*stories), "legal_action"), "stance") == []


def _share(outlet: str, quote: str, amount: str = "") -> Told:
    found = claim("pledge", quote, "Acme", "Treasury", on=day("05-07"), amount=amount)
    return told(outlet, "05-08", f"{quote}.", found)


def test_a_share_that_became_a_sum_with_its_figure_is_an_error() -> None:
    event = only(
        related(
            _share("The Herald", "Acme agreed on Tuesday to pay the Treasury 12 per cent of its sales"),
            _share("Daily Bell", "Acme agreed on Tuesday to pay the Treasury $12 billion", "USD 12000000000"),
        ),
        "pledge",
    )
    assert [(c.field, c.sort) for c in event.contradictions] == [("amount", "error")]


def test_a_share_and_the_sum_it_comes_to_stand_side_by_side() -> None:
    event = only(
        related(
            _share("The Herald", "Acme agreed on Tuesday to pay the Treasury 12 per cent of its sales"),
            _share("Daily Bell", "Acme agreed on Tuesday to pay the Treasury $3 billion", "USD 3000000000"),
        ),
        "pledge",
    )
    assert event.contradictions == ()


def test_a_changed_word_inside_quotation_marks_is_a_difference() -> None:
    def said(outlet: str, words: str) -> Told:
        quote = f"“{words},” Dana Holt said of Acme"
        return told(outlet, "05-08", f"{quote}.", claim("criticism", quote, "*Dana Holt", "Acme", on=day("05-07")))

    first = "They sold us a roof and are keeping the rain for themselves"
    other = "They sold us a roof and keep the rain for themselves alone"
    assert _differing(only(related(said("The Herald", first), said("Daily Bell", other)), "criticism"), "quote")
    assert not only(related(said("The Herald", first), said("Daily Bell", first[10:])), "criticism").contradictions


def test_what_was_not_yet_so_is_not_denied() -> None:
    def joined(outlet: str, quote: str, stance: str = "asserted") -> Told:
        found = claim("appointment", quote, "Acme", "*Ann Lee", stance=stance)  # type: ignore[arg-type]
        return told(outlet, "05-08", f"{quote}.", found)

    stories = [
        joined("The Herald", "Ann Lee joined Acme"),
        joined("Daily Bell", "Ann Lee had yet to join Acme", "denied"),
    ]
    assert only(related(*stories), "appointment").contradictions == ()


def test_a_denial_of_every_gift_bears_out_that_of_one() -> None:
    def denied(outlet: str, quote: str, to: str, source: str, kind: SourceKind, on: Period | None = None) -> Told:
        found = claim("donation", quote, "Acme", to, on=on, said=[(source, kind)], stance="denied")
        return told(outlet, "05-09", f"{quote}.", found)

    none, never = "Public records show no gift from Acme to the Lee fund in March", "Acme has never given to any fund"
    found = related(
        denied("The Herald", none, "Lee Fund", "public records", "official_record", day("03-04")),
        denied("Daily Bell", never, "any fund", "Acme", "organisation"),
    )
    assert [o.name for o in origins(found, only(found, "donation"))] == ["Acme", "public records"]


def test_what_somebody_went_on_to_do_came_after() -> None:
    hired, lent = "Acme hired Ann Lee", "secure a state loan"
    found = related(
        told(
            "The Herald", "05-11", f"The state lent Acme money on Tuesday. {hired} on Friday.",
            claim("appointment", hired, "Acme", "*Ann Lee", on=day("05-10")),
            claim("government_action", "The state lent Acme money on Tuesday", "state", "Acme", on=day("05-07")),
        ),
        told(
            "Daily Bell", "05-12", f"{hired} and went on to {lent}.",
            claim("appointment", hired, "Acme", "*Ann Lee"),
            claim("government_action", lent, "state", "Acme", on=day("05-07")),
        ),
    )  # fmt: skip
    assert [c.field for c in only(found, "appointment").contradictions] == ["order"]


def test_an_outlet_that_was_told_is_no_other_side() -> None:
    def lent(outlet: str, quote: str, to: str) -> Told:
        found = claim("government_action", quote, "Treasury", to, on=day("05-07"), amount="USD 1000000")
        return told(outlet, "05-08", f"{quote}.", found)

    stories = [
        lent("The Herald", "The Treasury lent Acme $1 million on Tuesday", "Acme"),
        lent("Daily Bell", "The Treasury gave The Herald an account on Tuesday of $1 million lent", "The Herald"),
    ]
    found = [e for e in related(*stories).events if len(e.claims) > 1]
    assert all(_differing(event, "counterpart") == [] for event in found)
