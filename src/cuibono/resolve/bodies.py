"""Names of organisations, public bodies and places: what counts in them, and what two have in common.

Takes: a name as written. Gives: the words that count; the features of a pair.
Knows nothing of: documents, people.
"""

from __future__ import annotations

from functools import cache, lru_cache

import msgspec

from cuibono.resolve.spelling import listed, one_letter_apart, words
from cuibono.tables import table

_SMALL = frozenset({"of", "for", "and", "the", "in", "on", "at"})
# Letters from which one letter more or less is likelier a slip than another word: with no other word, one, or more.
_LONG_WORD = (9, 7, 5)
_SHORTEST_ACRONYM = 3


class Body(msgspec.Struct, frozen=True):
    """The words that count in a name, in order. `acronym`: one word of capitals. `state`: it is named as a state's."""

    words: tuple[str, ...]
    acronym: bool = False
    state: bool = False
    initials: tuple[str, ...] = ()

    @property
    def detail(self) -> int:
        """How much of a name this is: of two that fit, the one of less detail is the short form."""
        return 0 if self.acronym else len(self.words)

    @property
    def comparable(self) -> str:
        """One string; equal for names that are the same in every word that counts."""
        return " ".join(self.words)


@lru_cache(maxsize=100_000)
def body(name: str) -> Body:
    """The words that count: "The Acme Co., Inc." and "ACME" give the same, but for `acronym`."""
    whole = _before_tail(words(name))
    bare = _turned(_unformed(whole))
    spelt = table("orgforms")["spelling"]
    counted = [spelt.get(word, word) for word in bare if word not in _SMALL] or list(bare)
    country = _countries().get(" ".join(counted))
    counted = list(words(country)) if country else _spread(counted, name)
    short = "".join(name.replace(".", "").split())
    acronym = country is None and len(bare) == 1 and short.isupper() and len(short) >= _SHORTEST_ACRONYM
    if "inaugural" in counted and counted[-1] == "committee":
        counted[-1] = "fund"
    named = tuple(_initials(found) for found in ([w for w in whole if w not in _SMALL], counted))
    return Body(tuple(counted), acronym, bool(set(counted) & listed("orgforms", "state")), named)


@cache
def _countries() -> dict[str, str]:
    short = {" ".join(words(key)): value for key, value in table("countries")["short"].items()}
    other = {"america": "United States", "united states america": "United States", "britain": "United Kingdom"}
    return short | other | {"great britain": "United Kingdom"}


def stands_for_country(name: str) -> bool:
    """Whether a name is a country's short form: "US", "America"."""
    return " ".join(words(name)) in _countries()


def is_government(name: Body) -> bool:
    """Whether a name is that of a state's government, by the word for it."""
    return name.state and len(name.words) > 1


@cache
def _adjectives() -> dict[str, str]:
    """The adjective of a country, with the country."""
    data = table("countries")["adjectives"]
    return {" ".join(words(word)): name for name, adjectives in data.items() for word in adjectives}


def _spread(counted: list[str], name: str) -> list[str]:
    """With a country's short form at the beginning written in full: "US Treasury"."""
    if counted[-1] in listed("orgforms", "state"):
        counted = [*words(_adjectives().get(counted[0], counted[0])), *counted[1:]]
    country = _countries().get(counted[0])
    if country and len(counted) > 1 and name.removeprefix("The ").removeprefix("the ")[:2] in {"US", "U.", "UK", "UA"}:
        return [*words(country), *counted[1:]]
    return counted


def _before_tail(found: tuple[str, ...]) -> tuple[str, ...]:
    line = " ".join(found)
    for tail in table("orgforms")["tails"]:
        line = line.split(f" {tail}")[0]
    return tuple(line.split()) or found


def _turned(found: tuple[str, ...]) -> tuple[str, ...]:
    """ "Department of Defense" as "Defense Department"."""
    if len(found) > 2 and found[1] == "of" and found[0] in listed("orgforms", "turned"):
        return (*found[2:], found[0])
    return found


def _unformed(found: tuple[str, ...]) -> tuple[str, ...]:
    while len(found) > 1 and found[-1] in listed("orgforms", "legal"):
        found = found[:-1]
    return found


def _initials(found: list[str]) -> str:
    return "".join(word[0] for word in found)


def features(first: Body, second: Body) -> tuple[str, ...]:
    """What speaks for two names being one body's; () where nothing does."""
    if first.words == second.words:
        return ("equal_name",)
    short, long = sorted((first, second), key=lambda b: (b.detail, b.comparable))
    if short.acronym:
        return ("acronym",) if not long.acronym and short.comparable in long.initials else ()
    if _governs(short.words, long.words):
        return ("government_of",)
    extra = () if _too_plain(short.words) else _extra(short.words, long.words)
    if extra and set(extra) <= listed("orgforms", "business"):
        return ("business_words",)
    return ("spelling",) if _slip(short.words, long.words) else ()


def _extra(short: tuple[str, ...], long: tuple[str, ...]) -> tuple[str, ...]:
    """What the longer name has after the shorter; () where it does not begin with it."""
    return long[len(short) :] if long[: len(short)] == short else ()


def _too_plain(short: tuple[str, ...]) -> bool:
    """Whether a short form is a word with which many names begin: "European", "National"."""
    return len(short) == 1 and (short[0] in listed("parties", "common_starts") or short[0] in _adjectives())


def _governs(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the longer name is that of the shorter's government, by the country's name or an adjective of it."""
    if len(long) != len(short) + 1 or long[-1] not in listed("orgforms", "state"):
        return False
    return long[:-1] == short or (long[:-2] == short[:-1] and _is_adjective(long[-2], short[-1]))


def _is_adjective(word: str, name: str) -> bool:
    """Whether a word is made of a name by an ending: "Ruritanian" of "Ruritania"."""
    ending = word[len(name) - 1 :] if word.startswith(name[:-1]) and len(name) > 3 else ""
    return len(ending) < 5 and ending.endswith(("n", "ese", "ish", "i"))


def _slip(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether one long word differs by one letter, or one word by the s of its plural."""
    if len(first) != len(second):
        return False
    apart = [(one, two) for one, two in zip(first, second, strict=True) if one != two]
    if len(apart) != 1 or any(char.isdigit() for char in "".join(apart[0])):
        return False
    one, two = sorted(apart[0], key=len)
    long_enough = len(one) >= _LONG_WORD[min(len(first) - 1, 2)]
    return one + "s" == two or (long_enough and one_letter_apart(one, two))


def keys(name: Body) -> tuple[str, ...]:
    """Keys of which two names share one wherever `features` may speak for them."""
    if name.acronym:
        return (f"b:{name.comparable}", f"i:{name.comparable}")
    common = listed("orgforms", "business") | listed("orgforms", "state")
    bare = [word for word in name.words if word not in common] or list(name.words)
    found = {f"b:{' '.join(bare)}", f"b:{' '.join(_without_business(name.words))}", f"b:{name.comparable}"}
    found |= {f"i:{initials}" for initials in name.initials if len(initials) >= _SHORTEST_ACRONYM}
    found.add(f"g:{(name.words[:-1] or name.words)[-1][:4]}" if name.state else f"g:{name.words[-1][:4]}")
    for at, word in enumerate(name.words):
        rest = " ".join(name.words[:at] + name.words[at + 1 :])
        found.add(f"s:{rest}|{word[:2]}" if rest else f"s:|{word[:3]}")
    return tuple(sorted(found))


def _without_business(found: tuple[str, ...]) -> tuple[str, ...]:
    while len(found) > 1 and found[-1] in listed("orgforms", "business"):
        found = found[:-1]
    return found
