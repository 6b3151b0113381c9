from __future__ import annotations

from datetime import date

from cuibono.explore.identity import identity
from cuibono.model import Link, Naming, Party, Role, Tenure

FULL = Naming("nam-1", "doc-1", "Jane Doe", "person", (Role("governor"),))
SHORT = Naming("nam-2", "doc-2", "Doe", "person")
OTHER = Naming("nam-3", "list:7", "John Doe", "person")
JANE = Party(
    "pty-1", "Jane Doe", "person", ("nam-1", "nam-2"), ("Doe",), (Tenure("governor", "Ohio", date(2019, 1, 9)),)
)


def test_who_a_party_is_and_why() -> None:
    links = [
        Link("nam-1", "nam-2", 4.5, (("surname", 2.5), ("role", 2.0)), same=True),
        Link("nam-1", "nam-3", -3.0, (), same=False, ruling="different"),
        Link("nam-1", "nam-9", 1.0, (), same=False),
    ]
    found = identity(JANE, [FULL, SHORT, OTHER], {"doc-1": "a.txt", "doc-2": "b.txt"}, links)
    assert (found.words, found.aliases, found.tenures) == ("person", ("Doe",), ("governor of Ohio, from 9 Jan 2019",))
    assert found.places == ("a.txt", "b.txt")
    assert found.namings[0].roles == ("governor",)
    assert [(link.second.place, link.same) for link in found.links] == [("b.txt", True), ("list:7", False)]
