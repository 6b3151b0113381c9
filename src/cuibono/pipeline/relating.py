"""Relating: what all documents together come to, by the stages that compare them.

Takes: a ledger of documents that were read, people's judgements, what public lists name.
Gives: parties, events, origins and edges in the ledger, where they are not up to date.
Knows nothing of: originals, readers, how documents are compared.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing

import msgspec
from msgspec.structs import replace

from cuibono import judgements
from cuibono.errors import UsageError
from cuibono.judgements import Decided
from cuibono.ledger.look import Look
from cuibono.ledger.related import Related
from cuibono.ledger.write import Writer
from cuibono.model import Document, Judgement, Naming, Party, Problem, Ruling
from cuibono.pipeline.parts import hashed
from cuibono.settings import CaseFolder

_STAGES = ("registers", "resolve", "reconcile", "weigh", "tables", "pipeline")


def relate(ledger: Writer, case: CaseFolder) -> None:
    """Compare all documents with each other, unless that has been done with all that decides what comes of it."""
    ruled = judgements.decided(judgements.standing(case))
    decides = (sorted(ledger.fingerprints().items()), kept_lists(case), ruled, hashed(*_STAGES))
    fingerprint = hashlib.sha256(msgspec.json.encode(decides)).hexdigest()
    if ledger.stages().get("relate") == fingerprint:
        return
    with closing(Look(ledger.path)) as look:
        found = _related(look, case, ruled)
    ledger.relate(found, fingerprint)


def _related(look: Look, case: CaseFolder, ruled: Decided) -> Related:
    """What the documents that were read come to."""
    from cuibono import reconcile, weigh

    unread = {problem.document for problem in look.problems() if problem.severity == "skipped"}
    documents = sorted((d for d in look.documents() if d.id not in unread), key=lambda d: d.id)
    claims = sorted(look.claims(), key=lambda c: (c.document, c.span, c.id))
    by_id = {claim.id: claim for claim in claims}
    named = look.named()
    known = _known(case, named, ruled)
    there = {naming.id for naming in (*named, *known)}.union(by_id)
    ruling = tuple(pair for pair in ruled.pairs if there.issuperset(pair.subjects))
    who = _who(named, known, ruling, documents)
    relations = reconcile.relations(documents, claims, who.parties, ruling)
    return replace(
        who,
        events=weigh.graded(relations.events, by_id, {origin.id: origin for origin in relations.origins}),
        origins=relations.origins,
        edges=relations.edges,
        problems=(*_of_judgements(ruled, there), *who.problems),
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
    named = (*look.named(), *namings)
    known = _known(case, named, ruled)
    there = {naming.id for naming in (*named, *known)}
    ruling = tuple(pair for pair in ruled.pairs if there.issuperset(pair.subjects))
    return _who(named, known, ruling, (*look.documents(), *documents)).parties


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


def _is_listed(case: CaseFolder, naming: str) -> bool:
    from cuibono import registers

    return bool(registers.known(case, lambda row: row.id == naming))


def _of_judgements(ruled: Decided, there: set[str]) -> Iterator[Problem]:
    """Judgements that have no effect. Nothing here names one by its id or time, on which the ledger must not depend."""
    for subject in sorted({subject for pair in ruled.pairs for subject in pair.subjects} - there):
        message = "a judgement is about it, and no document gives it any more; the judgement is kept and left aside"
        yield Problem("judgement_lost", f"{subject}: {message}")
    for pair in ruled.set_aside:
        message = (
            f"that they are {pair.ruling} goes against what was judged later, and is left aside; undo one of the two"
        )
        yield Problem("judgement_overruled", f"{' and '.join(pair.subjects)}: {message}")


def meant(look: Look, case: CaseFolder, ruling: Ruling, subjects: Sequence[str]) -> tuple[str, ...]:
    """The ids that a judgement is written down with."""
    if ruling == "undo":
        if len(subjects) != 1 or subjects[0] not in {j.id for j in judgements.in_force(judgements.all(case))}:
            raise UsageError(f"{' '.join(subjects)}: to undo, give the id of one judgement that has not been undone.")
        return tuple(subjects)
    meant = tuple(dict.fromkeys(_subject(look, case, subject) for subject in subjects))
    if len(meant) < 2 or len({key[:4] for key in meant}) > 1:
        given = " ".join(subjects)
        raise UsageError(f"{given}: give two or more ids, all of parties or namings, or all of events or claims.")
    return meant


def _subject(look: Look, case: CaseFolder, subject: str) -> str:
    """The naming or claim that an id stands for: the one with the same letters."""
    prefix, letters = subject[:4], subject[4:]
    naming, claim = f"nam-{letters}", f"clm-{letters}"
    if prefix in ("nam-", "pty-") and (look.naming(naming) or _is_listed(case, naming)):
        return naming
    if prefix in ("clm-", "evt-") and any(found.id == claim for found in look.claims(beginning=claim)):
        return claim
    raise UsageError(f"{subject}: this case has nothing with this id. Copy the id from what `cuibono show` prints.")
