"""Cues of sentences that explain what somebody did, checked when loaded.

Takes: interpretations.toml. Gives: InterpretationCue values. Knows nothing of: parses.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec

from cuibono.errors import TableError
from cuibono.tables import table

Form = Literal["clause", "as", "to", "noun_is", "noun_colon", "noun_that", "hedged", "rather", "out_of", "for"]


class InterpretationCue(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One way of offering an explanation: a shape of sentence, and the words that make it one.

    `verb` and `noun` are lemmas. `by_group`: the speaker is a group of the list "interpreters". `weak`: what it finds
    counts only where another explanation is put against it. `whether`: what is said leaves it open.
    """

    id: str
    form: Form
    verb: list[str] = []
    noun: list[str] = []
    by_group: bool = False
    weak: bool = False
    whether: bool = False
    fires: list[str]
    silent: list[str]


@cache
def cues() -> tuple[InterpretationCue, ...]:
    """Every cue, those that need no rival first; TableError where the table does not hold together."""
    try:
        found = msgspec.convert(table("interpretations")["cue"], tuple[InterpretationCue, ...])
    except (KeyError, msgspec.ValidationError) as error:
        raise TableError(f"interpretations.toml: {error}. Mend the entry named there.") from error
    for cue in found:
        if not cue.fires or not cue.silent:
            raise TableError(f"interpretations.toml: cue {cue.id!r} lacks a sentence that must fire it or one not.")
    return tuple(sorted(found, key=lambda cue: cue.weak))


@cache
def by_form(form: Form) -> tuple[InterpretationCue, ...]:
    """The cues of one shape, in their order."""
    return tuple(cue for cue in cues() if cue.form == form)
