"""Rival hypotheses: what somebody proposes or rates is checked against the case and written down at once.

Takes: a case, words and numbers as a person gives them.
Gives: a line in judgements.jsonl; nothing in the ledger changes.
Knows nothing of: how ratings are weighed or shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

import msgspec

from cuibono import judgements
from cuibono.errors import MissingError, UsageError
from cuibono.judgements import rivals
from cuibono.judgements.rivals import Hypothesis
from cuibono.ledger.look import Look
from cuibono.model import Judgement
from cuibono.model.rivals import Rating
from cuibono.pipeline.clock import stamp
from cuibono.pipeline.deciding import with_ledger
from cuibono.settings import CaseFolder
from cuibono.tables import table


def propose(
    case: Path,
    question: str,
    says: str,
    by: str,
    why: str,
    now: datetime | None = None,
    *,
    predicts: Iterable[str] = (),
    quoted: str = "",
) -> Judgement:
    """Write down a hypothesis on a question, with what would be there if it were so; what was written comes back.

    `quoted` is the id of the sentence of an article that it is taken from. Raises UsageError, and writes nothing,
    where something is missing or too long.
    """
    made = rivals.proposal(question, says, predicts, quoted)
    _signed(by, why)
    key = rivals.hypothesis_id(made.question, made.says)
    return judgements.append(with_ledger(case), "propose", (key,), by, why, stamp(now), proposal=made)


def rate(
    case: Path,
    hypothesis: str,
    evidence: str,
    rating: Rating,
    by: str,
    why: str,
    now: datetime | None = None,
) -> Judgement:
    """Write down how much likelier an event or finding is by a hypothesis; what was written comes back.

    `evidence` is the id of an event, of a claim of it, or of a finding as `cuibono rivals show` prints it. `rating`
    is made by `judgements.rivals.rating`; its prediction may be the number of one, from 1. Raises UsageError, and
    writes nothing, where one of them is not in the case, or a finding tells nothing of the dealing.
    """
    folder = with_ledger(case)
    _signed(by, why)
    found = _hypothesis(folder, hypothesis)
    told = msgspec.structs.replace(rating, prediction=_prediction(found, rating.prediction))
    with closing(Look(folder.ledger)) as look:
        subjects = _finding(look, evidence) if evidence.startswith("fnd-") else (_claim(look, evidence),)
    return judgements.append(folder, "rate", (found.id, *subjects), by, why, stamp(now), rating=told)


def _signed(by: str, why: str) -> None:
    if not by.strip() or not why.strip():
        raise UsageError("A judgement says who made it and why. Give both.")


def _hypothesis(case: CaseFolder, key: str) -> Hypothesis:
    for found in rivals.proposed(judgements.standing(case)):
        if found.id == key:
            return found
    raise MissingError(f"{key}: this case has no such hypothesis. `cuibono rivals list` gives the id of each.")


def _prediction(of: Hypothesis, given: str) -> str:
    """The prediction that is meant: given by its number or its words."""
    if given.isascii() and given.isdigit() and 1 <= int(given) <= len(of.predicts):
        return of.predicts[int(given) - 1]
    if given and given not in of.predicts:
        told = "; ".join(f"{number}: {words}" for number, words in enumerate(of.predicts, 1)) or "none"
        raise UsageError(f"{given}: {of.id} has no such prediction. Give the number of one of these: {told}.")
    return given


def _claim(look: Look, key: str) -> str:
    """The claim that an event or claim is rated by: the one with the same letters, where it is in an event."""
    claim = f"clm-{key[4:]}"
    if key[:4] in ("clm-", "evt-") and look.event(f"evt-{key[4:]}"):
        return claim
    raise MissingError(f"{key}: no event of this case goes by it. Copy the id of an event from `cuibono events`.")


def _finding(look: Look, key: str) -> Sequence[str]:
    """The id of a finding, and of the claim by which it is found again."""
    for found in look.findings():
        claim = f"clm-{found.subject[4:]}"
        if key != rivals.finding_id(claim, found.subject[:3], found.register, found.rule, found.verdict):
            continue
        if found.verdict not in table("rivals")["finding"]:
            raise UsageError(f"{key}: it does not tell whether the dealing took place, so nothing can be rated by it.")
        return key, claim
    raise MissingError(f"{key}: this case has no such finding. `cuibono rivals show` gives the ids of those at hand.")
