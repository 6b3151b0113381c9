"""Which bulk file a file is: by the number of its fields and by what stands in them.

Takes: a path, first bytes. Gives: the kind of file, its two-year period, its text or the member of its zip.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

import msgspec

_HEAD = 1 << 16  # bytes that are looked at
_MOST = 0.9  # of the lines that have to be of the right shape


class File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What files.toml says of one kind of file."""

    title: str = ""
    columns: tuple[str, ...] = ()
    shape: dict[str, str] = {}
    cycle: str = ""
    codes: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()


class Found(msgspec.Struct, frozen=True):
    """A bulk file: its kind, its columns, the two digits of its period ("" where nothing says so), where its text is.

    `whole` is True where it has the name under which the Commission gives the whole of a period; `made` is the day on
    which the text in a zip was made.
    """

    kind: str
    columns: tuple[str, ...]
    cycle: str
    member: str
    whole: bool
    made: date | None


def found(path: Path) -> Found:
    """What bulk file stands at a path. Raises ValueError where it is none, or a damaged zip."""
    try:
        member, head, made = _opened(path)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise ValueError(f"the zip is damaged or cut off ({error})") from error
    kind = kind_of(head)
    if not kind:
        raise ValueError("its lines are not those of indiv, oth, pas2, cm, cn or ccl, with | between their fields")
    layout = _layout(kind)
    named = [match for name in tables()[kind].whole if (match := re.fullmatch(name, path.name, re.IGNORECASE))]
    inside = _cycle(_rows(head), layout)
    told = next((match[1] for match in named if match.re.groups), "")
    whole = bool(named) and (not told or not inside or told == inside)
    return Found(kind, layout.columns, inside or told, member, whole and bool(inside or told), made)


def kind_of(head: bytes) -> str:
    """The kind of bulk file that begins with these bytes, "" for none."""
    rows = _rows(head)
    for name, layout in tables().items():
        fits = [row for row in rows if _fits(row, layout)]
        if layout.columns and rows and len(fits) >= _MOST * len(rows):
            return _by_codes(fits, layout) if name == "transactions" else name
    return ""


@cache
def tables() -> dict[str, File]:
    """The kinds of files by name."""
    return msgspec.toml.decode((files(__package__) / "files.toml").read_bytes(), type=dict[str, File])


def _layout(kind: str) -> File:
    return tables()[kind] if tables()[kind].columns else tables()["transactions"]


def _by_codes(rows: Sequence[Sequence[str]], layout: File) -> str:
    at = layout.columns.index("TRANSACTION_TP")
    known = sum(row[at] in tables()["indiv"].codes for row in rows)
    return "indiv" if known >= _MOST * len(rows) else "oth"


def _rows(head: bytes) -> list[list[str]]:
    """The fields of the whole lines in these bytes."""
    lines = head.decode("iso-8859-1").split("\n")
    whole = lines if len(head) < _HEAD else lines[:-1]
    return [line.rstrip("\r").split("|") for line in whole if line.strip()]


def _fits(row: Sequence[str], layout: File) -> bool:
    if len(row) != len(layout.columns):
        return False
    return all(re.fullmatch(shape, row[layout.columns.index(name)]) for name, shape in layout.shape.items())


def _cycle(rows: Sequence[Sequence[str]], layout: File) -> str:
    """The two digits of the even year in or before which most lines were filed."""
    if not layout.cycle:
        return ""
    at = layout.columns.index(layout.cycle)
    years = Counter(row[at][:4] for row in rows if len(row) > at and re.match(r"(19|20)\d\d", row[at]))
    return f"{(int(years.most_common(1)[0][0]) + 1) // 2 * 2 % 100:02d}" if years else ""


def _opened(path: Path) -> tuple[str, bytes, date | None]:
    """The member that holds the text, its first bytes and the day on which it was made; of a text "" and None.

    A zip of individuals holds the same lines again by date, in a folder: what is in a folder is left out.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.startswith(b"PK\x03\x04"):
        return "", head, None
    with zipfile.ZipFile(path) as archive:
        texts = [one for one in archive.infolist() if one.filename.endswith(".txt") and "/" not in one.filename]
        if len(texts) != 1:
            raise ValueError(f"the zip holds {len(texts)} texts in place of one")
        with archive.open(texts[0]) as member:
            return texts[0].filename, member.read(_HEAD), date(*texts[0].date_time[:3])
