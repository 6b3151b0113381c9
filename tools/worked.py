"""The worked example of docs/chance.md, from public records to the answer: `make example`.

Makes a case of three registers, states the two plans in docs/examples, runs them and writes what they give beside
them. Skipped, with the reason, where the registers are not beside the checkout.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from cuibono import settings
from cuibono.explore import chance_view
from cuibono.pipeline import registers, testing
from cuibono.publish import chance_listing
from tools.parts import ROOT, shared

EXAMPLES = ROOT / "docs" / "examples"
PLANS = ("orders-after-meetings", "visits-after-donations")
FILES = (
    "visitors/propublica_wh_complex_2017_logs.csv",
    "federal_register/donald-trump.json",
    "fec/inaugural/trump2017_huffpost_InnaugurationDonor.csv",
)
_NOW = datetime(2026, 11, 22, tzinfo=UTC)  # the day on which the plans were stated; the same plan, the same hash


def case(folder: Path) -> Path:
    """A case with the registers of the example."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "cuibono.toml").write_text(settings.TEMPLATE, encoding="utf-8")
    for name in FILES:
        path = shared() / "registers" / name
        registers.add(folder, registers.recognised(folder, path), path, now=_NOW)
    return folder


def missing() -> str:
    """Which file is not there; "" where all are."""
    return next(
        (str(shared() / "registers" / name) for name in FILES if not (shared() / "registers" / name).exists()), ""
    )


def shown(folder: Path, name: str) -> str:
    """What stating and running a plan gives, as the command line prints it."""
    testing.state(folder, EXAMPLES / f"{name}.toml", "example", _NOW)
    testing.run(folder, name, "example", now=_NOW)
    return chance_listing.shown(chance_view.test(folder, name))


def main() -> int:
    """Run both plans, print and write down what they give."""
    if missing():
        print(f"skipped: {missing()} is not there; SOURCES.md beside it says where the registers are from")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        made = case(Path(folder) / "case")
        for name in PLANS:
            text = shown(made, name) + "\n"
            (EXAMPLES / f"{name}.txt").write_text(text, encoding="utf-8")
            print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
