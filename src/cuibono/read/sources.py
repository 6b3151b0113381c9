"""Sources: the links of an attribution, and what sort they are.

Takes: fillers, labels of transcripts. Gives: voices, kinds of source. Knows nothing of: where in a sentence they stand.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from cuibono.model import Source, SourceKind
from cuibono.read.fillers import Filler, standing_for
from cuibono.read.names import is_outlet, listed
from cuibono.read.reference import References
from cuibono.tables import entries

if TYPE_CHECKING:
    from cuibono.read.blocks import Block
    from cuibono.read.sentences import Token


class Voice(msgspec.Struct, frozen=True):
    """One source before it is written down: how it came about (`rule`) and the verb it speaks by, if any."""

    source: Source
    rule: str
    filler: Filler | None = None
    verb: str = ""


def source_words(key: str) -> frozenset[str]:
    """A list of sources.toml."""
    return entries("sources", key)


REPORTED_OBJECT = frozenset(
    {
        "confirm",
        "report",
        "describe",
        "detail",
        "reveal",
        "disclose",
        "show",
        "record",
        "document",
        "capture",
        "deny",
        "list",
        "cite",
        "note",
        "acknowledge",
        "allege",
    }
)


def source_kind(filler: Filler) -> SourceKind:
    """What sort of source a filler is."""
    if filler.party is not None and (filler.party.outlet or is_outlet(filler.name)):
        return "outlet"
    if filler.party is None and filler.kind in {"person", "group"} and filler.noun not in listed("spokespeople"):
        return "anonymous"
    if filler.kind == "person":
        return "person"
    return "organisation"


def turn_speaker(references: References, label: str) -> Filler | None:
    """The party that a transcript's label names: "PRESIDENT STRAND", "THE PRESIDENT"."""
    tokens = [word for word in label.lower().split() if word not in listed("titles") | {"the"}]
    people = [party for party in references.cast.parties if party.kind == "person"]
    if tokens:
        named = [party for party in people if party.name.lower().split()[-1] == tokens[-1]]
    else:
        roles = set(label.lower().split()) - {"the"}
        named = [party for party in people if any(roles & set(role.title.split()) for role in party.roles)]
    if len(named) != 1:
        return None
    party = named[0]
    name = next(name for name, other in references.cast.order if other is party)
    return standing_for(party, name.block, name.start, name.start, name.end)


def named_turns(page: list[Block], heading: str) -> list[Block]:
    """The blocks of a transcript with "THE PRESIDENT" named where the heading names one: "Remarks by President Orr"."""
    labels = {block.speaker for block in page if block.speaker and block.speaker.startswith("THE ")}
    named = {label: name for label in labels if label and (name := _in_heading(heading, label))}
    return [msgspec.structs.replace(block, speaker=named.get(block.speaker or "", block.speaker)) for block in page]


def _in_heading(heading: str, label: str) -> str | None:
    roles = set(label.lower().split()) & (listed("officials") | listed("leaders"))
    found = {match[0] for match in _TITLED.finditer(heading) if match["title"].lower() in roles}
    return next(iter(found)) if len(found) == 1 else None


_TITLED = re.compile(r"\b(?P<title>[A-Z][a-z]+) [A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}")


def same_noun(filler: Filler, source: Source) -> bool:
    """Whether a description can go back to an unnamed source told before."""
    return bool(
        set(filler.name.lower().split()) & set(source.name.lower().split()) & source_words("anonymous")
    ) or filler.noun in {"person", "people", "source", "sources"}


def holds(token: Token, predicate: Token) -> bool:
    """Whether a token governs a predicate, or is it."""
    return token == predicate or token.is_ancestor(predicate)


def add(found: list[Voice], voice: Voice | None) -> None:
    """Put a voice at the end of a chain that does not hold its source yet."""
    if voice is not None and all(voice.source.name != other.source.name for other in found):
        found.append(voice)
