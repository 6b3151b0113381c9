"""A case open to look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from types import TracebackType

import msgspec

from cuibono import judgements
from cuibono.collect import archive
from cuibono.errors import MissingError, UsageError
from cuibono.explore.contents import Contents, by, contents
from cuibono.explore.event_view import EventView
from cuibono.explore.history import Decision, history
from cuibono.explore.identity import Identity, identity
from cuibono.explore.marks import Mark, marks
from cuibono.judgements import Decided
from cuibono.ledger.browse import Browse
from cuibono.ledger.look import Hit
from cuibono.model import (
    Claim,
    Document,
    Edge,
    Event,
    Grade,
    Judgement,
    Kind,
    Mention,
    Naming,
    Origin,
    Party,
    Problem,
    document_id,
)
from cuibono.model.records import Finding, Lead, Stored, Verdict
from cuibono.registers import shelf
from cuibono.settings import CaseFolder


def _rows(folder: CaseFolder) -> dict[str, int]:
    """How many rows that count the case keeps of each register."""
    return {name: sum(kept.rows for kept in shelf.current(folder, name)) for name in shelf.registers(folder)}


class Status(msgspec.Struct, frozen=True):
    """How a case stands.

    `kinds` counts claims, `grades` events. `waiting` are files that were collected and not yet read, by a run that was
    stopped. `records` are the rows of each register that the case keeps and that count, `findings` what checking gave.
    """

    case: str
    documents: int
    claims: int
    events: int
    origins: int
    parties: int
    grades: dict[str, int]
    kinds: dict[str, int]
    published: tuple[date, date] | None
    problems: int
    skipped: int
    waiting: tuple[str, ...]
    records: dict[str, int] = {}
    findings: dict[Verdict, int] = {}


class Case:
    """A case open to look at; nothing here changes it. `cuibono.open(folder)` gives one.

    Where `kept` is a dict, events in words are made once and kept in it by their ids: for who shows all of them.
    """

    kept: dict[str, EventView] | None = None

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.browse = self._look = Browse(CaseFolder(folder).ledger)

    def __enter__(self) -> Case:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the ledger."""
        self._look.close()

    def documents(self) -> tuple[Document, ...]:
        """All documents, in the order in which they first came into the case."""
        return self._look.documents()

    def document(self, name: str) -> Document:
        """The document with this id or file name. Raises UsageError where there is none."""
        found = self._look.documents(document=name) or self._look.documents(file=name)
        if not found:
            raise MissingError(f"{name}: this case has no such document. `cuibono status` shows what it holds.")
        return found[0]

    def claims(
        self,
        *,
        kind: Kind | None = None,
        party: str | None = None,
        document: str | None = None,
        rejected: bool = False,
    ) -> tuple[Claim, ...]:
        """Claims in the order of the documents and their texts; all, or those that fit every filter given.

        They stand as people decided on them, so far as the ledger has taken that in: corrected, and without those
        that were rejected, or with `rejected` these alone. `party` is part of the name of an actor or counterpart,
        capitals or not; `document` an id or a file name.
        """
        ruled = self.decided()
        found = self._look.claims(kind=kind, party=party, document=document)
        if not ruled.claims:
            return () if rejected else found
        changed = {judgement.subjects[0] for judgement in ruled.claims}
        asked = {claim.id for claim in found}
        stand = judgements.applied(self._look.claims(document=document), ruled, self._look.mentions)
        if rejected:
            return tuple(claim for claim in stand.rejected if claim.id in asked)
        return tuple(c for c in stand.claims if (_fits(c, kind, party) if c.id in changed else c.id in asked))

    def claim(self, name: str) -> Claim:
        """The claim whose id is, or alone begins with, this, as people decided on it; one that they rejected, as read.

        Raises UsageError where there is none or more than one.
        """
        found = judgements.applied((self.as_read(name),), self.decided(), self._look.mentions)
        return (*found.claims, *found.rejected)[0]

    def as_read(self, name: str) -> Claim:
        """The claim whose id is, or alone begins with, this, as the reader read it, whatever people decided on it."""
        beginning = name if name.startswith("clm-") else f"clm-{name}"
        found = self._look.claims(beginning=beginning)
        if not found:
            raise MissingError(f"{name}: this case has no such claim. `cuibono show` gives the id of each.")
        if len(found) > 1 and found[0].id != beginning:
            raise UsageError(f"{name}: {len(found)} claims have ids that begin so. Give more of the id.")
        return found[0]

    def marks(self) -> dict[str, Mark]:
        """Who accepted, rejected or corrected claims, by their ids, so far as the ledger has taken that in."""
        decided = judgements.goes_by(self.judgements(), self.decided())
        return marks(decided, self._look.claims() if decided else ())

    def events(
        self,
        *,
        kind: Kind | None = None,
        party: str | None = None,
        grade: Grade | None = None,
        document: str | None = None,
    ) -> tuple[Event, ...]:
        """Events in the order of their days, undated ones last; all, or those that fit every filter given.

        `party` is part of a name of an actor or counterpart, capitals or not; `document` an id or a file name.
        """
        return self._look.events(kind=kind, party=party, grade=grade, document=document)

    def event(self, name: str) -> Event:
        """The event whose id is, was, or alone begins with, this. Raises UsageError where there is none or several."""
        found = self._look.event(name)
        if found:
            return found
        several = self._look.events(beginning=name)
        if not several:
            raise MissingError(f"{name}: this case has no such event. `cuibono events` gives the id of each.")
        if len(several) > 1:
            raise UsageError(f"{name}: {len(several)} events have ids that begin so. Give more of the id.")
        return several[0]

    def event_of_claim(self) -> dict[str, str]:
        """For each claim's id, the id of its event."""
        return self._look.event_of_claim()

    def origins(self, event: str | None = None) -> tuple[Origin, ...]:
        """Where information first entered, in the order of their ids; all, or those behind the event with this id."""
        return self._look.origins(event=self.event(event).id if event else None)

    def edges(self, document: str | None = None, event: str | None = None) -> tuple[Edge, ...]:
        """What documents rest on, in the order of the ids at both ends; all, or those that fit both filters.

        `document`, an id or file name, stands at either end; `event` is the id of an event for which the edge holds.
        """
        return self._look.edges(document=document, event=self.event(event).id if event else None)

    def parties(self, name: str | None = None) -> tuple[Party, ...]:
        """Who is who, in the order of their names; all, or those with this in one of their names, capitals or not."""
        return self._look.parties(name=name)

    def party(self, name: str) -> Party:
        """The party whose id is, or was, this. Raises UsageError where there is none."""
        found = self.browse.party_key(name)
        if found is None:
            raise MissingError(f"{name}: this case has no such party. `cuibono parties` gives the id of each.")
        return self.browse.whole_parties([found])[0]

    def identity(self, party: str) -> Identity:
        """Who the party with this id is taken to be, and why: its namings, and the links that were weighed about it."""
        found = self.party(party)
        links = self._look.links(party=found.id)
        own = self._look.namings(party=found.id)
        others = {key for link in links for key in (link.first, link.second)} - {naming.id for naming in own}
        linked = [naming for key in sorted(others) if (naming := self._look.naming(key))]
        return identity(found, (*own, *linked), self._files((*own, *linked)), links)

    def identities(self, name: str | None = None) -> tuple[Identity, ...]:
        """Who is who, in the order of their names, without why; all, or those with this in one of their names."""
        of: dict[str, Naming] = {naming.id: naming for naming in self._look.namings()}
        files = self._files(of.values())
        parties = self.parties(name)
        return tuple(identity(p, [of[key] for key in p.namings if key in of], files) for p in parties)

    def findings(self, subject: str | None = None) -> tuple[Finding, ...]:
        """What public records say, in the order of the events; all, or about the event or claim with this id."""
        return self._look.findings(subject)

    def leads(self, event: str | None = None) -> tuple[Lead, ...]:
        """Records that could settle events that rest on little; all, or those for the event with this id."""
        return self._look.leads(self.event(event).id if event else None)

    def records(self) -> dict[str, tuple[Stored, ...]]:
        """The rows of public registers that findings speak of, by their ids; parts of one row together."""
        return self._look.records()

    def judgements(self) -> tuple[Judgement, ...]:
        """What people have decided, the oldest first, with what was undone."""
        return judgements.all(CaseFolder(self.folder))

    def history(self) -> tuple[Decision, ...]:
        """Every judgement in words, the newest first: who decided what about what, when, why, and who undid it."""
        made, waiting = self.judgements(), {judgement.id for judgement in self.waiting_decisions()}
        about = {subject for judgement in made for subject in judgement.subjects}
        claims = {c.id: c for c in self._look.claims() if c.id in about} if about else {}
        namings = {n.id: n for key in sorted(about) if key.startswith("nam-") and (n := self._look.naming(key))}
        files = self._look.files([*(c.document for c in claims.values()), *(n.document for n in namings.values())])
        return history(made, waiting, claims, namings, files)

    def waiting_decisions(self) -> tuple[Judgement, ...]:
        """The judgements that the ledger has yet to take in, the oldest first; `pipeline.settle` does that.

        The views of a case show what the ledger has taken in.
        """
        return judgements.waiting(self.judgements(), self.decided())

    def decided(self) -> Decided:
        """What people's decisions come to, so far as the ledger has taken them in."""
        return judgements.known(self._look.stages().get("decisions"))

    def _files(self, namings: Iterable[Naming]) -> dict[str, str]:
        return self._look.files(naming.document for naming in namings)

    def contents(self) -> Contents:
        """All that the ledger holds of documents and dealings, and what people decided, as views are made from it."""
        look, made, ruled = self._look, self.judgements(), self.decided()
        read = look.claims()
        stand = judgements.applied(read, ruled, look.mentions)
        held = judgements.in_effect(judgements.standing_of(made), ruled)
        found = contents(
            look.documents(), stand.claims, look.events(), look.origins(), look.edges(), look.parties(), held
        )
        findings, leads = by(look.findings(), lambda f: f.subject), by(look.leads(), lambda lead: lead.event)
        return msgspec.structs.replace(
            found,
            findings=findings,
            records=look.records(),
            leads=leads,
            rejected={claim.id: claim for claim in stand.rejected},
            marks=marks(judgements.goes_by(made, ruled), read),
        )

    def mentions(self, document: str) -> tuple[Mention, ...]:
        """Every place where the document with this id names a party."""
        return self._look.mentions(document)

    def problems(self) -> tuple[Problem, ...]:
        """All trouble with the evidence."""
        return self._look.problems()

    def search(self, text: str) -> tuple[Hit, ...]:
        """Claims, then documents, that hold all the words, the best first and at most 50 of each.

        "Words in quotation marks" stand side by side; word* begins so.
        """
        return self._look.search(text)

    def status(self) -> Status:
        """How the case stands."""
        kinds, problems, known = self._look.kinds(), self.problems(), self._look.fingerprints()
        documents, first, last = self._look.overview()
        counts = self._look.counts()
        entries = archive.held(CaseFolder(self.folder)).documents().values()
        return Status(
            case=str(self.folder),
            documents=documents,
            claims=sum(kinds.values()),
            events=counts["events"],
            origins=counts["origins"],
            parties=counts["parties"],
            grades=self._look.grades(),
            kinds=kinds,
            published=(first, last) if first and last else None,
            problems=len(problems),
            skipped=sum(1 for problem in problems if problem.severity == "skipped"),
            waiting=tuple(entry.file for entry in entries if not known.get(document_id(entry.sha256 or ""))),
            records=_rows(CaseFolder(self.folder)),
            findings=dict(Counter(finding.verdict for finding in self.findings())),
        )


def _fits(claim: Claim, kind: Kind | None, party: str | None) -> bool:
    """Whether a corrected claim is of this kind and names this party; None fits all."""
    names = [mention.name.casefold() for mention in (*claim.actors, *claim.counterparts)]
    return kind in (None, claim.kind) and (party is None or any(party.casefold() in name for name in names))
