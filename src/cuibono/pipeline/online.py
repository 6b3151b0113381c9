"""Addresses among what a person asks for: pages, feeds and sitemaps, fetched into the case.

Takes: a case folder, words of a command, a list of addresses.
Gives: the names that were asked for. What was met on the way is in the list of what was collected.
Knows nothing of: how an address is asked for, the ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from cuibono.collect.decode import decode
from cuibono.collect.fetch.addresses import canonical, is_address
from cuibono.collect.lists import plain
from cuibono.collect.visits import Asked, Tour
from cuibono.errors import UsageError
from cuibono.model import Problem
from cuibono.settings import CaseFolder, Settings

_LONGEST = 200  # characters of what is no address, as it is shown


def parted(words: Iterable[str]) -> tuple[list[str], list[str]]:
    """Paths and addresses, each in their order."""
    given = list(words)
    return [word for word in given if not is_address(word)], [word for word in given if is_address(word)]


def fetch(
    case: CaseFolder,
    chosen: Settings,
    addresses: Iterable[str],
    urls: Path | None,
    when: str,
    began: Callable[[str], None],
) -> frozenset[str]:
    """Fetch what these addresses, and those of a list, lead to. Raises UsageError where the list cannot be read."""
    asked, problems = known(addresses)
    if urls:
        found = plain(_text(urls), urls.name)
        asked += [Asked(page.address) for page in found.pages]
        problems += found.problems
    if not asked and not problems:
        return frozenset()
    visits = Tour(case, chosen, when, began)
    visits.run(asked, problems)
    return frozenset(visits.asked)


def known(addresses: Iterable[str]) -> tuple[list[Asked], list[Problem]]:
    """Addresses in their one form; a problem for each that is none."""
    asked, problems = [], []
    for address in addresses:
        try:
            asked.append(Asked(canonical(address)))
        except ValueError as error:
            shown = address.partition("://")[2].rpartition("@")[2] or address  # never a password
            message = f"{error}; correct it"
            problems.append(Problem("bad_address", message, shown[:_LONGEST], severity="skipped"))
    return asked, problems


def _text(path: Path) -> str:
    try:
        text, _ = decode(path.read_bytes(), path.name)
    except OSError as error:
        raise UsageError(f"{path}: the list cannot be read: {error.strerror}. Check the path.") from error
    return text or ""
