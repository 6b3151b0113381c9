"""Names of people: their parts, and what two such names have in common.

Takes: a person's name as written. Gives: given names, family name and suffix; the features of a pair.
Knows nothing of: documents, offices.
"""

from __future__ import annotations

from functools import cache

import msgspec

from cuibono.resolve.spelling import listed, one_letter_apart, words
from cuibono.tables import table

_LONG_ENOUGH = 6  # letters of a family name from which one letter more or less is likelier a slip than another name


class Person(msgspec.Struct, frozen=True):
    """The parts of a person's name in the spelling of `words`; `given` is empty where one name stands alone."""

    family: str
    given: str = ""
    middle: tuple[str, ...] = ()
    suffix: str = ""

    @property
    def detail(self) -> int:
        """How much of a name this is: of two that fit, the one of less detail is the short form."""
        if not self.given:
            return 0
        full = 1 if len(self.given) == 1 else 3 if self.given in table("resolve_people")["short"] else 4
        return full + sum(min(len(m), 2) for m in self.middle) + bool(self.suffix)

    @property
    def comparable(self) -> str:
        """One string; equal for names that are the same in every part."""
        return " ".join((self.given, *self.middle, self.family, self.suffix)).strip()


def person(name: str) -> Person:
    """The parts of a name: "COOK, TIMOTHY D. JR." and "Timothy D. Cook Jr." give the same."""
    parts = [list(words(part)) for part in name.split(",")]
    parts = [part for part in parts if part] or [[""]]
    suffix = _suffix(parts)
    parts = [part for part in parts if part] or [[suffix]]
    if len(parts) > 1:  # "Cook, Timothy": what stands after the comma comes first
        parts = [parts[1] + parts[0]]
    found = _untitled(parts[0])
    if len(found) == 1:
        return Person(found[0], suffix=suffix)
    family = _family(found)
    if not family:
        return Person(" ".join(found), suffix=suffix)
    return Person(" ".join(found[family:]), found[0], tuple(found[1:family]), suffix)


def _suffix(parts: list[list[str]]) -> str:
    for part in reversed(parts):
        if part[-1] in listed("resolve_people", "suffixes") and (len(part) > 1 or len(parts) > 1):
            return part.pop()
    return ""


def _untitled(found: list[str]) -> list[str]:
    while len(found) > 1 and found[0] in _titles():
        found = found[1:]
    return found


@cache
def _titles() -> frozenset[str]:
    return frozenset(title.rstrip(".") for title in table("parties")["titles"])


def _family(found: list[str]) -> int:
    """Where the family name begins: at its last word, or at the particles before that ("Al" may be a given name)."""
    at = len(found) - 1
    while at > 0 and found[at - 1] in listed("resolve_people", "particles"):
        at -= 1
    return at or int(found[0] in table("resolve_people")["short"])


@cache
def _long_forms(given: str) -> frozenset[str]:
    return frozenset(table("resolve_people")["short"].get(given, ())) | {given}


def nicknames(given: str) -> frozenset[str]:
    """The given names that one may stand for, itself among them."""
    return _long_forms(given)


def features(first: Person, second: Person) -> tuple[str, ...]:
    """What speaks for and against two names of people being one person's; () where nothing does."""
    if first.comparable == second.comparable:
        return ("equal_name",)
    if not first.given or not second.given:
        return _alone(*sorted((first, second), key=lambda p: p.detail))
    found = _given(first, second) if first.family == second.family else _misspelt(first, second)
    if not found:
        return ()
    if first.suffix != second.suffix:
        found = (*found, "suffix_differs")
    return found + _middle(first, second)


def _alone(short: Person, long: Person) -> tuple[str, ...]:
    if short.given or not long.given:
        return ()
    if short.family in (long.family, long.family.split()[-1]):
        return ("family_only",) if short.suffix in ("", long.suffix) else ("suffix_differs",)
    return ("given_only",) if short.family == long.given else ()


def _given(first: Person, second: Person) -> tuple[str, ...]:
    one, two = sorted((first.given, second.given), key=len)
    if one == two:
        return ("equal_name",)
    if nicknames(one) & nicknames(two):
        return ("given_nickname",)
    if len(one) == 1:
        return ("given_initial",) if any(name.startswith(one) for name in nicknames(two)) else ()
    called = {*first.middle, *second.middle}
    if one in called or two in called:  # known by a middle name: "Willard Mitt Romney", "Mitt Romney"
        return ("given_nickname",)
    if len(one) > 3 and one_letter_apart(one, two):
        return ("given_spelling",)
    return ()


def _misspelt(first: Person, second: Person) -> tuple[str, ...]:
    long_enough = min(len(first.family), len(second.family)) >= _LONG_ENOUGH
    if first.given == second.given and len(first.given) > 1 and long_enough:
        return ("family_spelling",) if one_letter_apart(first.family, second.family) else ()
    return ()


def _middle(first: Person, second: Person) -> tuple[str, ...]:
    if not first.middle and not second.middle:
        return ()
    if not first.middle or not second.middle:
        return ("middle_missing",)
    agrees = all(
        one == two or (one[0] == two[0] and 1 in (len(one), len(two)))
        for one, two in zip(first.middle, second.middle, strict=False)
    )
    return ("middle_agrees",) if agrees else ("middle_differs",)


def keys(name: Person) -> tuple[str, ...]:
    """Keys of which two names share one wherever `features` may speak for them."""
    last = name.family.split()[-1]
    if not name.given:
        return (f"p1:{last}",)
    given = {f"p2:{long[0]} {last}" for long in nicknames(name.given)} | {f"p2:{m[0]} {last}" for m in name.middle}
    slips = {f"p3:{name.given} {part}" for part in _halves(last)} if len(last) >= _LONG_ENOUGH else set()
    return tuple(sorted({f"p1:{last}", f"p1:{name.given}"} | given | slips))


def _halves(word: str) -> tuple[str, str]:
    """One letter put in, left out or changed leaves the first or the last third of a word as it was."""
    third = len(word) // 3
    return f"{word[:third]}-", f"-{word[-third:]}"
