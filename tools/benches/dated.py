"""Made news whose days are known: sentences with one date each, of the forms in which news gives them.

Takes: nothing; the same documents each time. Gives: documents, each with its day of publication, the dates in it and
the sentences in which there is none, though a word looks like one.
One hand wrote the forms, before either way of reading them was tried.
"""

from __future__ import annotations

import random
from calendar import day_name, month_abbr, month_name, monthrange
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Final, NamedTuple

FIRMS = "Larch Rail;Holm and Sons;Quayside Energy;Tarn Steel;Merle Insurance;Orrin Freight".split(";")
FRAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "past": (
        "{firm} paid the ministry {sum} million dollars {when}.",
        "The council gave {firm} the contract {when}.",
        "The minister met the head of {firm} {when}.",
        "{When}, {firm} gave the party {sum} million dollars.",
        "{When}, the government lifted the duty that {firm} had fought.",
    ),
    "future": (
        "{firm} will pay the ministry {sum} million dollars {when}.",
        "The council will sign the contract with {firm} {when}.",
        "{When}, the minister will open the works of {firm}.",
    ),
}
DATELESS = (
    "April Holt, who speaks for {firm}, declined to comment.",
    "Councillor Ines May said that {firm} had broken no rule.",
    "The works of {firm} stand on Second Street, beside the fire station.",
    "A march against {firm} filled the square.",
    "{firm} employs 2,010 people and runs 1,995 lorries.",
    "The contract with {firm} is worth 40 million dollars.",
    "The board of {firm} is in its fall-back offices.",
    "Flight 2019 to the capital carried the directors of {firm}.",
)
NUMBERS = "two three four five six".split()
ORDINALS = "first second third fourth".split()
SENTENCES = 3  # of a paragraph


class Days(NamedTuple):
    """The right days, ends included; of a vague date those within which any answer is right."""

    first: date
    last: date
    vague: bool = False


class Form(NamedTuple):
    """A way of giving a date: "on [3 May 2021]", of which the words in brackets are the date, with its days."""

    when: str
    days: Days
    tense: str = "past"


class Sort(NamedTuple):
    """A sort of dates: its title, and what makes its forms for a day of publication."""

    title: str
    forms: Callable[[date, random.Random], Iterator[Form]]


class Dated(NamedTuple):
    """A date in a document: where its words stand (end exclusive), the name of its sort, the right days."""

    start: int
    end: int
    sort: str
    days: Days


class News(NamedTuple):
    """A document, its day of publication, its dates, and where the sentences without any stand."""

    text: str
    published: date
    dates: tuple[Dated, ...]
    dateless: tuple[tuple[int, int], ...]

    @property
    def words(self) -> int:
        """How many words."""
        return len(self.text.split())


def made(count: int) -> list[News]:
    """So many documents, the same ones each time, each with every form of date once."""
    chance = random.Random(2024)
    return [_news(chance) for _ in range(count)]


def _news(chance: random.Random) -> News:
    published = _published(chance)
    said = [(name, form) for name, sort in SORTS.items() for form in sort.forms(published, chance)]
    sentences: list[tuple[str, Days | None, str]] = [(sort, form.days, _told(form, chance)) for sort, form in said]
    sentences += [("", None, frame.format(firm=chance.choice(FIRMS))) for frame in DATELESS]
    chance.shuffle(sentences)
    text = ""
    dates: list[Dated] = []
    dateless: list[tuple[int, int]] = []
    for number, (sort, days, sentence) in enumerate(sentences):
        text += "" if not number else " " if number % SENTENCES else "\n\n"
        before, _, rest = sentence.partition("[")
        words, _, after = rest.partition("]")
        start = len(text) + len(before)
        if days is None:
            dateless.append((len(text), len(text) + len(sentence)))
        else:
            dates.append(Dated(start, start + len(words), sort, days))
        text += before + words + after
    return News(text, published, tuple(dates), tuple(dateless))


def _published(chance: random.Random) -> date:
    """A day from Tuesday to Friday, on which "last" and "next" can be said of weekdays without doubt."""
    day = date(2019, 1, 1) + timedelta(chance.randrange(5 * 365))
    return day if 1 <= day.weekday() <= 4 else day + timedelta(3)


def _told(form: Form, chance: random.Random) -> str:
    when = form.when
    opening = when[0].upper() + when[1:] if when[0] != "[" else "[" + when[1].upper() + when[2:]
    frame = chance.choice(FRAMES[form.tense])
    return frame.format(firm=chance.choice(FIRMS), sum=chance.randint(2, 90), when=when, When=opening)


def _day(day: date) -> Days:
    return Days(day, day)


