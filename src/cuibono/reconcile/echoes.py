"""Echoes: passages that tell of an event although the reader made no claim of them.

Each sentence is given to the one event whose claims it is likest, if it is like enough and names a party or a figure
of it. Echoes show that a document reports the event; they never add an origin of their own.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from heapq import nsmallest

import msgspec

from cuibono.model import Claim, Event, Kind, Span, Telling
from cuibono.reconcile.evidence import Evidence
from cuibono.reconcile.kinship import Kinship
from cuibono.reconcile.profiles import Profiles, likeness, stems
from cuibono.reconcile.sameness import related
from cuibono.reconcile.tellings import trimmed
from cuibono.tables import cues, table

_FIGURE = re.compile(r"(?!(?:19|20)\d\d$)\d[\d.,]{2,}")
_NEAR = 12  # events that one sentence is compared with, those that share most of their names and figures first


class _Heard(msgspec.Struct, frozen=True):
    """An event as sentences are matched with it."""

    event: Event
    names: tuple[frozenset[str], ...]
    vectors: tuple[dict[str, float], ...]
    figures: frozenset[str]
    documents: frozenset[str]


class _Said(msgspec.Struct, frozen=True):
    """A sentence: its stems, those of the sentence before, and the kinds of the claims made of it.

    `orphans` are claims of it that name no party and that no event but their own holds.
    """

    document: str
    span: Span
    stems: frozenset[str]
    before: frozenset[str]
    kinds: frozenset[Kind]
    orphans: tuple[Claim, ...] = ()


class _Index:
    """Events, in the order of their ids, by the stems of their names and by their figures."""

    def __init__(self, events: Iterable[_Heard]) -> None:
        self._heard = tuple(events)
        self._at: dict[str, list[int]] = defaultdict(list)
        for number, heard in enumerate(self._heard):
            for stem in {stem for name in heard.names for stem in name} | heard.figures:
                self._at[stem].append(number)

    def near(self, held: Iterable[str]) -> list[_Heard]:
        """Those that share most with these stems, at most `_NEAR`."""
        shared: Counter[int] = Counter()
        for stem in held:
            shared.update(self._at.get(stem, ())[-200:])
        return [self._heard[n] for n in nsmallest(_NEAR, shared, key=lambda n: (-shared[n], n))]


class Echoes:
    """Finds echoes of events in the documents that have no claim of them."""

    def __init__(self, evidence: Evidence, kinship: Kinship, profiles: Profiles) -> None:
        self._evidence, self._kinship, self._profiles = evidence, kinship, profiles

    def of(self, events: Sequence[Event]) -> dict[str, list[Telling]]:
        """For each event's id its echoes, at most one a document, in the order of the documents."""
        orphans = {e.claims[0] for e in events if self._is_orphan(e)}
        index = _Index(self._heard(e) for e in events if e.claims[0] not in orphans)
        best: dict[tuple[str, str], tuple[float, Telling]] = {}
        for said in self._sentences(orphans):
            fit, event = self._likest(said, index)
            if event is None:
                continue
            claim = next((c for c in said.orphans if c.kind == event.kind), None)
            telling = Telling(said.document, claim.span if claim else said.span, claim.id if claim else None, by="echo")
            if fit > best.get((event.id, said.document), (0.0, telling))[0]:
                best[event.id, said.document] = (fit, telling)
        found: dict[str, list[Telling]] = defaultdict(list)
        for (one, _), (_, telling) in best.items():
            found[one].append(telling)
        return found

    def _is_orphan(self, event: Event) -> bool:
        parties = (*event.actors, *event.counterparts)
        return len(event.claims) == 1 and not any(self._kinship.known(p) for p in parties)

    def _sentences(self, orphans: set[str]) -> Iterable[_Said]:
        claimed: dict[str, list[Claim]] = defaultdict(list)
        for claim in self._evidence.claims:
            claimed[claim.document].append(claim)
        for document in self._evidence.documents:
            before: frozenset[str] = frozenset()
            for span in self._evidence.sentences(document.id):
                text = self._evidence.words(document.id, span)
                held = [c for c in claimed.get(document.id, ()) if c.span.start < span.end and span.start < c.span.end]
                kinds = frozenset(c.kind for c in held if c.id not in orphans)
                lost = tuple(c for c in held if c.id in orphans)
                said = _Said(document.id, trimmed(text, span), frozenset(stems(text)), before, kinds, lost)
                before = said.stems
                yield said

    def _heard(self, event: Event) -> _Heard:
        names = (
            frozenset(stems(" ".join(self._kinship.telling(party))))
            for party in (*event.actors, *event.counterparts)
            if self._kinship.known(party)
        )
        vectors = tuple(self._profiles.of[claim].words for claim in event.claims[:8])
        figures = frozenset(stem for vector in vectors for stem in vector if _FIGURE.fullmatch(stem))
        return _Heard(event, tuple(n for n in names if n), vectors, figures, frozenset(event.documents))

    def _likest(self, said: _Said, index: _Index) -> tuple[float, Event | None]:
        near = index.near(said.stems | said.before)
        vector = self._profiles.vector(said.stems) if near else {}
        fits = [(self._fit(heard, said, vector), heard.event.id, heard) for heard in near]
        fit, _, best = max(fits, key=lambda found: found[:2], default=(0.0, "", None))
        if best is None or fit < table("relate/echoes")["enough"] or said.document in best.documents:
            return 0.0, None
        return fit, best.event

    def _fit(self, heard: _Heard, said: _Said, vector: dict[str, float]) -> float:
        kind = heard.event.kind
        if any(k == kind or related(k, kind) for k in said.kinds) or self._too_early(heard.event, said.document):
            return 0.0
        weights = table("relate/echoes")
        here = sum(name <= said.stems for name in heard.names)
        named = here or any(name <= said.stems | said.before for name in heard.names)
        figure, cue = bool(said.stems & heard.figures), bool(said.stems & kind_stems(kind))
        if not (cue or figure) or not (named or figure):
            return 0.0
        likest = max(likeness(v, vector) for v in heard.vectors)
        spoken = {"figure": figure, "cue": cue, "name": bool(named), "both": here > 1, "claimed": bool(said.kinds)}
        return float(weights["words"]) * likest + sum(float(weights[name]) for name, on in spoken.items() if on)

    def _too_early(self, event: Event, document: str) -> bool:
        day = self._evidence.day(document)
        return bool(day and event.period and event.period.earliest and event.period.earliest > day)


@cache
def kind_stems(kind: Kind) -> frozenset[str]:
    """The words by which dealings of a kind, and of those that retellings put in its place, are told."""
    tables = [t for t in cues.kinds() if t.kind == kind or related(t.kind, kind)]
    words = {word for t in tables for cue in t.cue for word in cue.lemmas()} | {w for t in tables for w in t.again}
    return frozenset(stem for word in words for stem in stems(word))
