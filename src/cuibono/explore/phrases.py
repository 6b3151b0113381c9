"""Plain words for the values and fixed words of the ledger.

Takes: periods, amounts, kinds, stances, grades, kinds of source, numbers of reports and origins.
Gives: the short English phrases that pages and reports show for them.
Knows nothing of: documents, HTML, where a phrase is printed.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from decimal import Decimal
from typing import Final

from cuibono.model import (
    ContradictionField,
    ContradictionSort,
    EdgeKind,
    Grade,
    Kind,
    OriginKind,
    PartyKind,
    Ruling,
    SourceKind,
    Stance,
)
from cuibono.model.rivals import Rating
from cuibono.values import Basis, Money, Period

KINDS: Final[dict[Kind, tuple[str, str]]] = {
    "meeting": ("Meeting", "Meetings"),
    "donation": ("Donation", "Donations"),
    "gift": ("Gift", "Gifts"),
    "pledge": ("Pledge", "Pledges"),
    "lobbying": ("Lobbying", "Lobbying"),
    "appointment": ("Appointment", "Appointments"),
    "company_policy_change": ("Company policy change", "Company policy changes"),
    "government_action": ("Government action", "Government actions"),
    "threat": ("Threat", "Threats"),
    "legal_action": ("Legal action", "Legal actions"),
    "support": ("Support", "Support"),
    "criticism": ("Criticism", "Criticism"),
}
"""Each kind of dealing, in the order of the design, with its name for one and for many."""

STANCES: Final[dict[Stance, tuple[str, str]]] = {
    "asserted": ("stated", "The passage says that it happened, or is so."),
    "denied": ("denied", "The passage says that it did not happen, or is not so."),
    "planned": ("planned", "The passage says that it is intended, announced or threatened for later."),
    "hypothetical": ("hypothetical", "The passage speaks of what might be or might have been."),
    "opinion": ("opinion", "The passage gives a view of someone, not an occurrence."),
}
"""Each stance with the word that is shown for it and what that word means."""

SOURCES: Final[dict[SourceKind, str]] = {
    "outlet": "news outlet",
    "person": "named person",
    "organisation": "organisation",
    "official_record": "official record",
    "document": "document",
    "anonymous": "not named",
    "unspecified": "source not specified",
}
PARTIES: Final[dict[PartyKind, str]] = {
    "person": "person",
    "organisation": "organisation",
    "public_body": "public body",
    "place": "place",
    "group": "group",
}
BASES: Final[dict[Basis, str]] = {
    "text": "dated by the text",
    "text+published": "reckoned from the day of publication",
    "published": "day of publication; the text gives none",
}

GRADES: Final[dict[Grade, tuple[str, str]]] = {
    "recorded": ("on record", "A public record shows it."),
    "confirmed": ("confirmed", "A party says so against its own interest, or both sides say so."),
    "corroborated": ("corroborated", "Two or more independent origins stand behind it."),
    "single_origin": ("single origin", "One origin stands behind it, however many reports repeat it."),
    "anonymous_only": ("unnamed sources only", "Nobody behind it is named."),
    "unattributed": ("no source given", "No report says where it has it from."),
    "disputed": ("disputed", "Some say that it is so, and some that it is not."),
}
"""Each grade, from how well an event can stand downwards, with the word that is shown and what that word means."""

ORIGINS: Final[dict[OriginKind, str]] = {
    "own_reporting": "an outlet's own reporting",
    "anonymous_sources_via_outlet": "unnamed sources, through an outlet",
    "party_statement": "statement of a party",
    "press_release": "press release",
    "official_record": "official record",
    "document": "document",
}
EDGES: Final[dict[EdgeKind, str]] = {
    "cites": "cites",
    "copies": "copies",
    "rewrites": "rewrites",
    "reuses_release": "reuses the release of",
}
"""What a report does with what it rests on, fit to stand before its name."""

FIELDS: Final[dict[ContradictionField, str]] = {
    "actor": "who acts",
    "counterpart": "the other side",
    "amount": "the amount",
    "date": "the date",
    "place": "the place",
    "order": "what came first",
    "stance": "whether it happened",
    "topic": "what it is about",
    "quote": "the words quoted",
    "kind": "what kind of dealing it is",
}
SORTS: Final[dict[ContradictionSort, tuple[str, str]]] = {
    "drift": ("changed in the retelling", "Reports that go back to one source give it differently."),
    "error": ("taken for a mistake", "One report stands against what it rests on, or against all the others."),
    "correction": ("corrected later", "An outlet or later reporting replaced the earlier value."),
    "genuine_dispute": ("the sides disagree", "Sources that do not rest on one another give different values."),
}
"""Each sort of contradiction with the words that are shown for it and what they mean."""

RULINGS: Final[dict[Ruling, str]] = {
    "same": "one dealing",
    "different": "not one dealing",
    "unsure": "unsure whether it is one dealing; kept apart until somebody knows",
    "accept": "accepted as it was read",
    "reject": "rejected: it takes no part in any event",
    "correct": "corrected",
    "undo": "undone",
    "propose": "proposed a hypothesis",
    "rate": "rated",
}
"""What a person's decision about claims says, fit to stand after who made it."""

