"""Parties of one document: its names gathered into parties, with their roles.

Takes: names and parsed blocks. Gives: parties, each with its fullest name, kind, roles and where it is named.
Knows nothing of: other documents, pronouns, dealings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cuibono.model import PartyKind, Role
from cuibono.read.names import Name, called_body, country, is_outlet, listed, region, used_as_state
from cuibono.read.syntax import children, conjuncts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cuibono.read.sentences import Doc, Token


class Party:
    """One party of a document while it is read; `public` says whether it holds public power."""

    def __init__(self, name: str, kind: PartyKind, public: bool = False) -> None:
        self.name = name
        self.kind: PartyKind = kind
        self.roles: list[Role] = []
        self.forms: set[str] = {name}
        self.gender: str | None = None
        self.public = public or kind == "public_body" or (kind == "place" and country(name) is not None)
        self.outlet = kind == "organisation" and is_outlet(name)
        self.placed = kind == "place"
        self.times = 1

    def __repr__(self) -> str:
        return f"Party({self.name!r}, {self.kind})"


class Cast:
    """The parties of a document and the tokens that name them: `at[block, token index]`."""

    def __init__(self, docs: Sequence[Doc], found: Sequence[Name]) -> None:
        self.docs = docs
        self.parties: list[Party] = []
        self.at: dict[tuple[int, int], tuple[Party, Name]] = {}
        self.order: list[tuple[Name, Party]] = []
        for name in sorted(found, key=lambda name: -len(name.text.split())):
            self._place(name)
        self.order.sort(key=lambda entry: (entry[0].block, entry[0].start))
        for name, party in self.order:
            self._roles(name, party)
        self.states()

    def _place(self, name: Name) -> None:
        matches = [party for party in self.parties if _same(name, party)]
        party = matches[0] if len(matches) == 1 else next((p for p in matches if name.text in p.forms), None)
        if party is None and len(matches) > 1:
            party = max(matches, key=lambda match: match.times)
        if party is None:
            party = Party(name.text, name.kind)
            self.parties.append(party)
        else:
            party.forms.add(name.text)
            party.times += 1
        party.placed = party.placed or name.placed
        doc = self.docs[name.block]
        acronym = _acronym_after(doc, name.end)
        if acronym and party.kind != "person":
            party.forms.add(acronym)
        self.order.append((name, party))
        for i in range(name.start, name.end):
            self.at[name.block, i] = (party, name)

    def named(self, block: int, token: Token) -> tuple[Party, Name] | None:
        """The party that a token names, or None."""
        return self.at.get((block, token.i))

    def torn(self, chosen: Party, fits: Callable[[Party], bool]) -> bool:
        """Whether the name chosen stands beside another that fits as well ("A and B spoke. She ...")."""
        if chosen.kind != "person" or chosen.gender is not None:
            return False
        last = next(name for name, party in reversed(self.order) if party is chosen)
        head = self.docs[last.block][last.start : last.end].root
        beside = [part for part in (*conjuncts(head), head.head if head.dep_ == "conj" else head) if part != head]
        others = [self.named(last.block, part) for part in beside]
        return any(other is not None and fits(other[0]) and other[0].kind == "person" for other in others)

    def _roles(self, name: Name, party: Party) -> None:
        doc = self.docs[name.block]
        head = doc[name.start : name.end].root
        before = doc[name.start - 1] if name.start else None
        if before is not None and before.lower_ in listed("female_titles"):
            party.gender = "female"
        if before is not None and before.lower_ in listed("male_titles"):
            party.gender = "male"
        if party.kind != "person":
            return
        if before is not None and before.lower_.rstrip(".") in listed("official_titles"):
            party.public = True
        heads = [role for role in _role_heads(head) if self._holder(name.block, role) in {None, party}]
        more = [*_roles_before(doc, name.start), *_roles_behind(doc, name.end), *_role_held(head)]
        heads += [role for role in more if role not in heads]
        heads = [role for role in heads if not _ends_title(role, heads)]
        roles = [role for token in heads for role in self.role_of(name.block, token)]
        beside = bool(heads) and max(token.i for token in heads) - min(token.i for token in heads) < 4
        party.roles += [role for i, role in enumerate(roles) if role not in party.roles + roles[:i]]
        if any(map(_is_official, roles)) and not (beside and any(map(_runs_firm, roles))):
            party.public = True

    def _holder(self, block: int, role: Token) -> Party | None:
        """The person whom a title stands right before, or right behind a comma; None where it stands by neither."""
        doc, after, first = role.doc, role.i + 1, _first(role)
        while after < len(doc) and doc[after].lower_ in _TITLE_TAIL:
            after += 1
        beside = [self.at.get((block, after))]
        if first > 1 and doc[first - 1].text == ",":
            beside.append(self.at.get((block, first - 2)))
        return next((found[0] for found in beside if found and found[0].kind == "person"), None)

    def role_of(self, block: int, head: Token) -> list[Role]:
        """The role that a noun with its dependents names, one for each coordinated title."""
        titles = [head, *(child for child in head.children if child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN"})]
        of = self._role_object(block, titles)
        return [Role(_title(title), of, _status(head)) for title in titles if is_role(title)]

    def states(self) -> None:
        """Places that the text uses as states hold public power."""
        for name, party in self.order:
            if party.kind == "place" and region(party.name):
                party.public = True
            if party.kind == "place" and used_as_state(self.docs[name.block], name):
                party.public = True
            if party.kind == "organisation" and called_body(self.docs[name.block], name):
                party.kind, party.public = "public_body", True

    def _role_object(self, block: int, titles: list[Token]) -> str | None:
        for title in titles:
            for child in title.children:
                if child.dep_ in {"nmod:poss", "compound", "nmod", "nmod:desc", "amod"} and child.tag_ != "PRP$":
                    owner = self.named(block, child)
                    if owner and owner[0].kind != "person":
                        return owner[0].name
                    if child.dep_ == "nmod:poss" and child.lower_ in listed("companies") and child.pos_ == "NOUN":
                        return child.text
        return self._named_before(block, titles)

    def _named_before(self, block: int, titles: list[Token]) -> str | None:
        """The organisation whose name ends right before the first title: "Acme Corp. chief executive"."""
        first = min(title.i for title in titles)
        doc = titles[0].doc
        while first and (doc[first - 1].lower_ in _BEFORE_TITLES or doc[first - 1].tag_ == "POS"):
            first -= 1
        found = self.at.get((block, first - 1))
        return found[0].name if found and found[0].kind in {"organisation", "public_body"} else None


def _same(name: Name, party: Party) -> bool:
    if (name.kind == "person") != (party.kind == "person"):
        return False
    if name.text in party.forms:
        return True
    short, long = _words(name.text), _words(party.name)
    if name.kind == "person":
        return _same_person(short, long)
    short, long = _unformed(short), _unformed(long)
    apart = {*short} ^ {*long}
    if apart & listed("things") or any(char.isdigit() for word in apart for char in word):
        return False
    if short == long[:1] and len(long) > 2 and long[1] in listed("sited") | listed("outlet_heads") | {"daily"}:
        return False
    if not short or not long:
        return False
    if short == long or (
        len(short) < len(long)
        and short == long[: len(short)]
        and short[0] not in listed("common_starts")
        and name.kind != "place"
    ):
        return True
    if name.kind == party.kind == "public_body" and len(short) < len(long) and short == long[-len(short) :]:
        return True
    return len(short) == 1 and len(short[0]) > 1 and name.text.isupper() and short[0] == _initials(long)


def _same_person(short: list[str], long: list[str]) -> bool:
    if len(short) == 1:
        return short[0] == long[-1] or (len(long) > 1 and short[0] == long[0])
    if len(long) == 1:
        return False
    return short[-1] == long[-1] and (
        short[0] == long[0] or (short[0][0] == long[0][0] and len(short[0].rstrip(".")) == 1)
    )


def _words(text: str) -> list[str]:
    return [
        word
        for word in text.lower().replace("’", "'").replace(",", " ").split()
        if word not in {"the", "of", "for", "and", "&"}
    ]


def _unformed(tokens: list[str]) -> list[str]:
    kept = list(tokens)
    while len(kept) > 1 and kept[-1] in listed("legal_forms"):
        kept.pop()
    return kept


def _initials(tokens: list[str]) -> str:
    return "".join(token[0] for token in tokens)


def _acronym_after(doc: Doc, end: int) -> str | None:
    """The short form given in brackets after a name: "Grand Lake Steel (GLS)"."""
    if end + 2 < len(doc) and doc[end].text == "(" and doc[end + 2].text == ")" and doc[end + 1].text.isupper():
        return doc[end + 1].text
    return None


_TITLE_TAIL = frozenset({"-", "elect", "executive", "minister", "secretary"})
_BEFORE_TITLES = frozenset({"chief", "managing", "co", "-", "co-founder", "founder", "executive", "and", "chairman"})


def _roles_before(doc: Doc, start: int) -> list[Token]:
    """Titles that stand right before a name, coordinated ones too, however the tree has them: "founder and chief X"."""
    if not start or not is_role(doc[start - 1]):
        return []
    found, at = [doc[start - 1]], start - 2
    while at > 0 and doc[at].lower_ in listed("title_parts"):
        at -= 1
    if at > 0 and doc[at].lower_ == "and" and is_role(doc[at - 1]):
        found.append(doc[at - 1])
    return found


def _roles_behind(doc: Doc, end: int) -> list[Token]:
    """A title set off by a comma right behind a name: "A and B, head of C" tells of B, whatever the tree has."""
    if end + 1 >= len(doc) or doc[end].text != ",":
        return []
    near = [token for token in doc[end + 1 : end + 8] if token.dep_ == "appos" and is_role(token)]
    return [token for token in near if _first(token) == end + 1][:1]


def _role_held(head: Token) -> list[Token]:
    """What somebody is said to be now: "Dana Holt is the chief executive of Acme"."""
    noun = head.head
    is_now = any(child.lower_ in {"is", "'s", "’s"} for child in children(noun, "cop"))
    plain = not any(child.lower_ in {"not", "no", "n't", "if"} for child in noun.children)
    return [noun] if head.dep_ == "nsubj" and is_now and plain and is_role(noun) else []


def _first(role: Token) -> int:
    """Where the phrase of a title begins, its comma left out."""
    first = role.left_edge.i
    return first + 1 if role.doc[first].is_punct else first


def _ends_title(role: Token, heads: list[Token]) -> bool:
    """Whether a noun is but the end of a title that is counted already: the "executive" of a chief executive."""
    return role.lower_ in _TITLE_TAIL and any(other.i == role.i - 1 for other in heads)


def _role_heads(head: Token) -> list[Token]:
    found = [
        child for child in head.children if child.dep_ in {"nmod:desc", "compound", "appos", "amod"} and is_role(child)
    ]
    if head.dep_ in {"appos", "flat", "nmod:desc"} and is_role(head.head):
        found.append(head.head)
    found = [role for role in found if not any(role.head == other and role.dep_ == "compound" for other in found)]
    found = [role for role in found if role.i < head.i or not _of_the_next(role)]
    found = [role for role in found if not role.i < head.head.i < head.i]  # "the premier phoned Stahl"
    ends = {role.right_edge.i + 1 for role in found if role.dep_ == "appos"}
    found += [child for child in children(head, "conj") if is_role(child) and child.left_edge.i in ends]
    for child in head.children:
        found += [
            deep
            for deep in child.children
            if child.dep_ == "nmod:desc" and deep.dep_ == "conj" and is_role(deep) and child not in found
        ]
    return found


def _of_the_next(role: Token) -> bool:
    """ "Holt and Minister Orr": a title behind "and" is the next name's, wherever the tree hangs it."""
    first = role.left_edge.i
    return role.dep_ == "nmod:desc" and first > 0 and role.doc[first - 1].lower_ == "and"


