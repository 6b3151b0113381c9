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


class Decided(msgspec.Struct, frozen=True):
    """What judgements come to: at most one for any pair of subjects, in the order of the subjects.

    They do not go against each other, so their order says nothing. They are without id, who, why and when: what
    follows from a decision depends on none of these. `set_aside` are those that go against later ones.
    """

    pairs: tuple[Judgement, ...]
    set_aside: tuple[Judgement, ...] = ()


def decided(judgements: Iterable[Judgement]) -> Decided:
    """What these judgements, the oldest first, come to.

    A later one stands over any earlier one that goes against it: on the same pair, which needs no more words, or on
    a chain of pairs that are the same; then the earlier one is set aside.
    """
    settled = _Settled()
    for judgement in reversed(tuple(judgements)):
        settled.add(judgement.ruling, sorted(set(judgement.subjects)))
    aside = {pair: ruling for pair, ruling in settled.aside.items() if pair not in settled.pairs}
    return Decided(_of_pairs(settled.pairs), _of_pairs(aside))


def in_effect(judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Of these, the oldest first, those that say of at least one pair what is held of it now."""
    pairs = {(pair.ruling, pair.subjects) for pair in decided(judgements).pairs}
    return tuple(
        j for j in judgements if any((j.ruling, pair) in pairs for pair in combinations(sorted(set(j.subjects)), 2))
    )


def _of_pairs(rulings: dict[tuple[str, str], Ruling]) -> tuple[Judgement, ...]:
    return tuple(Judgement("", ruling, pair, "", "", "", "") for pair, ruling in sorted(rulings.items()))


class _Settled:
    """Decisions on pairs, the latest first; what goes against those that are there is left out."""

    def __init__(self) -> None:
        self.pairs: dict[tuple[str, str], Ruling] = {}
        self.aside: dict[tuple[str, str], Ruling] = {}
        self._circles: dict[str, set[str]] = {}
        self._apart: dict[str, set[str]] = defaultdict(set)

    def add(self, ruling: Ruling, subjects: Sequence[str]) -> None:
        against = self._against(ruling, subjects)
        for first, second in combinations(subjects, 2):
            if (first, second) in self.pairs:
                continue
            if first in against or second in against:
                self.aside.setdefault((first, second), ruling)
                continue
            self.pairs[first, second] = ruling
            self._settle(ruling, first, second)

    def _against(self, ruling: Ruling, subjects: Sequence[str]) -> set[str]:
        """The subjects for which the ruling goes against what is settled.

        Of several that are said to be the same, two that were set apart later could each belong with the rest.
        """
        clash = self._are_apart if ruling == "same" else self._are_together
        return {one for one in subjects if any(one != other and clash(one, other) for other in subjects)}

    def _settle(self, ruling: Ruling, first: str, second: str) -> None:
        if ruling == "same":
            joined = self._circle(first) | self._circle(second)
            self._circles |= dict.fromkeys(joined, joined)
        else:  # where people are unsure, nothing is joined
            self._apart[first].add(second)
            self._apart[second].add(first)

    def _are_together(self, first: str, second: str) -> bool:
        return second in self._circle(first)

    def _are_apart(self, first: str, second: str) -> bool:
        other = self._circle(second)
        return any(not other.isdisjoint(self._apart[subject]) for subject in self._circle(first))

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
