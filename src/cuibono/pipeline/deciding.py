"""Deciding: a person's judgement is written down at once, and the ledger brought up to date with it then or later.

Takes: a case, what somebody decided.
Gives: a line in judgements.jsonl; a ledger that has taken in all decisions.
Knows nothing of: how documents are compared, how judgements are kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import get_args

from msgspec.structs import replace

from cuibono import judgements
from cuibono.collect import archive
from cuibono.errors import UsageError
from cuibono.ledger.look import Look
from cuibono.ledger.write import Writer
from cuibono.model import Claim, Correction, Judgement, PartyKind, Ruling
from cuibono.pipeline.checking import check_records
from cuibono.pipeline.clock import stamp
from cuibono.pipeline.relating import is_listed, relate
from cuibono.settings import CaseFolder


def judge(
    case: Path,
    ruling: Ruling,
    subjects: Sequence[str],
    by: str,
    why: str,
    now: datetime | None = None,
    *,
    values: Correction | Mapping[str, object] | None = None,
) -> Judgement:
    """Write down a person's decision, and bring the ledger up to date with it; what was written comes back.

    As `note`, then `settle`. Raises UsageError, and writes nothing, also where another program is changing the case.
    """
    folder = with_ledger(case)
    with archive.locked(folder):
        made = note(case, ruling, subjects, by, why, now, values=values)
        _settled(folder)
    return made


def note(
    case: Path,
    ruling: Ruling,
    subjects: Sequence[str],
    by: str,
    why: str,
    now: datetime | None = None,
    *,
    values: Correction | Mapping[str, object] | None = None,
) -> Judgement:
    """Write down a person's decision; what was written comes back. The ledger takes it in when `settle` is called.

    `subjects` are ids of namings or parties (one party, or not?), or of claims or events (one event, or not?): a
    party stands for its first naming, an event for its first claim. For "accept" and "reject" they are ids of claims,
    for "correct" the id of one, with `values`: what it should say. For "undo" it is the id of one judgement.
    Compares nothing and waits for no program that does. Raises UsageError, and writes nothing, where the decision
    cannot be understood or there is no ledger.
    """
    folder = with_ledger(case)
    with closing(Look(folder.ledger)) as look:
        chosen = _meant(look, folder, ruling, subjects)
        corrected = _values(look, ruling, chosen, values)
    if not by.strip() or not why.strip():
        raise UsageError("A judgement says who made it and why. Give both.")
    return judgements.append(folder, ruling, chosen, by, why, stamp(now), corrected)


def settle(case: Path) -> None:
    """Bring the ledger up to date with the decisions that are there when it begins; where it is, nothing is done.

    Who looks meanwhile sees the ledger as it was, whole. Raises UsageError where another program is changing the case.
    """
    folder = with_ledger(case)
    with archive.locked(folder):
        _settled(folder)


def with_ledger(case: Path) -> CaseFolder:
    """The folder of a case. Raises UsageError where it holds no ledger."""
    folder = CaseFolder(case)
    if not folder.ledger.exists():
        raise UsageError(f"{case}: there is no ledger here. `cuibono read PATH --case {case}` makes one.")
    return folder


def _settled(folder: CaseFolder) -> None:
    with Writer(folder.ledger) as ledger, ledger.whole():
        relate(ledger, folder)
        check_records(ledger, folder)


def _meant(look: Look, case: CaseFolder, ruling: Ruling, subjects: Sequence[str]) -> tuple[str, ...]:
    """The ids that a judgement is written down with."""
    given = " ".join(subjects)
    if ruling not in get_args(Ruling):
        raise UsageError(f"{ruling}: nobody can decide so. The rulings are: {', '.join(get_args(Ruling))}.")
    if ruling == "undo":  # whether it can be undone is seen when it is written
        return tuple(subjects)
    if ruling in judgements.ON_RIVALS:
        raise UsageError(f"{ruling}: hypotheses are proposed and rated with `cuibono rivals`.")
    if ruling in judgements.ON_CLAIMS:
        return _claims(look, ruling, subjects)
    meant = tuple(dict.fromkeys(_subject(look, case, subject) for subject in subjects))
    if len(meant) < 2 or len({key[:4] for key in meant}) > 1:
        raise UsageError(f"{given}: give two or more ids, all of parties or namings, or all of events or claims.")
    return meant


def _claims(look: Look, ruling: Ruling, subjects: Sequence[str]) -> tuple[str, ...]:
    for subject in subjects:
        if not subject.startswith("clm-") or not _claim(look, subject):
            raise UsageError(
                f"{subject}: to {ruling}, give ids of claims of this case (clm-), as `cuibono show` prints them."
            )
    meant = tuple(dict.fromkeys(subjects))
    if not meant or (ruling == "correct" and len(meant) > 1):
        many = "the id of one claim" if ruling == "correct" else "the ids of one or more claims"
        raise UsageError(f"{' '.join(subjects)}: to {ruling}, give {many}.")
    return meant


def _subject(look: Look, case: CaseFolder, subject: str) -> str:
    """The naming or claim that an id stands for: the one with the same letters."""
    prefix, letters = subject[:4], subject[4:]
    naming, claim = f"nam-{letters}", f"clm-{letters}"
    if prefix in ("nam-", "pty-") and (look.naming(naming) or is_listed(case, naming)):
        return naming
    if prefix in ("clm-", "evt-") and _claim(look, claim):
        return claim
    raise UsageError(f"{subject}: this case has nothing with this id. Copy the id from what `cuibono show` prints.")


def _claim(look: Look, key: str) -> Claim | None:
    return next((found for found in look.claims(beginning=key) if found.id == key), None)


def _values(
    look: Look, ruling: Ruling, subjects: Sequence[str], values: Correction | Mapping[str, object] | None
) -> Correction | None:
    """What a claim should say, each name with what it names."""
    if ruling != "correct":
        if values is not None:
            raise UsageError(f"{ruling}: only `correct` says what a claim should say.")
        return None
    found = judgements.correction(values or {})
    claim = _claim(look, subjects[0])
    if claim is None:
        return found
    actors = found.actors and tuple(_named(look, claim, name) for name in found.actors)
    counterparts = found.counterparts and tuple(_named(look, claim, name) for name in found.counterparts)
    return replace(found, actors=actors, counterparts=counterparts)


def _named(look: Look, claim: Claim, text: str) -> str:
    """A name with what it names, as the claim's document has it, else any other document of the case.

    Raises UsageError where no document names it and the text does not say what it is.
    """
    name, kind = judgements.party_named(text)
    if kind:
        return text
    for known, of in _known(look, claim):
        if known.casefold() == name.casefold():
            return f"{known} ({of})"
    kinds = ", ".join(get_args(PartyKind))
    raise UsageError(
        f"{text}: no article of this case names it so. Give the name as an article has it, or say what it is, as in "
        f"“{text} (organisation)”. What a party can be: {kinds}."
    )


def _known(look: Look, claim: Claim) -> Iterator[tuple[str, PartyKind]]:
    """Names with what they name: the claim's own, then those of its document by nearness, then of all documents."""
    near = sorted(look.mentions(claim.document), key=lambda m: (abs(m.span.start - claim.span.start), m.span))
    yield from ((mention.name, mention.kind) for mention in (*claim.actors, *claim.counterparts, *near))
    yield from ((naming.name, naming.kind) for naming in look.named())
