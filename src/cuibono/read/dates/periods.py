"""Months, quarters, halves, seasons, weekdays and years that stand alone; only where the words around allow it.

Takes: text and a position. Gives: the end of the expression and its spec. Knows nothing of: publication days.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from cuibono.read.dates import lexicon as lex
from cuibono.read.dates import specs as say
from cuibono.read.dates.names import Found
from cuibono.read.dates.reckon import months_from
from cuibono.read.numerals import either
from cuibono.tables.quantities import calendar

_BEFORE_SEASON = r"(?:in|since|until|till|by|before|after|during|through|throughout|from|between|for|around|to)"


def quarter(text: str, at: int) -> Found:
    """ "the third quarter of 2023", "Q3 2019", "first-quarter", "H1 2020", "the first half of 2009"."""
    match = _quarter().match(text, at)
    if not match or re.match(r",?\s(?:of\s)?(?:the\s)?(?:fiscal|financial|FY)", text[match.end() :][:18]):
        return None  # a fiscal quarter is not one of the calendar
    kind = (match["kind"] or match["letter"] or "q")[0].lower()
    word = match["ordinal"] or match["digit"] or match["before"]
    nth = calendar().ordinals.get(word.lower()) or int(word[0])
    if kind == "h" and (nth > 2 or (match["kind"] and not match["year"])):
        return None  # "the first half" may be of a match; "of the year" is read with its year
    months = 3 if kind == "q" else 6
    spec = _of_year(match["year"], months * (nth - 1) + 1, months)
    return match.end(), spec


@cache
def _quarter() -> re.Pattern[str]:
    ordinal = either(word for word in calendar().ordinals if word not in ("last", "opening"))
    return re.compile(
        rf"(?:(?:the\s)?(?P<ordinal>{ordinal})[\s-](?P<kind>quarter|half)(?!\w|-(?:mile|hour|point))"
        rf"|(?P<letter>[QH])(?P<digit>[1-4])(?!\w)|(?P<before>[1-4])Q(?=[\s'’]?\d\d))"
        rf"(?:(?:,?\s(?:of\s|in\s)?|\s?['’]|/|(?<=Q))(?P<year>{lex.YEAR}|(?<=['’Qq])\d\d(?!\w)))?",
        re.IGNORECASE,
    )


def _of_year(year: str | None, month: int, count: int) -> say.Spec:
    if year is None or not 1 <= int(year) <= 9998:
        return say.MonthsOf(month, count)
    whole = int(year) if len(year) == 4 else 2000 + int(year)
    return say.Fixed(months_from(whole, month, count))


def season(text: str, at: int, loose: bool = False) -> Found:
    """ "spring 2024", "the summer of 2019"; without a year after "in", "by", "since" and the like."""
    match = _season().match(text, at)
    if not match:
        return None
    month, count = calendar().seasons[match["season"].lower()]
    if match["year"]:
        return match.end(), _of_year(match["year"], month, count)
    before = text[max(0, at - 12) : at].lower()
    taken = re.match(
        r"\s(?:of\b|(?:to|from|on|into|in|within|apart|short|behind)\s)", text[match.end() : match.end() + 9]
    )
    if not loose and (taken or not re.search(rf"\b{_BEFORE_SEASON}\s(?:the\s)?$", before)):
        return None
    return match.end(), say.MonthsOf(month, count)


@cache
def _season() -> re.Pattern[str]:
    return re.compile(
        rf"(?:the\s)?(?P<season>{either(calendar().seasons)})(?!\w)(?:(?:,?\s(?:of\s|in\s)?)(?P<year>{lex.YEAR}))?",
        re.IGNORECASE,
    )


def month(text: str, at: int, loose: bool = False) -> Found:
    """A month name alone. "March", "April", "May", "June", "August" need words around that say so."""
    match = _month().match(text, at)
    if not match:
        return None
    name = match[0].capitalize()
    set_in = re.match(r"(?:\s|,\s)(?:of\s)?(?:this|last|next|the following|the same) year\b", text[match.end() :][:24])
    if not loose and not set_in and not _is_month(text, at, match.end(), name):
        return None
    return match.end(), say.MonthsOf(lex.month(name))


@cache
def _month() -> re.Pattern[str]:
    return re.compile(lex.months(short=False))


def _is_month(text: str, start: int, end: int, name: str) -> bool:
    before, after = text[max(0, start - 24) : start], text[end : end + 24]
    if re.match(r"-\w", after) and name in calendar().doubtful_months:
        return False
    if name not in calendar().doubtful_months:
        return not re.match(r"\s(?:[A-Z][a-z]+\s(?:said|told|says)|Jones\b)", after)
    if re.match(r"\s[A-Z]\w", after) and not re.match(r"\s(?:[A-Z]{2,}\b|Congress|Parliament|Senate)", after):
        return bool(re.search(r"\b(?:in|since|until|during|last|next|early|late|mid)\s$", before))
    if re.search(r"\b(?i:in|since|until|till|during|throughout|this|early|late|mid|every|each)[\s-]$", before):
        return True
    if name == "May":  # as often a surname as a month after the rest
        return bool(re.search(r"\b(?:the|a)\s$", before) and re.match(r"\s(?:election|meeting|vote|summit)", after))
    if re.search(r"\b(?:by|before|after|through|from|between|around|of|the|a|an|its|their|his|her)\s$", before):
        return not re.match(r"\s(?:said|told|says|was|is|has|had)\b", after)
    return bool(re.match(r"['’]s\s(?:election|meeting|vote|report|figures|data|summit)", after))


def weekday(text: str, at: int) -> Found:
    """A weekday, with the part of the day where it is named; not in the name of a newspaper or a sale."""
    match = _weekday().match(text, at)
    if not match:
        return None
    table = calendar()
    word = re.search(r"(\w+)\s$", text[max(0, at - 16) : at])
    if word and word[1] in table.weekday_names_before:
        return None
    if re.match(rf"\s(?:{either(table.weekday_names_after)})\b", text[match.end() : match.end() + 16]):
        return None
    return match.end(), say.Weekday(lex.weekday(match["weekday"]))


@cache
def _weekday() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<weekday>{lex.weekdays(short=False)})(?:\s(?:early\s)?(?:morning|afternoon|evening|night|lunchtime)\b)?"
    )


def year(text: str, at: int, loose: bool = False) -> Found:
    """A year alone: after a preposition or a determiner, in brackets, or where a date is sure to stand (`loose`)."""
    match = _year().match(text, at)
    if not match or not (loose or _is_year(text, at, match.end())):
        return None
    number = int(match["year"])
    return match.end(), say.Fixed((date(number, 1, 1), date(number, 12, 31)))


@cache
def _year() -> re.Pattern[str]:
    return re.compile(rf"(?P<year>{lex.LONE_YEAR})")


def _is_year(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 24) : start], text[end : end + 24]
    if not (before.strip() or after.strip()):
        return True
    if re.search(_NO_YEAR_AFTER, before) or re.match(_AMOUNT_OF, after):
        return False
    if re.search(r"(?i)\b(?:in|since|until|till|during|year|early|late|mid|circa|throughout|fiscal)[\s-]$", before):
        return True
    if re.search(r"[(\[]\s?$", before):
        return bool(re.match(r"\s?[)\],;–-]", after))
    if re.search(r"\b(?:1[5-9]|20|21)\d\d(?:,|,? and|,? or)\s$", before):
        return True
    if re.match(_COUNTED, after):
        return False
    if re.search(r"(?i)\b(?:until|by|since|as of|as early as|as late as|as recently as)\s(?:at least\s)?$", before):
        return True
    if re.search(r"\b(?:of|by|before|after|from|to|between|through|and|or|for|the|its|their|his|her|our|a)\s$", before):
        return True
    return bool(re.search(r"(?:['’]s|['’])\s$|(?:^|[.\n])\s*$", before)) and bool(re.match(r"\s[a-z]|,\s", after))


_NO_YEAR_AFTER = r"(?i)[$£€¥#№]\s?$|\w[-‑]$|\b(?:No|Nos|number|flight|section|page|p|pp|room|model)\.?\s$"
_AMOUNT_OF = r"\s(?:million|billion|thousand|percent|per cent|people|men|women|staff|feet|km|miles)\b"
# A plural right after it makes it a number of things, but for these.
_COUNTED = r"\s(?!(?:is|was|as|has|its|his|this|does|us|elections|results|sales|earnings)\b)[a-z]+(?:s|children)\b"
