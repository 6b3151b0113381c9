"""Runs where followthemoney is installed: says of each line of files what the model finds wrong with it.

Takes: paths of files with one entity a line. Gives: lines "file:line: what"; exit status 1 where there are any.
Knows nothing of: where the entities come from.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from followthemoney import model
from followthemoney.exc import InvalidData


def faults(path: Path) -> Iterator[str]:
    """What is wrong with the entities of one file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    schemata = {row["id"]: row["schema"] for row in rows}
    for number, row in enumerate(rows, 1):
        for what in _of(row, schemata):
            yield f"{path.name}:{number}: {row['schema']} {row['id']}: {what}"


def _of(row: dict[str, Any], schemata: dict[str, str]) -> Iterator[str]:
    schema = model.get(row["schema"])
    if schema is None:
        yield "there is no such schema"
        return
    try:
        schema.validate(row)
    except InvalidData as error:
        yield f"invalid: {error.errors}"
    proxy = model.get_proxy(row, cleaned=False)  # every value goes through the cleaner of its type
    for name, values in row["properties"].items():
        prop = schema.get(name)
        if prop is None or set(proxy.get(name)) != set(values):
            yield f"{name} {values} comes back as {proxy.get(name) if prop else None}"
        elif prop.range is not None:
            yield from (
                f"{name} leads to {one}, which is no {prop.range.name}"
                for one in values
                if not _fits(prop, schemata, one)
            )
    if proxy.to_dict().get("cuibono") != row.get("cuibono"):
        yield "the ledger's own part does not come back"


def _fits(prop: Any, schemata: dict[str, str], key: str) -> bool:
    target = model.get(schemata.get(key, ""))
    return target is not None and target.is_a(prop.range)


if __name__ == "__main__":
    found = [what for path in sys.argv[1:] for what in faults(Path(path))]
    print("\n".join(found), end="\n" if found else "")
    sys.exit(bool(found))
