"""Names in a text: which words name somebody, and what sort of party that is.

Takes: parsed blocks. Gives: named spans with a kind, made consistent over the document.
Knows nothing of: pronouns, descriptions, dealings.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from cuibono.model import PartyKind
from cuibono.read.runs import demonyms, spans
from cuibono.tables import table, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cuibono.read.sentences import Doc


class Name(msgspec.Struct, frozen=True):
    """Tokens `start` to `end` (end exclusive) of block `block` that name a party of the kind.

    `placed`: the words look like those of a place, whatever else they stand for.
    """

    block: int
    start: int
    end: int
    text: str
    kind: PartyKind
    placed: bool = False


@cache
def listed(key: str) -> frozenset[str]:
    """A list of parties.toml, as lower-case words."""
    return frozenset(word.lower() for word in table("parties")[key])


@cache
def no_firms() -> dict[str, frozenset[str]]:
    """For each noun for a body that is no firm ("union"), the words by which names of such bodies are known."""
    return {noun: frozenset((noun, *words)) for noun, words in table("parties")["no_firms"].items()}


@cache
def _countries() -> dict[str, str]:
    data = table("countries")
    return {name.lower(): name for name in data["adjectives"]} | {k.lower(): v for k, v in data["short"].items()}


def country(name: str) -> str | None:
    """The full name of the country that `name` is, or None."""
    return _countries().get(_bare(name))


@cache
def _regions() -> frozenset[str]:
    return frozenset(name.lower() for names in table("countries")["regions"].values() for name in names)


def region(name: str) -> bool:
    """Whether a name is that of a state, province or seat of government that stands for its authorities."""
    return _bare(name) in _regions()


def is_body(name: str) -> bool:
    """Whether a name is that of a public body, by public names and by its head noun."""
    bare = _bare(name)
    if bare in listed("body_names"):
        return True
    tokens = bare.replace("'s", "").split()
    if tokens and tokens[-1] == "committee" and set(tokens) & {"senate", "house", "congress", "parliament", "commons"}:
        return True
    if "chamber" in tokens and tokens[-1] in {"commerce", "trade"}:
        return False
    if not tokens or tokens[-1] in listed("legal_forms"):
        return False
    head = tokens[tokens.index("of") - 1] if "of" in tokens[1:] else tokens[-1]
    head = tokens[tokens.index("for") - 1] if "for" in tokens[1:] else head
    if head not in listed("body_heads"):
        return False
    rest = set(tokens) - {head}
    if head in listed("sector_heads") and rest & listed("sector_words"):
        return True
    return bool(head not in listed("weak_body_heads") or rest & listed("public_words") or rest & set(demonyms()))


def is_outlet(name: str) -> bool:
    """Whether a name looks like that of a news outlet."""
    tokens = _bare(name).replace("&", " ").split()
    return bool(tokens) and (
        tokens[-1] in listed("outlet_heads")
        or (len(tokens) > 1 and tokens[0] in listed("outlet_heads") and "of" in tokens)
        or (tokens[-1].endswith(".com"))
    )


def _bare(name: str) -> str:
    lower = name.lower().replace("’", "'")
    return lower.removeprefix("the ")


def names(docs: Sequence[Doc], turns: frozenset[int] = frozenset()) -> list[Name]:
    """Every name in the document's blocks, in order, kinds made consistent over repeats.

    `turns` are the blocks that somebody speaks in a transcript, where people go by their first names.
    """
    runs = [run for block, doc in enumerate(docs) for run in spans(block, doc)]
    votes = _votes(runs, docs)
    found = [_name(docs[block], block, start, end, label, votes) for block, start, end, label in runs]
    named = _introduced([name for name in found if name is not None], docs, turns)
    return sorted(named, key=lambda name: (name.block, name.start))


def _introduced(found: list[Name], docs: Sequence[Doc], turns: frozenset[int]) -> list[Name]:
    """News gives a person's full name or title first: a lone word that never gets one is taken for no person."""
    full = {word.lower() for name in found if name.kind == "person" and " " in name.text for word in name.text.split()}
    titled = {name.text.lower() for name in found if _titled(docs[name.block], name)}
    states = {name.text.lower() for name in found if used_as_state(docs[name.block], name)}
    sited = {name.text.lower() for name in found if _is_site(docs[name.block], name)}
    kept = []
    for name in found:
        lower = name.text.lower()
        if (
            name.kind == "place"
            and not country(name.text)
            and not region(name.text)
            and lower not in states | sited
            and _acts(docs[name.block], name)
        ):
            name = msgspec.structs.replace(name, kind="organisation", placed=True)
        if name.kind == "person" and name.block in turns and _comes(docs[name.block], name):
            full.add(lower)
        lone = name.kind == "person" and " " not in name.text and lower not in full and lower not in titled
        if lower in states and (lone or name.kind == "organisation") and " " not in name.text:
            name = msgspec.structs.replace(name, kind="place")
        elif lone:
            name = msgspec.structs.replace(name, kind="organisation")
        kept.append(name)
    return kept


def _is_site(doc: Doc, name: Name) -> bool:
    """Whether a name stands where a place would: after "in", before a comma and another place, as a modifier."""
    head = doc[name.start : name.end].root
    return (
        head.dep_ not in {"nsubj", "obj", "iobj", "obl:agent", "nsubj:pass", "conj", "nmod:poss"}
        or name.end - name.start > 2
    )


def _comes(doc: Doc, name: Name) -> bool:
    """Whether somebody does what only people do: "Dana came to see me"."""
    head = doc[name.start : name.end].root
    return head.dep_ == "nsubj" and head.head.lemma_.lower() in words("personal_verbs")


