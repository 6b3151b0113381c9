"""Who decided what: every judgement in words.

Takes: judgements, the claims and namings that they are about, as they were read.
Gives: Decision, frozen values, the newest first.
Knows nothing of: how decisions are kept, events, terminals.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

import msgspec

from cuibono import judgements
from cuibono.explore.claim_view import dealing_words
from cuibono.explore.marks import Corrected, changes
from cuibono.explore.phrases import PARTIES, RULINGS, TOGETHER, day_words, rating_words
from cuibono.judgements import rivals
from cuibono.model import Claim, Judgement, Naming, Ruling


class Subject(msgspec.Struct, frozen=True):
    """What a decision is about, by its id, in words: a claim with kind, parties and quote; a name and where it stands.

    `file` is the article; None where no document gives it any more, or it is another decision, or of a public list.
    """

    id: str
    words: str
    quote: str | None = None
    file: str | None = None


class Undone(msgspec.Struct, frozen=True):
    """By whom a decision was undone, when (a day in words) and why; `judgement` is the id of the undoing."""

    by: str
    when: str
    why: str
    judgement: str


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """One judgement: who decided what about what, when and why.

    `when` is a day in words, `at` the time in UTC. `changes` are what a correction says. `undone` is None where nobody
    has undone it. `overruled`: it stands, and none of what it says is held now, since later ones go against it.
    `waiting`: the ledger has not taken it in yet.
    """

    id: str
    ruling: Ruling
    words: str
    subjects: tuple[Subject, ...]
    by: str
    when: str
    at: str
    why: str
    changes: tuple[Corrected, ...] = ()
    undone: Undone | None = None
    overruled: bool = False
    waiting: bool = False


def history(
    made: Sequence[Judgement],
    waiting: Collection[str],
    claims: Mapping[str, Claim],
    namings: Mapping[str, Naming],
    files: Mapping[str, str],
    shown: Sequence[Judgement] | None = None,
) -> tuple[Decision, ...]:
    """These judgements, given the oldest first, the newest first; or those of them that are to be `shown`.

    `waiting` are ids of judgements. `claims` and `namings` are by their ids, `files` by the ids of documents.
    """
    undone = {subject: j for j in judgements.in_force(made) if j.ruling == "undo" for subject in j.subjects}
    standing = judgements.standing_of(made)
    held = {j.id for j in (*judgements.in_effect(standing), *rivals.rated(standing))}
    held |= {j.id for j in standing if j.ruling == "propose"}
    by_id = {judgement.id: judgement for judgement in made}
    return tuple(
        Decision(
            id=one.id,
            ruling=one.ruling,
            words=_words(one),
            subjects=tuple(_subject(key, by_id, claims, namings, files) for key in one.subjects),
            by=one.by,
            when=_day(one),
            at=one.when,
            why=one.why,
            changes=changes(one.values, claims.get(one.subjects[0])) if one.values else (),
            undone=_undone(undone.get(one.id)),
            overruled=one.ruling != "undo" and one.id not in undone and one.id not in held,
            waiting=one.id in waiting,
        )
        for one in reversed(made if shown is None else shown)
    )


def _words(judgement: Judgement) -> str:
    """What was decided; of namings other words are meant than of claims."""
    if judgement.rating:
        return f"{RULINGS['rate']} {rating_words(judgement.rating)}"
    names = judgement.subjects[0].startswith("nam-")
    return TOGETHER[judgement.ruling] if names and judgement.ruling in TOGETHER else RULINGS[judgement.ruling]


def _subject(
    key: str,
    made: Mapping[str, Judgement],
    claims: Mapping[str, Claim],
    namings: Mapping[str, Naming],
    files: Mapping[str, str],
) -> Subject:
    claim, naming, other = claims.get(key), namings.get(key), made.get(key)
    if claim:
        return Subject(key, dealing_words(claim), claim.quote, files.get(claim.document))
    if naming:
        file = files.get(naming.document)
        return Subject(key, f"{naming.name} ({PARTIES[naming.kind]}), {file or naming.document}", file=file)
    if key.startswith("hyp-"):
        return Subject(key, _hypothesis(key, made))
    if key.startswith("fnd-"):
        return Subject(key, "what public records say of it")
    if other:
        return Subject(key, f"what {other.by} decided on {_day(other)}: {_words(other)}")
    return Subject(key, "no document gives this any more")


def _hypothesis(key: str, made: Mapping[str, Judgement]) -> str:
    """What a hypothesis says, and the question that it answers."""
    proposals = (one.proposal for one in made.values() if one.proposal and one.subjects[0] == key)
    return next((f"hypothesis: {one.says} ({one.question})" for one in proposals), "a hypothesis")


def _undone(by: Judgement | None) -> Undone | None:
    return Undone(by.by, _day(by), by.why, by.id) if by else None


def _day(judgement: Judgement) -> str:
    return day_words(date.fromisoformat(judgement.when[:10]))
