"""The tables by which documents are compared, as tables for docs/origins.md and docs/parties.md.

Takes: src/cuibono/tables/relate/*.toml, tables/orders.toml, tables/resolve.toml, the public lists.
Gives: tables in Markdown.
Knows nothing of: how the rules are applied, pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from cuibono import registers as lists
from cuibono.explore.phrases import GRADES, KINDS, SORTS
from cuibono.model import ContradictionSort, Grade, Kind
from cuibono.reconcile.reuse import align, index, shingles
from cuibono.tables import table as toml
from tools.figures import table
from tools.parts import ROOT

TABLES = ROOT / "src" / "cuibono" / "tables"
FORBIDS = -100  # the weight of a feature of tables/resolve.toml that forbids two namings to be one party
SHARES = ("words", "matter")  # features of tables/relate/events.toml whose weight is taken times a share, 0 to 1
# What a telling that names no source rests on, by the words of tables/relate/origins.toml.
PUBLIC = {"word": "the actor's public words", "act": "the public act", "none": "the outlet's own word"}
# Which rule of tables/relate/drift.toml gives which sort.
SORTED: Mapping[str, ContradictionSort] = {
    "correction": "correction",
    "impossible": "error",
    "slip": "error",
    "office": "error",
    "holder": "error",
    "drift": "drift",
    "dispute": "genuine_dispute",
}
Rows = list[tuple[str, str, str]]
_HEAD = re.compile(r"((?:^#.*\n)+)((?:^\w+ = .+\n)+)", re.MULTILINE)
_BESIDE = re.compile(r"^(\w+) = (\S+)\s+# (.+)$", re.MULTILINE)


def event_features() -> str:
    """What speaks for and against two claims telling of one event."""
    found: dict[str, dict[str, Any]] = toml("relate/events")["feature"]
    rows = [(one["says"], f"{'up to ' * (name in SHARES)}{one['weight']:+.1f}") for name, one in found.items()]
    return table(("two claims have", "weight"), rows)


def event_kinds() -> str:
    """How claims of each kind of dealing come together, and what they rest on without a source."""
    found: dict[Kind, dict[str, Any]] = toml("relate/events")["kind"]
    public: dict[Kind, str] = toml("relate/origins")["public"]
    rows = [
        (
            _kind(kind),
            str(rule["slack"]),
            "either way" if rule.get("symmetric") else "",
            _kinds(rule["related"]),
            f"+{rule['vague']}" if rule["vague"] else "",
            PUBLIC[public[kind]],
        )
        for kind, rule in found.items()
    ]
    return table(("kind", "slip, days", "sides", "retold as", "without day or amount", "no source named"), rows)


def event_limits() -> str:
    """The other figures by which claims are grouped."""
    enough = ("`enough`", str(toml("relate/events")["enough"]), "the sum of the weights at which a claim joins")
    return table(("setting", "value", "is"), [enough, *_beside("relate/events", "", "[feature")])


def origin_rules() -> str:
    """The rules by which one telling rests on something."""
    rules: dict[str, dict[str, Any]] = toml("relate/origins")["rule"]
    rows = [(f"`{name}`", rule["says"], "yes" if rule["counts"] else "no") for name, rule in rules.items()]
    return table(("rule", "the telling", "may add an origin"), rows)


def origin_sources() -> str:
    """The words by which unnamed sources of one outlet are told apart."""
    rows = [(name, ", ".join(words)) for name, words in _unnamed().items()]
    return table(("sort", "words"), rows)


def origin_limits() -> str:
    """The figures by which a telling is taken for a copy or a retelling."""
    return table(("setting", "value", "is"), _beside("relate/origins", "[edges]\n", "\n["))


def reuse_limits() -> str:
    """The figures by which shared text is found."""
    rows = [
        ("words of a shingle", str(shingles.SHINGLE)),
        ("neighbouring shingles of which the smallest is kept", str(shingles.WINDOW)),
        ("words in a row that are sure to be noticed", str(shingles.SHINGLE + shingles.WINDOW - 1)),
        ("documents with one shingle, up to which all of them are compared with one another", str(index.CAP)),
        ("words aligned, after what gaps cost, that a shared stretch has at least", str(align.LEAST)),
        ("aligned words as a part of the longer side, at least", str(align.LIKENESS)),
    ]
    return table(("what", "value"), rows)


def sorts() -> str:
    """Of what sort a difference is."""
    reasons: dict[str, str] = toml("relate/drift")["sort"]
    rows = [(f"`{SORTED[name]}`", SORTS[SORTED[name]][0], says) for name, says in reasons.items()]
    return table(("sort", "shown as", "the first of these that holds"), rows)


def opposed() -> str:
    """Words that say different things of one dealing."""
    rows = [
        (found["field"], *(", ".join(words) for words in found["lists"]), _kinds(found["kinds"]))
        for found in toml("relate/drift")["opposed"]
    ]
    return table(("field", "some tellings say", "others say", "kinds"), rows)


def order_lengths() -> str:
    """What a distance between two dealings comes to."""
    found: dict[str, dict[str, Any]] = toml("orders")["length"]
    rows = [
        (unit, str(one["least"]), str(one.get("most", "open")), one["says"], f"the {one['within']}")
        for unit, one in found.items()
    ]
    return table(("unit", "least, days", "most, days", "where no number is given", "a number is exact to"), rows)


def grades() -> str:
    """The rules of the grades, in the order in which they are tried."""
    rules: list[dict[str, Any]] = toml("relate/grades")["rule"]
    rows = [(f"`{rule['grade']}`", _word(rule["grade"]), rule["says"]) for rule in rules]
    return table(("grade", "shown as", "the first rule that holds"), rows)


def party_features() -> str:
    """What speaks for and against two namings being of one party."""
    found: dict[str, dict[str, Any]] = toml("resolve")["features"]
    rows = [(one["why"], "never" if one["weight"] == FORBIDS else f"{one['weight']:+.1f}") for one in found.values()]
    return table(("reason", "weight"), rows)


def party_limits() -> str:
    """The other figures of tables/resolve.toml, with what its comments say of them."""
    text = (TABLES / "resolve.toml").read_text(encoding="utf-8").partition("\n[features")[0]
    rows = [(_set(lines), _comment(said)) for said, lines in _HEAD.findall(text)]
    return table(("setting", "is"), rows)


def registers() -> str:
    """The public lists that a case can keep."""
    found = [lists.source(name) for name in lists.adapters()]
    rows = [(f"`{one.name}`", f"[{one.title}]({one.url})", one.publisher, one.coverage, one.licence) for one in found]
    return table(("list", "holds", "publisher", "covers", "licence"), rows)


MAKERS: Mapping[str, Callable[[], str]] = {
    maker.__name__: maker
    for maker in (
        event_features, event_kinds, event_limits, origin_rules, origin_sources, origin_limits, reuse_limits, sorts,
        opposed, grades, party_features, party_limits, registers, order_lengths,
    )
}  # fmt: skip


def _unnamed() -> dict[str, Sequence[str]]:
    """Sorts of unnamed sources; the last one is those that cannot be told apart."""
    found: dict[str, Sequence[str]] = toml("relate/origins")["sources"]
    told = {name: words for name, words in found.items() if name not in ("vague", "speakers", "records")}
    return {**told, "people": ["all others"], "cannot be told": found["vague"]}


def _beside(name: str, after: str, before: str) -> Rows:
    """The figures of a part of a table, with the comment beside each."""
    text = (TABLES / f"{name}.toml").read_text(encoding="utf-8")
    part = (text.partition(after)[2] if after else text).partition(before)[0]
    return [(f"`{found[1]}`", found[2], found[3].rstrip(",")) for found in _BESIDE.finditer(part)]


def _set(lines: str) -> str:
    """Lines such as "margin = 1.0" as they are shown."""
    return ", ".join(f"`{line}`" for line in lines.splitlines())


def _comment(said: str) -> str:
    """The sentences of a comment, which speaks of what follows it."""
    return " ".join(line.removeprefix("#").strip() for line in said.splitlines())


def _kinds(named: Sequence[Kind]) -> str:
    return ", ".join(map(_kind, named))


def _kind(kind: Kind) -> str:
    return KINDS[kind][0].lower()


def _word(grade: Grade) -> str:
    return GRADES[grade][0]
