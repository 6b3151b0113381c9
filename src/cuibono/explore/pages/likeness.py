"""How like a name that somebody asks for is to the names of a party.

Takes: a name, a party. Gives: how like they are, and whether somebody could mean this party by that name.
Knows nothing of: which other parties there are.
"""

from __future__ import annotations

from typing import Final

import msgspec

from cuibono.model import Naming, Party
from cuibono.resolve.people import Person, nicknames, person
from cuibono.resolve.spelling import folded, words
from cuibono.resolve.units import Shape, Sort, name_features
from cuibono.resolve.units import read as parts

EXACT: Final = 100.0
"""The name as it stands, capitals and accents aside."""
_ALIAS: Final = 1.0
"""Taken off where it is not the name by which the party goes but another of its names."""
_SAME_PARTS: Final = 98.0
"""The same but for legal forms, titles, the order of the parts."""
_MOST: Final = 95.0
"""As like as two names can be that differ."""
_SPOKEN_FOR: Final = 92.0
"""What a pair comes to at least for which a rule of who is who speaks: initials, short forms of given names, slips."""
_PART: Final = 0.85
"""What a name counts that is a part of the other."""
_SHORT: Final = frozenset({"family_only", "given_only"})


class Likeness(msgspec.Struct, frozen=True):
    """How like (0 to 100); whether the parts that count are `equal`; whether it is another name than the first.

    `sure` is whether the equal name is one that names somebody alone: not an office, not a word such as "officials",
    not a family name by itself. `rival` is whether the name that was asked for could be meant for this party.
    """

    score: float
    equal: bool = False
    alias: bool = False
    sure: bool = False
    rival: bool = False


def likeness(asked: str, party: Party) -> Likeness:
    """The best over all names of a party; it is a rival where any of its names is."""
    names = dict.fromkeys((party.name, *party.aliases))
    found = [_of(asked, name, party, alias=name != party.name) for name in names]
    best = max(found, key=lambda one: (one.score, one.sure))
    return msgspec.structs.replace(best, rival=any(one.rival for one in found))


def read(name: str, party: Party) -> tuple[Sort, Shape]:
    """A name's parts, read as one of a party of this kind."""
    return parts(Naming("", "", name, party.kind))


def searches(asked: str) -> tuple[str, ...]:
    """Words to look for, so that every party is found that could be meant; those that no rival may escape first."""
    who, plain = person(asked), words(asked)
    found = [asked, " ".join(plain)]
    if who.given:
        found.append(f"{who.given[0]}* {who.family}")
        found += [f"{given} {who.family}" for given in sorted(nicknames(who.given))]
    shape = parts(Naming("", "", asked, "organisation"))[1]
    found += [shape.comparable, *(initials for initials in getattr(shape, "initials", ()) if len(initials) > 2)]
    found += [f"{word[: _stem(word)]}*" for word in plain[:6] if len(word) > 2]
    return tuple(dict.fromkeys(one for one in found if one))


def certain(asked: str) -> int:
    """How many of the searches must not be cut short for nobody to be overlooked."""
    return 3 if person(asked).given else 2


def _stem(word: str) -> int:
    """As many letters as two spellings of a word mostly share."""
    return max(3, len(word) - 3)


def _of(asked: str, name: str, party: Party, alias: bool) -> Likeness:
    sort, shape = read(name, party)
    asked_sort, wanted = read(asked, party)
    equal = sort == asked_sort and shape.comparable == wanted.comparable
    speaks = name_features(wanted, shape)
    score = _score(asked, name, wanted.comparable, shape.comparable, equal, bool(speaks) and _SHORT.isdisjoint(speaks))
    return Likeness(
        score=score - _ALIAS * alias,
        equal=equal,
        alias=alias,
        sure=equal and _names_alone(sort, shape),
        rival=equal or (bool(speaks) and shape.detail >= wanted.detail) or _is_part(wanted, shape),
    )


def _score(asked: str, name: str, wanted: str, comparable: str, equal: bool, spoken_for: bool) -> float:
    from rapidfuzz import fuzz

    if folded(asked).strip() == folded(name).strip():
        return EXACT
    if equal:
        return _SAME_PARTS
    like = max(fuzz.token_sort_ratio(wanted, comparable), _PART * fuzz.token_set_ratio(wanted, comparable))
    return min(_MOST, max(like, _SPOKEN_FOR if spoken_for else 0.0))


def _names_alone(sort: Sort, shape: Shape) -> bool:
    return sort == "body" or (isinstance(shape, Person) and bool(shape.given))


def _is_part(wanted: Shape, shape: Shape) -> bool:
    """Whether a single word was asked for that is a word of a longer name: "Holm" of "Beatrix Holm"."""
    found = wanted.comparable.split()
    return len(found) == 1 and found[0] in shape.comparable.split()
