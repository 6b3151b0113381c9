"""The reference of the kinds of dealing, printed from their tables: docs/kinds.md."""

from __future__ import annotations

from cuibono.tables.cues import Cue, KindTable, kinds
from tools.figures import table

_CUES = 5  # cues of a kind that are shown
_WORDS = 6  # words of a cue that are shown

HEAD = """# Kinds of dealing

Made by `make docs` from `src/cuibono/tables/kinds/`; do not edit. Every claim is of one of these {count} kinds. A kind
has *cues*: words with their grammatical places. Each cue carries sentences that must fire it and sentences that must
not; `tests/read/test_cues.py` tries all {sentences:,} sentences of the {cues} cues. Five cues of each kind are shown.
How a cue is written: [reading.md](reading.md). *Merge* says in words when two claims tell of one dealing; the figures
stand in [origins.md](origins.md). *Records* and *due* are for a later stage: they say which public records could show
the dealing, and when these would be due.
"""


def page() -> str:
    """The page, the same for the same tables."""
    tables = kinds()
    cues = [cue for kind in tables for cue in kind.cue]
    sentences = sum(len(cue.fires) + len(cue.silent) for cue in cues)
    head = HEAD.format(count=len(tables), cues=f"{len(cues):,}", sentences=sentences)
    return head + "".join(f"\n{_section(kind)}\n" for kind in tables)


def _section(kind: KindTable) -> str:
    rows = [("actor", kind.actor), ("counterpart", kind.counterpart), ("merge", kind.merge)]
    rows += [("records", ", ".join(kind.records))] if kind.records else []
    rows += [("due", kind.due)] if kind.due else []
    rows += [("taken up again by", ", ".join(f"“the {noun}”" for noun in kind.again))] if kind.again else []
    rows += [("cues", f"{len(kind.cue)}, with {sum(len(c.fires) + len(c.silent) for c in kind.cue)} sentences")]
    shown = [_row(cue) for cue in kind.cue[:_CUES]]
    heads = ("cue", "words", "is one", "is none")
    return f"## {kind.kind}\n{kind.gloss}\n\n{table(('', ''), rows)}\n\n{table(heads, shown)}"


def _row(cue: Cue) -> tuple[str, str, str, str]:
    words = [*cue.verb, *cue.noun, *cue.adjective]
    some = ", ".join(words[:_WORDS]) + (", …" if len(words) > _WORDS else "")
    return f"`{cue.id}`", some, cue.fires[0], cue.silent[0]