def _months(year: int, first: int, last: int, vague: bool = False) -> Days:
    return Days(date(year, first, 1), date(year, last, monthrange(year, last)[1]), vague)


def _years(first: int, last: int, vague: bool = False) -> Days:
    return Days(date(first, 1, 1), date(last, 12, 31), vague)


def _week(day: date, vague: bool = False) -> Days:
    """Monday to Sunday."""
    monday = day - timedelta(day.weekday())
    return Days(monday, monday + timedelta(6), vague)


def _month_on(day: date, steps: int) -> tuple[int, int]:
    """Year and month, so many months from that of the day."""
    years, month = divmod(day.month - 1 + steps, 12)
    return day.year + years, month + 1


def _some_day(chance: random.Random) -> date:
    return date(2004, 1, 1) + timedelta(chance.randrange(14 * 365))


def full_days(_: date, chance: random.Random) -> Iterator[Form]:
    """Days with their year."""
    day = _some_day(chance)
    month = month_name[day.month]
    for when in (
        f"on [{day.day} {month} {day.year}]",
        f"on [{month} {day.day}, {day.year}]",
        f"on [{month_abbr[day.month]}. {day.day}, {day.year}]" if day.month != 5 else f"on [May {day.day}, {day.year}]",
        f"on [{day_name[day.weekday()]}, {month} {day.day}, {day.year}]",
        f"on [the {day.day}th of {month} {day.year}]" if 4 <= day.day <= 20 else f"on [{day.day} {month}, {day.year}]",
        f"on [{day.isoformat()}]",
    ):
        yield Form(when, _day(day))


