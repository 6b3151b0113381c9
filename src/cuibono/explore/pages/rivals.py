"""Pages of rival hypotheses: the questions, and the matrix of one."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from cuibono.explore.case import Case
from cuibono.explore.rivals import QuotedView, RivalsLine, RivalsView, quoted_views, rivals_list, rivals_view
from cuibono.tables import table

Id = Annotated[str, Meta(max_length=60)]


class RivalsQuery(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`quoted` is the id of a sentence from which a hypothesis is to be made, `evidence` of what is to be rated."""

    quoted: Id | None = None
    evidence: Id | None = None


class RivalsPage(msgspec.Struct, frozen=True, kw_only=True):
    """Every set of hypotheses, and sentences of articles that explain a dealing; `chosen` is the one asked for."""

    query: RivalsQuery
    sets: tuple[RivalsLine, ...]
    candidates: tuple[QuotedView, ...]
    chosen: QuotedView | None = None


class MatrixQuery(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`quoted` is the id of a sentence from which a hypothesis is to be made, `evidence` of what is to be rated."""

    quoted: Id | None = None
    evidence: Id | None = None


class Step(msgspec.Struct, frozen=True):
    """Words that people can rate with, and how many times likelier they say at least and at most."""

    words: str
    low: str
    high: str


class MatrixPage(msgspec.Struct, frozen=True, kw_only=True):
    """The hypotheses on one question, and the words that evidence can be rated with."""

    query: MatrixQuery
    rivals: RivalsView
    scale: tuple[Step, ...]


def rivals_page(case: Case, query: RivalsQuery) -> RivalsPage:
    """What sets there are."""
    found = quoted_views(case)
    chosen = next((one for one in found if one.id == query.quoted), None)
    return RivalsPage(query=query, sets=rivals_list(case), candidates=found, chosen=chosen)


def matrix_page(case: Case, key: str, query: MatrixQuery) -> MatrixPage:
    """One set, by its id. Raises MissingError where there is none."""
    scale = msgspec.convert(table("rivals")["scale"], tuple[Step, ...])
    return MatrixPage(query=query, rivals=rivals_view(case, key), scale=scale)
