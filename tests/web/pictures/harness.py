"""Serves the pictures' test pages with made data, under the app's content security policy, on this machine alone."""

from __future__ import annotations

import json
import random
import shutil
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from tools.parts import ROOT

HERE: Final = Path(__file__).parent
STATIC: Final = ROOT / "src" / "cuibono" / "web" / "static"
BROWSER: Final = shutil.which("chromium")
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
TYPES: Final = {".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css"}
FIRST: Final = date(2019, 1, 1)
DAYS: Final = 6 * 365
FAMILIES: Final = {
    "donation": "money",
    "gift": "money",
    "pledge": "money",
    "meeting": "contact",
    "lobbying": "contact",
    "support": "contact",
    "government_action": "decision",
    "appointment": "decision",
    "company_policy_change": "decision",
    "threat": "dispute",
    "legal_action": "dispute",
    "criticism": "dispute",
}
GRADES: Final = {"recorded": 1.0, "corroborated": 0.8, "single_origin": 0.5, "unattributed": 0.2}
Data = dict[str, Any]
Answers = Callable[[dict[str, str]], Data]


def timeline(count: int, seed: int = 7) -> Data:
    """Made events: most of one day, some of a month, few of a year or open on one side; more of them at three times."""
    chance = random.Random(seed)
    shares = [chance.uniform(0.3, 2.5) for _ in FAMILIES]
    events = [_event(chance, number, shares) for number in range(count)]
    days = [day for event in events for day in (event["earliest"], event["latest"]) if day]
    return {
        "first": min(days),
        "last": max(days),
        "total": count + 14,
        "undated": 14,
        "lanes": _lanes(Counter(event["lane"] for event in events)),
        "events": events,
    }


def _lanes(counts: Counter[int]) -> list[Data]:
    return [
        {"key": kind, "name": kind.replace("_", " ").capitalize(), "family": family, "events": counts[lane]}
        for lane, (kind, family) in enumerate(FAMILIES.items())
    ]


def _event(chance: random.Random, number: int, shares: list[float]) -> Data:
    lane = chance.choices(range(len(FAMILIES)), shares)[0]
    kind = list(FAMILIES)[lane]
    burst = chance.choice((500, 1200, 1900))
    place = chance.gauss(burst, 120) if chance.random() < 0.4 else chance.uniform(0, DAYS)
    day = FIRST + timedelta(days=min(max(round(place), 0), DAYS))
    earliest, latest, words = _period(chance, day)
    grade = chance.choices(list(GRADES), (1, 2, 5, 2))[0]
    reports = chance.choices((0, 1, 2, 3, 5), (1, 5, 3, 2, 1))[0]
    reported = sorted({day + timedelta(days=min(round(chance.expovariate(0.05)), 400)) for _ in range(reports)})
    return {
        "id": f"evt-{number}",
        "lane": lane,
        "kind": kind,
        "family": FAMILIES[kind],
        "grade": grade,
        "weight": GRADES[grade],
        "earliest": earliest and earliest.isoformat(),
        "latest": latest and latest.isoformat(),
        "reported": [each.isoformat() for each in reported],
        "line": f"{kind.replace('_', ' ').capitalize()}: Party {number % 83} – Ministry {number % 7}, {words}; "
        f"{reports} reports, {min(reports, 1)} origin",
    }


