"""Events, sides and claims for tests of accounts, made in one line each."""

from __future__ import annotations

from datetime import date

from cuibono.model import Bears, Claim, Contradiction, Event, Grade, Kind, Mention, Order, Span, Stance, Telling
from cuibono.values import Money, Period
from cuibono.weigh.balance import Account, Side, Stay, Told, account

ACME, ROE, STATE, HOLT = "pty-acme", "pty-roe", "pty-state", "pty-holt"
WIDGETS = Side("Acme", (Stay(ACME, "the name given"), Stay(ROE, "the name given")), frozenset({"acme", "roe"}))
NORLAND = Side("Norland", (Stay(STATE, "the name given"), Stay(HOLT, "the name given")), frozenset({"norland", "holt"}))
PUBLISHED = date(2024, 6, 1)


class Story:
    """Events with their claims, each told by an article of its own; gives the account of the two sides."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.claims: dict[str, Claim] = {}
        self.beside: dict[str, frozenset[str]] = {}
        self.published: dict[str, Period | None] = {}

    def tell(
        self,
        kind: Kind,
        actors: str = "",
        others: str = "",
        quote: str = "words",
        *,
        day: str = "",
        amount: str = "",
        stance: Stance = "asserted",
        topic: str | None = None,
        near: str = "",
        after: str = "",
        same_words_as: str = "",
        grade: Grade = "single_origin",
        contradictions: tuple[Contradiction, ...] = (),
    ) -> str:
        """Add an event; its id comes back. `actors` and `others` are ids of parties, parted by blanks."""
        number = len(self.events)
        key, document = f"clm-{number}", same_words_as.replace("evt", "doc") or f"doc-{number}"
        money = Money.parse(amount) if amount else None
        period = Period.from_edtf(day) if day else None
        order = Order("after", "after that", (after.replace("evt", "clm"),)) if after else None
        span, named = Span(0, len(quote)), tuple(Mention(Span(0, 1), a, "organisation") for a in actors.split())
        self.claims[key] = Claim(
            key, document, kind, span, quote, named, (), topic, money, period, stance=stance, order=order
        )
        bears: Bears = "denies" if stance == "denied" else "supports"
        self.published.setdefault(document, Period.day(PUBLISHED))
        event = Event(
            f"evt-{number}", kind, (key,), (Telling(document, span, key, bears=bears),), tuple(actors.split()),
            tuple(others.split()), topic, money, period, contradictions=contradictions, grade=grade,
        )  # fmt: skip
        self.events.append(event)
        self.beside[event.id] = frozenset(near.split())
        return event.id

    def account(self, one: Side = WIDGETS, other: Side = NORLAND) -> Account:
        """The account of what was told."""
        return account(Told(tuple(self.events), self.claims, self.published, self.beside), one, other)
