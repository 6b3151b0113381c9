"""What a form or a program sends when somebody decides: understood, checked, written down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec

from cuibono import explore, pipeline
from cuibono.errors import UsageError
from cuibono.explore.pages.undecided import values_of
from cuibono.judgements.corrections import FIELDS
from cuibono.model import Judgement, Ruling

_LONGEST: Final = 2000
"""Letters of a reason or a name that are taken in."""
_PARTING: Final = ";"
"""Between names of a field."""


class Decision(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A decision as a program sends it; `by` is who judges, "" for whoever the server goes by."""

    ruling: Ruling
    subjects: tuple[str, ...]
    why: str
    by: str = ""
    values: dict[str, Any] | None = None


class Note(NamedTuple):
    """One judgement to write down."""

    ruling: Ruling
    subjects: Sequence[str]
    values: Mapping[str, object] | None = None


def decision(data: object) -> Decision:
    """What a program sends. Raises UsageError where that cannot be understood."""
    try:
        return msgspec.convert(data, Decision)
    except msgspec.ValidationError as error:
        example = '{"ruling": "reject", "subjects": ["clm-…"], "why": "…"}'
        raise UsageError(f"The decision cannot be understood: {error}. Send as in {example}.") from error


def reason(fields: Mapping[str, str]) -> str:
    """Why somebody decided so: the reason chosen, words of their own, or both. Raises UsageError for neither."""
    given = [fields.get(name, "").strip() for name in ("reason", "why")]
    told = ": ".join(part for part in given if part)
    if not told:
        raise UsageError("A decision needs a reason. Choose one, or write another.")
    if len(told) > _LONGEST:
        raise UsageError(f"The reason has {len(told):,} letters; {_LONGEST:,} are taken in. Shorten it.")
    return told


def notes(case: Path, fields: Mapping[str, str], subjects: Sequence[str]) -> list[Note]:
    """The judgements that a form asks for. Raises UsageError where it cannot be understood."""
    asked = fields.get("ruling", "")
    if asked == "split":
        return _split(case, fields.get("event", ""), subjects)
    if asked == "correct":
        return [Note("correct", subjects, _values(case, fields, subjects))]
    try:
        return [Note(msgspec.convert(asked, Ruling), subjects)]
    except msgspec.ValidationError as error:
        raise UsageError(f"{asked or 'nothing'}: nobody can decide so. Use the buttons of the page.") from error


def written(case: Path, asked: Sequence[Note], by: str, why: str) -> Judgement:
    """Write the judgements down; the last of them comes back. Raises UsageError where one cannot be."""
    checked_length(by, why)
    made = [pipeline.note(case, n.ruling, list(n.subjects), by.strip(), why.strip(), values=n.values) for n in asked]
    return made[-1]


def checked_length(by: str, why: str) -> None:
    """Raise UsageError where a name or a reason is longer than what is taken in."""
    if len(by) > _LONGEST or len(why) > _LONGEST:
        raise UsageError(f"Names and reasons of up to {_LONGEST:,} letters are taken in. Shorten it.")


def _split(case: Path, event: str, chosen: Sequence[str]) -> list[Note]:
    """That some claims of an event are another dealing than its others: they belong together, and apart from these."""
    with explore.open(case) as held:
        claims = held.event(event).claims
    apart = [claim for claim in claims if claim in chosen]
    rest = [claim for claim in claims if claim not in chosen]
    if not apart or not rest:
        raise UsageError("Choose the claims that are another dealing: at least one, and not all of them.")
    together = [Note("same", apart)] if len(apart) > 1 else []
    return [*together, Note("different", [rest[0], apart[0]])]


def _values(case: Path, fields: Mapping[str, str], subjects: Sequence[str]) -> dict[str, object]:
    """What a claim should say: the fields of the form that differ from what was read."""
    with explore.open(case) as held:
        was = values_of(held.as_read(subjects[0] if subjects else ""))
    given = {name: fields[name].strip() for name in FIELDS if name in fields}
    changed = {name: _value(name, text) for name, text in given.items() if text != was[name]}
    if not changed:
        raise UsageError("Nothing differs from what was read. Change a field, or accept the claim.")
    return changed


def _value(name: str, text: str) -> object:
    if name in ("actors", "counterparts"):
        return [one.strip() for one in text.split(_PARTING) if one.strip()]
    return text or None
