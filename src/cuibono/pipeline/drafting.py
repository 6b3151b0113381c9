"""Drafting: a text of one's own read and compared with a ledger, in which nothing of it is kept.

Takes: a case, a file, a reader.
Gives: the draft's claims, each with the event of the ledger that it fits.
Knows nothing of: how well an event stands, how any of it is shown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path

from msgspec.structs import replace

from cuibono import judgements, pipeline, settings
from cuibono.collect.archive import Entry
from cuibono.collect.documents import prepare
from cuibono.collect.metadata import Given
from cuibono.collect.paths import find
from cuibono.errors import UsageError
from cuibono.judgements import Decided
from cuibono.ledger.look import Look
from cuibono.model import (
    Document,
    Mention,
    Naming,
    Party,
    PartyKind,
    Problem,
    Reading,
    Role,
    naming_id,
    party_id,
)
from cuibono.model.drafts import Draft
from cuibono.pipeline.clock import stamp
from cuibono.pipeline.relating import joined, taken_in
from cuibono.settings import CaseFolder


def draft(
    case: Path,
    path: str,
    reader: pipeline.Reads,
    *,
    published: str | None = None,
    stdin: Callable[[], bytes] = pipeline.standard_input,
) -> Draft:
    """Read a draft as an article is read, and find the event of the ledger that each of its claims fits.

    Nothing in the case changes. `published` is the day on which it is to appear, from which "on Monday" is reckoned.
    Raises UsageError where there is no text to read, or where the case holds this very text as an article.
    """
    folder = CaseFolder(case)
    document, problems = _prepared(folder, path, published, stdin)
    with closing(Look(folder.ledger)) as look:
        if look.documents(document=document.id):
            message = "the case holds this very text as an article, which would speak for itself. Give another file."
            raise UsageError(f"{path}: {message}")
        reading = pipeline.whole(reader.read(document))
        problems += tuple(_of_draft(problem) for problem in reading.problems)
        return replace(_compared(look, folder, document, reading), problems=problems)


def _prepared(
    folder: CaseFolder, path: str, published: str | None, stdin: Callable[[], bytes]
) -> tuple[Document, tuple[Problem, ...]]:
    """The draft as a document, with what was found wrong with it."""
    if Path(path).is_dir():
        raise UsageError(f"{path}: this is a folder. Give the file of one draft.")
    found, *others = islice(find([path], folder.path, stdin), 2)
    if isinstance(found, Problem):
        raise UsageError(f"{path}: {found.message}.")
    if others or found.enclosed.container:
        raise UsageError(f"{path}: this holds several documents. Give the file of one draft.")
    sha256 = hashlib.sha256(found.data).hexdigest()
    entry = Entry(found.file, stamp(), sha256, found.source, Given(published=published))
    prepared = prepare(found.data, entry, settings.load(folder.settings).collect.longest)
    problems = tuple(_of_draft(problem) for problem in prepared.problems if problem.code != "future_date")
    if prepared.document is None or not prepared.readable:
        raise UsageError(f"{path}: {'; '.join(p.message for p in problems if p.severity == 'skipped')}.")
    return prepared.document, problems


def _of_draft(problem: Problem) -> Problem:
    """A problem in words that hold of a draft: no table gives its day, and it is not kept."""
    message = problem.message
    for told, meant in (("--metadata", "--published"), ("the table's date", "the date"), ("kept but not", "not")):
        message = message.replace(told, meant)
    return replace(problem, message=message)


def _compared(look: Look, folder: CaseFolder, document: Document, reading: Reading) -> Draft:
    from cuibono.reconcile.fitting import Fitting

    mentions = (*reading.mentions, *(m for c in reading.claims for m in (*c.actors, *c.counterparts)))
    ruled = taken_in(look)
    parties = _parties(look, folder, ruled, document, _namings(document, mentions))
    unread = {problem.document for problem in look.problems() if problem.severity == "skipped"}
    documents = [document, *(d for d in look.documents() if d.id not in unread)]
    known = {d.id for d in documents}
    stand = judgements.applied(look.claims(), ruled, look.mentions)
    claims = [*reading.claims, *(c for c in stand.claims if c.document in known)]
    held = {claim.id for claim in claims}
    events = [event for event in look.events() if held.issuperset(event.claims)]
    fitting = Fitting(document.id, documents, claims, parties, events)
    here = tuple(p for p in parties if any(naming_id(document.id, m.name, m.kind) in p.namings for m in mentions))
    return Draft(document, fitting.sentences(), fitting.fits(), mentions, here)


def _namings(document: Document, mentions: Iterable[Mention]) -> tuple[Naming, ...]:
    """Every party as the draft names it."""
    found: dict[tuple[str, PartyKind], dict[Role, None]] = {}
    for mention in sorted(mentions, key=lambda m: m.span):
        found.setdefault((mention.name, mention.kind), {}).update(dict.fromkeys(mention.roles))
    day = document.published.latest if document.published else None
    return tuple(
        Naming(naming_id(document.id, name, kind), document.id, name, kind, tuple(roles), day=day)
        for (name, kind), roles in found.items()
    )


def _parties(
    look: Look, folder: CaseFolder, ruled: Decided, document: Document, namings: Sequence[Naming]
) -> list[Party]:
    """The parties of the ledger, with what the draft calls them, and those that only the draft names.

    The draft puts no two parties of the ledger together: a name of it that would stands alone.
    """
    found = joined(look, folder, ruled, (document,), namings)
    ledger = {party.id: party for party in look.parties()}
    home = {naming: party.id for party in ledger.values() for naming in party.namings}
    own = {naming.id: naming for naming in namings}
    alone: list[Party] = []
    for party in found:
        added = [key for key in party.namings if key in own]
        homes = {home[key] for key in party.namings if key in home}
        if len(homes) == 1:
            (key,) = homes
            ledger[key] = replace(ledger[key], namings=(*ledger[key].namings, *added))
        elif homes:
            alone += [Party(party_id(key), own[key].name, own[key].kind, (key,)) for key in added]
        elif added:
            alone.append(replace(party, namings=tuple(added)))
    return [*ledger.values(), *alone]
