"""What each tool is called with: types, bounds, and what each argument means, which is what an agent is told of it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from cuibono.model import ContradictionField, ContradictionSort, Grade, Kind

Limit = Annotated[int, Meta(ge=1, le=50, description="How many to give, at most 50.")]
_Cursor = Annotated[str, Meta(max_length=600)]
Cursor = Annotated[_Cursor | None, Meta(description="`next_cursor` of the page before, with all else the same.")]
_Party = Annotated[str, Meta(min_length=1, max_length=200)]
PartyFilter = Annotated[
    _Party | None, Meta(description="Only those with a party whose id this is, or one of its names holds.")
]
KindFilter = Annotated[Kind | None, Meta(description="Only dealings of this kind.")]
GradeFilter = Annotated[Grade | None, Meta(description="Only events that stand so.")]
First = Annotated[date | None, Meta(description="Only events on or after this day (YYYY-MM-DD); undated ones never.")]
Last = Annotated[date | None, Meta(description="Only events on or before this day (YYYY-MM-DD); undated ones never.")]


class _Arguments(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class StatusArguments(_Arguments, frozen=True):
    """None: the status is of the whole case."""


class EventsArguments(_Arguments, frozen=True, kw_only=True):
    """Filters; all that are given have to fit."""

    kind: KindFilter = None
    party: PartyFilter = None
    grade: GradeFilter = None
    first: First = None
    last: Last = None
    limit: Limit = 20
    cursor: Cursor = None


class SearchArguments(EventsArguments, frozen=True, kw_only=True):
    """Words, and filters on the events in which they stand."""

    words: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=300,
            description='Words that all have to be there; "side by side" in quotation marks; begin* for a beginning.',
        ),
    ]
    limit: Limit = 10


class EventArguments(_Arguments, frozen=True, kw_only=True):
    """Which event."""

    event: Annotated[str, Meta(min_length=1, max_length=40, description="Its id (evt-…), or how that begins.")]


class ContradictionsArguments(_Arguments, frozen=True, kw_only=True):
    """Filters; all that are given have to fit."""

    field: Annotated[ContradictionField | None, Meta(description="Only where this field differs.")] = None
    sort: Annotated[
        ContradictionSort | None,
        Meta(
            description="Only this sort: drift (changed in the retelling), error (one report against what it rests on "
            "or all others), correction (replaced later), genuine_dispute (sources that do not rest on one another)."
        ),
    ] = None
    party: PartyFilter = None
    limit: Limit = 10
    cursor: Cursor = None


class PartyArguments(_Arguments, frozen=True, kw_only=True):
    """Which party."""

    party: Annotated[str, Meta(min_length=1, max_length=200, description="Its id (pty-…), or part of a name of it.")]


class DocumentArguments(_Arguments, frozen=True, kw_only=True):
    """Which document, and which part of its text."""

    document: Annotated[str, Meta(min_length=1, max_length=400, description="Its id (doc-…) or file name.")]
    offset: Annotated[int, Meta(ge=0, le=1_000_000_000, description="The character at which to begin.")] = 0
    length: Annotated[int, Meta(ge=1, le=20_000, description="How many characters to give.")] = 4000


class SentenceArguments(_Arguments, frozen=True, kw_only=True):
    """A text of your own, and the day on which it is to appear."""

    text: Annotated[
        str,
        Meta(min_length=1, max_length=4000, description="One sentence, or a short text. Nothing of it is kept."),
    ]
    published: Annotated[
        date | None, Meta(description='The day it is to appear (YYYY-MM-DD), from which "on Monday" is reckoned.')
    ] = None
