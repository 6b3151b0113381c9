"""Who is who in a dossier: the parties of its events, with their other names and the events they stand in."""

from __future__ import annotations

from cuibono.explore.claim_view import roles_words
from cuibono.explore.phrases import PARTIES
from cuibono.publish.formats import Row
from cuibono.publish.story.story import Story


def parties(story: Story) -> list[Row]:
    """Every party of an event, in the order of the names."""
    names: dict[str, str] = {}
    events: dict[str, list[int]] = {}
    for view in story.views:
        for party in dict.fromkeys((*view.actors, *view.counterparts)):
            names.setdefault(party.id, party.name)
            events.setdefault(party.id, []).append(view.number)
    ordered = sorted(names, key=lambda one: (names[one].casefold(), one))
    return [_party(story, one, names[one], list(dict.fromkeys(events[one]))) for one in ordered]


def _party(story: Story, key: str, name: str, events: list[int]) -> Row:
    found = story.held.parties.get(key)
    aliases = [alias for alias in found.aliases if alias != name] if found else []
    roles = roles_words(found.tenures) if found else ()
    words = PARTIES[found.kind] if found else "not known"
    return {"name": name, "kind": words, "aliases": "; ".join(aliases), "roles": "; ".join(roles), "events": events}
