"""The commands by which people decide: what is one and what is not."""

from __future__ import annotations

import getpass
from typing import cast

import msgspec

from cuibono import explore, pipeline
from cuibono.cli.folder import case as case_folder
from cuibono.cli.terminal import out
from cuibono.errors import UsageError
from cuibono.model import Judgement, Ruling
from cuibono.publish.listing import line


def judge(ruling: str, subjects: list[str], why: str | None, by: str | None, case: str | None, json: bool) -> int:
    """Write a decision down and bring the ledger up to date with it; or list the decisions."""
    folder = case_folder(case)
    if ruling == "list":
        with explore.open(folder) as view:
            made = view.judgements()
        out(_json(made) if json else "\n".join(_line(judgement) for judgement in made) or "No judgements.")
        return 0
    if not subjects or not why:
        raise UsageError(f"judge {ruling}: name what it is about, by its ids, and say --why.")
    made_now = pipeline.judge(folder, cast(Ruling, ruling), subjects, by or login(), why)
    out(_json(made_now) if json else _line(made_now))
    return 0


def _line(judgement: Judgement) -> str:
    day, who = judgement.when[:10], judgement.by
    return line(f"{judgement.id}  {day}  {who}: {judgement.ruling} {' '.join(judgement.subjects)} – {judgement.why}")


def login() -> str:
    """The name of who is logged in."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError) as error:
        raise UsageError("judge: this machine does not say who you are. Say --by NAME.") from error


def _json(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value)).decode()
