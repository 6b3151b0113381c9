"""Names to put in place of others while training: from whole public lists, and invented by mixing them."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from training.corpora import Sentence
from training.places import shared

_FORM = re.compile(
    r"\s*(/[A-Z]{2,}/?|,?\s*\b(inc|corp|co|ltd|plc|llc|lp|l\.p\.|sa|s\.a\.|nv|n\.v\.|ag|se|holdings?|group|trust|"
    r"bancorp|corporation|company|limited|international|technologies|partners|adr|etf)\b\.?)",
    re.IGNORECASE,
)
_FORMS = {
    "INC": "Inc",
    "CO": "Co",
    "LTD": "Ltd",
    "DE": "de",
    "OF": "of",
    "L.P.": "L.P.",
    "S.A.": "S.A.",
    "N.V.": "N.V.",
}
_ENDINGS = ("Inc.", "Corp.", "Group", "Holdings", "Ltd.", "Co.", "PLC", "Technologies", "Partners", "LLC", "Capital")
_MATTERS = (
    "Commerce Energy Transport Justice Labor Health Education Agriculture Defense Trade Finance Industry Housing "
    "Competition Environment Immigration Telecommunications Aviation Fisheries Planning Communications Revenue"
).split()
_BODIES = (
    "Department of {}", "Ministry of {}", "{} Department", "{} Ministry", "Federal {} Commission", "{} Committee",
    "Office of {}", "National {} Agency", "{} Authority", "Bureau of {}", "{} Council", "National {} Board",
    "Senate {} Committee", "House {} Committee", "European {} Agency", "{} Association", "Institute of {}",
)  # fmt: skip


class Names(NamedTuple):
    """Names by kind, each a list of words."""

    firsts: list[str]
    lasts: list[str]
    brands: list[list[str]]
    firms: list[list[str]]
    places: list[list[str]]

    def person(self, rng: random.Random) -> list[str]:
        """A first name and a last, sometimes an initial between."""
        middle = [rng.choice("ABCDEFGHJKLMNPRSTW") + "."] if rng.random() < 0.08 else []
        return [rng.choice(self.firsts), *middle, rng.choice(self.lasts)]

    def surname(self, rng: random.Random) -> list[str]:
        """A last name alone."""
        return [rng.choice(self.lasts)]

    def firm(self, rng: random.Random) -> list[str]:
        """A company: by its short name, its full one, or one made of a surname."""
        roll = rng.random()
        if roll < 0.55:
            return rng.choice(self.brands)
        if roll < 0.8:
            return rng.choice(self.firms)
        if roll < 0.9:
            return [*rng.choice(self.brands), rng.choice(_ENDINGS)]
        return [rng.choice(self.lasts), rng.choice(["&", "and"]), rng.choice(self.lasts)]

    def brand(self, rng: random.Random) -> list[str]:
        """A company by one word."""
        while True:
            words = rng.choice(self.brands)
            if len(words) == 1:
                return words

    def body(self, rng: random.Random) -> list[str]:
        """A public body."""
        return rng.choice(_BODIES).format(rng.choice(_MATTERS)).split()

    def place(self, rng: random.Random) -> list[str]:
        """A place."""
        return rng.choice(self.places)


@lru_cache(1)
def _companies() -> list[str]:
    path = shared() / "registers" / "identity" / "sec_company_tickers.json"
    return sorted({row["title"] for row in json.loads(path.read_text("utf-8")).values()})


def _people() -> Iterator[tuple[str, str]]:
    for name in ("legislators-current.yaml", "executive.yaml"):
        text = (shared() / "registers" / "legislators" / name).read_text("utf-8")
        for first, last in re.findall(r"^    first: (.+)\n(?:    .+\n)*?    last: (.+)$", text, re.MULTILINE):
            yield first.strip("'\""), last.strip("'\"")


def _cased(title: str) -> list[str]:
    """A register's company name as a newspaper would print it."""
    words = title.replace(",", " ").split()
    return [_FORMS.get(word, word if not word.isupper() or len(word) < 4 else word.capitalize()) for word in words]


def load(sentences: Iterable[Sentence]) -> Names:
    """Names from the public lists and, for persons and places, from the training data."""
    people, places = list(_people()), []
    for kind, words in _spans(sentences):
        if kind == "PERSON" and len(words) == 2 and all(word.istitle() for word in words):
            people.append((words[0], words[1]))
        if kind == "LOC" and len(words) < 4 and all(word[0].isupper() for word in words):
            places.append(words)
    plain = [_cased(_FORM.sub("", title)) for title in _companies()]
    brands = [words for words in plain if 0 < len(words) < 3 and all(re.fullmatch(r"[A-Z][\w&-]+", w) for w in words)]
    firms = [words for words in map(_cased, _companies()) if 1 < len(words) < 6 and "/" not in "".join(words)]
    return Names(
        firsts=sorted({first for first, _ in people if " " not in first}),
        lasts=sorted({last for _, last in people if " " not in last}),
        brands=brands,
        firms=firms,
        places=places,
    )


def _spans(sentences: Iterable[Sentence]) -> Iterator[tuple[str, list[str]]]:
    for sentence in sentences:
        if sentence.source == "tweets":
            continue
        for kind, start, end in spans(sentence.name or []):
            yield kind, sentence.words[start:end]


def spans(tags: list[str]) -> Iterator[tuple[str, int, int]]:
    """Kind, start and end of every name in a row of tags."""
    for start, tag in enumerate(tags):
        if tag[0] == "B":
            end = start + 1
            while end < len(tags) and tags[end][0] == "I":
                end += 1
            yield tag[2:], start, end
