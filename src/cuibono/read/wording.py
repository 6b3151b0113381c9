"""Descriptions of parties: what their words say, and how they are printed.

Takes: nouns in their trees. Gives: their wording, extent, and whom they can mean.
Knows nothing of: which party a description stands for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cuibono.model import Role
from cuibono.read.fillers import Filler
from cuibono.read.names import country, listed
from cuibono.read.runs import demonyms
from cuibono.read.syntax import children, preposition

if TYPE_CHECKING:
    from cuibono.read.sentences import Token


_QUANTITIES = frozenset(
    "one two three both each some many several most others neither either all none few another".split()
)


def definite(head: Token) -> bool:
    """Whether a noun is marked as known: "the", "its", "Acme's"."""
    marks = children(head, "det", "nmod:poss")
    return any(
        mark.lower_ in {"the", "this", "that", "these", "those", "both", "its", "his", "her", "their"}
        or mark.dep_ == "nmod:poss"
        for mark in marks
    )


def wording(head: Token, owner: Filler | None) -> str:
    """How a description is printed: its own words, with its owner's name."""
    before = [
        child
        for child in head.children
        if child.dep_ in {"amod", "compound", "nmod:desc"}
        and child.i < head.i
        and child.pos_ != "NUM"
        and child.lower_ not in _QUANTITIES
        and child.tag_ not in {"JJR", "JJS"}
    ]
    if owner is not None and owner.party is not None:
        before = [child for child in before if not (owner.start <= child.i < owner.end)]
        inner = " ".join(_phrase(child) for child in before if child.lower_ not in owner.name.lower())
        body = head.lower_ in listed("bodies") | listed("funds")
        if owner.kind == "place" and head.tag_ == "NNS" and _sited(head, owner):
            return f"{inner + ' ' if inner else ''}{head.lower_} in {owner.name}"
        glue = "'s " if owner.kind == "person" and not body else " "
        whose = owner.name.split()[-1] if owner.kind == "person" else owner.name
        return f"{whose}{glue}{inner + ' ' if inner else ''}{head.text}"
    after = ""
    for child in children(head, "nmod", "amod", "acl"):
        if child.i > head.i and (
            preposition(child) in {"of", "for", "at", "with"} or child.lower_ in {"familiar", "briefed"}
        ):
            subtree = sorted(child.subtree, key=lambda token: token.i)
            if len(subtree) <= 8:
                after = " " + "".join(token.text_with_ws for token in subtree).strip()
                break
    words = " ".join(_phrase(child) for child in before)
    return f"{words} {head.text}{after}".strip()


def _sited(head: Token, owner: Filler) -> bool:
    """Whether the owner is but where they are: "officials in Kingscote"."""
    return any(preposition(child) in {"in", "from"} and child.i >= owner.start for child in children(head, "nmod"))


def extent(head: Token) -> tuple[int, int]:
    """First token and end of a noun with its modifiers."""
    kept = [head.i]
    for child in head.children:
        if child.dep_ in {"det", "amod", "compound", "nmod:poss", "nmod:desc", "nummod", "flat"}:
            kept += [token.i for token in child.subtree]
    return min(kept), max(kept) + 1


def _phrase(token: Token) -> str:
    """A modifier with its own, as it stands."""
    return "".join(
        part.text_with_ws
        for part in sorted(token.subtree, key=lambda part: part.i)
        if part.dep_ != "punct" or part.text == "-"
    ).strip()


def party_nouns() -> frozenset[str]:
    """Every noun that says what a party is."""
    return listed("leaders") | listed("officials") | listed("people") | listed("companies") | listed("bodies")


def singular(word: str) -> str:
    """A plural noun as one: "ministries" to "ministry"."""
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("men"):
        return word[:-3] + "man"
    return word.removesuffix("s")


_SOURCE_MARKS = frozenset({"according to", "per"})


def co_argument(pronoun: Token, named: Token) -> bool:
    """A subject or object pronoun does not stand for a fellow argument of its own verb; a source may."""
    return pronoun.tag_ != "PRP$" and pronoun.head == named.head and preposition(pronoun) not in _SOURCE_MARKS


def restricted(head: Token) -> bool:
    """A clause or name part that makes the description one of its own ("the company that built it")."""
    return bool(children(head, "acl:relcl", "acl")) or any(
        preposition(child) in {"of", "for", "behind"} for child in children(head, "nmod")
    )


def headed(name: str, noun: str) -> bool:
    """Whether a name is headed by a noun: "Bureau of Trade" by "bureau"."""
    tokens = name.lower().split()
    return noun in tokens[:1] + tokens[-1:] or (noun in tokens and "of" in tokens)


# "The minister" is none of these.
_HEADS_OF_GOVERNMENT = frozenset({"prime minister", "first minister", "chief minister"})


# Words for who runs a firm, any of which may be said of one person.
_AT_THE_TOP = frozenset({"ceo", "chief executive", "chief executive officer", "boss", "chief"})


def role_fits(head: Token, role: Role, owner: Filler | None) -> bool:
    """Whether a description can mean somebody with this role."""
    title = role.title.lower()
    noun = head.lower_
    near = any(child.lower_ in title.split() for child in head.children if child.dep_ == "compound")
    runs = title in _AT_THE_TOP and (noun in _AT_THE_TOP or (noun == "executive" and _has(head, "chief")))
    if not (runs or noun in title.split() or (near and noun in {"executive", "secretary", "minister"})):
        return False
    if noun in {"chief", "executive", "officer"} and not runs and "chief" not in title and "ceo" not in title:
        return False
    if title in _HEADS_OF_GOVERNMENT and not _has(head, title.split()[0]):
        return False
    if owner is not None and owner.kind != "person" and role.of is not None:
        return like(role.of, owner.name)
    if owner is not None and owner.kind == "person":
        return False
    special = {child.lower_ for child in head.children if child.dep_ in {"compound", "amod"}} - {
        "incoming",
        "former",
        "new",
    }
    special -= {"chief"} if runs else set()
    return not special or bool(special & set(title.split())) or bool(special & set(demonyms()))


def _has(head: Token, word: str) -> bool:
    return any(child.lower_ == word for child in head.children)


def like(one: str, other: str) -> bool:
    """Whether two names may be forms of one."""
    mine, theirs = one.lower().split(), other.lower().split()
    return bool(mine and theirs) and (mine[0] == theirs[0] or country(one) == country(other) is not None)


def whose(pronoun: Token) -> Token:
    """The noun that "whose" goes back to: the one right before it."""
    at = pronoun.i - 1
    while at > 0 and pronoun.doc[at].is_punct:
        at -= 1
    return pronoun.doc[at]
