"""One tour of visits: lists first, then the pages that they and a person name, host by host in turn."""

from __future__ import annotations

import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable
from datetime import date
from urllib.parse import urlsplit

import msgspec

from cuibono.collect.fetch.places import origin
from cuibono.collect.fetch.visit import Answer, Mark, NoAnswerError, Visitor
from cuibono.collect.lists import Listed, Listing, listing, plain
from cuibono.collect.lists.listing import is_list
from cuibono.collect.visits.log import Log, Seen
from cuibono.collect.visits.taking import Taken, Taking
from cuibono.model import Problem
from cuibono.settings import CaseFolder, Settings

_MOST_LISTS = 50  # lists that one address may lead to, one after the other
_MOST_HOSTS = 100  # hosts on which the pages of lists lie, in one run
_DEEPEST = 3  # lists that name lists that name lists


class Asked(msgspec.Struct, frozen=True):
    """An address that a person gave: on the command line, in a list, in the settings. `since`: nothing from before."""

    address: str
    since: date | None = None
    list_only: bool = False


class _Wanted(msgspec.Struct, frozen=True):
    page: Listed
    source: str
    own: bool


class Tour:
    """One run over the network for one case. `asked` are the names that it was about."""

    def __init__(self, case: CaseFolder, settings: Settings, when: str, began: Callable[[str], None]) -> None:
        self._visitor = Visitor(settings.fetch, settings.collect.contact)
        self._log = Log(case.fetched)
        self._taking = Taking(case, when, settings.collect.longest)
        self._when, self._began = when, began
        self._queues: defaultdict[tuple[object, ...], deque[_Wanted]] = defaultdict(deque)
        self._named: set[str] = set()
        self._problems: defaultdict[str, list[Problem]] = defaultdict(list)
        self._until = time.monotonic() + 60 * settings.fetch.minutes
        self.asked: set[str] = set()

    def run(self, addresses: Iterable[Asked], problems: Iterable[Problem] = ()) -> None:
        """Ask for everything that the addresses lead to; `problems` were met before. Pages are kept one by one."""
        for problem in problems:
            self._problems[problem.file or ""].append(problem)
        for one in addresses:
            self._look(one)
        while self._queues:
            self._next()
        for address, met in self._problems.items():
            self.asked.add(address)
            if met:
                self._taking.refuse(address, met)
            else:
                self._taking.clear(address)

    def _look(self, one: Asked) -> None:
        """Ask for an address that a person gave, and for the lists that it leads to."""
        lists, seen = deque([(one.address, 0)]), {one.address}
        while lists:
            address, depth = lists.popleft()
            if late := self._is_late():
                self._problems[address].append(late)
                return
            for further in self._given(address, one, depth):
                if further.address in seen:
                    continue
                if depth + 1 >= _DEEPEST or len(seen) >= _MOST_LISTS:
                    message = (
                        f"it leads to more than {_MOST_LISTS} lists, or to lists in lists; the others are left out"
                    )
                    self._problems[one.address].append(Problem("list_limit", message, severity="skipped"))
                    return
                seen.add(further.address)
                lists.append((further.address, depth + 1))

    def _given(self, address: str, one: Asked, depth: int) -> tuple[Listed, ...]:
        """Take in what an address gives: a page, or a list, whose further lists come back."""
        self._problems[address] += []
        seen = self._log.of(address)
        answer = self._answer(address, _is_at(address, one.address))
        if answer is None or answer.body is None:
            if seen and seen.is_list:
                self._want(self._log.waiting(address), one)
            elif seen and answer:
                self.asked.add(seen.file)
            return ()
        if is_list(answer.body, answer.type) or one.list_only or depth:
            return self._list(answer, address, one)
        self._page(answer, _Wanted(Listed(address), address, own=True))
        return ()

    def _answer(self, address: str, own: bool) -> Answer | None:
        """What an address gives, where it changed; None where it gives nothing, which is entered."""
        self._began(address)
        seen = self._log.of(address)
        is_held = seen is not None and (seen.is_list or self._taking.keeps(seen.file))
        try:
            return self._visitor.get(address, seen.mark if seen and is_held else None, own=own)
        except NoAnswerError as error:
            self._problems[address].append(error.problem)
            if not (seen and seen.is_list) and error.problem is not self._visitor.hosts.of(address).closed:
                self._failed(address, error)
            return None

    def _failed(self, address: str, error: NoAnswerError) -> None:
        seen = self._log.of(address) or Seen(address, self._when)
        failures = seen.failures + 1 if error.again else 0
        self._log.put(msgspec.structs.replace(seen, when=self._when, failures=failures))

    def _list(self, answer: Answer, address: str, one: Asked) -> tuple[Listed, ...]:
        found = _named(answer)
        self._problems[address] += found.problems
        pages = [page for page in found.pages if _is_since(page, one.since) and self._log.wants(page)]
        seen = self._log.of(address)
        known = seen.pages if seen and seen.is_list else ()
        if seen is None or not seen.is_list or not set(pages) <= set(known):
            # Once its pages are written down a list need not be sent again; one that was damaged is asked for anew.
            mark = answer.mark if not found.lists and not found.problems else Mark()
            left = {page.address: page for page in (*self._log.waiting(address), *pages)}
            self._log.put(Seen(address, self._when, mark=mark, is_list=True, pages=tuple(left.values())))
        self._want(self._log.waiting(address), one)
        return found.lists

    def _want(self, pages: Iterable[Listed], one: Asked) -> None:
        """Queue pages: those that were never asked for first, and of these the newest."""
        newest = sorted(pages, key=lambda page: max(page.published[:10], page.changed[:10]), reverse=True)
        left = 0
        for page in sorted(newest, key=lambda page: self._log.of(page.address) is not None):
            if page.address in self._named or not _is_since(page, one.since):
                continue
            place = origin(urlsplit(page.address))
            if place not in self._queues and len(self._queues) >= _MOST_HOSTS:
                left += 1
                continue
            self._named.add(page.address)
            self._queues[place].append(_Wanted(page, one.address, _is_at(page.address, one.address)))
        if left:
            message = f"{left} of its pages lie on more than {_MOST_HOSTS} hosts; the same command goes on"
            self._problems[one.address].append(Problem("run_limit", message, severity="skipped"))

    def _next(self) -> None:
        """Ask for one page, of the host that may be asked soonest; drop what is left of a host that wants no more."""
        address = self._visitor.hosts.soonest(queue[0].page.address for queue in self._queues.values())
        place = origin(urlsplit(address))
        queue = self._queues[place]
        if closed := self._visitor.hosts.of(address).refusal() or self._is_late():
            for source, count in Counter(wanted.source for wanted in queue).items():
                message = f"{count} of its pages were not asked for: {closed.message}"
                self._problems[source].append(msgspec.structs.replace(closed, message=message))
            queue.clear()
        else:
            wanted = queue.popleft()
            answer = self._answer(address, wanted.own)
            if answer:
                self._page(answer, wanted)
        if not queue:
            del self._queues[place]

    def _is_late(self) -> Problem | None:
        """What is said of everything that is left when the time of a run is over."""
        if time.monotonic() < self._until:
            return None
        message = "this run took as long as one may (minutes under [fetch]); the same command goes on"
        return Problem("run_limit", message, severity="skipped")

    def _page(self, answer: Answer, wanted: _Wanted) -> None:
        """Keep a page that came, and write down that it did."""
        page, seen = wanted.page, self._log.of(wanted.page.address)
        taken = Taken(seen.file if seen else "")
        if answer.body is not None:
            if is_list(answer.body, answer.type):
                message = "it is a list of pages, named by another list as a page; give its own address to follow it"
                taken = Taken("", problems=(Problem("wrong_type", message, severity="skipped"),))
            else:
                taken = self._taking.page(answer.body, answer.address, page, wanted.source)
        self._problems[page.address] += []
        self._problems[answer.address] += taken.problems
        self.asked.add(taken.file or answer.address)
        for address in dict.fromkeys((page.address, answer.address)):
            before = self._log.of(address)
            mark = answer.mark if taken.is_new or before is None else before.mark
            changed = page.changed or (before.changed if before else "")
            self._log.put(Seen(address, self._when, taken.file, mark, changed))


def _named(answer: Answer) -> Listing:
    """What a list names: a feed, a sitemap, or a plain list, as which a sitemap may be given too."""
    body = answer.body or b""
    if not is_list(body, answer.type) and answer.type == "text/plain":
        found = plain(body.decode("utf-8", errors="replace"), answer.address)
        if found.pages:
            return found
    return listing(body, answer.address)


def _is_at(address: str, other: str) -> bool:
    return origin(urlsplit(address)) == origin(urlsplit(other))


def _is_since(page: Listed, since: date | None) -> bool:
    """Whether a page was published or changed on this day or later, so far as its list says."""
    day = max(page.published[:10], page.changed[:10])
    return since is None or not day or day >= since.isoformat()
