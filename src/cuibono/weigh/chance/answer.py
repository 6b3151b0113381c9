"""The answer for each pair in one sentence, after all pairs were tried (tables/chance.toml)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from cuibono.model.chance import Answer, Coincidence, Figures, Plan
from cuibono.tables import table
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
    """The figure for all pairs together, which is one test and needs no q."""
    return _answered(figures, plan, figures.rate.p if figures.rate else None, 1)


def rate_words(rate: Coincidence, plan: Plan, others: int, counted: str) -> str:
    """The rate with its base rate: how many follow, how many would by the calendar alone."""
    says: str = table("chance")["rate"][counted]["says"]
    return says.format(
        hits=rate.hits, of=rate.of, others=others, expected=f"{rate.expected:.1f}", low=rate.low, high=rate.high,
        acts=f"acts ({plan.acts.title})", accesses=f"accesses ({plan.access.title})", window=window_words(plan),
    )  # fmt: skip


def window_words(plan: Plan) -> str:
    """The window: "1 to 14 days"."""
    return f"{plan.first} to {plan.last} days"


def _answered(figures: Figures, plan: Plan, q: float | None, tried: int) -> Figures:
    if figures.answer == "too_few" or figures.rate is None or q is None:
        return replace(figures, answer="too_few", says=_too_few(figures, plan), q=q)
    alike = [one for one in figures.controls if one.p is not None and (one.p <= plan.alpha) != (one.sort == "sham")]
    answer: Answer = "no_more" if q > plan.alpha else "more_as_controls" if alike else "more"
    chance = f"p {number(figures.rate.p)}" + (f", q {number(q)} over {tried} pairs" if tried > 1 else "")
    says = _sentence("answer", answer).format(chance=chance, controls="; ".join(one.title for one in alike))
    return replace(figures, answer=answer, says=says, q=q)


def _too_few(figures: Figures, plan: Plan) -> str:
    least = table("chance")["least"]
    if min(figures.accesses, figures.acts) < least:
        key = "least"
    else:
        key = "reachable" if figures.rate else "still"
    why = _sentence("why", key).format(
        accesses=figures.accesses, acts=figures.acts, least=least, access_words=f"accesses ({plan.access.title})",
        act_words=f"acts ({plan.acts.title})", reachable=number(figures.rate.reachable) if figures.rate else "",
    )  # fmt: skip
    return _sentence("answer", "too_few").format(why=why)


def number(chance: float) -> str:
    """A p to three places, or to two that count where it is smaller."""
    return f"{chance:.3f}" if chance >= 0.001 else f"{chance:.1g}"


def _sentence(group: str, name: str) -> str:
    says: str = table("chance")[group][name]["says"]
    return says
