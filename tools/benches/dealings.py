"""Made dealings as newsrooms report them, for measuring what is done with claims whose events are known.

Takes: how many claims. Gives: documents, their claims at their quotes, parties by equal names; of each claim its event.
Knows nothing of: what is done with them.

Companies deal with officials, the well-known ones often (Zipf). Each dealing is told in 1 to 12 reports, most within
days of it, some much later; a report may leave out the day, the amount or one side, give the month alone, slip by a day
or in a digit, take a neighbouring kind, and says it in other words. Half of what a dealing is about are words of its
company's own matters, which come again in its other dealings. A document tells of up to three dealings in made
sentences, with others between them; some cite another outlet, some are a company's own releases, a few correct what was
printed. The same number gives the same documents each time.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

from cuibono.model import Claim, Document, Kind, Mention, Party, PartyKind, Source, SourceKind, Span, Stance, naming_id
from cuibono.reconcile.sameness import merges
from cuibono.values import Money, Period

START, DAYS = date(2019, 1, 1), 1826  # the dealings lie in these five years
TOLD = (28, 20, 14, 10, 7, 6, 4, 3, 3, 2, 2, 1)  # of a hundred dealings those told in 1, 2, 3 ... reports
OF_COMPANY, OF_OFFICIAL, PUBLISHERS = 8, 16, 300  # dealings of each on average; outlets
VOCABULARY, OWN, BETWEEN = 20_000, 12, 14  # words; those of a company's matters; of a sentence between two dealings
LETTERS, SYLLABLES = "abcdefghijklmnopqrstuvwxyz", "ba cor den fel gar hol jun kes lin mar nor pel quin ros ster tam"
TRADES, OFFICES = "Motors Steel Pharma Foods Airlines Systems Energy Capital", "Minister Senator Commissioner Governor"
SPEAKERS = ("people familiar with the matter", "a government official", "two people briefed on it", "sources")
PAPERS = "Gazette Herald Courier Post Tribune Wire Monitor Ledger"
RELEASES, CORRECTIONS, CITING = 0.03, 0.01, 0.08  # of documents, of documents, of claims
VERBS: dict[Kind, tuple[str, ...]] = {
    "meeting": ("met", "sat down with", "held talks with"),
    "donation": ("gave", "donated", "handed"),
    "gift": ("presented", "paid", "gave as a present"),
    "pledge": ("pledged", "promised", "committed"),
    "lobbying": ("lobbied", "urged", "pressed"),
    "appointment": ("named", "appointed", "hired"),
    "company_policy_change": ("changed its rules for", "gave way to", "reversed itself before"),
    "government_action": ("granted", "approved", "awarded"),
    "threat": ("threatened", "warned", "vowed to punish"),
    "legal_action": ("sued", "took to court", "filed suit against"),
    "support": ("backed", "praised", "endorsed"),
    "criticism": ("criticised", "denounced", "attacked"),
}
PAID: frozenset[Kind] = frozenset({"donation", "gift", "pledge", "government_action"})


class Pile(NamedTuple):
    """Documents, claims, parties; for each claim the number of its event."""

    documents: list[Document]
    claims: list[Claim]
    parties: list[Party]
    event: list[int]


class Dealing(NamedTuple):
    """What happened: who, to whom, when, for how many millions, about what."""

    kind: Kind
    company: str
    official: str
    day: date
    amount: int | None
    topic: list[str]


class Stock(NamedTuple):
    """What documents are made of: words, and the names of outlets."""

    words: list[str]
    outlets: list[str]


class Report(NamedTuple):
    """One telling of a dealing, with the day it is published."""

    day: date
    event: int
    dealing: Dealing


class Written(NamedTuple):
    """A document with its claims; for each claim the number of its event, and whether no later one tells of it."""

    document: Document
    claims: list[Claim]
    event: list[int]
    last: list[bool]


def made(count: int) -> Pile:
    """So many claims, the same ones each time."""
    pile = Pile([], [], [], [])
    namings: dict[tuple[str, PartyKind], list[str]] = {}
    for document, claims, event, _ in stream(count):
        for claim in claims:
            for mention in (*claim.actors, *claim.counterparts):
                naming = naming_id(document.id, mention.name, mention.kind)
                namings.setdefault((mention.name, mention.kind), []).append(naming)
        pile.documents.append(document)
        pile.claims.extend(claims)
        pile.event.extend(event)
    for number, ((name, kind), held) in enumerate(namings.items()):
        pile.parties.append(Party(f"pty-{number:08}", name, kind, tuple(dict.fromkeys(held))))
    return pile


def stream(count: int) -> Iterator[Written]:
    """So many claims, document by document in the order of publication, the same ones each time."""
    chance = random.Random(2027)
    words = ["".join(chance.choices(LETTERS, k=chance.randrange(4, 9))) for _ in range(VOCABULARY)]
    stock = Stock(words, [f"{name} {chance.choice(PAPERS.split())}" for name in _names(PUBLISHERS, chance)])
    told = sorted(_reports(count, words, chance), key=lambda report: (report.day, chance.random()))
    left = Counter(report.event for report in told)
    for number, reports in enumerate(_bundles(told, chance)):
        document, claims = _written(f"doc-{number:08}", reports, stock, chance)
        event = [report.event for report in reports]
        left.subtract(event)
        yield Written(document, claims, event, [not left[one] for one in event])


def _reports(count: int, words: list[str], chance: random.Random) -> Iterator[Report]:
    """Dealings one after the other, each with its reports, until there are so many."""
    events = count // 3
    companies = _Known(_companies(events // OF_COMPANY + 20, chance))
    officials = _Known(_officials(events // OF_OFFICIAL + 20, chance))
    number = left = 0
    while left < count:
        dealing = _dealing(companies, officials, words, chance)
        times = chance.choices(range(1, len(TOLD) + 1), TOLD)[0]
        for _ in range(min(times, count - left)):
            late = chance.randrange(30, 300) if chance.random() < 0.05 else int(chance.expovariate(0.4))
            yield Report(dealing.day + timedelta(late), number, dealing)
        left, number = left + times, number + 1


class _Known:
    """Names, the first the best known: the second is drawn half as often (Zipf)."""

    def __init__(self, names: list[str]) -> None:
        self._names = names
        self._odds = list(accumulate(1 / rank for rank in range(1, len(names) + 1)))

    def draw(self, chance: random.Random) -> str:
        """One of the names."""
        return self._names[bisect(self._odds, chance.random() * self._odds[-1])]


def _companies(count: int, chance: random.Random) -> list[str]:
    return [f"{name} {chance.choice(TRADES.split())}" for name in _names(count, chance)]


def _officials(count: int, chance: random.Random) -> list[str]:
    return [f"{chance.choice(OFFICES.split())} {name}" for name in _names(count, chance)]


def _names(count: int, chance: random.Random) -> list[str]:
    """Made names of three or four syllables, each once."""
    found: dict[str, None] = {}
    while len(found) < count:
        found["".join(chance.choices(SYLLABLES.split(), k=chance.choice((3, 4)))).capitalize()] = None
    return list(found)


def _dealing(companies: _Known, officials: _Known, words: list[str], chance: random.Random) -> Dealing:
    kind = chance.choice(list(VERBS))
    paid = chance.randrange(2, 400) if kind in PAID else None
    day = START + timedelta(chance.randrange(DAYS))
    company = companies.draw(chance)
    matters = random.Random(company).choices(words, k=OWN)
    topic = chance.sample(matters, 3) + chance.choices(words, k=3)
    return Dealing(kind, company, officials.draw(chance), day, paid, topic)


def _bundles(told: list[Report], chance: random.Random) -> Iterator[list[Report]]:
    """The reports that stand in one document: up to three of one day, of different dealings."""
    held: list[Report] = []
    most = 1
    for report in told:
        if len(held) >= most or (held and (held[0].day != report.day or report.event in {one.event for one in held})):
            yield held
            held, most = [], chance.choice((1, 1, 2, 3))
        held.append(report)
    if held:
        yield held


def _written(document: str, reports: list[Report], stock: Stock, chance: random.Random) -> tuple[Document, list[Claim]]:
    """The document with these reports, and its claims."""
    text, claims = "", []
    for number, report in enumerate(reports):
        text += " ".join(chance.choices(stock.words, k=BETWEEN)).capitalize() + ". "
        passage = _passage(report, stock, chance)
        claims.append(_claim(f"clm-{document[4:]}{number}", document, passage, len(text)))
        text += passage.text + ".\n"
    day = Period.day(reports[0].day, "published")
    title, publisher = _headed(reports[0].dealing.company, stock, chance)
    return Document(document, f"{document}.txt", text, "", title, publisher, day, language="en"), claims


def _headed(company: str, stock: Stock, chance: random.Random) -> tuple[str, str]:
    """Title and publisher."""
    sort = chance.random()
    if sort < RELEASES:
        return "Press release", f"{company} Press Office"
    return "Correction" if sort < RELEASES + CORRECTIONS else "News", chance.choice(stock.outlets)


class _Passage(NamedTuple):
    """A clause with what it gives: the two names at their places, the rest as values."""

    text: str
    kind: Kind
    stance: Stance
    company: str
    official: str | None
    period: Period | None
    amount: int | None
    topic: str
    speaker: str | None
    cited: bool


def _passage(report: Report, stock: Stock, chance: random.Random) -> _Passage:
    dealing = report.dealing
    kind = chance.choice(merges()[dealing.kind].related or [dealing.kind]) if chance.random() < 0.04 else dealing.kind
    official = dealing.official if chance.random() < 0.85 else None
    amount = _retold(dealing.amount, chance) if dealing.amount else None
    topic = [word if chance.random() < 0.7 else chance.choice(stock.words) for word in dealing.topic]
    chance.shuffle(topic)
    period = _when(dealing.day, chance)
    cited = chance.random() < CITING
    speaker = chance.choice(stock.outlets if cited else SPEAKERS) if cited or chance.random() < 0.4 else None
    denied = chance.random() < 0.03
    verb = f"denied that it {chance.choice(VERBS[kind])}" if denied else chance.choice(VERBS[kind])
    paid = f"${amount} million" if amount else None
    about = ["over", *topic]
    told = [dealing.company, verb, *chance.choice(([official, paid, *about], [*about, paid, official])), _day(period)]
    said = f", {speaker} {'reported' if cited else chance.choice(('said', 'say'))}" if speaker else ""
    text = " ".join(word for word in told if word) + said
    stance: Stance = "denied" if denied else "asserted"
    return _Passage(text, kind, stance, dealing.company, official, period, amount, " ".join(topic), speaker, cited)


def _retold(amount: int, chance: random.Random) -> int | None:
    """Left out in a sixth of the reports, ten times too much in one of thirty."""
    return None if chance.random() < 0.17 else amount * (10 if chance.random() < 0.03 else 1)


def _when(day: date, chance: random.Random) -> Period | None:
    """The day, in one of ten reports the next or the one before; the month alone; nothing."""
    kept = chance.random()
    if kept < 0.2:
        return None
    if kept < 0.35:
        return Period.month(day.year, day.month)
    return Period.day(day + timedelta(chance.choice((-1, 1)) if kept < 0.42 else 0))


def _day(period: Period | None) -> str | None:
    if period is None or period.earliest is None:
        return None
    return f"on {period.earliest:%d %B %Y}" if period.days == 1 else f"in {period.earliest:%B %Y}"


def _claim(key: str, document: str, passage: _Passage, start: int) -> Claim:
    def at(name: str) -> Span:
        begin = start + passage.text.index(name)
        return Span(begin, begin + len(name))

    money = Money(Decimal(passage.amount * 10**6), Decimal(passage.amount * 10**6), "USD") if passage.amount else None
    official = (Mention(at(passage.official), passage.official, "person"),) if passage.official else ()
    said: SourceKind = "outlet" if passage.cited else "anonymous"
    source = (Source(passage.speaker, said, at(passage.speaker)),) if passage.speaker else ()
    return Claim(
        key,
        document,
        passage.kind,
        Span(start, start + len(passage.text)),
        passage.text,
        (Mention(at(passage.company), passage.company, "organisation"),),
        official,
        passage.topic,
        money,
        passage.period,
        attribution=source,
        stance=passage.stance,
    )
