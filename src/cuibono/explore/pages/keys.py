"""What an id means now: parties and events keep every id that they ever had."""

from __future__ import annotations

from cuibono.errors import MissingError
from cuibono.explore.case import Case
from cuibono.model import Document


def event_key(case: Case, name: str) -> str:
    """The id that the event with this id has now. Raises MissingError where there is none."""
    found = case.browse.event_key(name)
    if found is None:
        raise MissingError(f"{name}: this case has no such event. `cuibono events` gives the id of each.")
    return found


def party_key(case: Case, name: str) -> str:
    """The id that the party with this id has now. Raises MissingError where there is none."""
    found = case.browse.party_key(name)
    if found is None:
        raise MissingError(f"{name}: this case has no such party. `cuibono parties` gives the id of each.")
    return found


def document(case: Case, name: str) -> Document:
    """The document with this id. Raises MissingError where there is none."""
    found = case.browse.whole_documents([name])
    if not found:
        raise MissingError(f"{name}: this case has no such document. `cuibono status` shows what it holds.")
    return found[0]
