"""A made case of any size, its ledger written past the reader and the stages, which have benches of their own.

Takes: a folder, how many claims (see `dealings` and `retold`).
Gives: a case whose ledger is as the program writes it, with what lists and pictures are made from; the seconds.
Knows nothing of: what is done with it. The same number gives the same rows.

Each document gets some more paragraphs, so that it is as long as a short article; one in fifty has no day. Written in
parts as large as fit in memory, in one process, without a log: a run that is stopped leaves nothing of use.
"""

from __future__ import annotations

import hashlib
import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from cuibono.ledger import checked, connection, related, rows
from cuibono.ledger.check import check
from cuibono.ledger.checked import Checked
from cuibono.ledger.related import Related
from cuibono.ledger.write import Writer
from cuibono.model import (
    Claim,
    Document,
    Link,
    Mention,
    Naming,
    Party,
    PartyKind,
    Problem,
    Reading,
    Span,
    Stance,
    naming_id,
    party_id,
)
from cuibono.settings import CaseFolder
from tools.benches import dealings
from tools.benches.retold import Looked, Told, letters, looked, retold

PART = 5_000  # documents, events or parties that are written together
PARAGRAPHS, LONG, ADDED = 500, 40, 3  # made paragraphs; words of each; how many a document gets
DAYLESS, TROUBLED, SKIPPED = 0.02, 0.05, 5_000  # of documents; one file of so many claims could not be read
STANCES: tuple[Stance, ...] = ("planned", "hypothetical", "opinion")
CODES = ("no_date", "pronoun", "long_sentence", "amount")
_OF = {"edge_events": "edges", "finding_rows": "findings"}
_NUMBERED = ("links", "edges", "findings", "leads")
_FAST = ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF", "cache_size = -1000000")


def made(case: Path, count: int, tell: Callable[[str], None] = lambda _: None) -> dict[str, float]:
    """Make the case; the seconds that writing and digesting took."""
    case.mkdir(parents=True)
    ledger = CaseFolder(case).ledger
    start = time.perf_counter()
    _Making(ledger, count, tell).run()
    written = time.perf_counter()
    tell(f"{count} claims written in {written - start:.0f} s")
    with Writer(ledger) as writer:
        writer.digest()
    digested = time.perf_counter()
    tell(f"digested in {digested - written:.0f} s")
    return {"seconds": round(written - start, 1), "digest_seconds": round(digested - written, 2)}