TOGETHER: Final[dict[Ruling, str]] = {
    "same": "one party",
    "different": "not one party",
    "unsure": "unsure whether it is one party; kept apart until somebody knows",
}
"""What a person's decision about namings says."""

MARKS: Final[dict[Ruling, str]] = {"accept": "accepted", "reject": "rejected", "correct": "corrected"}
"""What a person did with one claim, fit to stand before "by" and who it was."""

CORRECTED: Final[dict[str, str]] = {
    "kind": "kind",
    "actors": "who acts",
    "counterparts": "the other side",
    "topic": "topic",
    "amount": "amount",
    "date": "date",
    "place": "place",
    "stance": "whether it happened",
}
"""Each field of a claim that can be corrected, with the words that are shown for it."""

_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SIGNS: Final = {"USD": "US$", "EUR": "€", "GBP": "£", "JPY": "¥"}
_SCALES: Final = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))


def count_words(number: int, thing: str) -> str:
    """A number with its thing: "1 report", "3 reports"."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def rating_words(rating: Rating) -> str:
    """How many times likelier: "likelier (3 to 20 times)", "1/3 to 2 times as likely", "as likely"."""
    span = rating.low if rating.low == rating.high else f"{rating.low} to {rating.high}"
    if span == "1":
        return rating.words or "as likely"
    return f"{rating.words} ({span} times)" if rating.words else f"{span} times as likely"


def standing_words(reports: int, origins: int, denying: int = 0, hinting: int = 0) -> str:
    """How many say so and how many origins stand behind them: "6 reports, 2 origins; 1 report denies it".

    Where nobody says so, the origins are those of who denies it or hints at it.
    """
    told = [count_words(reports, "report")] if reports or not (denying or hinting) else []
    told += [f"{count_words(denying, 'report')} {'denies' if denying == 1 else 'deny'} it"] if denying else []
    told += [f"{count_words(hinting, 'report')} {'hints' if hinting == 1 else 'hint'} at it"] if hinting else []
    known = count_words(origins, "origin") if origins else "no known origin"
    return "; ".join([f"{told[0]}, {known}", *told[1:]])


def day_words(day: date) -> str:
    """A day as "8 Dec 2022"."""
    return f"{day.day} {month_words(day)} {day.year}"


def month_words(day: date) -> str:
    """The month of a day in three English letters, whatever the locale."""
    return _MONTHS[day.month - 1]


def period_words(period: Period) -> str:
    """A period in the fewest words that lose nothing: "2022", "Dec 2022", "22 Nov - 7 Dec 2022", "from 1 May 2023"."""
    first, last = period.earliest, period.latest
    if first is None and last is None:
        return "date not known"
    if first is None or last is None:
        return f"until {day_words(last)}" if last else f"from {day_words(first)}"  # type: ignore[arg-type]
    if first == last:
        return day_words(first)
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        return _months_words(first, last)
    return _days_words(first, last)


def _months_words(first: date, last: date) -> str:
    if (first.month, last.month) == (1, 12):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if first.year != last.year:
        return f"{month_words(first)} {first.year} – {month_words(last)} {last.year}"
    return (
        f"{month_words(last)} {last.year}"
        if first.month == last.month
        else f"{month_words(first)}–{month_words(last)} {last.year}"
    )


def _days_words(first: date, last: date) -> str:
    if first.year != last.year:
        return f"{day_words(first)} – {day_words(last)}"
    if first.month != last.month:
        return f"{first.day} {month_words(first)} – {day_words(last)}"
    return f"{first.day}–{day_words(last)}"


def number_words(value: Decimal) -> str:
    """A number for reading: "950", "12,500", "1.8 billion"; scale words only where three decimals lose nothing."""
    for unit, name in _SCALES:
        scaled = value / unit
        if abs(scaled) >= 1 and scaled == round(scaled, 3):
            return f"{_plain(scaled)} {name}"
    return _plain(value)


def _plain(value: Decimal) -> str:
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def money_words(money: Money) -> str:
    """An amount for reading: "US$1 million", "about €2-3 billion", "at least CHF 5 million a year"."""
    low, high = money.low, money.high
    if low is None and high is None:
        return "amount not known"
    if low is not None and high is not None:
        number, bound = (number_words(low), "") if low == high else (_range_words(low, high), "")
    elif low is not None:
        number, bound = number_words(low), "at least "
    else:
        number, bound = number_words(high or Decimal(0)), "at most "
    sign = _SIGNS.get(money.currency or "", f"{money.currency} " if money.currency else "")
    return f"{'about ' if money.approx else ''}{bound}{sign}{number}{f' a {money.per}' if money.per else ''}"


def _range_words(low: Decimal, high: Decimal) -> str:
    first, last = number_words(low), number_words(high)
    head, _, scale = last.partition(" ")
    start, _, own = first.partition(" ")
    return f"{start}–{head} {scale}" if scale and scale == own else f"{first}–{last}"
