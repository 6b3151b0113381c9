"""Subjects, registers and rows of a made-up country of donors, for the tests of checking."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cuibono.check import Answer, Held, Post, Question, Row, Side, Subject
from cuibono.check.answer import How
from cuibono.check.scopes import Inauguration
from cuibono.model import Kind, PartyKind, Stance
from cuibono.model.records import Cover, Record, Stored
from cuibono.registers.sources import Due, Gap, Shows, Source
from cuibono.values import Money, Period

ACME = Side("pty-acme", "Acme", ("Acme", "Acme Holdings Inc."), "organisation")
FUND = Side("pty-fund", "Doe inaugural fund", ("Doe inaugural fund",), "organisation")
SCOPE = Inauguration(2025, "60th", "Doe", "C00000060")
GIFT = Shows(
    name="gift", kind="donation", sorts=("donation",), row="a row with the donor's name",
    actors=("organisation", "person"), counterpart="us_inaugural_committee", threshold=Decimal(200), currency="USD",
    due=Due(90, "inauguration", "90 days after the inauguration"), whole=True,
)  # fmt: skip
WHOLE = Cover(scope="C00000060", title="Form 13 of the 60th committee", whole=True, rows=40)


def side(name: str, kind: PartyKind = "organisation", *posts: Post) -> Side:
    return Side(f"pty-{name}", name, (name,), kind, posts)


def subject(
    kind: Kind = "donation",
    actors: tuple[Side, ...] = (ACME,),
    counterparts: tuple[Side, ...] = (FUND,),
    amount: Money | None = None,
    period: Period | None = None,
    stance: Stance = "asserted",
    quote: str = "",
    near: tuple[Subject, ...] = (),
    place: str = "",
    grade: str = "",
) -> Subject:
    told = (date(2024, 12, 11), date(2024, 12, 20))
    return Subject(
        id="evt-x", kind=kind, actors=actors, counterparts=counterparts, amount=amount, period=period, told=told,
        stance=stance, quote=quote, context=quote, near=near, place=place, grade=grade, lands=frozenset({"us", "uk"}),
    )  # fmt: skip


def register(rule: Shows = GIFT, *gaps: Gap) -> Source:
    return Source(
        name="book", title="The Book", publisher="The Office", licence="none", url="https://example.org",
        coverage="all", columns={}, shows=(rule,), gaps=gaps,
    )  # fmt: skip


def question(
    about: Subject, rule: Shows = GIFT, scope: Inauguration | None = SCOPE, asked: tuple[Side, ...] | None = None
) -> Question:
    chosen = about.actors if asked is None else asked
    since, until = (scope.since, scope.until) if scope else (date(2024, 11, 1), date(2025, 2, 1))
    return Question(
        subject=about, source=register(rule), rule=rule, asked=chosen, others=about.counterparts, scope=scope,
        since=since, until=until,
    )  # fmt: skip


def row(
    key: str, amount: str | None = None, actor: str = "ACME INC", *, how: How = "same", day: date = date(2024, 12, 30),
    kind: PartyKind = "organisation", counts: bool = True, register: str = "book",
) -> Row:  # fmt: skip
    record = Record(
        key=key, sort="donation", actor=actor, actor_kind=kind, counterpart="60th committee", currency="USD",
        amount=None if amount is None else Decimal(amount), earliest=day, latest=day, scope="C00000060",
        counts=counts, why=None if counts else "memo",
    )  # fmt: skip
    return Row(Stored(register, record), how, "the same name")


def kept(*rows: Row, cover: Cover = WHOLE, retrieved: date = date(2025, 6, 1)) -> Answer:
    return Answer((Held("book", "The Book", (cover,), retrieved),), rows)
