"""The sentence behind the name of a rule.

Takes: the name that a telling keeps of the rule that decided what it rests on.
Gives: the rule's sentence.
Knows nothing of: how the rule is applied.
"""

from __future__ import annotations

from functools import cache

from cuibono.tables import table


def rule_words(name: str) -> str:
    """The sentence of the rule with this name in tables/relate/origins.toml; the name itself where it is not there."""
    return _sentences().get(name, name)


@cache
def _sentences() -> dict[str, str]:
    return {name: rule["says"] for name, rule in table("relate/origins")["rule"].items()}
