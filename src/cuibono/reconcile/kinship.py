"""Kinship: which parties belong to one another: a person to a firm, a fund to the one it is named after."""

from __future__ import annotations

import re
from functools import cached_property

from cuibono.model import Party
from cuibono.reconcile.evidence import Evidence
from cuibono.tables import entries

_WORD = re.compile(r"[^\W_]+")


class Kinship:
    """Answers whether two parties are one, belong together, or are known to be others."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._telling: dict[str, frozenset[str]] = {}
        self._known: dict[str, bool] = {}

    @cached_property
    def _bodies(self) -> dict[str, frozenset[str]]:
        """For each party, the ids of those it holds or held a role in."""
        known = self._evidence.known
        return {
            p.id: frozenset(body for t in p.tenures if t.of and (body := known(t.of)))
            for p in self._evidence.parties.values()
        }

    def known(self, party: str) -> bool:
        """Whether its name tells it from others: "Acme", not "the company"."""
        found = self._known.get(party)
        if found is None:
            found = self._known[party] = bool(self.telling(party)) and not self._is_group(party)
        return found

    def akin(self, first: str, second: str) -> bool:
        """Whether one belongs to the other, or is named after it."""
        if second in self._bodies.get(first, ()) or first in self._bodies.get(second, ()):
            return True
        one, other = self.telling(first), self.telling(second)
        if not one or not other:
            return False
        if self._both_persons(first, second):
            return any(
                test(first, second) for test in (self._called_by_one_name, self._in_the_post, self._in_the_office)
            )
        return one <= other or other <= one

    def employer(self, party: str) -> str | None:
        """The company or fund that a person speaks for; None for officials and for people of more than one."""
        parties = self._evidence.parties
        if party not in parties or parties[party].kind != "person":
            return None
        firms = [b for b in self._bodies.get(party, ()) if parties[b].kind == "organisation"]
        return firms[0] if len(firms) == 1 else None

    def speaks_for(self, party: str) -> str:
        """The body whose word a person's word is: the firm, or the ministry of its minister; else the person."""
        return self.employer(party) or self._ministry(party) or party

    def _ministry(self, party: str) -> str | None:
        """The one public body that a person's titles name: the Ministry of Transport of a "transport minister"."""
        found = self._evidence.parties.get(party)
        if found is None or found.kind != "person":
            return None
        titles = {w.casefold() for tenure in found.tenures for w in _WORD.findall(tenure.title)}
        if not titles & entries("relate/words", "ministers"):
            return None
        bodies = [b for b, words in self._ministries.items() if words <= titles]
        return bodies[0] if len(bodies) == 1 else None

    @cached_property
    def _ministries(self) -> dict[str, frozenset[str]]:
        """Public bodies with words of their own that are no country's: what each is the ministry of."""
        bodies = (p.id for p in self._evidence.parties.values() if p.kind == "public_body")
        return {b: words for b in bodies if (words := self.telling(b)) and not words <= self._countries}

    def one_state(self, first: str, second: str) -> bool:
        """Whether one stands for a whole state ("the Cabinet", a country) and the other may be a body of it."""
        return (self._is_state(first) and self._is_public(second)) or (
            self._is_state(second) and self._is_public(first)
        )

    def _is_state(self, party: str) -> bool:
        if not self._is_public(party):
            return False
        words = self.telling(party)
        return not words or words <= self._countries or words <= entries("relate/words", "sovereign")

    def _is_public(self, party: str) -> bool:
        found = self._evidence.parties.get(party)
        return found is not None and found.kind in ("public_body", "place")

    @cached_property
    def _countries(self) -> frozenset[str]:
        """Words of the names of places and of states."""
        found = (p for p in self._evidence.parties.values() if p.kind == "place" or _is_government(p))
        return frozenset(word for party in found for word in self.telling(party.id))

    def telling(self, party: str) -> frozenset[str]:
        """The words of its name that tell it from others of its sort; of a person the surname."""
        found = self._telling.get(party)
        if found is None:
            found = _telling(self._evidence.parties.get(party), self._evidence.name(party))
            self._telling[party] = found
        return found

    def _is_group(self, party: str) -> bool:
        return party in self._evidence.parties and self._evidence.parties[party].kind == "group"

    def _called_by_one_name(self, first: str, second: str) -> bool:
        """Whether one person is called by a single name that the other's full name holds ("Joanna")."""
        names = [set(self._evidence.name(p).casefold().split()) for p in (first, second)]
        return min(map(len, names)) == 1 < max(map(len, names)) and bool(names[0] & names[1])

    def _in_the_office(self, first: str, second: str) -> bool:
        """Whether one is told of by an office alone ("the trade secretary") that the other holds, or may hold."""
        for office, other in ((first, second), (second, first)):
            words = set(self._evidence.name(office).split())
            if self._evidence.name(office).islower() and self.telling(office):
                titles = [set(tenure.title.casefold().split()) for tenure in self._evidence.parties[other].tenures]
                if any(title <= words or words <= title for title in titles):
                    return True
        return False

    def _in_the_post(self, first: str, second: str) -> bool:
        """Whether one is told of by a post alone ("Acme's head") at the body that the other works for."""
        for post, other in ((first, second), (second, first)):
            firm = self.employer(other)
            named = frozenset(w.casefold() for w in _WORD.findall(self._evidence.name(post)) if w[0].isupper())
            by_post = self._evidence.name(post).split()[-1].islower() and named
            if firm and by_post and named <= self.telling(firm):
                return True
        return False

    def _both_persons(self, first: str, second: str) -> bool:
        parties = self._evidence.parties
        return all(p in parties and parties[p].kind == "person" for p in (first, second))


def _is_government(party: Party) -> bool:
    return party.kind == "public_body" and any(n.endswith("government") for n in (party.name, *party.aliases))


def _telling(party: Party | None, name: str) -> frozenset[str]:
    generic = entries("relate/words", "generic")
    if party is None:
        return frozenset()
    words = [w for w in _WORD.findall(name) if w.casefold() not in generic and len(w) > 1]
    if party.kind == "person" and name.islower():
        return frozenset(words) if entries("relate/words", "ministers") & set(name.split()) else frozenset()
    words = [w for w in words if not w[0].islower()]
    if party.kind == "person":
        words = words[-1:]
    return frozenset(word.casefold() for word in words)
