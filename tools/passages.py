"""What the examples of a page speak of: events, claims and namings of the bundled story, chosen by words.

Takes: a case that holds the bundled story; the text of a page.
Gives: the page with the ids of today in its commands.
Knows nothing of: what is said of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

from cuibono import explore
from cuibono.model import Claim

# Of each page, in the order in which its commands first name them: passages by article and words (where no claim has
# the words, the first of the article), and parties by article and part of the name.
Chosen = Mapping[str, Sequence[tuple[str, str]]]
_DONATION = ("cirravale-01-transmare.txt", "has donated $1 million")
_PLEDGE = ("cirravale-06-release.txt", "to invest a total of")
_HALF = ("cirravale-01-transmare.txt", "in 2019")
CHOSEN: Mapping[str, Chosen] = {
    "README.md": {
        "evt": (_PLEDGE,),
        "clm": (("cirravale-10-ledger.txt", "met privately"),),
    },
    "origins.md": {
        "evt": (_DONATION,),
        "clm": (
            ("cirravale-01-transmare.txt", "has donated $1 million"),
            ("cirravale-03-ledger.txt", "it had made the donation"),
            ("cirravale-13-standard.txt", "gives a million"),
        ),
    },
    "deciding.md": {
        "clm": (
            ("cirravale-01-transmare.txt", "has donated $1 million"),
            ("cirravale-11-signalquill.txt", "contributed $10 million"),
            ("cirravale-01-transmare.txt", "in 2019"),
            ("cirravale-01-transmare.txt", "confirmed the contribution"),
        ),
    },
    "rivals.md": {
        "evt": (
            ("cirravale-01-transmare.txt", "has donated $1 million"),
            ("cirravale-10-ledger.txt", "complained about"),
            ("cirravale-06-release.txt", "meeting in March"),
            ("cirravale-01-transmare.txt", "hosted Cirravale"),
        ),
    },
    "parties.md": {
        "nam": (("cirravale-01-transmare.txt", "Cirravale"), ("cirravale-10-ledger.txt", "Cirravale")),
    },
    "first-hour.md": {"evt": (_DONATION,), "clm": (_HALF,)},
    "count-origins.md": {"evt": (_DONATION,)},
    "see-the-retelling.md": {"evt": (_PLEDGE,)},
    "work-with-an-agent.md": {"evt": (_DONATION,)},
    "decide-a-claim.md": {"clm": (_HALF, ("cirravale-11-signalquill.txt", "contributed $10 million"))},
    "join-two-names.md": {
        "nam": (("cirravale-01-transmare.txt", "Caldoran"), ("cirravale-06-release.txt", "Caldora")),
    },
}
_ID = re.compile(r"\b(evt|clm|nam)-\w{12}\b")
_COMMAND = re.compile(r"^cuibono .*$", re.MULTILINE)


class Passages:
    """The ids of what pages speak of, in the case of a folder."""

    def __init__(self, case: Path) -> None:
        self._case = case

    def put(self, page: str, text: str) -> str:
        """The text of a page with the ids of today in its commands, the n-th id of a sort for the n-th chosen."""
        today: dict[str, str] = {}
        given = dict.fromkeys(found[0] for line in _COMMAND.findall(text) for found in _ID.finditer(line))
        for sort, chosen in CHOSEN.get(page, {}).items():
            old = [one for one in given if one.startswith(sort)]
            today |= dict(zip(old, (self.id(sort, *one) for one in chosen), strict=False))

        def put(line: re.Match[str]) -> str:
            return _ID.sub(lambda found: today.get(found[0], found[0]), line[0])

        return _COMMAND.sub(put, text)

    def id(self, sort: str, file: str, words: str) -> str:
        """The id of the event or claim whose quote has these words, or of the naming with this name."""
        if sort == "nam":
            return next(naming for place, name, naming in self._namings if place == file and words in name)
        claims = [claim for name, claim in self._claims if name == file]
        claim = next((one for one in claims if words in " ".join(one.quote.split())), claims[0])
        return self._events[claim.id] if sort == "evt" else claim.id

    @cached_property
    def _claims(self) -> list[tuple[str, Claim]]:
        with explore.open(self._case) as view:
            return [(view.document(claim.document).file, claim) for claim in view.claims()]

    @cached_property
    def _events(self) -> dict[str, str]:
        with explore.open(self._case) as view:
            return view.event_of_claim()

    @cached_property
    def _namings(self) -> list[tuple[str, str, str]]:
        with explore.open(self._case) as view:
            return [(one.place, one.name, one.id) for party in view.identities() for one in party.namings]
