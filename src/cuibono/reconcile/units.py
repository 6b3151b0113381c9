"""Units: nouns that count or name the same things, brought to one of them."""

from __future__ import annotations

from cuibono.tables import table


def one_noun(noun: str) -> str:
    """A noun in the singular, of several for one thing the first ("posts": "job")."""
    same = next(
        (s for s in table("relate/drift")["quantities"]["same"] if noun in s or noun.removesuffix("s") in s), None
    )
    return str(same[0]) if same else noun.removesuffix("s")
