"""Relating: what all documents together come to, by the stages that compare them.

Takes: a ledger of documents that were read, people's judgements, what public lists name.
Gives: parties, events, origins and edges in the ledger, where they are not up to date.
Knows nothing of: originals, readers, how documents are compared.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Protocol

import msgspec
from msgspec.structs import replace

from cuibono import judgements
from cuibono.judgements import Decided
from cuibono.ledger.look import Look
from cuibono.ledger.related import Related
from cuibono.ledger.write import Writer
from cuibono.model import Claim, Document, Judgement, Mention, Naming, Party, Problem, naming_id
from cuibono.pipeline.parts import hashed
from cuibono.settings import CaseFolder

if TYPE_CHECKING:
    from cuibono.reconcile.reuse import Passage

_STAGES = ("registers", "resolve", "reconcile", "weigh", "tables", "judgements", "pipeline")


class Held(Protocol):
    """What was read, as a ledger has it or as it is held in memory; every method as that of `Look`."""

    def problems(self) -> tuple[Problem, ...]: ...  # noqa: D102

    def documents(self, document: str | None = None) -> tuple[Document, ...]: ...  # noqa: D102

    def claims(self) -> tuple[Claim, ...]: ...  # noqa: D102

    def mentions(self, document: str) -> tuple[Mention, ...]: ...  # noqa: D102

    def named(self) -> tuple[Naming, ...]: ...  # noqa: D102


def relate(ledger: Writer, case: CaseFolder) -> None:
    """Compare all documents with each other, unless that has been done with all that decides what comes of it."""
    ruled = judgements.decided(judgements.standing(case))
    fingerprint = decides(ledger.fingerprints(), case, ruled)
    if ledger.stages().get("relate") == fingerprint:
        return
    with _at_rest(), closing(ledger.look()) as look:
        found = related(look, case, ruled)
        ledger.relate(found, fingerprint, judgements.written(ruled))


@contextmanager
def _at_rest() -> Iterator[None]:
    """Without Python's search for cycles, which goes through all that is held again and again and finds none here.

    Of 30,000 articles it took half the seconds of parties and a third of those of shared text, and more of more.
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


def decides(documents: Mapping[str, str], case: CaseFolder, ruled: Decided) -> str:
    """The fingerprint of all that decides what comparing gives; `documents` are those of the ledger by their ids."""
    told = (sorted(documents.items()), kept_lists(case), ruled, hashed(*_STAGES))
    return hashlib.sha256(msgspec.json.encode(told)).hexdigest()


def taken_in(look: Look) -> Decided:
    """What the decisions come to that the ledger has taken in."""
    return judgements.known(look.stages().get("decisions"))


def related(look: Held, case: CaseFolder, ruled: Decided, passages: Iterable[Passage] | None = None) -> Related:
    """What the documents that were read come to; `passages` as `reconcile.relations` takes them."""
    from cuibono import reconcile, weigh

    unread = {problem.document for problem in look.problems() if problem.severity == "skipped"}
    documents = sorted((d for d in look.documents() if d.id not in unread), key=lambda d: d.id)
    read = sorted(look.claims(), key=lambda c: (c.document, c.span, c.id))
    stand = judgements.applied(read, ruled, look.mentions)
    by_id = {claim.id: claim for claim in stand.claims}
    named = _named(look, ruled, stand.claims)
    known = _known(case, named, ruled)
    there = {naming.id for naming in (*named, *known)}
    ruling = tuple(pair for pair in ruled.pairs if there.union(by_id).issuperset(pair.subjects))
    who = _who(named, known, ruling, documents)
    relations = reconcile.relations(
        documents, stand.claims, who.parties, ruling, rejected=stand.rejected, passages=passages
    )
    return replace(
        who,
        events=weigh.graded(relations.events, by_id, {origin.id: origin for origin in relations.origins}),
        origins=relations.origins,
        edges=relations.edges,
        problems=(*_of_judgements(ruled, there.union(claim.id for claim in read)), *who.problems),
    )


