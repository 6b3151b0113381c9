"""Runs of words that name somebody: the model's names, mended at their edges, and capitals it passed over.

Takes: a parsed block. Gives: spans with the model's labels. Knows nothing of: what sort of party a name is.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from cuibono.tables import entries, table

if TYPE_CHECKING:
    from cuibono.read.sentences import Doc, Token


def _listed(key: str) -> frozenset[str]:
    return entries("parties", key)


@cache
def demonyms() -> dict[str, str]:
    """The adjective of a country, in lower case, to the country's name."""
    data = table("countries")["adjectives"]
    return {adjective.lower(): name for name, adjectives in data.items() for adjective in adjectives}


def spans(block: int, doc: Doc) -> list[tuple[int, int, int, str]]:
    """Block, first token, end and label of every name in a block; "?" for a label where the model gave none."""
    found = []
    taken: set[int] = set()
    for ent in doc.ents:
        start, end = _trim(doc, _widen_left(doc, ent.start, ent.label_), _widen(doc, ent.end, ent.label_), ent.label_)
        if end - start == 1 and doc[start].lower_ in _listed("groups") and doc[start].tag_ in {"NNS", "NNPS"}:
            continue
        if _is_office(doc, start, end):
            taken |= set(range(start, end))
            continue
        if doc[end - 1].lower_ in _listed("funds") and any(token.tag_ == "POS" for token in doc[start:end]):
            whose = next(token.i for token in doc[start:end] if token.tag_ == "POS")
            start, end = _trim(doc, start, whose, "PERSON")
            found.append((block, max(start, end - 2), end, "PERSON"))
            taken |= set(range(ent.start, ent.end))
            continue
        if start < end:
            found.append((block, start, end, ent.label_))
            taken |= set(range(ent.start, end))
    for start, end in _proper_runs(doc, taken):
        found.append((block, start, end, "?"))
    return _joined(doc, sorted(found, key=lambda span: span[1]))


def _is_office(doc: Doc, start: int, end: int) -> bool:
    """Whether capitals are an office or part of one: "Commerce Secretary"."""
    if end - start == 1 and end < len(doc) and doc[end].text in {"Secretary", "Minister"}:
        return doc[start].head == doc[end]
    return doc[start].ent_type_ != "PERSON" and end - start == 2 and doc[end - 1].lower_ in _listed("officials")


def _joined(doc: Doc, found: list[tuple[int, int, int, str]]) -> list[tuple[int, int, int, str]]:
    """Names on both sides of an "&" are one: "Bolt & Brick"."""
    kept: list[tuple[int, int, int, str]] = []
    for block, start, end, label in found:
        if kept and kept[-1][2] == start - 1 and doc[start - 1].text == "&":
            kept[-1] = (block, kept[-1][1], end, "ORG")
        else:
            kept.append((block, start, end, label))
    return kept


def _widen_left(doc: Doc, start: int, label: str) -> int:
    """A name that begins too late takes in the proper nouns that hang on it: "Safe" + "Start"."""
    while label == "ORG" and start > 0 and doc[start - 1].pos_ == "PROPN" and not doc[start - 1].ent_type_:
        before = doc[start - 1]
        if not _may_name(before) or before.dep_ not in {"compound", "amod"} or not start <= before.head.i <= start + 3:
            break
        if before.lower_ in _listed("titles") | _listed("companies") | _listed("leaders"):
            break
        start -= 1
    return start


def _widen(doc: Doc, end: int, label: str) -> int:
    """A name that breaks off before its own head takes in the rest: "Canadian Auto" + "Workers"."""
    while (
        label == "ORG"
        and end < len(doc)
        and doc[end].pos_ == "PROPN"
        and doc[end].ent_type_ == ""
        and _may_name(doc[end])
    ):
        if doc[end - 1].head.i != doc[end].i:
            break
        end += 1
    last = doc[end - 1].lower_
    if label == "ORG" and last in _listed("body_heads") and end + 1 < len(doc) and doc[end].lower_ in {"of", "for"}:
        at = end + 1
        at += doc[at].lower_ == "the"
        stop = at
        while stop < len(doc) and (
            (_may_name(doc[stop]) and doc[stop].pos_ in {"PROPN", "NOUN", "ADJ"})
            or (
                stop > at
                and doc[stop].lower_ in {"and", "&"}
                and stop + 1 < len(doc)
                and _may_name(doc[stop + 1])
                and doc[stop + 1].ent_type_ != "PERSON"
            )
        ):
            stop += 1
        end = stop if stop > at else end
    return end


def _trim(doc: Doc, start: int, end: int, label: str = "?") -> tuple[int, int]:
    titles = _listed("titles") if label != "ORG" else frozenset()
    while (
        start < end
        and (doc[start].pos_ in {"DET", "PUNCT"} or doc[start].lower_ in titles | {"and"})
        and end - start > 1
    ):
        start += 1
    while end > start and (
        doc[end - 1].tag_ == "POS" or doc[end - 1].is_space or doc[end - 1].text in {",", ";", ":", "-", "("}
    ):
        end -= 1
    return start, end


def _proper_runs(doc: Doc, taken: set[int]) -> list[tuple[int, int]]:
    """Runs of proper nouns that the name head of the model passed over."""
    runs: list[tuple[int, int]] = []
    for token in doc:
        if token.i in taken or token.pos_ != "PROPN" or not token.text[0].isalnum() or not _may_name(token):
            continue
        if runs and runs[-1][1] == token.i:
            runs[-1] = (runs[-1][0], token.i + 1)
        else:
            runs.append((token.i, token.i + 1))
    trimmed = [_trim(doc, start, end) for start, end in runs if not _is_title(doc[end - 1])]
    return [(start, end) for start, end in trimmed if any(_is_name_word(doc[i]) for i in range(start, end))]


def _is_title(last: Token) -> bool:
    """A run of capitals that ends in an office is a title before a name: "Commerce Secretary"."""
    return last.lower_ in _listed("officials") | _listed("leaders") | _listed("titles")


def _may_name(token: Token) -> bool:
    lower = token.lower_.rstrip(".")
    plain = not any(c.isdigit() or c == "$" for c in token.text)
    return (
        plain
        and token.text[0].isupper()
        and lower not in _listed("no_names")
        and lower not in demonyms()
        and not token.like_url
    )


def _is_name_word(token: Token) -> bool:
    lower = token.lower_
    generic = _listed("leaders") | _listed("officials") | _listed("titles") | _listed("people")
    return len(token.text) > 1 and lower not in generic and not (token.tag_ == "NNPS" and lower in _listed("groups"))
