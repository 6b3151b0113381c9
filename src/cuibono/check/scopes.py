"""Which part of a register a subject falls into: the committee of one inauguration.

Takes: a subject. Gives: the inauguration that it speaks of, where that is clear.
Knows nothing of: rows.
"""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files

import msgspec

from cuibono.check.classes import has
from cuibono.check.subject import Subject

_FIRST_MONTH = 4  # of the year before: nobody collects for an inauguration earlier


class Inauguration(msgspec.Struct, frozen=True):
    """An inauguration of a president of the United States, on the 20th of January of `year`.

    `committee` is the committee's number at the Federal Election Commission, "" where it is not known.
    """

    year: int
    ordinal: str
    president: str
    committee: str = msgspec.field(default="", name="id")

    @property
    def title(self) -> str:
        """What the committee is called."""
        return f"the {self.ordinal} Presidential Inaugural Committee"

    @property
    def since(self) -> date:
        """From when gifts to it may be."""
        return date(self.year - 1, _FIRST_MONTH, 1)

    @property
    def until(self) -> date:
        """Until when gifts to it, and refunds, may be."""
        return date(self.year, 12, 31)

    @property
    def day(self) -> date:
        """The day itself."""
        return date(self.year, 1, 20)


@cache
def inaugurations() -> tuple[Inauguration, ...]:
    """Those that are known, the earliest first."""
    text = (files("cuibono.registers") / "fec_filings" / "inaugural_committees.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["committee"]
    return tuple(sorted((msgspec.convert(row, Inauguration) for row in rows), key=lambda one: one.year))


def inauguration(subject: Subject) -> Inauguration | None:
    """The one inauguration that a subject can be about, by its days and the president it names; None where unclear."""
    days = _days(subject)
    if days is None:
        return None
    fits = [one for one in inaugurations() if one.since <= days[1] and days[0] <= one.until]
    named = [one for one in fits if any(has(name, one.president) for side in subject.sides for name in side.names)]
    fits = named or fits
    return fits[0] if len(fits) == 1 else None


def _days(subject: Subject) -> tuple[date, date] | None:
    if subject.period and subject.period.earliest and subject.period.latest:
        return subject.period.earliest, subject.period.latest
    return (subject.told[0], subject.told[0]) if subject.told else None
