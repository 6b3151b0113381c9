from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from cuibono.model import Naming, PartyKind, Role, Tenure, naming_id

Makes = Callable[..., Naming]


@pytest.fixture
def naming() -> Makes:
    """A naming of one document: `naming("Acme Inc", "organisation", "d1", "2024-05-01", ("president", "Acme"))`."""

    def make(
        name: str,
        kind: PartyKind = "person",
        document: str = "d1",
        day: str | None = "2024-05-01",
        *roles: tuple[str, str | None] | tuple[str, str | None, str],
        tenures: tuple[Tenure, ...] = (),
        aliases: tuple[str, ...] = (),
    ) -> Naming:
        said = tuple(Role(*role) for role in roles)
        when = date.fromisoformat(day) if day else None
        return Naming(naming_id(document, name, kind), document, name, kind, said, tenures, aliases, when)

    return make
