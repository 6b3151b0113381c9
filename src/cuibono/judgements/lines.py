"""The file: one line a judgement, each with the hash of the one before; lines are only added."""

from __future__ import annotations

from collections.abc import Sequence

from cuibono.chain import Chain
from cuibono.errors import UsageError
from cuibono.judgements.deciding import in_force, standing_of
from cuibono.model import Correction, Judgement, Ruling
from cuibono.model.rivals import Proposal, Rating
from cuibono.settings import CaseFolder

FILE = "judgements.jsonl"


def append(
    case: CaseFolder,
    ruling: Ruling,
    subjects: Sequence[str],
    by: str,
    why: str,
    when: str,
    values: Correction | None = None,
    proposal: Proposal | None = None,
    rating: Rating | None = None,
) -> Judgement:
    """Add one judgement; it is on the disk when this returns. Two programs may do so at once: one waits for the other.

    `when` is in UTC to the second ("2024-11-05T12:00:00Z"). Raises UsageError, and adds nothing, where the file has
    been damaged, or what is to be undone has been undone already.
    """

    def made(before: tuple[Judgement, ...], link: str) -> Judgement:
        if ruling == "undo":
            _undoable(subjects, before)
        return Judgement("", ruling, tuple(subjects), by, when, why, link, values, proposal, rating)

    return _chain(case).append(made)


def all(case: CaseFolder) -> tuple[Judgement, ...]:  # noqa: A001 - read as judgements.all
    """Every judgement, the oldest first. A last line that a stopped program left unfinished does not count.

    Raises UsageError, naming the line, where one is not as it was written, or does not follow from the one before.
    """
    return _chain(case).all()


def standing(case: CaseFolder) -> tuple[Judgement, ...]:
    """The judgements that nobody has undone, the oldest first; who undoes an undoing restores what it undid."""
    return standing_of(all(case))


def _chain(case: CaseFolder) -> Chain[Judgement]:
    return Chain(case.path / FILE, Judgement, "jdg-")


def _undoable(subjects: Sequence[str], made: Sequence[Judgement]) -> None:
    if len(subjects) != 1 or subjects[0] not in {judgement.id for judgement in in_force(made)}:
        raise UsageError(f"{' '.join(subjects)}: to undo, give the id of one judgement that has not been undone.")
