"""Check: what public records say of an event or a claim.

Takes: subjects (events and claims with all their names), rows of registers that were found for them.
Gives: questions to registers, findings, leads, donations that stand in several registers.
Knows nothing of: how records are kept or searched, how names are matched, how any of it is shown.
"""

from __future__ import annotations

from cuibono.check.answer import Answer, Held, Row
from cuibono.check.counting import Bound, bound, counting, scopes
from cuibono.check.gifts import Gift, gifts
from cuibono.check.leads import leads
from cuibono.check.questions import Question, questions
from cuibono.check.subject import Post, Side, Subject
from cuibono.check.verdicts import finding

__all__ = [
    "Answer", "Bound", "Gift", "Held", "Post", "Question", "Row", "Side", "Subject", "bound", "counting",
    "finding", "gifts", "leads", "questions", "scopes",
]  # fmt: skip
