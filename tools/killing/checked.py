"""What is there after a kill: whether the case opens, holds all that was acknowledged, is sound, and goes on."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path
from typing import Any

from cuibono import explore, judgements
from cuibono import told as tellings
from cuibono.collect import archive
from cuibono.errors import CuiBonoError
from cuibono.ledger.write import dump
from cuibono.pipeline.verifying import verify
from cuibono.registers import shelf
from cuibono.settings import CaseFolder
from tests.small_reader import SmallReader
from tools.killing.commands import Command
from tools.killing.scene import Scene


def held(case: Path) -> dict[str, Any]:
    """What must never get lost: files by their sha256, decisions, files of registers; whether there is a ledger."""
    folder = CaseFolder(case)
    there = archive.held(folder)
    return {
        "collected": sorted({entry.file for entry in there.kept}),
        "originals": sorted({path.name for path in folder.originals.glob("[!.]*")}),
        "judgements": [judgement.id for judgement in judgements.all(folder)],
        "kept": sorted(f"{name} {one.sha256}" for name in shelf.registers(folder) for one in shelf.kept(folder, name)),
        "told": [line.claim for line in tellings.all(folder)],
        "ledger": folder.ledger.exists(),
    }


def ledger(case: Path) -> str:
    """A hash of every row of a ledger."""
    return hashlib.sha256(repr(sorted(dump(case / "ledger.sqlite").items())).encode()).hexdigest()


def after(
    scene: Scene, command: Command, case: Path, before: dict[str, Any], acknowledged: list[str], last: bool
) -> dict[str, Any]:
    """Look at a case after a kill; where it was the `last` one, let the command go on, and give the ledger's hash."""
    seen: Counter[str] = Counter()
    told = [*_opened(case, before, seen), *_lost(case, before, acknowledged, seen)]
    told += _damaged(case, seen)
    now = held(case) if not seen["lost"] else before
    found = {"seen": seen, "told": told, "before": now, "ledger": ""}
    if last:
        try:
            command.work(scene, case, lambda _: None)
            found["ledger"] = ledger(case)
        except Exception as error:
            seen["does not go on"] += 1
            told.append(f"{command.title} does not go on: {error}")
        told += _damaged(case, seen)
    return found


def _opened(case: Path, before: dict[str, Any], seen: Counter[str]) -> list[str]:
    try:
        with explore.open(case) as view:
            view.claims()
            view.status()
            stages = view.browse.stages().keys()
            seen["compared, and lists not made yet"] += "relate" in stages and "digest" not in stages
            seen["decisions not taken in yet"] += bool(view.waiting_decisions())
    except CuiBonoError as error:
        if before["ledger"]:
            seen["does not open"] += 1
            return [f"does not open: {error}"]
        seen["no ledger yet"] += 1
    return []


def _lost(case: Path, before: dict[str, Any], acknowledged: list[str], seen: Counter[str]) -> list[str]:
    try:
        now = held(case)
    except CuiBonoError as error:
        seen["lost"] += 1
        return [f"what it holds cannot be read: {error}"]
    gone = [
        f"{what} {one}"
        for what in ("collected", "originals", "judgements", "kept", "told")
        for one in (*before[what], *_promised(case, what, acknowledged, now))
        if one not in now[what]
    ]
    seen["lost"] += bool(gone)
    return [f"lost: {one}" for one in gone]


def _promised(case: Path, what: str, acknowledged: list[str], now: dict[str, Any]) -> list[str]:
    """What has to be there, since the command said so before it was killed."""
    if what == "collected" and "collected" in acknowledged:
        return [path.name for path in (case.parent / "articles").iterdir()]
    if what == "judgements":
        return [one for one in acknowledged if one.startswith("jdg-")]
    if what == "told":
        return [one.removeprefix("told:") for one in acknowledged if one.startswith("told:")]
    if what == "kept":
        names = [one.removeprefix("kept:") for one in acknowledged if one.startswith("kept:")]
        return [name for name in names if not any(one.startswith(f"{name} ") for one in now["kept"])]
    return []


def _damaged(case: Path, seen: Counter[str]) -> list[str]:
    found = verify(case, SmallReader().fingerprint)
    seen["damaged"] += bool(found.damaged)
    seen["left over and then removed"] += any("left over" in note for note in found.notes)
    return [f"damaged: {one.place}: {one.message}" for one in found.damaged]
