"""Dates seen from elsewhere: "last week", "two weeks ago", "the following Monday", "nine days after Easter".

Takes: text and a position, and how to read the date inside. Gives: the end and the spec.
Knows nothing of: publication days.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Literal, cast

from cuibono.read.dates import lexicon as lex
from cuibono.read.dates import specs as say
from cuibono.read.dates.names import Found
from cuibono.read.dates.reckon import Unit
from cuibono.read.numerals import either

# Reads the date at a position where one is sure to stand.
Inner = Callable[[str, int], Found]

_DEICTIC: dict[str, tuple[Unit, int]] = {
    "the day before yesterday": ("day", -2),
    "the day after tomorrow": ("day", 2),
    "yesterday": ("day", -1),
    "today": ("day", 0),
    "tonight": ("day", 0),
    "tomorrow": ("day", 1),
    "last night": ("day", -1),
    "last evening": ("day", -1),
    "this morning": ("day", 0),
    "this afternoon": ("day", 0),
    "this evening": ("day", 0),
    "this lunchtime": ("day", 0),
    "the week before last": ("week", -2),
    "the month before last": ("month", -2),
    "the year before last": ("year", -2),
    "the week after next": ("week", 2),
    "the weekend before last": ("weekend", -2),
}
_STEPS = {
    "last": -1,
    "past": -1,
    "this past": -1,
    "this": 0,
    "current": 0,
    "the current": 0,
    "the present": 0,
    "this coming": 1,
    "coming": 1,
    "next": 1,
}
_CALENDAR = r"(?P<unit>week|weekend|month|quarter|year|decade|century)"
_AFTER = {"later": 1, "afterwards": 1, "afterward": 1, "after": 1, "from": 1, "following": 1, "on from": 1, "into": 1}


def deictic(text: str, at: int) -> Found:
    """ "yesterday", "tonight", "the day before yesterday"."""
    match = _deictic().match(text, at)
    if not match:
        return None
    word = " ".join(match["word"].lower().split())
    return match.end(), say.Near(*_DEICTIC[word])


@cache
def _deictic() -> re.Pattern[str]:
    words = either(_DEICTIC)
    return re.compile(
        rf"(?P<word>{words})\b(?!\s?-\w)(?:(?<=day)\s(?:morning|afternoon|evening|night)\b"
        rf"|(?<=tomorrow)\s(?:morning|afternoon|evening|night)\b)?",
        re.IGNORECASE,
    )


def near(text: str, at: int) -> Found:
    """ "last week", "this year", "next quarter", "at the weekend"."""
    match = _near().match(text, at)
    if not match:
        return None
    unit = cast(Unit, match["unit"].lower())
    if match["unit"] == "Weekend":  # the name of a part of a newspaper
        return None
    if match["over"] or (unit == "weekend" and match["step"].lower() == "this"):
        return match.end(), say.Weekend()
    step = _STEPS[" ".join(match["step"].lower().split())]
    return match.end(), say.Near(unit, step)


@cache
def _near() -> re.Pattern[str]:
    steps = either(word for word in _STEPS if word not in ("past", "coming", "current", "this past"))
    return re.compile(
        rf"(?:(?P<step>{steps})\s|(?P<over>the\s)(?=weekend\b(?!\s(?:of|before|after|edition)))){_CALENDAR}\b(?!-\w|\sof\b)",
        re.IGNORECASE,
    )


def unit_of_text(text: str, at: int) -> Found:
    """ "the year", "the month" where a part of it is spoken of: "the end of the year"."""
    pattern = re.compile(r"(?i:(?:the\s|this\s)?(?P<unit>week|month|quarter|year|decade|century|day)\b)")
    match = pattern.match(text, at)
    return (match.end(), say.Near(cast(Unit, match["unit"].lower()), 0)) if match else None


def stepped(text: str, at: int, inner: Inner) -> Found:
    """ "last Friday", "next March", "this summer", "this past spring"."""
    match = _stepped().match(text, at)
    if not match:
        return None
    found = inner(text, match.end())
    if found is None or not isinstance(found[1], say.Weekday | say.MonthsOf | say.Feast | say.DayOf | say.PartOf):
        return None
    return found[0], say.Named(found[1], _STEPS[" ".join(match["step"].lower().split())])


@cache
def _stepped() -> re.Pattern[str]:
    steps = either(word for word in _STEPS if word not in ("past", "current", "the present"))
    return re.compile(rf"(?P<step>{steps})\s(?=[A-Z]|(?i:spring|summer|autumn|fall|winter)\b)", re.IGNORECASE)


def rolling(text: str, at: int) -> Found:
    """ "the past six months", "the next two years", "recent weeks", "within the week"."""
    match = _rolling().match(text, at)
    if not match:
        return None
    way, many = match["way"].lower(), match["count"]
    if way == "next" and not many and not match["unit"].endswith("s") and not _spans(text, at):
        return None  # "the next day" is seen from an event
    step = -1 if way in ("past", "last", "previous", "preceding", "recent") else 1
    counted = lex.count(many) if many else (None if way in ("recent", "upcoming") or match["unit"].endswith("s") else 1)
    return match.end(), say.Rolling(counted, lex.unit(match["unit"]), cast(Literal[-1, 1], step))


def _spans(text: str, at: int) -> bool:
    return bool(re.search(r"(?i)\b(?:over|within|during|in|for|through|throughout)\s$", text[max(0, at - 12) : at]))


@cache
def _rolling() -> re.Pattern[str]:
    vague = r"(?:few|several|couple of|many)"
    count = rf"(?:(?P<count>{vague}|{lex.counts()})\s)"
    one = r"(?=(?:minute|hour|day|week|month|quarter|year|decade|century)\b)"
    many = r"(?=(?:minutes|hours|days|weeks|months|quarters|years|decades|centuries)\b)"
    return re.compile(
        rf"(?:(?:the\s|these\s|those\s)?(?P<way>past|last|next|coming|recent|upcoming)\s(?:{count}|{many}|(?<=the\spast\s){one}"
        rf"|(?<=the\snext\s){one}|(?<=the\slast\s){one}|(?<=the\scoming\s){one}|(?<=past\s){one}))(?P<unit>{lex.lengths()})(?!\sof\b)",
        re.IGNORECASE,
    )


def within(text: str, at: int) -> Found:
    """ "within the week", "within two months", "in two weeks' time"; a length may be no date, so only in the future."""
    match = _within().match(text, at)
    if not match:
        return None
    unit = lex.unit(match["unit"])
    if not (match["count"] or match["the"] or match["unit"].lower().endswith("s")):
        return None
    many = lex.count(match["count"]) if match["count"] else (1 if match["the"] else None)
    if match["how"].lower() == "within" or (match["the"] or "").lower().endswith("next"):
        return match.end(), say.Rolling(many, unit, 1)
    if unit in ("minute", "hour") and not match["time"]:
        return match.end(), say.Length(many, unit)
    return match.end(), say.Away(many, unit, 1, "" if match["time"] else "ahead")


@cache
def _within() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<how>within|in)\s(?:(?P<the>the(?:\snext)?)\s(?<!\bin\sthe\s)|(?P<count>{lex.counts()})\s)?"
        rf"(?P<unit>{lex.lengths()})(?P<time>['’]?\stime\b)?(?!\sof\b|\slater|\sago|-)",
        re.IGNORECASE,
    )


def away(text: str, at: int, inner: Inner) -> Found:
    """ "two weeks ago", "four days later", "the day before", "nine days after Easter Sunday", "a week from Friday"."""
    match = _away().match(text, at)
    if not match:
        return None
    unit = lex.unit(match["unit"])
    one = match["the"] and not match["unit"].lower().endswith("s")
    many = lex.count(match["count"]) if match["count"] else (1 if one else None)
    how = " ".join(match["how"].lower().split())
    if not (match["the"] or match["count"] or match["unit"].lower().endswith("s")):  # "day after day"
        return None
    if how == "ago":
        return match.end(), say.Away(many, unit, -1, _bound(text, at))
    if how in ("from now", "hence", "from today"):
        return match.end(), say.Away(many, unit, 1)
    step = 1 if how.split()[0] in _AFTER else -1
    anchor = _anchor(text, match.end(), inner) if match["open"] else None
    if anchor and say.sort_of(anchor[1]) in ("absolute", "partial", "relative"):
        return anchor[0], say.Shifted(many, unit, step, anchor[1])
    return (match.end(), say.Shifted(many, unit, step)) if how not in ("from", "into", "following") else None


def _anchor(text: str, at: int, inner: Inner) -> Found:
    """The date right after: "after Easter Sunday", "after the 2008 crisis"."""
    blank = re.compile(r"\s(?:the\s(?=\d{4}\b))?").match(text, at)
    return inner(text, blank.end()) if blank else None


@cache
def _away() -> re.Pattern[str]:
    joint = r"(?P<open>before|after|prior\sto|ahead\sof|following|from)|later|earlier|afterwards?|beforehand"
    joint += "|previously|prior|hence"
    return re.compile(
        rf"(?:(?P<the>the)\s(?:very\s)?|(?P<count>{lex.counts()})[\s-](?:more\s|full\s|short\s)?)?"
        rf"(?P<unit>{lex.lengths()})['’]?\s(?P<how>ago|from\snow|from\stoday|{joint})\b",
        re.IGNORECASE,
    )


def _bound(text: str, at: int) -> Literal["", "more", "less"]:
    before = text[max(0, at - 16) : at].lower()
    if re.search(r"\b(?:more than|over|at least)\s$", before):
        return "more"
    return "less" if re.search(r"\b(?:less than|under|within|not even)\s$", before) else ""


def adjacent(text: str, at: int, inner: Inner) -> Found:
    """ "the following Monday", "the previous year", "the next day", "that month", "the same week"."""
    match = _adjacent().match(text, at)
    if not match:
        return None
    word = match["how"].lower().split()[-1]
    if word == "the":  # "on the Tuesday", "the Tuesday before": seen from the event that is told
        return _the_weekday(text, match.end())
    step = 1 if word in ("following", "next", "subsequent", "after") else 0 if word in ("same", "that") else -1
    if match["unit"]:
        unit = match["unit"].lower()
        day = unit in ("day", "morning", "afternoon", "evening", "night")
        return match.end(), say.Adjacent(step, "day" if day else cast(Unit, unit))
    found = inner(text, match.end())
    sure = word not in ("that", "next") and isinstance(found and found[1], say.Weekday | say.MonthsOf)
    return (found[0], say.Adjacent(step, "day", found[1])) if found and sure else None


def _the_weekday(text: str, at: int) -> Found:
    match = re.compile(rf"(?P<day>{lex.weekdays(short=False)})(?P<before>\s(?:before|after))?").match(text, at)
    if not match or (not match["before"] and re.match(r",?\s?\d|\s[A-Za-z]*(?:day|paper)\b", text[match.end() :][:12])):
        return None
    before = (match["before"] or "").endswith("before")
    return match.end(), say.Adjacent(-1 if before else 1, "day", say.Weekday(lex.weekday(match["day"])))


@cache
def _adjacent() -> re.Pattern[str]:
    units = r"day|morning|afternoon|evening|night|week|weekend|month|quarter|year|decade|century"
    return re.compile(
        rf"(?P<how>the\s(?:very\s)?(?:following|next|subsequent|previous|preceding|prior|same)|that(?:\svery|\ssame)?"
        rf"|(?:following|preceding)(?=\s[A-Z])|(?<=\bon\s)the(?=\s{lex.weekdays(short=False)})"
        rf"|the(?=\s{lex.weekdays(short=False)}\s(?:before|after)\b))\s(?:(?P<unit>{units})\b(?!-\w)|(?=[A-Za-z]))",
        re.IGNORECASE,
    )


def length(text: str, at: int) -> Found:
    """A mere length: "for ten years", "fifty minutes", "a two-day visit"."""
    match = _length().match(text, at)
    if not match:
        return None
    many = match["count"]
    rate = many and many.lower() in ("a", "an") and not match["for"]
    if rate or lex.unit(match["unit"]) == "quarter":  # "$5 million a year", "three-quarters"
        return None
    return match.end(), say.Length(lex.count(many) if many else None, lex.unit(match["unit"]))


@cache
def _length() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?P<for>for\s(?:the\s|about\s|nearly\s|almost\s|over\s|at\sleast\s|more\sthan\s)?)(?P<open>))?"
        rf"(?:(?P<count>{lex.counts()})[\s‑-](?:and\sa\shalf\s|more\s|full\s)?|(?<=for\s)(?=\w+s\b))"
        rf"(?P<unit>{lex.lengths()})(?:[\s-](?:old|long)\b)?",
        re.IGNORECASE,
    )
