"""Echoes: passages that tell of an event although the reader made no claim of them.

Each sentence is given to the one event whose claims it is likest, if it is like enough and names a party or a figure
of it. Echoes show that a document reports the event; they never add an origin of their own.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain

import msgspec

from cuibono.model import Claim, Event, Kind, Span, Telling
from cuibono.reconcile.commonest import commonest
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
    """Events, in the order of their ids, by the stems of their names and by their figures.

    `telling` are the stems without which a sentence tells of none of them: figures, and words for their kinds.
    """

    def __init__(self, events: Iterable[_Heard]) -> None:
        self._heard = tuple(events)
        self._at: dict[str, list[int]] = defaultdict(list)
        for number, heard in enumerate(self._heard):
            for stem in {stem for name in heard.names for stem in name} | heard.figures:
                self._at[stem].append(number)
        cues = (kind_stems(kind) for kind in {heard.event.kind for heard in self._heard})
        self.telling: frozenset[str] = frozenset().union(*cues, *(heard.figures for heard in self._heard))

    def near(self, held: frozenset[str]) -> list[_Heard]:
        """Those that share most with these stems, at most `_NEAR`."""
        shared = Counter(chain.from_iterable(self._at[stem][-200:] for stem in self._at.keys() & held))
        return [self._heard[number] for number in commonest(shared, _NEAR)]


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
        for document in self._evidence.documents:
            before: frozenset[str] = frozenset()
            claims = self._evidence.told(document.id)
            for span in self._evidence.sentences(document.id):
                text = self._evidence.words(document.id, span)
                held = [c for c in claims if c.span.start < span.end and span.start < c.span.end]
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
        near = [] if said.stems.isdisjoint(index.telling) else index.near(said.stems | said.before)
        told = [(heard, spoken) for heard in near if (spoken := self._spoken(heard, said))]
        vector = self._profiles.vector(said.stems) if told else {}
        fits = [(_fit(heard, spoken, vector), heard.event.id, heard) for heard, spoken in told]
        fit, _, best = max(fits, key=lambda found: found[:2], default=(0.0, "", None))
        if best is None or fit < table("relate/echoes")["enough"] or said.document in best.documents:
            return 0.0, None
        return fit, best.event

    def _spoken(self, heard: _Heard, said: _Said) -> list[str]:
        """What but words speaks for a sentence telling of an event; nothing where it cannot be one that does."""
        kind = heard.event.kind
        figure, cue = not said.stems.isdisjoint(heard.figures), not said.stems.isdisjoint(kind_stems(kind))
        if not (cue or figure) or any(k == kind or related(k, kind) for k in said.kinds):
            return []
        here = sum([name <= said.stems for name in heard.names])
        named = here > 0 or any(name <= said.stems | said.before for name in heard.names)
        if not (named or figure) or self._too_early(heard.event, said.document):
            return []
        spoken = {"figure": figure, "cue": cue, "name": named, "both": here > 1, "claimed": bool(said.kinds)}
        return [name for name, on in spoken.items() if on]

    def _too_early(self, event: Event, document: str) -> bool:
        day = self._evidence.day(document)
        return bool(day and event.period and event.period.earliest and event.period.earliest > day)


def _fit(heard: _Heard, spoken: Iterable[str], vector: dict[str, float]) -> float:
    weights = table("relate/echoes")
    likest = max(likeness(v, vector) for v in heard.vectors)
    return float(weights["words"]) * likest + sum(float(weights[name]) for name in spoken)


@cache
def kind_stems(kind: Kind) -> frozenset[str]:
    """The words by which dealings of a kind, and of those that retellings put in its place, are told."""
    tables = [t for t in cues.kinds() if t.kind == kind or related(t.kind, kind)]
    words = {word for t in tables for cue in t.cue for word in cue.lemmas()} | {w for t in tables for w in t.again}
    return frozenset(stem for word in words for stem in stems(word))