def _acts(doc: Doc, name: Name) -> bool:
    return doc[name.start : name.end].root.dep_ in {"nsubj", "obj", "iobj", "obl:agent", "nsubj:pass"}


def _titled(doc: Doc, name: Name) -> bool:
    before = doc[name.start - 1].lower_ if name.start else ""
    return name.kind == "person" and before in listed("titles") | listed("leaders") | listed("officials")


def used_as_state(doc: Doc, name: Name) -> bool:
    """Whether a name is used as a state's: "the Norway government", "Norway's competition regulator"."""
    after = doc[name.end].lower_ if name.end < len(doc) else ""
    if after in {"'s", "’s"} and name.end + 1 < len(doc):
        owned = doc[name.end - 1].head
        body = next((ent.text for ent in doc.ents if ent.start <= owned.i < ent.end), "")
        if owned.i > name.end and is_body(body):
            return True
        after = owned.lower_ if owned.i > name.end else ""
    return after in listed("state_nouns") or _rules(doc, name)


def called_body(doc: Doc, name: Name) -> bool:
    """Whether a public body's noun stands right before a name: "the regulator Acme", "the state rail agency, Acme,"."""
    before = name.start - 1
    if before > 0 and doc[before].text == "," and name.end < len(doc) and doc[name.end].is_punct:
        before -= 1
    noun, head = doc[max(before, 0)], doc[name.start : name.end].root
    if before < 0 or noun.pos_ != "NOUN" or not (noun == head.head or (noun.head, noun.dep_) == (head.head, head.dep_)):
        return False
    told = {child.lower_ for child in noun.subtree if child.i < noun.i}
    return noun.lower_ in listed("surely_bodies") or (
        noun.lower_ in listed("maybe_bodies") and bool(told & (listed("public_words") | {"state"}))
    )


def _rules(doc: Doc, name: Name) -> bool:
    """Whether a lone name does what states do, told by one of its own: "Norland will lend $3 million, a minister said".

    The model must take it for a place, or the sentence speak of the country or of "its minister".
    """
    head = doc[name.start : name.end].root
    if name.end - name.start > 1 or head.dep_ != "nsubj" or head.head.lemma_.lower() not in words("state_verbs"):
        return False
    around = {token.lower_ for token in head.sent}
    its_own = any(t.lower_ == "its" and t.head.lower_ in listed("state_voices") for t in head.sent)
    return its_own or (bool(around & listed("state_voices")) and (head.ent_type_ == "LOC" or "country" in around))


def _votes(spans: list[tuple[int, int, int, str]], docs: Sequence[Doc]) -> dict[str, Counter[str]]:
    """How often each text was given each label; words that rule a company or are ruled say more than the label."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for block, start, end, label in spans:
        doc = docs[block]
        text = doc[start:end].text.lower()
        votes[text][label] += 1
        last = doc[end - 1]
        if _runs_by(doc, end):
            votes[text]["ORG"] += 3
        if label == "ORG" and end - start > 1:
            votes[doc[start].text.lower()]["ORG"] += 3
        if label == "PERSON" and end - start > 1:
            votes[last.text.lower()]["PERSON"] += 3
        if start > 0 and doc[start - 1].lower_ in listed("titles"):
            votes[text]["PERSON"] += 3
    return votes


def _runs_by(doc: Doc, end: int) -> bool:
    """Whether the name stands before the noun for its head: "Acme chief executive", "Acme's spokesman"."""
    after = [doc[i].lower_ for i in range(end, min(end + 4, len(doc)))]
    after = after[1:] if after[:1] in (["'s"], ["’s"]) else after
    business = {
        "ceo",
        "chief",
        "executive",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "cfo",
        "shares",
        "shareholders",
        "founder",
        "subsidiary",
    }
    return bool(after) and (
        after[0] in business or (after[0] in {"finance", "former", "senior"} and bool(set(after[1:3]) & business))
    )


def _name(doc: Doc, block: int, start: int, end: int, label: str, votes: dict[str, Counter[str]]) -> Name | None:
    text = doc[start:end].text
    counts = votes[text.lower()].copy()
    counts.pop("?", None)
    best = counts.most_common(1)[0][0] if counts else _guess(doc, start, end)
    if best is None:
        return None
    if end - start > 1 and label != "?":
        best = label
    kind = _kind(text, best)
    if kind == "person" and text.lower() in demonyms():
        return None
    return Name(block, start, end, text, kind)


def _guess(doc: Doc, start: int, end: int) -> str | None:
    """What an unlabelled run of proper nouns names: decided by its head, its title, its verb; None for no party."""
    text = doc[start:end].text
    head = doc[start:end].root
    if is_body(text) or is_outlet(text) or country(text):
        return "ORG"
    if end < len(doc) and doc[end].lower_ in {"act", "rule", "bill", "treaty"}:
        return None
    if start > 0 and doc[start - 1].lower_ in listed("titles"):
        return "PERSON"
    if head.dep_ in {"nsubj", "nsubj:pass", "obl:agent", "nmod:poss", "conj", "iobj"} or text.isupper():
        return "ORG"
    return "ORG" if any(token.lower_ in listed("legal_forms") for token in doc[start:end]) else "LOC"


def _kind(text: str, label: str) -> PartyKind:
    if country(text):
        return "place"
    if label != "PERSON" and is_body(text):
        return "public_body"
    if label == "PERSON":
        tail = _bare(text).split()[-1]
        if len(text.split()) > 1 and (tail in listed("legal_forms") or tail in listed("body_heads")):
            return "public_body" if is_body(text) else "organisation"
        return "person"
    tail = text.lower().split()[-1]
    firm = " " in text and (is_outlet(text) or tail in listed("company_heads") | listed("legal_forms"))
    return "place" if label == "LOC" and not firm else "organisation"
