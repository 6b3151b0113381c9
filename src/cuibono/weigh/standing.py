"""Standing: the tests by which an event is graded. Each gives who makes it hold ("" for nobody), or None."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from cuibono.model import Claim, Event, Mention, Origin, Telling
from cuibono.tables import table

_WORD = re.compile(r"[^\W_]+")


class Standing:
    """An event with what stands behind it, as the tests ask for it."""

    def __init__(self, event: Event, claims: Mapping[str, Claim], origins: Mapping[str, Origin]) -> None:
        self.event, self._claims = event, claims
        self.origins = [origins[o] for o in event.origins if o in origins]
        self._all = origins

    def speakers(self, side: str) -> list[Origin]:
        """The origins that speak for the actors, or for the counterparts."""
        return [origin for origin in self.origins if origin.party and self._is_on(origin, side)]

    def party(self, telling: Telling) -> Origin | None:
        """The party to the event whose word this telling gives, if it is one's."""
        origin = self._all.get(telling.rests or "")
        if origin and origin.party and (self._is_on(origin, "actors") or self._is_on(origin, "counterparts")):
            return origin
        return None

    def quote(self, telling: Telling) -> str:
        """The words of the claim, with the cue that found it."""
        claim = self._claims.get(telling.claim or "")
        return claim.quote if claim else ""

    def _is_on(self, origin: Origin, side: str) -> bool:
        ids = self.event.actors if side == "actors" else self.event.counterparts
        return origin.party in ids or any(_belongs(m, origin.name) for m in self._mentions(side))

    def _mentions(self, side: str) -> Iterable[Mention]:
        for claim in self.event.claims:
            if claim in self._claims:
                yield from self._claims[claim].actors if side == "actors" else self._claims[claim].counterparts


def _belongs(mention: Mention, name: str) -> bool:
    """Whether the one mentioned holds a role in what is named, or is it."""
    words = set(_WORD.findall(name.casefold()))
    named = [mention.name, *(role.of for role in mention.roles if role.of)]
    return any(set(_WORD.findall(n.casefold())) <= words for n in named if n)


def _denied_by_party(standing: Standing) -> str | None:
    tellings = standing.event.tellings
    if not any(t.bears == "supports" for t in tellings):
        return None
    deniers = [standing.party(t) for t in tellings if t.bears == "denies"]
    return next((origin.name for origin in deniers if origin), None)


def _stances_differ(standing: Standing) -> str | None:
    differ = any(c.field == "stance" and c.sort == "genuine_dispute" for c in standing.event.contradictions)
    return "" if differ and any(t.bears == "denies" for t in standing.event.tellings) else None


def _both_sides(standing: Standing) -> str | None:
    actors, counterparts = standing.speakers("actors"), standing.speakers("counterparts")
    both = [(a.name, c.name) for a in actors for c in counterparts if a.id != c.id]
    return " and ".join(both[0]) if both else None


def _owned_up(standing: Standing) -> str | None:
    """A party confirms, and at least one other origin says so too."""
    verbs = "|".join(rf"{re.escape(v)}" for v in table("relate/grades")["words"]["own_up"])
    for telling in standing.event.tellings:
        party = standing.party(telling)
        owned = telling.bears == "supports" and re.search(rf"\b(?:{verbs})", standing.quote(telling), re.IGNORECASE)
        if party and owned and len(standing.origins) > 1:
            return party.name
    return None


def _all_unnamed(standing: Standing) -> str | None:
    unnamed = [o.kind == "anonymous_sources_via_outlet" for o in standing.origins]
    return "" if unnamed and all(unnamed) else None


def _several(standing: Standing) -> str | None:
    return "" if len(standing.origins) > 1 else None


def _nobody(standing: Standing) -> str | None:
    named = [t for t in standing.event.tellings if (t.rests or "").startswith("org-") and t.by != "own_reporting"]
    return None if standing.origins and named else ""


def _one(standing: Standing) -> str | None:
    return standing.origins[0].name if standing.origins else None


TESTS: Mapping[str, Callable[[Standing], str | None]] = {
    "denied_by_party": _denied_by_party,
    "stances_differ": _stances_differ,
    "both_sides": _both_sides,
    "owned_up": _owned_up,
    "all_unnamed": _all_unnamed,
    "several": _several,
    "nobody": _nobody,
    "one": _one,
}