def _period(chance: random.Random, day: date) -> tuple[date | None, date | None, str]:
    """Earliest and latest day around a day, with words."""
    drawn = chance.random()
    month = day.replace(day=1)
    end = (month + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    if drawn < 0.72:
        return day, day, day.isoformat()
    if drawn < 0.92:
        return month, end, f"{day:%B %Y}"
    if drawn < 0.95:
        return day.replace(month=1, day=1), day.replace(month=12, day=31), str(day.year)
    return (day, None, f"since {day}") if drawn < 0.975 else (None, day, f"until {day}")


def binned(data: Data) -> Data:
    """The same in months, as the server answers where there are too many events."""
    counts = Counter(
        (event["lane"], event["family"], (event["earliest"] or event["latest"])[:7]) for event in data["events"]
    )
    bins = [
        {"lane": lane, "family": family, "month": month, "events": n} for (lane, family, month), n in counts.items()
    ]
    return {**data, "events": [], "bins": bins}


def windowed(data: Data) -> Answers:
    """Answers as the server does: months of the whole, events of a window."""

    def answer(fields: dict[str, str]) -> Data:
        if "from" not in fields:
            return binned(data)
        begin, end = fields["from"], fields["to"]
        events = [
            event
            for event in data["events"]
            if (event["latest"] or event["earliest"]) >= begin and (event["earliest"] or event["latest"]) <= end
        ]
        return {**data, "events": events}

    return answer


NAMES: Final = (
    "Acme",
    "Brightwater",
    "Corvane",
    "Ministry of Works",
    "Dunmore County",
    "Elder",
    "Foxglove Energy Holdings",
)
PARTIES: Final = ("organisation", "person", "public_body", "organisation", "place", "person", "group")


def network(count: int, seed: int = 3) -> Data:
    """Made parties, few of them with many ties, and ties between them."""
    chance = random.Random(seed)
    ties = [
        _tie(chance, number, min(int(chance.paretovariate(0.9)) - 1, number - 1))
        for number in range(1, count)
        for _ in range(chance.choice((1, 1, 1, 2, 3)))
    ]
    once = list({(tie["from"], tie["to"]): tie for tie in ties}.values())
    counts = Counter[str]()
    for tie in once:
        counts.update({tie["from"]: tie["events"], tie["to"]: tie["events"]})
    parties = [
        {"id": f"p{n}", "name": f"{NAMES[n % 7]} {n}", "kind": PARTIES[n % 7], "events": counts[f"p{n}"]}
        for n in range(count)
    ]
    return {"parties": parties, "ties": once, "left_out": 12}


def _tie(chance: random.Random, one: int, other: int) -> Data:
    kind = chance.choice(list(FAMILIES))
    events = min(int(chance.paretovariate(1)), 30)
    giver, taker = (one, other) if chance.random() < 0.7 else (other, one)
    return {
        "from": f"p{giver}",
        "to": f"p{taker}",
        "events": events,
        "kinds": {kind: events},
        "families": {FAMILIES[kind]: events},
        "grades": {"corroborated": events},
        "words": f"{NAMES[giver % 7]} {giver} → {NAMES[taker % 7]} {taker}: {events} × {kind.replace('_', ' ')}",
    }


class Served:
    """What was asked of the server, and the answers that it gives to `timeline.json` and `network.json`."""

    def __init__(self, answers: dict[str, Answers]) -> None:
        self.answers = answers
        self.asked: list[str] = []
        self.address = ""

    def body(self, target: str) -> tuple[str, bytes] | None:
        """Type and bytes for a path, None where there is nothing."""
        self.asked.append(target)
        parts = urlsplit(target)
        if answers := self.answers.get(parts.path.lstrip("/")):
            fields = {name: values[-1] for name, values in parse_qs(parts.query).items()}
            return "application/json", json.dumps(answers(fields)).encode()
        if parts.path.startswith(("/event/", "/party/", "/between/")):
            return TYPES[".html"], b"<!doctype html><html lang=en><title>Opened</title><h1>Opened</h1>"
        path = _file(parts.path)
        return (TYPES.get(path.suffix, "text/plain"), path.read_bytes()) if path.is_file() else None


def _file(path: str) -> Path:
    return STATIC / path.removeprefix("/static/") if path.startswith("/static/") else HERE / path.lstrip("/")


@contextmanager
def serving(**answers: Answers) -> Iterator[Served]:
    """The test pages on 127.0.0.1; `timeline=` and `network=` give the data."""
    served = Served({f"{name}.json": answer for name, answer in answers.items()})

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = served.body(self.path)
            kind, body = found or ("text/plain", b"nothing here")
            self.send_response(200 if found else 404 if "favicon" not in self.path else 204)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Security-Policy", POLICY)
            self.end_headers()
            with suppress(BrokenPipeError):  # the page no longer waits for an answer that comes late
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
