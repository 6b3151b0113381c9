"""A case as people see it: `cuibono serve` in a process of its own, and one address for each of its pages.

Takes: a case folder. Gives: where it is served; the pages of the table, each with an address in this case.
Knows nothing of: browsers.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode
from urllib.request import urlopen

from cuibono import explore
from cuibono.cli import main
from cuibono.judgements.rivals import rating
from cuibono.pipeline import rivals
from cuibono.web.table import NAMED, PAGES
from tools.parts import ROOT

REGISTER: Final = (
    ("map", "inaugural.csv", "--confirm", "inaugural.mapping.toml"),
    ("add", "ellery_inaugural", "inaugural.csv", "--retrieved", "2023-05-02"),
)
"""What `cuibono registers` is told to keep the fictional register of the documentation, as docs/checking.md has it."""
PLANNED: Final = (("plan", "acts-after-meetings.toml"), ("run", "acts-after-meetings", "--exploratory"))
"""What `cuibono test` is told, so that there is a plan to look at."""
QUESTION: Final = "Why did Cirravale give to the inaugural fund?"
HYPOTHESES: Final = (
    ("To be heard on digital levies", ("A meeting after the gift",)),
    ("As large companies give at every inauguration", ()),
)
BY: Final = "Jane Roe"

SEARCHED: Final = "million"
"""The word that the page of a search is shown with."""


def with_register(case: Path) -> Path:
    """The case, which keeps the fictional register of the documentation and a plan of chance from now on."""
    for name, several in (("registers", REGISTER), ("test", PLANNED)):
        for words in several:
            _told(name, words, case)
    return case


def _told(name: str, words: Sequence[str], case: Path) -> None:
    """Have the command done, with the files of the documentation's examples."""
    folder = ROOT / "docs" / "examples"
    told = [str(folder / word) if (folder / word).exists() else word for word in words]
    if main([name, *told, "--case", str(case)]):
        raise RuntimeError(f"cuibono {name} {words[0]} failed; its message is above")


def with_rivals(case: Path) -> Path:
    """The case, in which two hypotheses on one question are set side by side and rated from now on."""
    with explore.open(case) as held:
        events = [event.id for event in held.events() if len(event.origins) > 1][:2]
    made = [rivals.propose(case, QUESTION, says, BY, "for show", predicts=predicts) for says, predicts in HYPOTHESES]
    for event in events:
        for one, words in zip(made, ("likelier", "as likely"), strict=True):
            rivals.rate(case, one.subjects[0], event, rating(words), BY, "for show")
    return case


@contextmanager
def serving(case: Path) -> Iterator[str]:
    """Where the case is served ("http://127.0.0.1:40123"), for as long as the context lasts."""
    command = [sys.executable, "-m", "cuibono", "serve", str(case), "--port", "0", "--by", BY]
    told = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=told) as process:
        try:
            assert process.stdout
            line = process.stdout.readline()
            found = re.match(r"http://[\d.]+:\d+", line)
            if not found:
                raise RuntimeError(f"cuibono serve did not say where it is: {line!r}")
            yield found[0]
        finally:
            process.terminate()


def asked(server: str, path: str) -> Any:
    """What a program is told at an address."""
    with urlopen(f"{server}{path}") as answer:
        return json.load(answer)


def addresses(server: str) -> Mapping[str, str]:
    """One address for each page of the table, and for the draft; pages of which the case has nothing are left out.

    Of events, parties and articles it is the one with most on it, so that a picture shows what a page can hold.
    """
    found = {page.name: page.path for page in PAGES if not page.keyed}
    found |= {"front": "/", "search": f"/search?words={SEARCHED}", "draft": "/draft"}
    one, other, *_ = [party["name"] for party in asked(server, "/parties.json")["parties"]] + [""] * 2
    if other:
        found["balance"] = f"/balance?{urlencode({'one': one, 'other': other})}"
    planned = [plan["name"] for plan in asked(server, "/chance.json")["plans"]]
    if planned:
        found["chance"] = f"/chance?{urlencode({'name': planned[0]})}"
    for name, key in _keys(server).items():
        if key:
            found[name] = re.sub(r"\{\w+\}", key, NAMED[name].path)
    return found


def _keys(server: str) -> dict[str, str | None]:
    front = asked(server, "/front.json")
    events = [event for group in ("strong", "single", "disputed", "differing") for event in front[group]["shown"]]
    parties = asked(server, "/parties.json")["parties"]
    articles = asked(server, "/articles.json")["articles"]
    registers = asked(server, "/registers.json")["registers"]
    return {
        "event": max(events, key=_much, default={"id": None})["id"],
        "party": next((party["id"] for party in parties), None),
        "article": max(articles, key=lambda one: one["events"], default={"id": None})["id"],
        "matrix": next((one["id"] for one in asked(server, "/rivals.json")["sets"]), None),
        "register": next((one["name"] for one in registers if one["browsable"]), None),
    }


def _much(event: dict[str, Any]) -> tuple[int, int]:
    """How much of what a page of an event can hold this one has."""
    parts = ("contradictions", "findings", "leads", "decisions")
    return sum(bool(event.get(part)) for part in parts), int(event["reports"])
