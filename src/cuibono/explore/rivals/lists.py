"""Which sets of rival hypotheses a case has, and which sentences of articles could become hypotheses."""

from __future__ import annotations

from collections.abc import Iterable

from cuibono import judgements
from cuibono.errors import MissingError, UsageError
from cuibono.explore.candidates import candidates
from cuibono.explore.case import Case
from cuibono.explore.rivals.views import QuotedView, RivalsLine
from cuibono.judgements.rivals import Hypothesis, proposed, rated


def rivals_list(case: Case) -> tuple[RivalsLine, ...]:
    """Every set of rival hypotheses, in the order in which they were begun."""
    standing = judgements.standing_of(case.judgements())
    ratings = rated(standing)
    lines = []
    for key, several in by_set(proposed(standing)).items():
        ids = {one.id for one in several}
        own = [judgement for judgement in ratings if judgement.subjects[0] in ids]
        evidence = len({judgement.subjects[1] for judgement in own})
        raters = tuple(dict.fromkeys(judgement.by for judgement in own))
        lines.append(RivalsLine(key, several[0].question, tuple(one.says for one in several), evidence, raters))
    return tuple(lines)


def by_set(hypotheses: Iterable[Hypothesis]) -> dict[str, tuple[Hypothesis, ...]]:
    """Hypotheses by the ids of their sets."""
    found: dict[str, tuple[Hypothesis, ...]] = {}
    for one in hypotheses:
        found[one.rivals] = (*found.get(one.rivals, ()), one)
    return found


def rivals_key(case: Case, name: str) -> str:
    """The id of the set with this id, or whose question alone has these words, capitals or not.

    Raises UsageError where there is none or more than one.
    """
    lines = rivals_list(case)
    fitting = [one for one in lines if one.id == name] or [
        one for one in lines if name.casefold() in one.question.casefold()
    ]
    if len(fitting) == 1:
        return fitting[0].id
    if fitting:
        raise UsageError(
            f"{name}: {len(fitting)} questions have these words. Give the id, as `cuibono rivals list` has it."
        )
    raise MissingError(f"{name}: this case has no such set of hypotheses. `cuibono rivals list` shows what there is.")


def quoted_views(case: Case) -> tuple[QuotedView, ...]:
    """Sentences of articles that give an explanation, those of one set side by side."""
    found = candidates(case)
    files = case.browse.files({one.document for one in found})
    first: dict[str, int] = {}
    for place, one in enumerate(found):
        first.setdefault(one.set or one.id, place)
    ordered = sorted(found, key=lambda one: first[one.set or one.id])
    return tuple(
        QuotedView(one.id, one.quote, one.document, files.get(one.document, one.document), one.sources, one.set)
        for one in ordered
    )