def full_months(_: date, chance: random.Random) -> Iterator[Form]:
    """Months and years."""
    day = _some_day(chance)
    month = month_name[day.month]
    whole = _months(day.year, day.month, day.month)
    yield Form(f"in [{month} {day.year}]", whole)
    yield Form(f"in [{month} of {day.year}]", whole)
    yield Form(f"in [{day.year}]", _years(day.year, day.year))
    yield Form(f"in [the {day.year // 10 * 10}s]", _years(day.year // 10 * 10, day.year // 10 * 10 + 9))


def parts_of_years(_: date, chance: random.Random) -> Iterator[Form]:
    """Quarters, halves, seasons of a year that is named."""
    year, part = _some_day(chance).year, chance.randrange(4)
    quarter = _months(year, 3 * part + 1, 3 * part + 3)
    half = chance.randrange(2)
    yield Form(f"in [the {ORDINALS[part]} quarter of {year}]", quarter)
    yield Form(f"in [Q{part + 1} {year}]", quarter)
    yield Form(f"in [the {ORDINALS[half]} half of {year}]", _months(year, 6 * half + 1, 6 * half + 6))
    yield Form(f"in [the first nine months of {year}]", _months(year, 1, 9))
    season = chance.randrange(3)
    name = ("spring", "summer", "autumn")[season]
    yield Form(f"in [the {name} of {year}]", _months(year, 3 * season + 3, 3 * season + 5))


def early_and_late(published: date, chance: random.Random) -> Iterator[Form]:
    """Vague parts of years, months, decades."""
    day = _some_day(chance)
    month, year = month_name[day.month], day.year
    in_month = _months(year, day.month, day.month, vague=True)
    yield Form(f"in [early {year}]", _years(year, year, vague=True))
    yield Form(f"in [mid-{year}]", _years(year, year, vague=True))
    yield Form(f"in [late {month} {year}]", in_month)
    yield Form(f"at [the end of {month} {year}]", in_month)
    yield Form("in [the late 1980s]", _years(1980, 1989, vague=True))
    yield Form("[early last year]", _years(published.year - 1, published.year - 1, vague=True))


def spans(_: date, chance: random.Random) -> Iterator[Form]:
    """From one day, month or year to another."""
    year, month = _some_day(chance).year, chance.randint(1, 8)
    later = month + chance.randint(1, 4)
    first, last = chance.randint(1, 10), chance.randint(12, 28)
    one, other = month_name[month], month_name[later]
    months, days = _months(year, month, later), Days(date(year, month, first), date(year, month, last))
    yield Form(f"from [{one} to {other} {year}]", months)
    yield Form(f"between [{one} and {other} {year}]", months)
    yield Form(f"between [{first} and {last} {one} {year}]", days)
    yield Form(f"on [{one} {first}-{last}, {year}]", days)
    yield Form(
        f"from [{last} {one} to {first} {other} {year}]", Days(date(year, month, last), date(year, later, first))
    )
    yield Form(f"from [{year - 3} to {year}]", _years(year - 3, year))


def without_year(published: date, chance: random.Random) -> Iterator[Form]:
    """Days and months whose year is that of the one nearest before, or after, publication."""
    before, after = (_month_on(published, sign * chance.randint(1, 6)) for sign in (-1, 1))
    yield Form(f"in [{month_name[before[1]]}]", _months(before[0], before[1], before[1]))
    yield Form(f"in [{month_name[after[1]]}]", _months(after[0], after[1], after[1]), "future")
    past, ahead = (date(year, month, chance.randint(1, 28)) for year, month in (before, after))
    yield Form(f"on [{past.day} {month_name[past.month]}]", _day(past))
    yield Form(f"on [{month_name[past.month]} {past.day}]", _day(past))
    yield Form(f"on [{ahead.day} {month_name[ahead.month]}]", _day(ahead), "future")


def weekdays(published: date, chance: random.Random) -> Iterator[Form]:
    """Weekdays: "last" where both of its readings, the nearest and that of the week before, agree; "next" likewise."""
    before, after = (published + timedelta(sign * chance.randint(1, 6)) for sign in (-1, 1))
    yield Form(f"on [{day_name[before.weekday()]}]", _day(before))
    yield Form(f"on [{day_name[before.weekday()]} evening]", _day(before))
    yield Form(f"on [{day_name[after.weekday()]}]", _day(after), "future")
    last = published - timedelta(chance.randint(published.weekday() + 1, 6))
    ahead = published + timedelta(chance.randint(7 - published.weekday(), 6))
    yield Form(f"[last {day_name[last.weekday()]}]", _day(last))
    yield Form(f"[next {day_name[ahead.weekday()]}]", _day(ahead), "future")


def counted(published: date, chance: random.Random) -> Iterator[Form]:
    """Counted from the day of publication; weeks, months and years ago are vague."""
    number = chance.randrange(len(NUMBERS))
    word, steps = NUMBERS[number], number + 2
    yield Form("[yesterday]", _day(published - timedelta(1)))
    yield Form("[tomorrow]", _day(published + timedelta(1)), "future")
    yield Form(f"[{word} days ago]", _day(published - timedelta(steps)))
    yield Form(f"[{word} weeks ago]", _week(published - timedelta(7 * steps), vague=True))
    month = _month_on(published, -steps)
    yield Form(f"[{word} months ago]", _months(month[0], month[1], month[1], vague=True))
    yield Form(f"[{word} years ago]", _years(published.year - steps, published.year - steps, vague=True))


def this_last_next(published: date, _: random.Random) -> Iterator[Form]:
    """Whole weeks, months and years beside that of publication."""
    for word, sign, tense in (("last", -1, "past"), ("next", 1, "future")):
        year, month = _month_on(published, sign)
        yield Form(f"[{word} week]", _week(published + timedelta(7 * sign)), tense)
        yield Form(f"[{word} month]", _months(year, month, month), tense)
        yield Form(f"[{word} year]", _years(published.year + sign, published.year + sign), tense)
    yield Form("[earlier this year]", _years(published.year, published.year, vague=True))


def seen_from_others(published: date, chance: random.Random) -> Iterator[Form]:
    """Two dates of which one says where the other lies."""
    last, month, part = published.year - 1, chance.randint(1, 12), chance.randrange(4)
    weekday = chance.randrange(5)
    friday = _week(published - timedelta(7)).first + timedelta(weekday)
    day = _some_day(chance)
    yield Form(f"in [{month_name[month]} of last year]", _months(last, month, month))
    yield Form(f"in [the {ORDINALS[part]} quarter of last year]", _months(last, 3 * part + 1, 3 * part + 3))
    yield Form(f"on [{day_name[weekday]} of last week]", _day(friday))
    before = chance.randint(1, max(1, published.month - 1))
    told = f"more in {month_name[before]} than in"
    yield Form(f"{told} [the same month last year]", _months(last, before, before))
    told = f"on {day.day} {month_name[day.month]} {day.year} and won an order"
    yield Form(f"{told} [the same day]", _day(day))
    yield Form(f"{told} [the following day]", _day(day + timedelta(1)))


SORTS: Final[Mapping[str, Sort]] = {
    "full_days": Sort("a day with its year", full_days),
    "full_months": Sort("a month, a year, a decade", full_months),
    "parts_of_years": Sort("a quarter, a half, a season of a year", parts_of_years),
    "early_and_late": Sort("early, late, the end of", early_and_late),
    "spans": Sort("from one to another", spans),
    "without_year": Sort("a day or month without its year", without_year),
    "weekdays": Sort("a weekday", weekdays),
    "counted": Sort("yesterday, so many weeks ago", counted),
    "this_last_next": Sort("last or next week, month, year", this_last_next),
    "seen_from_others": Sort("seen from another date", seen_from_others),
}
