"""Stages: each stage as a function of values, with what a case sets and keeps; pickle can copy them.

Takes: a case folder, a reader. Gives: what the pipeline does with originals, readings and subjects, one by one.
Knows nothing of: the ledger, in what order or where the stages run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import msgspec

from cuibono import judgements, settings
from cuibono.check import Subject
from cuibono.collect.archive import Entry
from cuibono.ledger.checked import Checked
from cuibono.ledger.related import Related
from cuibono.model import Event, Problem
from cuibono.pipeline import checking, reading, relating
from cuibono.pipeline.reading import Read, Reads, Task
from cuibono.pipeline.relating import Held
from cuibono.pipeline.subjects import Compared, Told
from cuibono.resolve.recorded import Holder
from cuibono.settings import CaseFolder

if TYPE_CHECKING:
    from cuibono.reconcile.reuse import Passage


class Stages(msgspec.Struct, frozen=True):
    """The stages for one case, whose settings, judgements and records they use."""

    case: CaseFolder
    reader: Reads

    def read(self, originals: Iterable[tuple[bytes, Entry]]) -> Iterator[Read]:
        """What comes of each original, given with what was said of it."""
        task = Task(self.case, settings.load(self.case.settings).collect.longest, self.reader)
        return (task.read(data, entry) for data, entry in originals)

    def duplicate(self, file: str, other: str) -> Problem:
        """That a file holds the same bytes as another, and is not read."""
        return reading.duplicate(file, other)

    def related(self, held: Held, passages: Iterable[Passage]) -> Related:
        """What all that was read comes to; `passages` are what the documents share."""
        return relating.related(held, self.case, judgements.decided(judgements.standing(self.case)), passages)

    def asked(self, held: Held, found: Compared) -> tuple[tuple[Subject, ...], Mapping[str, tuple[Holder, ...]]]:
        """What registers are asked about, and who is said to hold a post where."""
        told = Told(held, found, judgements.decided(judgements.standing(self.case)))
        return tuple(told.subjects()), told.holders

    def answered(
        self, subjects: Iterable[Subject], holders: Mapping[str, tuple[Holder, ...]]
    ) -> Iterator[checking.Answered]:
        """What the records of the case say of each subject."""
        return checking.answered(subjects, self.case, holders)

    def checked(self, answers: Iterable[checking.Answered], events: Iterable[Event]) -> Checked:
        """All answers together."""
        return checking.together(answers, events, self.case)
