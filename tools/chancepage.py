"""The made parts of docs/chance.md: the study's table, a figure of it, and what the worked example gave."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from tools import study, worked
from tools.figures import table

_WORLDS = {
    "independent": "independent, one by one",
    "bursty": "each in bursts of its own",
    "seasonal": "each in a season of its own",
    "few": "independent, about 9 events of each",
    "short": "each in bursts, four months only",
    "session": "**both** in the same sessions",
    "same_season": "**both** in the same season",
    "slow_cycle": "**both** on the same slow news cycle",
    "fast_cycle": "**both** on the same fast news cycle",
    "effect_0.10": "1 of 10 accesses has an act more",
    "effect_0.20": "2 of 10",
    "effect_0.30": "3 of 10",
    "effect_0.40": "4 of 10",
    "bursty_effect_0.30": "3 of 10, each in bursts",
}
_TESTS = {
    "shift": "**shift**",
    "naive": "plain counting",
    "poisson": "coincidence (Poisson)",
    "permuted": "permutation",
    "permuted_months": "permutation within months",
    "shift_months": "shift within months",
    "series_months": "case series by month",
    "shams": "among 39 others",
    "before": "control: the other way round",
}
_BARS = ("shift", "naive", "shift_months", "shams")
_WIDE = 50


def measured() -> str:
    """A line for each world: in how many runs of a hundred each test gave a p of 0.05 or below."""
    found = _stored()
    if not found:
        return "Not measured yet: `make study` does it."
    rows = [
        (words, *(f"{100 * found['shares'][world][test]:.1f}" for test in _TESTS)) for world, words in _WORLDS.items()
    ]
    return table(("streams", *_TESTS.values()), rows)


def drawn() -> str:
    """The same as bars, for the tests that matter most; a mark where 5 % is."""
    found = _stored()
    if not found:
        return "Not measured yet: `make study` does it."
    lines = []
    for world, words in _WORLDS.items():
        lines.append(words.replace("*", ""))
        lines += [f"  {_TESTS[test].replace('*', ''):20} {_bar(found['shares'][world][test])}" for test in _BARS]
    return "\n".join(["```text", *lines, "```"])


def _bar(share: float) -> str:
    filled = round(share * _WIDE)
    mark = round(study.LEVEL * _WIDE)
    cells = ["█" if at < filled else "|" if at == mark else " " for at in range(_WIDE)]
    return f"{''.join(cells).rstrip()} {share:.0%}"


def said() -> str:
    """How the study was made, in one line."""
    found = _stored()
    if not found:
        return "Not measured yet: `make study` does it."
    return (
        f"{found['runs']:,} runs of each, {found['days']:,} days (120 in the short one), a window of 1 to "
        f"{found['window']} days, some 58 events of each stream unless said otherwise, seeds fixed.\n{_speed(found)}"
    )


def _speed(found: dict[str, Any]) -> str:
    told = found.get("speed")
    if not told:
        return ""
    pairs = f"{told['streams']:.0f} × {told['streams']:.0f}"
    took = f"{told['seconds']} seconds on two cores, {told['processor_seconds']} seconds of the processor"
    return f"All {told['shifts']:,.0f} shifts of {pairs} streams took {took}."


def example(name: str) -> Callable[[], str]:
    """What the worked example gave, as it was printed."""

    def read() -> str:
        path = worked.EXAMPLES / f"{name}.txt"
        return f"```text\n{path.read_text(encoding='utf-8').strip()}\n```" if path.exists() else "Not run yet."

    return read


def _stored() -> dict[str, Any] | None:
    return json.loads(study.STUDY.read_text(encoding="utf-8")) if study.STUDY.exists() else None


MAKERS = {
    "study": measured,
    "study_figure": drawn,
    "study_said": said,
    **{f"worked_{name.replace('-', '_')}": example(name) for name in worked.PLANS},
}
