"""Judgements: what people have decided, in judgements.jsonl. The only door to it.

Takes: a case folder, decisions.
Gives: the decisions in the order in which they were made; those that stand; what these come to.
Knows nothing of: what the subjects are, what follows from a decision.
"""

from __future__ import annotations

import base64
import hashlib
import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

import msgspec
from msgspec.structs import replace

from cuibono.errors import UsageError
from cuibono.model import Judgement, Ruling
from cuibono.settings import CaseFolder

FILE = "judgements.jsonl"


def append(case: CaseFolder, ruling: Ruling, subjects: Sequence[str], by: str, why: str, when: str) -> Judgement:
    """Add one judgement; it is on the disk when this returns. Whoever calls holds the case.

    `when` is in UTC to the second ("2024-11-05T12:00:00Z"). Raises UsageError, and adds nothing, where the file has
    been damaged.
    """
    place = case.path / FILE
    data = place.read_bytes() if place.exists() else b""
    lines = _lines(data)
    _checked(case, lines)
    before = hashlib.sha256(lines[-1]).hexdigest() if lines else ""
    judgement = _named(Judgement("", ruling, tuple(subjects), by, when, why, before))
    whole = b"".join(line + b"\n" for line in lines)
    with place.open("ab") as file:
        file.truncate(min(len(whole), len(data)))  # without what a stopped program left unfinished
        file.write(whole[len(data) :] + msgspec.json.encode(judgement) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    return judgement


def all(case: CaseFolder) -> tuple[Judgement, ...]:  # noqa: A001 - read as judgements.all
    """Every judgement, the oldest first. A last line that a stopped program left unfinished does not count.

    Raises UsageError, naming the line, where one is not as it was written, or does not follow from the one before.
    """
    place = case.path / FILE
    return _checked(case, _lines(place.read_bytes())) if place.exists() else ()


def standing(case: CaseFolder) -> tuple[Judgement, ...]:
    """The judgements that nobody has undone, the oldest first; who undoes an undoing restores what it undid."""
    return tuple(judgement for judgement in in_force(all(case)) if judgement.ruling != "undo")


def in_force(judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Of these, the oldest first, the ones that no other in force undoes; "undo" among them."""
    undone: set[str] = set()
    left = []
    for judgement in reversed(judgements):
        if judgement.id in undone:
            continue
        left.append(judgement)
        if judgement.ruling == "undo":
            undone |= set(judgement.subjects)
    return tuple(reversed(left))


def decided(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """What judgements come to: at most one for any pair of subjects, in the order of the subjects.

    The order in which they are given, the oldest first, is that in which they were made. A later one stands over
    any earlier one that goes against it: on the same pair, or on a chain of pairs that are the same. Without id, who,
    why and when: what follows from a decision depends on none of these.
    """
    settled = _Settled()
    for judgement in reversed(tuple(judgements)):
        settled.add(judgement.ruling, sorted(set(judgement.subjects)))
    return tuple(Judgement("", ruling, pair, "", "", "", "") for pair, ruling in sorted(settled.pairs.items()))


class _Settled:
    """Decisions on pairs, the latest first; what goes against those that are there is left out."""

    def __init__(self) -> None:
        self.pairs: dict[tuple[str, str], Ruling] = {}
        self._circles: dict[str, set[str]] = {}
        self._apart: dict[str, set[str]] = defaultdict(set)

    def add(self, ruling: Ruling, subjects: Sequence[str]) -> None:
        if ruling == "same":  # of several, those that were set apart later may each belong with the rest, or neither
            subjects = [one for one in subjects if not any(self._are_apart(one, other) for other in subjects)]
        for first, second in combinations(subjects, 2):
            if (first, second) in self.pairs or (ruling == "different" and second in self._circle(first)):
                continue
            self.pairs[first, second] = ruling
            if ruling == "same":
                self._join(first, second)
            elif ruling == "different":
                self._apart[first].add(second)
                self._apart[second].add(first)

    def _are_apart(self, first: str, second: str) -> bool:
        other = self._circle(second)
        return any(not other.isdisjoint(self._apart[subject]) for subject in self._circle(first))

    def _join(self, first: str, second: str) -> None:
        joined = self._circle(first) | self._circle(second)
        self._circles |= dict.fromkeys(joined, joined)

    def _circle(self, subject: str) -> set[str]:
        return self._circles.get(subject, {subject})


def _lines(data: bytes) -> list[bytes]:
    """The whole lines of the file; the last one is whole without its line end where it says all that it should."""
    *lines, last = data.split(b"\n")
    return [*lines, last] if _is_whole(last) else lines


def _is_whole(line: bytes) -> bool:
    try:
        judgement = msgspec.json.decode(line, type=Judgement)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return False
    return judgement == _named(judgement)


def _checked(case: CaseFolder, lines: Sequence[bytes]) -> tuple[Judgement, ...]:
    found = []
    before = ""
    for number, line in enumerate(lines, 1):
        where = f"{case.path / FILE}, line {number}"
        try:
            judgement = msgspec.json.decode(line, type=Judgement)
        except (msgspec.DecodeError, msgspec.ValidationError) as error:
            raise UsageError(f"{where}: {error}. Restore the file from a copy.") from error
        if judgement != _named(judgement):
            raise UsageError(f"{where}: this line has been changed since it was written. Restore the file from a copy.")
        if judgement.before != before:
            message = "this line does not follow from the one before: a line was changed, moved or taken out"
            raise UsageError(f"{where}: {message}. Restore the file from a copy.")
        before = hashlib.sha256(line).hexdigest()
        found.append(judgement)
    return tuple(found)


def _named(judgement: Judgement) -> Judgement:
    """With its id ("jdg-" and 12 letters), made from all else that its line says."""
    digest = hashlib.sha256(msgspec.json.encode(replace(judgement, id=""))).digest()
    return replace(judgement, id="jdg-" + base64.b32encode(digest)[:12].decode().lower())
