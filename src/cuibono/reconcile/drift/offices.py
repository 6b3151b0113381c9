"""Offices: who is told to have acted in an office when, by public lists, somebody else held it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta
from functools import cache

import msgspec

from cuibono.model import Claim, Contradiction, ContradictionField, Event, Mention, Span, Tenure, Variant
from cuibono.reconcile.evidence import Evidence
from cuibono.tables import table
from cuibono.values import Period

_BEFORE, _AFTER = 60, 40  # characters on either side of a name in which its office is looked for


Says = Callable[[Claim, Mention, str, Evidence], bool]
"""Whether a claim says of a mention that it holds, or held, the office of a title."""


class Held(msgspec.Struct, frozen=True):
    """That a claim names a party as holder of an office."""

    claim: Claim
    field: ContradictionField
    party: str
    title: str


def offices(event: Event, evidence: Evidence) -> Iterator[Contradiction]:
    """Where tellings of the event let somebody act in an office that, by a list, this person did not hold then."""
    listed = tuple(_held(event, evidence))
    yield from _not_in_office(_said(listed, evidence, _acting), event, evidence)
    yield from _two_holders(_said(listed, evidence, _named), event, evidence)


def _said(listed: Iterable[tuple[Held, Mention]], evidence: Evidence, says: Says) -> Iterator[Held]:
    return (held for held, mention in listed if says(held.claim, mention, held.title, evidence))


def _held(event: Event, evidence: Evidence) -> Iterator[tuple[Held, Mention]]:
    """Whom the claims of the event name, of those to whom a public list gives a tenure, with its title."""
    for claim in (evidence.claim[c] for c in event.claims):
        sides: tuple[tuple[ContradictionField, tuple[Mention, ...]], ...] = (
            ("actor", claim.actors),
            ("counterpart", claim.counterparts),
        )
        for field, mentions in sides if claim.stance == "asserted" and claim.kind != "appointment" else ():
            for mention in mentions:
                party = evidence.party(claim.document, mention)
                for title in dict.fromkeys(t.title for t in _listed(party, evidence)):
                    if _of_the_list(mention, title, party, evidence):
                        yield Held(claim, field, party, title), mention


def _listed(party: str, evidence: Evidence) -> list[Tenure]:
    """A party's tenures by public lists, with both days known; none where rows of two people were put together."""
    held = evidence.parties[party].tenures if party in evidence.parties else ()
    if not held:
        return []
    listed = [t for t in held if ":" in t.source and t.start and t.end and t.title in _titles()]
    return listed if len({t.source for t in listed}) == 1 else []


def _of_the_list(mention: Mention, title: str, party: str, evidence: Evidence) -> bool:
    """Whether the name is full, and its office, where it is said of what, is the one of the list."""
    owners = {(t.of or "").casefold() for t in _listed(party, evidence) if t.title == title}
    told = {role.of.casefold() for role in mention.roles if role.of and role.title.casefold() in _titles()[title]}
    return len(mention.name.split()) > 1 and told <= owners


def _not_in_office(held: Iterable[Held], event: Event, evidence: Evidence) -> Iterator[Contradiction]:
    found: dict[tuple[ContradictionField, str, str], list[Held]] = {}
    for one in held:
        day = one.claim.period or event.period
        tenures = _of_title(one.party, one.title, evidence)
        if day and tenures and not any(_wide(tenure).overlaps(day) for tenure in tenures):
            found.setdefault((one.field, one.party, one.title), []).append(one)
    for (field, party, title), told in found.items():
        day = told[0].claim.period or event.period
        shown = f"{evidence.name(party)}, {title}"
        yield _error(field, [_variant(shown, told)], "office", [_days(party, title, evidence)], day)


def _two_holders(held: Iterable[Held], event: Event, evidence: Evidence) -> Iterator[Contradiction]:
    """Where tellings name two holders of an office that one person holds, of whom by the list one held it then."""
    groups: dict[tuple[ContradictionField, str], dict[str, list[Held]]] = {}
    for one in held:
        if one.title in _office("single"):
            groups.setdefault((one.field, one.title), {}).setdefault(one.party, []).append(one)
    for (field, title), parties in groups.items():
        documents = [{one.claim.document for one in told} for told in parties.values()]
        day = event.period
        if len(parties) != 2 or documents[0] & documents[1] or day is None or day.days is None:
            continue
        within = [p for p in parties if any(_tenure(t).contains(day) for t in _of_title(p, title, evidence))]
        outside = [p for p in parties if not any(_tenure(t).overlaps(day) for t in _of_title(p, title, evidence))]
        if len(within) == len(outside) == 1:
            variants = [_variant(f"{evidence.name(p)}, {title}", parties[p]) for p in (*within, *outside)]
            yield _error(field, variants, "holder", [_days(p, title, evidence) for p in (*within, *outside)], day)


