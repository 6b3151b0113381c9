"""Speakers: the origin that a named or unnamed source stands for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from msgspec.structs import replace

from cuibono.model import Document, Event, Origin, OriginKind, Source, Telling, origin_id
from cuibono.reconcile.confirmations import Confirmations
from cuibono.reconcile.evidence import Evidence
from cuibono.reconcile.genre import genre
from cuibono.reconcile.kinship import Kinship
from cuibono.reconcile.outlets import Outlets, comparable, credited, house, published_by
from cuibono.tables import entries, table

_WORD = re.compile(r"[^\W_]+")
_OFFICE = 7  # letters of an office by which words made from it are known: "minister", "ministerial"


class Speakers:
    """Turns sources into origins: one for each party, for each outlet's unnamed sources of a sort, for each record."""

    def __init__(self, evidence: Evidence, kinship: Kinship, outlets: Outlets, confirmations: Confirmations) -> None:
        self._evidence, self._kinship, self._outlets = evidence, kinship, outlets
        self._confirmations = confirmations
        self._unnamed_sources: dict[str, dict[tuple[str, str], Origin]] = {}

    def origin(self, document: str, source: Source, event: Event) -> tuple[str, Origin | None]:
        """The rule by which a source counts, and its origin; "vague" and None where it cannot be told from others."""
        if source.kind in ("official_record", "document"):
            return self._paper(source, event)
        if source.kind in ("anonymous", "unspecified"):
            return self._unnamed(document, source, event)
        party = self._meant(source.name, event) or self._spoken_for(document, source.name)
        if party:
            return self.party(party, event)
        rule, origin = self.party(comparable(source.name), event)
        return rule, replace(origin, name=source.name)

    def party(self, party: str, event: Event) -> tuple[str, Origin]:
        """The origin of what a party says; through a company's people the company speaks."""
        root = self._kinship.speaks_for(party)
        involved = any(
            root == p or party == p or self._kinship.akin(root, p) for p in (*event.actors, *event.counterparts)
        )
        body = root in self._evidence.parties and self._evidence.parties[root].kind != "person"
        kind: OriginKind = "party_statement" if involved or body else "own_reporting"
        origin = Origin(origin_id(("party", root)), self._evidence.name(root), kind, party=self._known(root))
        return ("party" if kind == "party_statement" else "witness"), origin

    def confirms(self, event: Event, telling: Telling) -> tuple[str, Origin]:
        """The rule and origin of a sentence in which a party takes up the event."""
        return self.party(self._confirmations.speaker(event, telling) or "", event)

    def recorded(self, event: Event, telling: Telling) -> tuple[str, Origin | None]:
        """The rule and origin of a sentence that says in which record the event stands."""
        return self._paper(Source(self._confirmations.record(event, telling) or "record", "document"), event)

    def own_words(self, document: Document, telling: Telling, event: Event) -> Origin:
        """The origin of a party's own text: of a transcript the one who speaks, else the one who published it."""
        claim = self._evidence.claim.get(telling.claim or "")
        if genre(document) == "transcript" and claim and claim.attribution:
            speaker = self._spoken_for(document.id, claim.attribution[0].name)
            if speaker:
                return replace(self.party(speaker, event)[1], kind="party_statement")
        return self.publisher(document)

    def publisher(self, document: Document) -> Origin:
        """The origin of what a party published."""
        name = document.publisher or document.title or document.file
        party = self._evidence.known(name) or self._within(name)
        root = self._kinship.speaks_for(party) if party else comparable(name)
        kind: OriginKind = "press_release" if genre(document) == "release" else "official_record"
        return Origin(
            origin_id(("party", root)), self._evidence.name(root) if party else name, kind, party=self._known(root)
        )

    def outlet(self, name: str) -> Origin:
        """The origin of an outlet's own reporting."""
        return Origin(origin_id(("outlet", house(name))), name, "own_reporting", outlet=name)

    def act(self, event: Event) -> Origin:
        """The origin of a public act, recalled without a source."""
        actor = self._evidence.name(event.actors[0]) if event.actors else "public act"
        return Origin(origin_id(("act", event.id)), f"{actor}: public act", "official_record")

    def own(self, document: Document) -> Origin:
        """The origin of what a document says on its own footing."""
        name = credited(document) or published_by(document) or document.title or document.file
        return Origin(origin_id(("outlet", self._house(document))), name, "own_reporting", outlet=document.publisher)

    def _known(self, party: str | None) -> str | None:
        """The id, where it is that of a party that is known."""
        return party if party in self._evidence.parties else None

    def _paper(self, source: Source, event: Event) -> tuple[str, Origin | None]:
        words = [w.casefold() for w in _WORD.findall(source.name)]
        owner = next((p for p in (*event.actors, *event.counterparts) if self._owns(p, words)), None)
        owner = owner or (self._holder_of(words, event) if set(words) & _listed("diaries") else None)
        if owner:
            return self.party(owner, event)
        record = source.kind == "official_record" or bool(set(words) & _listed("records"))
        rule = "record" if record else "paper"
        head = words[-1].removesuffix("s") if words else "document"
        return rule, Origin(origin_id((rule, head)), source.name, "official_record" if record else "document")

    def _holder_of(self, words: list[str], event: Event) -> str | None:
        """The party of the event whose office a diary is called after: "ministerial diary", "the mayor's calendar"."""
        for party in (*event.actors, *event.counterparts):
            found = self._evidence.parties.get(party)
            titles = [w.casefold() for t in found.tenures for w in _WORD.findall(t.title)] if found else []
            if any(word.startswith(title[:_OFFICE]) for title in titles if len(title) > 4 for word in words):
                return party
        return None

    def _owns(self, party: str, words: list[str]) -> bool:
        telling = self._kinship.telling(party)
        return bool(telling) and telling <= set(words)

    def _unnamed(self, document: str, source: Source, event: Event) -> tuple[str, Origin | None]:
        if _sort(source) is None:
            return "vague", None
        found = self._evidence.document[document]
        key = (self._house(found), _sort(source) or "")
        return "anonymous", self._unnamed_of(event).setdefault(key, _via(found, source, key))

    def _unnamed_of(self, event: Event) -> dict[tuple[str, str], Origin]:
        """For each outlet and sort its unnamed sources, as the first report of the event describes them."""
        if event.id not in self._unnamed_sources:
            found: dict[tuple[str, str], Origin] = {}
            for telling in event.tellings:
                claim = self._evidence.claim.get(telling.claim or "")
                document = self._evidence.document[telling.document]
                for source in claim.attribution if claim else ():
                    key = (self._house(document), _sort(source) or "")
                    if source.kind in ("anonymous", "unspecified"):
                        found.setdefault(key, _via(document, source, key))
            self._unnamed_sources[event.id] = found
        return self._unnamed_sources[event.id]

    def _meant(self, name: str, event: Event) -> str | None:
        """The one organisation of the event that "the company" means."""
        if any(word[:1].isupper() for word in _WORD.findall(name)):
            return None
        if set(name.split()) & entries("relate/words", "ministries"):
            return self._ministry_of(event)
        for side in (event.actors, event.counterparts):
            bodies = [p for p in side if self._is_body(p) and self._kinship.known(p)]
            if bodies:
                return bodies[0] if len(bodies) == 1 else None
        return None

    def _ministry_of(self, event: Event) -> str | None:
        """The one minister of the event whose ministry "the ministry" is."""
        parties = self._evidence.parties
        people = [p for p in (*event.actors, *event.counterparts) if p in parties and parties[p].kind == "person"]
        titles = {p: {w.casefold() for t in parties[p].tenures for w in _WORD.findall(t.title)} for p in people}
        ministers = [p for p in people if titles[p] & entries("relate/words", "ministers")]
        return ministers[0] if len(ministers) == 1 else None

    def _is_body(self, party: str) -> bool:
        return party in self._evidence.parties and self._evidence.parties[party].kind == "organisation"

    def _house(self, document: Document) -> str:
        return self._outlets.house(document) or document.id

    def _spoken_for(self, document: str, name: str) -> str | None:
        """The party that speaks: the one named, or the one that "X spokesperson" speaks for."""
        plain = _without_office(name)
        return self._evidence.named(document, plain) or self._evidence.named(document, name)

    def _within(self, name: str) -> str | None:
        """The party whose telling words a publisher's name holds ("Linden House Press Office")."""
        words = [w.casefold() for w in _WORD.findall(name)]
        held = [p for word in set(words) for p in self._by_word.get(word, ()) if self._owns(p, words)]
        return max(held, key=lambda p: (len(self._kinship.telling(p)), p), default=None)

    @cached_property
    def _by_word(self) -> dict[str, list[str]]:
        """Parties, each by the first of the telling words of its name."""
        found: dict[str, list[str]] = defaultdict(list)
        for party in self._evidence.parties:
            if telling := self._kinship.telling(party):
                found[min(telling)].append(party)
        return found


