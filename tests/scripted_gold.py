"""A model for tests that knows the gold of some texts, and says it with noise."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cuibono.read.dates import find_dates
from cuibono.read.llm.quoting import stretches
from cuibono.read.money import find_money
from tests.scripted import Passages, claim, party

_STANCES = {"planned_or_threatened": "planned"}


class GoldModel:
    """`drop` and `invent` are shares of claims, picked by hashes, so that it says the same each time.

    `invented` is what it made up, by quote. What the gold names in its own words it names in the passage's, where one
    of the forms that count stands there.
    """

    def __init__(self, folder: Path, drop: float = 0.0, invent: float = 0.0) -> None:
        lines = (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()
        self._gold = [row for row in map(json.loads, lines) if row["type"] != "other"]
        self._forms: Mapping[str, list[str]] = json.loads((folder / "aliases.json").read_text(encoding="utf-8"))
        self._drop, self._invent = drop, invent
        self.invented: list[str] = []

    def __call__(self, found: Passages) -> list[dict[str, Any]]:
        told = []
        for number, text in found.items():
            for row in self._gold:
                quote = row["evidence"]["text"]
                if len(stretches(text, quote)) != 1 or _chance(quote, "drop") < self._drop:
                    continue
                told.append(self._stated(number, text, row))
                if _chance(quote, "invent") < self._invent:
                    told.append(self._made_up(told[-1], quote))
        return told

    def _stated(self, number: int, text: str, row: dict[str, Any]) -> dict[str, Any]:
        quote = row["evidence"]["text"]
        sides = {side: self._parties(text, row[side]) for side in ("actors", "counterparts")}
        sources = [{**one, "kind": "organisation"} for one in self._parties(text, row["attribution"])]
        dates = [one.text for one in find_dates(quote) if one.sort != "duration"] if row["date"] else []
        sums = [quote[one.start : one.end] for one in find_money(quote)] if row["amount"] else []
        stance = _STANCES.get(row["modality"], row["modality"])
        more = {"date": (dates or [""])[0], "amount": (sums or [""])[0], "stance": stance, "attribution": sources}
        place = row["place"] if row["place"] and stretches(text, row["place"]) else ""
        return claim(number, row["type"], quote, **sides, **more, place=place)

    def _parties(self, text: str, names: list[str]) -> list[dict[str, str]]:
        out = []
        for name in names:
            forms = sorted([name, *self._forms.get(name, [])], key=len, reverse=True)
            here = next((form for form in forms if stretches(text, form)), None)
            out += [party(here)] if here else []
        return out

    def _made_up(self, told: dict[str, Any], quote: str) -> dict[str, Any]:
        """One of the ways in which models go wrong."""
        ways: list[dict[str, Any]] = [
            {"quote": f"{quote}, it emerged"},
            {"quote": quote.replace(" ", " secretly ", 1)},
            {"actors": [party("Zed Bank")]},
            {"amount": "$987 million"},
            {"date": "31 February 1987"},
        ]
        self.invented.append(quote)
        return {**told, "kind": "threat", **ways[int(_chance(quote, "way") * len(ways))]}


def _chance(*words: str) -> float:
    """Between 0 and 1, the same for the same words."""
    return int.from_bytes(hashlib.sha256("\n".join(words).encode()).digest()[:4]) / 2**32
