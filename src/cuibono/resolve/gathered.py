"""Gathered: clusters of namings as parties.

Takes: clusters, namings. Gives: parties with name, kind, aliases and tenures.
Knows nothing of: why anything was joined.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from cuibono import signs
from cuibono.model import Naming, Party, PartyKind, Tenure, party_id
from cuibono.resolve.bodies import Body, is_government, stands_for_country
from cuibono.resolve.offices import Office, office
from cuibono.resolve.people import Person
from cuibono.resolve.spelling import listed
from cuibono.resolve.units import Shape, is_row, order, read


def gathered(clusters: Iterable[Sequence[Naming]]) -> list[Party]:
    """Parties in the order of their ids; what only public lists name is none."""
    found = [_party(sorted(namings, key=order)) for namings in clusters if not all(map(is_row, namings))]
    return sorted(found, key=lambda party: party.id)


def _party(namings: list[Naming]) -> Party:
    namings = [_seen(naming) for naming in namings]
    told = [naming for naming in namings if not is_row(naming)]
    name = _name(told)
    aliases = {naming.name for naming in namings} | {alias for naming in namings for alias in naming.aliases}
    return Party(
        id=party_id(told[0].id),
        name=name,
        kind=_kind(told, name),
        namings=tuple(naming.id for naming in namings),
        aliases=tuple(sorted(aliases - {name})),
        tenures=tuple(_tenures(namings)),
    )


def _seen(naming: Naming) -> Naming:
    """The naming without what cannot be seen in its names."""
    name, aliases = signs.one_line(naming.name) or naming.name, tuple(map(signs.one_line, naming.aliases))
    if (name, aliases) == (naming.name, naming.aliases):
        return naming
    return replace(naming, name=name, aliases=tuple(filter(None, aliases)))


def _name(told: list[Naming]) -> str:
    """The form of most documents among the fullest: a person's with a given name, a body's that is no acronym."""
    uses = Counter(naming.name for naming in told)
    shapes = {naming.name: read(naming)[1] for naming in told}
    return min(uses, key=lambda name: (_rank(shapes[name], name), name.isupper(), -uses[name], -len(name), name))


def _rank(shape: Shape, name: str) -> int:
    if isinstance(shape, Person):
        return 0 if len(shape.given) > 1 else 1 if shape.given else 2
    if isinstance(shape, Office):
        return 3
    if not isinstance(shape, Body):
        return 0
    last_word = len(shape.words) == 1 and shape.words[0] in listed("parties", "outlet_heads")
    return int(shape.acronym or last_word or is_government(shape) or stands_for_country(name))


def _kind(told: list[Naming], name: str) -> PartyKind:
    """What most namings are said to be; an office's holder is a person; of equals, what the name itself is."""
    kinds = Counter[PartyKind](naming.kind for naming in told)
    if isinstance(read(told[0])[1], Office) or "person" in kinds:
        return "person"
    named = next(naming.kind for naming in told if naming.name == name)
    return min(kinds, key=lambda kind: (-kinds[kind], kind == "place", kind != named, kind))


def _tenures(namings: list[Naming]) -> list[Tenure]:
    """Roles with their days from lists, then as documents say them, each once with the first that does."""
    dated = [tenure for naming in namings for tenure in naming.tenures]
    said = dict.fromkeys(dated)
    known = {(tenure.title, tenure.of) for tenure in dated}
    for naming in namings:
        for tenure in _said(naming):
            if (tenure.title, tenure.of) not in known:
                known.add((tenure.title, tenure.of))
                said[tenure] = None
    return list(said)


def _said(naming: Naming) -> list[Tenure]:
    """A document says what somebody is, not since when."""
    found = []
    for role in naming.roles:
        title = role.title if not role.status or role.status in role.title else f"{role.status} {role.title}"
        of = None if role.of and office(role.of, "person") else role.of
        found.append(Tenure(title, of, source=naming.document))
    shape = None if is_row(naming) else read(naming)[1]
    if isinstance(shape, Office) and shape.of:
        found.append(Tenure(shape.title, shape.of, source=naming.document))
    return found