def _without_office(name: str) -> str:
    """ "Acme spokesperson" as "Acme"; other names as they are."""
    for office in sorted(_listed("speakers"), key=len, reverse=True):
        if name.casefold().endswith(" " + office):
            return name[: -len(office) - 1].strip()
    return name


def _sort(source: Source) -> str | None:
    """Of what sort unnamed sources are; None where the words do not tell them from any others."""
    words = {w.casefold() for w in _WORD.findall(source.name)}
    if words <= _listed("vague"):
        return None
    return next((s for s in ("officials", "diplomats", "company", "lawyers") if words & _listed(s)), "people")


def _via(document: Document, source: Source, key: tuple[str, str]) -> Origin:
    name = f"{source.name}, via {credited(document) or published_by(document) or document.file}"
    ident = origin_id(("anonymous", *key, document.id))
    return Origin(ident, name, "anonymous_sources_via_outlet", outlet=document.publisher)


def _listed(key: str) -> frozenset[str]:
    return frozenset(table("relate/origins")["sources"][key])


def distinct(origins: Iterable[Origin]) -> dict[str, Origin]:
    """Origins by id, each once; of two with one id the name that comes first."""
    found: dict[str, Origin] = {}
    for origin in sorted(origins, key=lambda o: (o.id, o.kind, o.name)):
        found.setdefault(origin.id, origin)
    return found