def _who(
    named: tuple[Naming, ...],
    known: tuple[Naming, ...],
    ruling: tuple[Judgement, ...],
    documents: Iterable[Document],
) -> Related:
    """The parties that documents name. Of those that only public lists name, what was weighed against these is kept."""
    from cuibono import resolve

    publishers = {document.id: document.publisher for document in documents if document.publisher}
    found = resolve.parties((*named, *known), ruling, publishers=publishers)
    here = {naming.id for naming in named}
    parties = tuple(party for party in found.parties if not here.isdisjoint(party.namings))
    links = tuple(link for link in found.links if link.first in here or link.second in here)
    spoken_of = {end for link in links for end in (link.first, link.second)}.union(*(p.namings for p in parties))
    listed = tuple(naming for naming in known if naming.id in spoken_of)
    return Related(namings=named + listed, parties=parties, links=links, problems=found.problems)


def joined(
    look: Look, case: CaseFolder, ruled: Decided, documents: Iterable[Document], namings: Sequence[Naming]
) -> tuple[Party, ...]:
    """Who is who where these documents, with these namings, come beside those of the ledger; nothing is written."""
    stand = judgements.applied(look.claims(), ruled, look.mentions)
    named = (*_named(look, ruled, stand.claims), *namings)
    known = _known(case, named, ruled)
    there = {naming.id for naming in (*named, *known)}
    ruling = tuple(pair for pair in ruled.pairs if there.issuperset(pair.subjects))
    return _who(named, known, ruling, (*look.documents(), *documents)).parties


def _named(look: Held, ruled: Decided, claims: Iterable[Claim]) -> tuple[Naming, ...]:
    """The namings of all documents, those among them that only a person's correction of a claim gives."""
    named = look.named()
    corrected = {judgement.subjects[0] for judgement in ruled.claims}
    found: dict[str, Naming] = {}
    for claim in (claim for claim in claims if claim.id in corrected):
        (document,) = look.documents(document=claim.document)
        day = document.published.latest if document.published else None
        for mention in (*claim.actors, *claim.counterparts):
            key = naming_id(document.id, mention.name, mention.kind)
            found.setdefault(key, Naming(key, document.id, mention.name, mention.kind, mention.roles, day=day))
    there = {naming.id for naming in named}
    return (*named, *(naming for key, naming in found.items() if key not in there))


def kept_lists(case: CaseFolder) -> list[tuple[str, list[str]]]:
    """The public lists that a case keeps: for each register the sha256 of its files; rows of dealings are no names."""
    from cuibono.registers import adapters, shelf

    return [(name, [kept.sha256 for kept in shelf.current(case, name)]) for name in adapters()]


def _known(case: CaseFolder, named: tuple[Naming, ...], ruled: Decided) -> tuple[Naming, ...]:
    """The rows of public lists that may be of a party named in a document, and those that people have judged about."""
    from cuibono import registers, resolve

    subjects = {subject for pair in ruled.pairs for subject in pair.subjects}
    may_be = resolve.wanted(named)
    return registers.known(case, lambda row: row.id in subjects or may_be(row))


def is_listed(case: CaseFolder, naming: str) -> bool:
    """Whether a public list that the case keeps has a row with this id."""
    from cuibono import registers

    return bool(registers.known(case, lambda row: row.id == naming))


def _of_judgements(ruled: Decided, there: set[str]) -> Iterator[Problem]:
    """Judgements that have no effect. Nothing here names one by its id or time, on which the ledger must not depend."""
    for subject in sorted({subject for one in (*ruled.pairs, *ruled.claims) for subject in one.subjects} - there):
        message = "a judgement is about it, and no document gives it any more; the judgement is kept and left aside"
        yield Problem("judgement_lost", f"{subject}: {message}")
    for pair in ruled.set_aside:
        message = (
            f"that they are {pair.ruling} goes against what was judged later, and is left aside; undo one of the two"
        )
        yield Problem("judgement_overruled", f"{' and '.join(pair.subjects)}: {message}")
