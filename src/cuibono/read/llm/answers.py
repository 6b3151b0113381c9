"""The form that an answer must have.

Takes: what the model wrote. Gives: its claims as it states them, the schema it was given.
Knows nothing of: whether any of it is so.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from cuibono.model import Kind, PartyKind, SourceKind, Stance
from cuibono.tables import table


class Party(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who takes part: the passage's words for them, their name in the article, what they are said to be."""

    words: str
    name: str
    kind: PartyKind


class Speaker(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who is said to say so, in the same form."""

    words: str
    name: str
    kind: SourceKind


class Stated(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One claim as the model states it; what it leaves open is ""."""

    passage: int
    quote: str
    context: str
    kind: Kind
    stance: Stance
    actors: tuple[Party, ...]
    counterparts: tuple[Party, ...]
    attribution: tuple[Speaker, ...]
    topic: str
    amount: str
    date: str
    place: str


class _Claims(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    claims: tuple[Stated, ...]


class UnusableError(Exception):
    """An answer from which nothing is taken; its text says why."""


def stated(text: str, finish: str, refusal: str) -> tuple[Stated, ...]:
    """The claims of an answer.

    `finish` is why the model stopped, `refusal` what it said in place of an answer. Raises UnusableError where it
    refused, broke off, or wrote something of another form.
    """
    if refusal or finish == "content_filter":
        raise UnusableError("the model refused to answer")
    if finish == "length":
        raise UnusableError("the answer broke off at its longest length")
    try:
        claims = msgspec.json.decode(text, type=_Claims).claims
    except msgspec.ValidationError as error:
        raise UnusableError(f"the answer does not fit the schema ({_plain(error)})") from None
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        raise UnusableError("the answer is no JSON") from None
    most = table("llm")["most_claims"]
    if len(claims) > most:
        raise UnusableError(f"the answer has {len(claims)} claims, more than {most} from one request")
    return claims


@cache
def schema() -> dict[str, Any]:
    """The JSON schema of an answer, its definitions beside it."""
    _, parts = msgspec.json.schema_components([_Claims], ref_template="#/$defs/{name}")
    # Titles and descriptions are for those who read the code; a hash of the request must not hang on them.
    bare = {name: {k: v for k, v in part.items() if k not in ("title", "description")} for name, part in parts.items()}
    return {**bare.pop("_Claims"), "$defs": bare}


def _plain(error: Exception) -> str:
    """What is wrong, without words of the answer: they would be the model's own in a message of the program."""
    said = str(error)
    where = said.rpartition(" - at ")[2] if " - at " in said else ""
    return f"at {where}" if where else "its form"
