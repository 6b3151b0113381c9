"""The small ledger with what public records say of it: a donation borne out, a meeting of which they are silent."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from cuibono.explore.contents import Contents
from cuibono.model.records import Finding, Record, Stored
from tests.explore.relations import ledger

ROW = Record(
    key="R|1",
    sort="donation",
    actor="ACME",
    counterpart="the fund",
    amount=Decimal(1_000_000),
    currency="USD",
    earliest=date(2024, 5, 2),
    latest=date(2024, 5, 2),
    filed=date(2024, 6, 1),
    url="https://records.example/R1",
)
STORED = Stored("town_gifts", ROW)
BORNE_OUT = Finding(
    subject="evt-wire0",
    register="town_gifts",
    title="Gifts to the town",
    rule="gift",
    verdict="supports",
    reason="One row shows it.",
    rows=(STORED.id,),
    arithmetic="1 row of 1,000,000.00 USD",
    coverage="Gifts to the town: 3 rows of 2024",
)
AGAINST = replace(BORNE_OUT, subject="clm-site0", verdict="contradicts", reason="The row gives 1,000,000.00 USD.")
SILENT = replace(BORNE_OUT, subject="evt-paper42", verdict="silent_expected", reason="It is not kept.", rows=())


def recorded() -> Contents:
    """All of it."""
    findings = {one.subject: (one,) for one in (BORNE_OUT, AGAINST, SILENT)}
    return replace(ledger(), findings=findings, records={STORED.id: (STORED,)})