class _Making:
    """One ledger in the making."""

    def __init__(self, ledger: Path, count: int, tell: Callable[[str], None]) -> None:
        self._count, self._tell = count, tell
        self._chance = random.Random(2028)
        self._paragraphs = _paragraphs(self._chance)
        self._parties: dict[tuple[str, PartyKind], list[Naming]] = {}
        self._known: dict[tuple[str, PartyKind], str] = {}
        self._origins: set[str] = set()
        self._bulk = _Bulk(ledger)

    def run(self) -> None:
        """Documents and claims as they come; each event when its last report is in; parties at the end."""
        waiting: dict[int, list[Told]] = {}
        full: list[list[Told]] = []
        for number, written in enumerate(dealings.stream(self._count), 1):
            document, claims = self._document(number, written.document, written.claims)
            for claim, event, last in zip(claims, written.event, written.last, strict=True):
                waiting.setdefault(event, []).append(Told(replace(document, text=""), claim))
                if last:
                    full.append(waiting.pop(event))
            if number % PART == 0:
                self._events(full)
                full = []
        self._events(full)
        self._tell("documents and events written")
        for part in _parts(self._parties.values()):
            self._write_parties(part)
        self._bulk.add({"problems": [*_skipped(self._count // SKIPPED)]})
        self._bulk.add({"stages": [("check", "made"), ("relate", "made")]})
        self._bulk.close()

    def _document(self, number: int, document: Document, claims: list[Claim]) -> tuple[Document, list[Claim]]:
        """A document and its claims under ids as the program makes them; written, and its parties kept."""
        collected = f"{document.published.earliest}T06:00:00Z" if document.published else ""
        document = self._longer(replace(document, id=f"doc-{letters(document.id)}"))
        claims = [self._claim(document.id, claim) for claim in claims]
        mentions = tuple(dict.fromkeys(m for c in claims for m in (*c.actors, *c.counterparts)))
        reading = Reading(tuple(claims), mentions, tuple(self._problems(document, claims)))
        check(document, reading)
        for mention in mentions:
            self._name(document, mention)
        self._bulk.put(document, number, reading, collected)
        return document, claims

    def _longer(self, document: Document) -> Document:
        text = document.text + "\n" + "\n".join(self._chance.sample(self._paragraphs, ADDED)) + "\n"
        published = None if self._chance.random() < DAYLESS else document.published
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        return replace(document, text=text, sha256=sha256, published=published)

    def _claim(self, document: str, claim: Claim) -> Claim:
        stance = self._chance.choice(STANCES) if self._chance.random() < 0.08 else claim.stance
        rules = ("actor before the verb", "counterpart after it")
        key = f"clm-{letters(claim.id)}"
        return replace(claim, id=key, document=document, stance=stance, cue="verb", rules=rules)

    def _problems(self, document: Document, claims: list[Claim]) -> Iterator[Problem]:
        if self._chance.random() < TROUBLED:
            span = claims[0].span
            message = "This could be read in two ways; nothing was made of it."
            yield Problem(self._chance.choice(CODES), message, document.file, document.id, Span(span.start, span.end))

    def _name(self, document: Document, mention: Mention) -> None:
        day = document.published.earliest if document.published else None
        key = naming_id(document.id, mention.name, mention.kind)
        held = self._parties.setdefault((mention.name, mention.kind), [])
        if not held or held[-1].id != key:
            held.append(Naming(key, document.id, mention.name, mention.kind, day=day))
        self._known.setdefault((mention.name, mention.kind), party_id(key))

    def _events(self, full: list[list[Told]]) -> None:
        made = [retold(told, self._known, self._chance) for told in full]
        origins = {o.id: o for one in made for o in one.origins if o.id not in self._origins}
        self._origins |= origins.keys()
        edges = tuple(edge for one in made for edge in one.edges)
        events = tuple(one.event for one in made)
        self._bulk.add(related.of_related(Related(events=events, origins=tuple(origins.values()), edges=edges)))
        self._bulk.add(checked.of_checked(_checked(looked(event, self._chance) for event in events)))

    def _write_parties(self, held: list[list[Naming]]) -> None:
        parties = tuple(_party(namings, self._chance) for namings in held)
        links = tuple(link for namings in held for link in _links(namings))
        namings = tuple(naming for namings in held for naming in namings)
        self._bulk.add(related.of_related(Related(parties=parties, namings=namings, links=links)))


def _party(namings: list[Naming], chance: random.Random) -> Party:
    first = namings[0]
    aliases = (first.name.partition(" ")[2],) if first.kind == "person" and chance.random() < 0.5 else ()
    return Party(party_id(first.id), first.name, first.kind, tuple(naming.id for naming in namings), aliases)


def _skipped(count: int) -> Iterator[rows.Row]:
    for number in range(1, count + 1):
        problem = Problem("unreadable", "The file could not be read.", f"{number}.pdf", severity="skipped")
        yield rows.of_problem(problem, number)


def _links(namings: list[Naming]) -> Iterator[Link]:
    """Why each naming was taken in: most for their equal names."""
    for first, second in pairwise(namings):
        yield Link(first.id, second.id, 9.5, (("the same name", 8.0), ("the same kind", 1.5)), same=True)


def _checked(found: Iterable[Looked]) -> Checked:
    several = list(found)
    return Checked(
        tuple(f for one in several for f in one.findings),
        tuple(lead for one in several for lead in one.leads),
        tuple(row for one in several for row in one.rows),
        tuple(told for one in several for told in one.recorded),
    )


def _paragraphs(chance: random.Random) -> list[str]:
    words = ["".join(chance.choices(dealings.LETTERS, k=chance.randrange(3, 9))) for _ in range(dealings.VOCABULARY)]
    return [" ".join(chance.choices(words, k=LONG)).capitalize() + "." for _ in range(PARAGRAPHS)]


def _parts(values: Iterable[Any]) -> Iterator[list[Any]]:
    held: list[Any] = []
    for value in values:
        held.append(value)
        if len(held) == PART:
            yield held
            held = []
    yield held


class _Bulk:
    """Writes rows table by table, many at a time; what belongs together may come in any order."""

    def __init__(self, ledger: Path) -> None:
        self._db = connection.to_write(ledger)
        for setting in _FAST:
            self._db.execute(f"PRAGMA {setting}")
        self._db.execute("BEGIN")
        self._held: dict[str, list[rows.Row]] = {}
        self._numbers: Counter[str] = Counter()

    def put(self, document: Document, number: int, reading: Reading, collected: str) -> None:
        """Write a document and what was read in it."""
        first = number * 1_000_000 + 1
        new: dict[str, list[rows.Row]] = {
            "documents": [rows.of_document(document, number, "made", collected)],
            "claims": [rows.of_claim(claim, first + n) for n, claim in enumerate(reading.claims)],
            "claim_parties": [row for claim in reading.claims for row in rows.of_parties(claim)],
            "claim_sources": [row for claim in reading.claims for row in rows.of_sources(claim)],
            "mentions": [rows.of_mention(document.id, n, m) for n, m in enumerate(reading.mentions, 1)],
            "problems": [rows.of_problem(problem, first + n) for n, problem in enumerate(reading.problems)],
        }
        for table, found in new.items():
            self._held.setdefault(table, []).extend(found)
        if number % PART == 0:
            self.add({})

    def add(self, new: Mapping[str, list[rows.Row]]) -> None:
        """Write rows, after those of documents that wait; numbers go on from those that are there."""
        held, self._held = self._held, {}
        for table, found in (*held.items(), *new.items()):
            shift = self._numbers[_OF.get(table, table)]
            several = [(row[0] + shift, *row[1:]) for row in found] if shift else found
            self._insert(table, several)
        for table in _NUMBERED:
            self._numbers[table] += len(new.get(table, ()))

    def close(self) -> None:
        """Leave the ledger as a writer leaves it."""
        self._db.execute("COMMIT")
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.close()

    def _insert(self, table: str, new: list[rows.Row]) -> None:
        if new:
            marks = ", ".join("?" * len(new[0]))
            self._db.executemany(f"INSERT INTO {table} VALUES ({marks})", new)
