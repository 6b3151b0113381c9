"""Whom a noun phrase stands for: names, descriptions and pronouns, resolved where the text allows.

Takes: a document's cast of parties and its parsed blocks. Gives: fillers for a phrase's heads, or none.
Knows nothing of: kinds of dealing, attribution.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from cuibono.model import PartyKind
from cuibono.read.fillers import Filler, standing_for
from cuibono.read.many import pair, spelt_out
from cuibono.read.names import listed, no_firms
from cuibono.read.no_firms import NoFirms
from cuibono.read.parties import Cast, Party, is_firm, is_role
from cuibono.read.products import makers
from cuibono.read.recency import BOUND_KINDS, binder, nearness, wrong_gender
from cuibono.read.syntax import beside, children, conjuncts, preposition
from cuibono.read.wording import (
    definite,
    extent,
    headed,
    like,
    party_nouns,
    restricted,
    role_fits,
    singular,
    whose,
    wording,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cuibono.read.blocks import Block
    from cuibono.read.sentences import Token

_PERSONAL = frozenset({"he", "she", "him", "her", "his", "hers"})
_NEUTER = frozenset({"it", "its"})
_FIRST = frozenset({"i", "me", "my", "we", "us", "our"})


class References:
    """Resolves heads of noun phrases within one document.

    `speaker` tells who says the words at a token ("I", "we"), `spoken` the quoted words that a verb of saying brings,
    `addressee` whom a turn of a transcript speaks to; they are set by the reader of quotations.
    """

    def __init__(self, cast: Cast, page: Sequence[Block]) -> None:
        self.cast = cast
        self.page = page
        self.docs = cast.docs
        self.speaker: Callable[[int, Token], Filler | None] = lambda block, token: None
        self.spoken: Callable[[int, Token], list[Token]] = lambda block, verb: []
        self.addressee: Callable[[int], Filler | None] = lambda block: None
        self.products = makers(cast)
        self.no_firms = NoFirms(cast)
        self._fund_named: Filler | None = None
        self._busy: set[tuple[int, int]] = set()

    def fillers(self, block: int, head: Token) -> list[Filler]:
        """The parties of a phrase and of everything coordinated with it, each once, in order."""
        found: list[Filler] = []
        for part in conjuncts(head):
            for filler in self._part(block, part):
                if not any(filler.same(other) for other in found):
                    found.append(filler)
        return self.tidied(found)

    def maker(self, block: int, head: Token) -> list[Filler]:
        """The firm whose product a noun names: "the K20 chip"."""
        named = [self.products.get(token.lower_) for token in (head, *children(head, "compound"))]
        return [self._stands_for(party, block, head) for party in named if party is not None][:1]

    def tidied(self, found: list[Filler]) -> list[Filler]:
        """Without descriptions of a party that is named beside them."""
        named = [filler for filler in found if filler.party is not None]
        return [f for f in found if not (named and self._describes(f, named))]

    def _describes(self, filler: Filler, named: list[Filler]) -> bool:
        """A singular description beside a name says what the name is: "its rival Acme", "founder Dana Holt"."""
        doc = self.docs[filler.block]
        if filler.party is not None or doc[filler.head].tag_ not in {"NN", "NNP"}:
            return False
        return any(
            0 <= other.start - filler.end <= 4
            and other.kind in {filler.kind, "organisation"}
            and not any(
                t.text in {",", "and"} and filler.noun not in listed("leaders") for t in doc[filler.end : other.start]
            )
            for other in named
        )

    def _part(self, block: int, head: Token) -> list[Filler]:
        several = spelt_out(block, head, self.one) or pair(self.cast, block, head)
        if several:
            return several
        one = self.one(block, head)
        return [one] if one else []

    def one(self, block: int, head: Token) -> Filler | None:
        """The party that a single head stands for, or None."""
        key = (block, head.i)
        if key in self._busy:
            return None
        self._busy.add(key)
        try:
            return self._one(block, head)
        finally:
            self._busy.discard(key)

    def _one(self, block: int, head: Token) -> Filler | None:
        named = self._named(block, head)
        if named:
            return named
        if head.pos_ == "PRON" or head.tag_ in {"PRP", "PRP$", "WP", "WDT"}:
            return self._pronoun(block, head)
        for child in beside(head):
            named = self._named(block, child)
            if named and (named.kind == "person" or not is_role(head) or head.lower_ in listed("bodies")):
                return named
        if head.lower_ in listed("parts_of_many") or head.pos_ in {"NUM", "DET", "ADJ"}:
            return self._some_of(block, head)
        if head.pos_ in {"NOUN", "PROPN"}:
            return self._description(block, head)
        return None

    def _named(self, block: int, head: Token) -> Filler | None:
        found = self.cast.named(block, head)
        if not found:
            return None
        party, name = found
        return standing_for(party, block, head.i, name.start, name.end)

    def _some_of(self, block: int, head: Token) -> Filler | None:
        """ "one of the people", "two of the banks", "both"."""
        for child in children(head, "nmod"):
            if preposition(child) in {"of", "in"}:
                whole = self.one(block, child)
                if whole:
                    start, end = head.i, whole.end
                    return msgspec.structs.replace(
                        whole, block=block, head=head.i, start=start, end=max(end, head.i + 1)
                    )
        return None

    def _pronoun(self, block: int, token: Token) -> Filler | None:
        lower = token.lower_
        if lower in _FIRST:
            who = self.speaker(block, token)
            return self._at(who, block, token) if who else None
        if lower in {"you", "your"}:
            who = self.addressee(block)
            return self._at(who, block, token) if who else None
        bound = self._bound(block, token)
        if bound is not None:
            return self._at(bound, block, token)
        if lower in _PERSONAL:
            gender = "female" if lower in {"she", "her", "hers"} else "male"
            who = self.recent(block, token, lambda party: party.kind == "person" and party.gender in {None, gender})
            if who is not None and who.party is not None and lower in {"he", "she"}:
                who.party.gender = gender
            return who
        if lower in _NEUTER:
            state = token.dep_ == "nmod:poss" and token.head.lower_ in listed("state_voices")
            return (state and self.recent(block, token, lambda party: party.public and party.kind != "person")) or (
                self.recent(
                    block, token, lambda party: party.kind in {"organisation", "public_body"} and not party.outlet
                )
            )
        return None

    def _bound(self, block: int, token: Token) -> Filler | None:
        """Whom the sentence itself says a pronoun means."""
        kinds, who = BOUND_KINDS.get(token.lower_), binder(token)
        if kinds is None or who is None:
            return None
        filler = self.one(block, who)
        return filler if filler is not None and filler.kind in kinds and not wrong_gender(filler, token) else None

    def _at(self, who: Filler, block: int, token: Token) -> Filler:
        return msgspec.structs.replace(
            who, block=block, head=token.i, start=token.i, end=token.i + 1, noun=token.lower_
        )

    def recent(self, block: int, token: Token, fits: Callable[[Party], bool]) -> Filler | None:
        """The fitting party named last before the token, subjects of its own and the last sentences first."""
        best: tuple[float, Party] | None = None
        for name, party in reversed(self.cast.order):
            if (name.block, name.start) >= (block, token.i) or not fits(party):
                continue
            if block - name.block > 1:
                break
            score = nearness(self.docs, block, token, name.block, name.start)
            if score is not None and (best is None or score > best[0]):
                best = (score, party)
        if best is None or self.cast.torn(best[1], fits):
            return None
        party = best[1]
        return standing_for(party, block, token.i, token.i, token.i + 1, token.lower_)

    def _description(self, block: int, head: Token) -> Filler | None:
        lower = head.lower_
        if lower in {"elect", "designate"} and is_role(head):
            return self._elect(block, head)
        if lower in listed("groups") or (head.tag_ == "NNS" and singular(lower) in party_nouns()):
            return self._group(block, head)
        if lower in listed("bodies") and head.tag_ == "NN" and self._owner(block, head) is not None:
            return self._body(block, head)
        if is_role(head):
            return self._person(block, head) or self.as_it_stands(block, head, "person")
        if (lower == "force" and any(c.lower_ == "air" for c in head.children)) or (
            lower == "board" and any(c.lower_ in listed("public_words") | listed("sector_words") for c in head.children)
        ):
            return self._body(block, head)
        if lower in listed("bodies") or (
            lower == "bank" and any(child.lower_ in {"central", "reserve", "national"} for child in head.children)
        ):
            return self._body(block, head)
        if lower in listed("companies") or lower in listed("funds"):
            return self._company(block, head)
        return None

    def _owner(self, block: int, head: Token) -> Filler | None:
        """Whose the described one is: "Acme's chief", "the Acme chief", "chief of Acme", "his aides"."""
        for child in children(head, "nmod:poss", "compound", "nmod", "nmod:desc", "amod"):
            if child.lower_ == "whose" and head.lower_ not in listed("bodies"):
                return self.one(block, whose(child))
            if (
                child.dep_ == "nmod"
                and preposition(child) not in {"of", "for", "at"}
                and (preposition(child) not in {"in", "from"} or head.tag_ != "NNS")
            ):
                continue
            if child.dep_ == "compound" and child.lower_ in listed("bodies"):
                named = [p for p in self.cast.parties if p.kind == "public_body" and headed(p.name, child.lower_)]
                if len(named) == 1:
                    return self._stands_for(named[0], block, child)
            parts = [child, *children(child, "flat")]
            if child.dep_ != "nmod:poss" and child.dep_ != "nmod" and not any(self.cast.named(block, p) for p in parts):
                continue
            owner = self.one(block, child)
            if owner:
                return owner
        return None

    def _person(self, block: int, head: Token) -> Filler | None:
        """ "the Acme chief executive", "the president-elect": the person of that role, if the text names one."""
        if head.lower_ in listed("spokespeople") or (not definite(head) and not self._owner(block, head)):
            return None
        owner = self._owner(block, head)
        if any(child.lower_ in {"then", "former", "previous", "next"} for child in head.children) and not owner:
            return None
        fitting = [party for party in self.cast.parties if any(role_fits(head, role, owner) for role in party.roles)]
        if len(fitting) > 1:
            fitting = [
                p for p in fitting if any(role.of and owner and like(role.of, owner.name) for role in p.roles)
            ] or fitting
        if len(fitting) > 1:
            near = self.recent(block, head, lambda party: party in fitting)
            return near or None
        if not fitting and owner is None and head.lower_ in listed("magnates"):
            return self.recent(block, head, lambda party: party.kind == "person")
        if not fitting:
            return None
        return self._stands_for(fitting[0], block, head)

    def _elect(self, block: int, head: Token) -> Filler | None:
        """ "the president-elect": who is called so, or else holds the office in this text."""
        office = next(child for child in head.children if is_role(child))
        called = [
            p
            for p in self.cast.parties
            if any(
                r.title.startswith(office.lower_) and ("elect" in r.title or r.status in {"elect", "incoming"})
                for r in p.roles
            )
        ]
        held = [p for p in self.cast.parties if any(r.title == office.lower_ for r in p.roles)]
        if len(called or held) == 1:
            return self._stands_for((called or held)[0], block, head)
        start, end = extent(head)
        return Filler(f"{office.lower_}-{head.lower_}", "person", True, block, head.i, start, end, None, office.lower_)

    def _body(self, block: int, head: Token) -> Filler | None:
        """ "the bureau", "the Norwegian government", "its regulator": a named body, else as it stands."""
        owner = self._owner(block, head)
        if definite(head) and owner is None:
            named = [p for p in self.cast.parties if p.kind == "public_body" and headed(p.name, head.lower_)]
            if len(named) == 1:
                return self._stands_for(named[0], block, head)
            if named:
                return self.recent(block, head, lambda party: party in named)
        return self.as_it_stands(block, head, "public_body", owner)

    def _company(self, block: int, head: Token) -> Filler | None:
        """ "the company", "the chip maker", "his company": the organisation spoken of, where it is plain which."""
        if head.lower_ in listed("funds"):
            return self._fund(block, head)
        owner = self._owner(block, head)
        if head.lower_ in no_firms():
            return self._no_firm(block, head, owner)
        if owner is not None and owner.kind == "person" and owner.party is not None:
            firms = {role.of for role in owner.party.roles if role.of}
            if len(named := [p for p in self.cast.parties if p.name in firms or p.forms & firms]) == 1:
                return self._stands_for(named[0], block, head)
        if head.lower_ in listed("owned_groups") and owner is not None:
            return self.as_it_stands(block, head, "group", owner)
        if definite(head) and (owner is None or owner.kind == "place") and not restricted(head):
            surely = self.recent(block, head, lambda party: is_firm(party) and not party.placed)
            near = surely or self.recent(block, head, is_firm)
            if near:
                start, end = extent(head)
                return msgspec.structs.replace(near, start=start, end=end, noun=head.lower_)
        return self.as_it_stands(block, head, "organisation", owner)

    def _no_firm(self, block: int, head: Token, owner: Filler | None) -> Filler | None:
        """ "the union", "the university": the body that is named or called so, else as it stands."""
        filler = self.as_it_stands(block, head, "organisation", owner)
        if filler is None or owner is not None or not definite(head) or restricted(head):
            return filler
        fitting = self.no_firms.called(head.lower_)
        if len(fitting) == 1:
            return self._stands_for(fitting[0], block, head)
        name = self.no_firms.in_full(block, head) or filler.name
        return self.recent(block, head, lambda party: party in fitting) or msgspec.structs.replace(filler, name=name)

    def _fund(self, block: int, head: Token) -> Filler | None:
        owner = self._owner(block, head) or self._purpose(block, head)
        before = [child for child in children(head, "compound", "amod") if child.i < head.i]
        parts = [child.text for child in before if child.pos_ != "NUM"]
        if owner is not None and owner.kind == "person":
            parts = [
                part for part in parts if part not in owner.name and part.lower() not in {"president", "elect", "-"}
            ] or (["inaugural"] if owner.noun == "inauguration" else [])
            noun = "inauguration fund" if head.lower_ == "inauguration" else head.text
            name = " ".join([owner.name.split()[-1], *parts, noun])
            start, end = extent(head)
            self._fund_named = Filler(name, "organisation", False, block, head.i, start, end, None, head.lower_)
            return self._fund_named
        if self._fund_named is not None and owner is None and definite(head) and head.tag_ != "NNS":
            start, end = extent(head)
            return msgspec.structs.replace(self._fund_named, block=block, head=head.i, start=start, end=end)
        known = [p for p in self.cast.parties if headed(p.name, head.lower_) and p.kind == "organisation"]
        if len(known) == 1 and definite(head):
            return self._stands_for(known[0], block, head)
        return self.as_it_stands(block, head, "organisation", owner)

    def _purpose(self, block: int, head: Token) -> Filler | None:
        """ "the fund paying for X's inauguration", "a committee to elect X"."""
        for clause in children(head, "acl", "nmod", "acl:relcl"):
            for token in (clause, *children(clause, "obl", "obj", "nmod")):
                owner = next((self.one(block, child) for child in children(token, "nmod:poss", "obj")), None)
                if owner and owner.kind == "person":
                    noun = "inauguration" if token.lower_.startswith("inaugurat") else token.lower_
                    return msgspec.structs.replace(owner, noun=noun)
        return None

    def _group(self, block: int, head: Token) -> Filler | None:
        owner = self._owner(block, head)
        lower = head.lower_
        public = lower in listed("public_groups") or (
            owner is not None
            and owner.public
            and lower
            in listed("officials") | listed("people") | {"advisers", "advisors", "aides", "officials", "leaders"}
        )
        filler = self.as_it_stands(block, head, "group", owner)
        return msgspec.structs.replace(filler, public=public) if filler else None

    def _stands_for(self, party: Party, block: int, head: Token) -> Filler:
        start, end = extent(head)
        return standing_for(party, block, head.i, start, end, head.lower_)

    def as_it_stands(self, block: int, head: Token, kind: PartyKind, owner: Filler | None = None) -> Filler | None:
        """A description that stands for itself: its own words, with the owner's full name."""
        owner = owner or self._owner(block, head)
        start, end = extent(head)
        name = wording(head, owner)
        public = (
            kind == "public_body"
            or head.lower_ in listed("public_groups")
            or (kind == "person" and head.lower_ in listed("officials") - listed("leaders"))
        )
        if (
            kind == "person"
            and owner is not None
            and owner.public
            and head.lower_ in listed("people") | listed("officials")
        ):
            public = True
        return Filler(name, kind, public, block, head.i, start, end, None, head.lower_)
