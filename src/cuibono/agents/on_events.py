"""Questions about events: which there are, one in full, where its reports differ, and where words stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from cuibono.agents.answers import Contradictions, EventAnswer, Events, Hits
from cuibono.agents.arguments import ContradictionsArguments, EventArguments, EventsArguments, SearchArguments
from cuibono.agents.cursors import page
from cuibono.agents.evidence import ContradictionLine, EventLine, Hit, OriginTree
from cuibono.agents.lines import decision_line, difference, event_line, finding_line, origin_tree, telling_line
from cuibono.agents.questions import FARTHEST, Asked, Questions, event_key
from cuibono.agents.quoting import Quoted, labels, quoted
from cuibono.errors import UsageError
from cuibono.explore.event_view import EventView
from cuibono.ledger.look import Hit as Found
from cuibono.model import Contradiction, Document, Event, Span

ABSENT = "That nothing is in this ledger is no evidence that nothing happened: see `searched` for what was looked in."
MOST_TELLINGS = 40
_MOST_LISTED = 20
_AROUND = 200  # characters of a document shown on either side of a word that was looked for


def search(case: Questions, asked: SearchArguments) -> Hits:
    """Find words in claims (passages that tell of a dealing) and in whole documents.

    Gives each place as quoted material with its span; for a claim also the event it belongs to, with its grade and its
    "n reports, k origins". Words have to stand in the text as written: try names and other words for the same thing.
    Filters are on events, so with kind, party, grade or days only claims are given.
    """
    if not re.search(r"\w", asked.words):
        raise UsageError("words: there is no word in it. Give at least one.")
    hits = case.hits(re.sub(r"[\x00-\x1f]", " ", asked.words))
    ranked = list(enumerate(_wanted(case, hits, asked)))
    rows, cursor = page(ranked, lambda row: (f"{row[0]:05}",), _question(asked), asked.cursor, asked.limit)
    note = f"Only the best {FARTHEST} of each sort were looked through." if len(hits) >= FARTHEST else ""
    return Hits(
        note=note if ranked else f"Nothing here holds these words with these filters. {ABSENT}",
        searched=case.searched(),
        hits=_hits(case, [hit for _, hit in rows], asked.words),
        next_cursor=cursor,
    )


def events(case: Questions, asked: EventsArguments) -> Events:
    """List dealings between companies and governments, oldest first, with how each stands.

    Each comes with its parties, days, amount, the number of reports and of independent origins, its grade with the
    rule that gave it, and the passage that tells of it first. Page with `cursor`; `event` gives one in full.
    """
    found = case.events(_asked(asked))
    rows, cursor = page(found, event_key, _question(asked), asked.cursor, asked.limit)
    lines = _lines(case, rows)
    return Events(
        note="" if found else f"No event fits these filters. {ABSENT}",
        searched=case.searched(),
        total=len(found),
        events=tuple(lines[event.id] for event in rows),
        next_cursor=cursor,
    )


def event(case: Questions, asked: EventArguments) -> EventAnswer:
    """Give one event in full: what an assertion about it can rest on.

    Every origin with the reports under it and what each rests on; every passage with its span and who says so; where
    reports differ; what public records say, with rows; records that could settle it; what people decided. Passages in
    `add_nothing` rest on no origin of their own. Many reports under one origin count as one.
    """
    found = case.event(asked.event)
    held, view = case.contents(), case.view(found)
    trees, told = _trees(case, view)
    loose = view.loose[: MOST_TELLINGS - told]
    return EventAnswer(
        event=event_line(held, view),
        when_basis=view.when_basis,
        origins=trees,
        add_nothing=tuple(telling_line(held, telling) for telling in loose),
        contradictions=tuple(difference(held, found, one) for one in found.contradictions[:_MOST_LISTED]),
        findings=tuple(finding_line(one) for one in view.findings[:_MOST_LISTED]),
        leads=labels(view.leads),
        decisions=tuple(decision_line(one) for one in view.decisions[:_MOST_LISTED]),
        left_out=_left_out(view, told + len(loose)),
    )


def contradictions(case: Questions, asked: ContradictionsArguments) -> Contradictions:
    """List where reports of one event give different values: amounts, days, who acted, what was said, whether at all.

    Each value comes with the reports that give it and the passages in which they do. The sort says how the difference
    is taken to have come about, the reason why: a reading of the texts, not a finding of what is true.
    """
    fitting = [
        (event, place, one)
        for event in case.events(Asked(party=asked.party))
        for place, one in enumerate(event.contradictions)
        if asked.field in (None, one.field) and asked.sort in (None, one.sort)
    ]
    rows, cursor = page(fitting, _difference_key, _question(asked), asked.cursor, asked.limit)
    lines, held = _lines(case, [event for event, _, _ in rows]), case.contents()
    return Contradictions(
        note="" if fitting else f"No difference fits these filters. {ABSENT}",
        searched=case.searched(),
        total=len(fitting),
        contradictions=tuple(ContradictionLine(lines[e.id], difference(held, e, one)) for e, _, one in rows),
        next_cursor=cursor,
    )


def _difference_key(row: tuple[Event, int, Contradiction]) -> tuple[str, ...]:
    return (*event_key(row[0]), f"{row[1]:03}")


def _asked(asked: EventsArguments) -> Asked:
    if asked.first and asked.last and asked.first > asked.last:
        raise UsageError("first: it is after last. Exchange the two days.")
    return Asked(kind=asked.kind, party=asked.party, grade=asked.grade, first=asked.first, last=asked.last)


def _question(asked: EventsArguments | ContradictionsArguments) -> object:
    """What has to stay the same from page to page."""
    return [type(asked).__name__, *(getattr(asked, n) for n in asked.__struct_fields__ if n not in ("cursor", "limit"))]


def _lines(case: Questions, events: Iterable[Event]) -> dict[str, EventLine]:
    held = case.contents()
    views = case.views(list({event.id: event for event in events}.values()))
    return {key: event_line(held, view) for key, view in views.items()}


def _wanted(case: Questions, hits: Sequence[Found], asked: SearchArguments) -> list[tuple[Found, Event | None]]:
    """The hits that fit the filters, each claim with its event."""
    filters = _asked(asked)
    events = {claim: event for event in case.events(filters) for claim in event.claims}
    found = [(hit, events[hit.claim]) for hit in hits if hit.claim in events]
    filtered = filters.is_of_events or asked.first or asked.last
    return [*found, *([] if filtered else [(hit, None) for hit in hits if hit.claim is None])]


def _hits(case: Questions, rows: Sequence[tuple[Found, Event | None]], words: str) -> tuple[Hit, ...]:
    held = case.contents()
    lines = _lines(case, [event for _, event in rows if event])
    found = []
    for hit, event in rows:
        document, claim = held.documents[hit.document], held.claims.get(hit.claim or "")
        quote = quoted(document, claim.span) if claim else _around(document, words)
        found.append(Hit("claim" if claim else "document", quote, hit.claim, lines[event.id] if event else None))
    return tuple(found)


def _around(document: Document, words: str) -> Quoted:
    """The text around the first of the words that stands in it, else its beginning."""
    sought = [re.escape(word) for word in (words.replace('"', " ").strip(), *re.findall(r"\w+", words))]
    found = next((m for word in sought if (m := re.search(word, document.text, re.IGNORECASE))), None)
    middle = found.start() if found else document.body
    end = (found.end() if found else middle) + _AROUND
    return quoted(document, Span(max(middle - _AROUND, 0), min(end, len(document.text))))


def _trees(case: Questions, view: EventView) -> tuple[tuple[OriginTree, ...], int]:
    """Every origin with as many passages as there is room for, and how many those are."""
    told, trees = 0, []
    for origin in view.origins:
        tree, shown = origin_tree(case.contents(), origin, MOST_TELLINGS - told)
        trees.append(tree)
        told += shown
    return tuple(trees), told


def _left_out(view: EventView, told: int) -> tuple[str, ...]:
    """What is not shown, in words."""
    more = len(view.tellings) - told
    said = [f"{more} more passages; `document` gives each report's claims."] if more > 0 else []
    for name in ("contradictions", "findings", "leads", "decisions"):
        over = len(getattr(view, name)) - _MOST_LISTED
        said += [f"{over} more {name}"] if over > 0 else []
    return tuple(said)
