"""The tables of docs/rivals.md, made from tables/rivals.toml.

Takes: nothing. Gives: Markdown tables.
Knows nothing of: how ratings are weighed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from cuibono.explore.finding_view import VERDICTS
from cuibono.explore.phrases import GRADES
from cuibono.explore.rivals.wording import share_words
from cuibono.tables import table


def scale() -> str:
    """The words of the scale with what they stand for."""
    lines = ["| words | how many times likelier |", "| --- | --- |"]
    for step in table("rivals")["scale"]:
        span = step["low"] if step["low"] == step["high"] else f"{step['low']} to {step['high']}"
        lines.append(f"| `{step['words']}` | {span} |")
    return "\n".join(lines)


def shares() -> str:
    """How far evidence counts, by grade and by verdict."""
    held = table("rivals")
    rows = [(f"an event that is {GRADES[grade][0]}", share) for grade, share in held["share"].items()]
    rows += [(f"a finding: {VERDICTS[verdict][0]}", share) for verdict, share in held["finding"].items()]
    lines = ["| evidence | counts |", "| --- | --- |"]
    return "\n".join([*lines, *(f"| {words} | {share_words((share[0], share[1]))} |" for words, share in rows)])


MAKERS: Final[Mapping[str, Callable[[], str]]] = {"rival_scale": scale, "rival_shares": shares}
