"""One look at everything that a case watches: what is new is fetched, read and compared; what was told is noted.

Takes: a case folder, a reader.
Gives: what the look did; the watches themselves.
Knows nothing of: what fits a watch, how it is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime
from pathlib import Path
from typing import get_args

import msgspec

from cuibono import settings, told
from cuibono.collect import archive
from cuibono.collect.visits import Asked, Tour
from cuibono.errors import UsageError
from cuibono.model import Claim, Document, Kind, Problem
from cuibono.pipeline import Outcome, Progress, Reads, bring_up_to_date, online
from cuibono.pipeline.clock import stamp
from cuibono.settings import CaseFolder, WatchSettings


def watches(case: Path) -> tuple[WatchSettings, ...]:
    """What a case watches. Raises UsageError where that is nothing, or does not hold together."""
    folder = CaseFolder(case)
    found = settings.load(folder.settings).watch
    if not found:
        raise UsageError(
            f"{folder.settings}: nothing is watched. Add a [[watch]] with a name, and a feed, sitemap or parties."
        )
    return tuple(_sound(watch, folder) for watch in _apart(found, folder))


def look(
    case: Path,
    reader: Reads,
    progress: Progress,
    *,
    only: Collection[str] | None = None,
    now: datetime | None = None,
) -> Outcome:
    """Fetch what the watches lead to that is not in the case, and bring the ledger up to date.

    `only` are the names of the watches to look at (without it all). A look that was stopped is completed by the next.
    Raises UsageError where the case or its settings cannot be used.
    """
    folder, wanted = CaseFolder(case), watches(case)
    with archive.locked(folder):
        chosen = settings.load(folder.settings)
        asked, problems = _asked(watch for watch in wanted if only is None or watch.name in only)
        visits = Tour(folder, chosen, stamp(now), lambda address: progress(0, 0, address))
        visits.run(asked, problems)
        return bring_up_to_date(folder, chosen, reader, frozenset(visits.asked), progress)


def note(
    case: Path, items: Iterable[tuple[Claim, Document, tuple[str, ...]]], now: datetime | None = None
) -> tuple[told.Told, ...]:
    """Write down that people are told of these claims now; the lines come back.

    Where the clock went back the time of the last line holds, so that a later line is never the older one.
    """
    folder = CaseFolder(case)
    with archive.locked(folder):
        before = told.all(folder)
        when = max([stamp(now), *(line.when for line in before[-1:])])
        known = {line.claim for line in before}
        lines = tuple(told.line(c, document, names, when) for c, document, names in items if c.id not in known)
        told.append(folder, lines)
        return lines


def _apart(found: tuple[WatchSettings, ...], folder: CaseFolder) -> tuple[WatchSettings, ...]:
    twice = [name for name, count in Counter(watch.name for watch in found).items() if count > 1]
    if twice:
        raise UsageError(f'{folder.settings}: more than one [[watch]] is named "{twice[0]}". Give each its own name.')
    return found


def _sound(watch: WatchSettings, folder: CaseFolder) -> WatchSettings:
    """A watch with its addresses in their one form, so far as they are addresses."""
    where = f'{folder.settings}: [[watch]] "{watch.name}"'
    unknown = [kind for kind in watch.kinds if kind not in get_args(Kind)]
    if unknown:
        raise UsageError(f"{where}: {unknown[0]}: no such kind of dealing. The kinds are: {', '.join(get_args(Kind))}.")
    if not (watch.sources or watch.parties or watch.kinds):
        raise UsageError(f"{where} names nothing to watch. Add a feed, sitemap, urls, parties or kinds.")
    feed, sitemap, *urls = (_addressed(address) for address in (watch.feed, watch.sitemap, *watch.urls))
    return msgspec.structs.replace(watch, feed=feed, sitemap=sitemap, urls=tuple(urls))


def _addressed(address: str) -> str:
    asked, _ = online.known([address]) if address else ([], [])
    return asked[0].address if asked else address


def _asked(wanted: Iterable[WatchSettings]) -> tuple[list[Asked], list[Problem]]:
    """Every address of the watches once, with all that any of them wants of it; problems of those that are none."""
    asked: dict[str, Asked] = {}
    problems = []
    for watch in wanted:
        good, bad = online.known(watch.sources)
        problems += bad
        for one in good:
            before = asked.get(one.address)
            since = min(before.since, watch.since) if before and before.since and watch.since else None
            is_list = one.address in (watch.feed, watch.sitemap) or (before is not None and before.list_only)
            asked[one.address] = Asked(one.address, since if before else watch.since, is_list)
    return list(asked.values()), problems
