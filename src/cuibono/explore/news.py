"""What is watched, among what a case holds: the claims that fit, and which of them nobody was told of yet.

Takes: a case, the watches of its settings, what was told.
Gives: News: claims with their documents and events in words, told before and new.
Knows nothing of: how anything is fetched, how it is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from cuibono import told
from cuibono.collect import archive
from cuibono.explore.case import Case
from cuibono.explore.contents import Contents
from cuibono.explore.event_view import EventView, event_view
from cuibono.explore.marks import Mark
from cuibono.model import Claim, Document
from cuibono.settings import CaseFolder, WatchSettings
from cuibono.told import Told


class Item(msgspec.Struct, frozen=True):
    """A claim that is watched for; `told` says when it was first told, None where nobody was told of it yet."""

    claim: Claim
    document: Document
    event: EventView
    watches: tuple[str, ...]
    told: Told | None = None
    mark: Mark | None = None

    @property
    def standing(self) -> str:
        """How its event stands, which is not how this one passage does: so what the reports differ on is said too."""
        event = self.event
        differ = [f"{one.words} ({', '.join(v.value for v in one.variants)})" for one in event.contradictions]
        told = f"the event: {event.standing}; {event.grade_words}"
        return f"{told}; reports differ on {'; '.join(differ)}" if differ else told


class News(msgspec.Struct, frozen=True):
    """The claims that fit a watch, in order of publication. `first` is the first that was ever told."""

    items: tuple[Item, ...]
    first: Told | None = None

    @property
    def fresh(self) -> tuple[Item, ...]:
        """Those that nobody was told of yet."""
        return tuple(item for item in self.items if not item.told)


def news(case: Case, watches: Sequence[WatchSettings], lines: Sequence[Told]) -> News:
    """What fits the watches of what the case holds. A claim that people rejected fits none.

    A watch takes the claims about one of its parties and of one of its kinds, in whatever document; one that names
    neither takes all claims of the documents that its own addresses brought.
    """
    held = case.contents()
    fits = _fits(case, held, watches)
    known = told.matched((held.claims[claim] for claim in fits), held.documents, lines)
    events, of = {event.id: event for event in held.events}, held.event_of_claim()
    order = {document: number for number, document in enumerate(held.documents)}
    ranked = sorted(fits, key=lambda c: (order[held.claims[c].document], held.claims[c].span, c))
    views = {key: event_view(held, events[key]) for key in dict.fromkeys(of[claim] for claim in ranked)}
    return News(
        tuple(_item(held.claims[c], held, views[of[c]], fits[c], known.get(c)) for c in ranked),
        lines[0] if lines else None,
    )


def _item(claim: Claim, held: Contents, event: EventView, watches: tuple[str, ...], line: Told | None) -> Item:
    return Item(claim, held.documents[claim.document], event, watches, line, held.marks.get(claim.id))


def _fits(case: Case, held: Contents, watches: Sequence[WatchSettings]) -> dict[str, tuple[str, ...]]:
    """For the id of each claim that fits one, the names of the watches that it fits."""
    entries = {entry.file: entry for entry in archive.held(CaseFolder(case.folder)).kept}
    tests = [(watch, _named(watch.parties)) for watch in watches]
    found: dict[str, tuple[str, ...]] = {}
    for claim in held.claims.values():
        document = held.documents[claim.document]
        entry = entries.get(document.file)
        source, when = (entry.source, entry.when[:10]) if entry else (None, "")
        names = tuple(
            watch.name
            for watch, pattern in tests
            if _is_since(document, when, watch.since)
            and (not watch.kinds or claim.kind in watch.kinds)
            and (pattern is None or any(pattern.search(name) for name in _names(claim, held)))
            and (watch.parties or watch.kinds or source in watch.sources)
        )
        if names:
            found[claim.id] = names
    return found


def _named(parties: Iterable[str]) -> re.Pattern[str] | None:
    """Finds one of the names as whole words, capitals or not; None where all names do."""
    forms = [r"\s+".join(re.escape(word) for word in name.split()) for name in parties]
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE) if forms else None


def _names(claim: Claim, held: Contents) -> set[str]:
    """Every name of who takes part: as the passage has it, and all names of who that is taken to be."""
    names = set()
    for mention in (*claim.actors, *claim.counterparts):
        names.add(mention.name)
        party = held.parties.get(held.party(claim.document, mention))
        if party:
            names |= {party.name, party.id, *party.aliases}
    return names


def _is_since(document: Document, collected: str, since: date | None) -> bool:
    """Whether a document was published, or where that is not known collected, on this day or later."""
    published = document.published.latest if document.published else None
    return since is None or (published.isoformat() if published else collected) >= since.isoformat()
