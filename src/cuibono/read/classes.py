"""Classes of fillers that a cue may ask for: public, company, official, court and so on.

Takes: fillers. Gives: whether they belong to a class. Knows nothing of: trees, kinds of dealing.
"""

from __future__ import annotations

from collections.abc import Callable

from cuibono.read.fillers import Filler
from cuibono.read.names import listed


def fits(filler: Filler, classes: list[str]) -> bool:
    """Whether a filler belongs to one of the classes; to any where none is named."""
    wanted = [name for name in classes if name != "nobody"]
    return not wanted or any(_CLASS[name](filler) for name in wanted)


def _is_outlet(filler: Filler) -> bool:
    return filler.party is not None and filler.party.outlet


def _is_fund(filler: Filler) -> bool:
    words = filler.name.lower().split()
    return words[-1] in listed("funds") or "pac" in words or (filler.party is not None and words[-1] in listed("blocs"))


def is_court(filler: Filler) -> bool:
    """Whether a filler is a court or a judge."""
    words = set(filler.name.lower().split())
    return bool(words & {"court", "courts", "judge", "judges", "justice", "tribunal", "jury", "magistrate"}) or any(
        role.title.split()[-1] in {"judge", "justice", "magistrate"}
        for role in (filler.party.roles if filler.party else [])
    )


def _is_leader(filler: Filler) -> bool:
    if filler.kind == "group":
        return filler.name.lower().split()[-1] in {
            "executives",
            "bosses",
            "chiefs",
            "founders",
            "leaders",
            "owners",
            "tycoons",
            "barons",
        }
    return filler.kind == "person" and not filler.public


_CLASS: dict[str, Callable[[Filler], bool]] = {
    "party": lambda filler: True,
    "named": lambda filler: filler.party is not None,
    "public": lambda filler: filler.public,
    "state": lambda filler: filler.public or (filler.party is not None and filler.party.placed),
    "private": lambda filler: not filler.public and filler.kind != "place" and not _is_outlet(filler),
    "person": lambda filler: filler.kind == "person" or (filler.kind == "group" and filler.noun in listed("groups")),
    "organisation": lambda filler: filler.kind in {"organisation", "public_body"},
    "company": lambda filler: filler.kind in {"organisation", "group"} and not filler.public and not _is_outlet(filler),
    "official": lambda filler: filler.public and filler.kind in {"person", "group"},
    "leader": _is_leader,
    "fund": _is_fund,
    "group": lambda filler: filler.kind == "group",
    "court": is_court,
    "seat": lambda filler: (
        filler.name.lower() in listed("body_names") or filler.name.lower().split()[-1] in listed("seats")
    ),
    "speaker": lambda filler: filler.noun in {"i", "we"},
}