def _of_title(party: str, title: str, evidence: Evidence) -> list[Tenure]:
    return [t for t in _listed(party, evidence) if t.title == title]


def _tenure(tenure: Tenure) -> Period:
    return Period(tenure.start, tenure.end)


def _wide(tenure: Tenure) -> Period:
    """A tenure with the days before and after it in which its title may still, or already, be used."""
    margin = timedelta(days=int(table("relate/drift")["office"]["margin"]))
    earliest = tenure.start - margin if tenure.start else None
    return Period(earliest, tenure.end + margin if tenure.end else None)


def _variant(shown: str, told: Iterable[Held]) -> Variant:
    spans = {one.claim.document: one.claim.span for one in reversed(list(told))}
    ordered = tuple(reversed(spans))
    return Variant(shown, ordered, tuple(spans[document] for document in ordered))


def _days(party: str, title: str, evidence: Evidence) -> str:
    held = _of_title(party, title, evidence)
    terms = " and ".join(f"from {tenure.start} to {tenure.end}" for tenure in held)
    return f"{held[0].source} gives {evidence.name(party)} as {title} of {held[0].of} {terms}"


def _error(
    field: ContradictionField, variants: list[Variant], rule: str, says: list[str], day: Period | None
) -> Contradiction:
    reason = f"{table('relate/drift')['sort'][rule]}: {'; '.join(says)}; this was {day.edtf if day else 'undated'}"
    return Contradiction(field, "error", tuple(variants), reason)


def _acting(claim: Claim, mention: Mention, title: str, evidence: Evidence) -> bool:
    """Whether the words beside a name say that its bearer held the office at the time: "then-Senator", "as senator"."""
    before, after = _beside(claim, mention, evidence)
    owner = _any({t.of for t in _of_title(evidence.party(claim.document, mention), title, evidence) if t.of})
    return any(
        re.search(pattern, text, re.IGNORECASE)
        for pattern, text in zip(_patterns(title, owner), (before, before, after), strict=True)
    )


def _named(claim: Claim, mention: Mention, title: str, evidence: Evidence) -> bool:
    """Whether a name stands with the title, and with no word that takes it back: "former President"."""
    before, _ = _beside(claim, mention, evidence)
    found = re.search(rf"(?:([\w.'’]+)\s+)?(?<![\w-])(?:{_any(_office('single').get(title, ()))})\s+$", before)
    taken_back = {*table("resolve_titles")["lapsed"], *table("resolve_titles")["parts"]}
    plain = bool(found and (found[1] or "").casefold().strip(".") not in taken_back)
    return plain or _acting(claim, mention, title, evidence)


@cache
def _patterns(title: str, owner: str) -> tuple[str, str, str]:
    """Before a name "then-Senator " and "As a senator from Ohio in 2009, "; after it ", as senator,"."""
    office, now, role = (
        _any(_titles()[title]),
        _any(table("relate/drift")["office"]["then"]),
        _any(table("relate/drift")["office"]["as"]),
    )
    country = r"(?:U\.?S\.?\s+)?"
    whole = rf"(?:an?\s+|the\s+)?{country}(?:{office})(?![\w-])(?:\s+(?:of|for|from)\s+(?:the\s+)?(?:{owner}))?"
    return (
        rf"(?<![\w-])(?:{now}){country}(?:{office}),?\s+$",
        rf"(?<![\w-])(?:{role})\s+{whole}(?:\s+in\s+\d{{4}})?,\s+$",
        rf"^,?\s+(?:{role}|then)\s+{whole}(?=[,.;:)]|\s+(?:in|on|at|during)\b|\s*$)",
    )


def _any(words: Iterable[str]) -> str:
    """A pattern for any of these words, the longest first; one that fits nothing where there are none."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)"


def _beside(claim: Claim, mention: Mention, evidence: Evidence) -> tuple[str, str]:
    """The words of the sentence before a name and after it."""
    around = evidence.around(claim.document, claim.span)
    span = mention.span
    before = Span(max(around.start, span.start - _BEFORE), span.start)
    return evidence.words(claim.document, before), evidence.words(claim.document, Span(span.end, span.end + _AFTER))


def _office(name: str) -> Mapping[str, list[str]]:
    found: Mapping[str, list[str]] = table("relate/drift")["office"][name]
    return found


def _titles() -> Mapping[str, list[str]]:
    return _office("titles")
