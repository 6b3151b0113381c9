"""The answer for each pair in one sentence, after all pairs were tried (tables/chance.toml)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from cuibono.model.chance import Answer, ControlFigures, Figures, Plan
from cuibono.tables import table
from cuibono.values import chance_words
from cuibono.weigh.chance.several import adjusted


def answered(figures: Sequence[Figures], plan: Plan, earlier: Mapping[str, float]) -> tuple[Figures, ...]:
    """The figures with q, answer and sentence. `earlier`: p by party, of pairs that were tried under the plan before.

    A pair that is tried again counts once, with its p of now.
    """
    now = {one.party: one.rate.p for one in figures if one.rate}
    chances = {**earlier, **now}
    found = dict(zip(chances, adjusted(list(chances.values())), strict=True))
    return tuple(_answered(one, plan, found.get(one.party), len(chances)) for one in figures)


def single(figures: Figures, plan: Plan) -> Figures:
    """The figure for all pairs together, which is one test and has no q."""
    return replace(_answered(figures, plan, figures.rate.p if figures.rate else None, 1), q=None)


def _answered(figures: Figures, plan: Plan, q: float | None, tried: int) -> Figures:
    if figures.answer == "too_few" or figures.rate is None or q is None:
        return replace(figures, answer="too_few", says=_too_few(figures, plan), q=q)
    alike = [one for one in figures.controls if one.p is not None and _shows_it(one, one.p, plan.alpha)]
    answer: Answer = "no_more" if q > plan.alpha else "more_as_controls" if alike else "more"
    chance = f"p {chance_words(figures.rate.p)}" + (f", q {chance_words(q)} over {tried} pairs" if tried > 1 else "")
    says = _sentence("answer", answer).format(chance=chance, controls="; ".join(one.title for one in alike))
    return replace(figures, answer=answer, says=says, q=q)


def _shows_it(control: ControlFigures, chance: float, level: float) -> bool:
    """Whether a control shows what was found: it passes the level itself, or too many others go as far."""
    return control.as_far > 0 and chance > level if control.sort == "sham" else chance <= level


def _too_few(figures: Figures, plan: Plan) -> str:
    least = table("chance")["least"]
    if min(figures.accesses, figures.acts) < least:
        key = "least"
    else:
        key = "reachable" if figures.rate else "still"
    why = _sentence("why", key).format(
        accesses=figures.accesses, acts=figures.acts, least=least, access_words=plan.access.title,
        act_words=plan.acts.title, reachable=chance_words(figures.rate.reachable) if figures.rate else "",
    )  # fmt: skip
    return _sentence("answer", "too_few").format(why=why)


def _sentence(group: str, name: str) -> str:
    says: str = table("chance")[group][name]["says"]
    return says