def is_firm(party: Party) -> bool:
    """Whether "the company" may mean a party: no outlet, no university and the like."""
    scholarly = set(party.name.lower().split()) & listed("scholarly")
    return party.kind == "organisation" and not party.outlet and not scholarly


def is_role(token: Token) -> bool:
    """Whether a noun says what somebody is ("chief", "minister", "founder")."""
    lower = token.lower_
    if lower in {"elect", "designate"}:
        return any(child.dep_ in {"compound", "amod"} and is_role(child) for child in token.children)
    return lower in listed("leaders") or lower in listed("officials") or lower in listed("people")


def _runs_firm(role: Role) -> bool:
    """ "president and chief executive": a title that only firms give."""
    return bool(
        {"executive", "managing", "ceo", "cfo", "founder", "chairman", "chairwoman"} & set(role.title.lower().split())
    )


def _is_official(role: Role) -> bool:
    head = role.title.lower().split()[-1].removesuffix("-elect").removesuffix("-designate")
    if role.title.lower() == "general secretary":
        return False
    if head in {
        "president",
        "director",
        "chief",
        "representative",
        "attorney",
        "leader",
        "general",
        "adviser",
        "advisor",
        "aide",
        "officer",
    }:
        return (
            role.of is None
            or bool(set(role.of.lower().split()) & (listed("bodies") | listed("body_heads")))
            or country(role.of) is not None
        )
    return head in listed("officials")


def _title(head: Token) -> str:
    if head.lower_ in {"elect", "designate"}:
        return "-".join([*(child.lower_ for child in head.children if is_role(child)), head.lower_])
    parts = [
        child
        for child in head.children
        if child.dep_ in {"compound", "amod"}
        and child.i < head.i
        and child.lower_ in listed("title_parts")
        and all(between.pos_ != "VERB" for between in head.doc[child.i + 1 : head.i])
    ]
    tail = [
        head.doc[i]
        for i in range(head.i + 1, min(head.i + 3, len(head.doc)))
        if head.doc[i].lower_ in {"-", "elect", "executive", "minister", "secretary"}
    ]
    if head.lower_ == "chief" and head.i + 3 < len(head.doc) and head.doc[head.i + 1].lower_ == "of":
        tail = [head.doc[head.i + 1], head.doc[head.i + 2]]
    glue = "".join(token.text_with_ws for token in [*parts, head, *[t for t in tail if t != head]])
    return glue.strip().lower()


def _status(head: Token) -> str | None:
    found = [child.lower_ for child in head.children if child.lower_ in listed("status")]
    return found[0] if found else None
