"""What a dossier says, as plain values that the template lays out; every text is on one line and steers nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from typing import Any, Final

from cuibono.explore.finding_view import VERDICTS
from cuibono.explore.phrases import GRADES, SORTS, STANCES, count_words, day_words, period_words
from cuibono.model import Document, Grade, Problem, Stance
from cuibono.publish.dossier.event_pages import event
from cuibono.publish.dossier.people import parties
from cuibono.publish.formats import Row
from cuibono.publish.story.plain import address, plain
from cuibono.publish.story.story import Story

Numbers = Mapping[str, int]
"""From the id of a document to its number in the dossier."""
_LONG: Final = re.compile("[^\\s\u2010-\u2015\u2e80-\U0003ffff]{28,}")
_EVERY: Final = 12


def pages(story: Story, problems: Iterable[Problem] = ()) -> Row:
    """All that is printed, in the order of the pages; the same ledger gives the same values."""
    numbers = {key: number for number, key in enumerate(story.held.documents, 1)}
    troubles = sorted(problems, key=lambda one: (one.file or "", one.code, one.message))
    found: Row = {
        "title": "Ledger of dealings",
        "author": story.author or "",
        "summary": story.summary,
        "holds": _holds(story, len(troubles)),
        "registers": _registers(story),
        "version": version("cuibono"),
        "reading": _reading(story),
        "events": [event(view, numbers) for view in story.views],
        "parties": parties(story),
        "documents": _documents(story, numbers),
        "problems": [{"doc": numbers.get(one.document or "", 0), "text": one.message} for one in troubles],
    }
    cleaned: Row = tidied(found)
    return cleaned


def tidied(value: Any) -> Any:
    """Values whose texts are on one line, without characters that cannot be seen; long words may be broken."""
    if isinstance(value, str):
        return _LONG.sub(_broken, plain(value))
    if isinstance(value, dict):
        return {name: one if name in _EXACT else tidied(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [tidied(one) for one in value]
    return value


_EXACT: Final = ("url", "sha256")  # stand as they are: an address to follow, a sum to compare


def _broken(found: re.Match[str]) -> str:
    word = found[0]
    return "\u200b".join(word[start : start + _EVERY] for start in range(0, len(word), _EVERY))


def _holds(story: Story, problems: int) -> list[list[str]]:
    """How much the ledger holds, line by line."""
    held, views = story.held, story.views
    days = [day for one in held.documents.values() if one.published and (day := one.published.first_known)]
    span = f", published {day_words(min(days))} to {day_words(max(days))}" if days else ""
    origins = len({origin.id for view in views for origin in view.counted})
    differing = sum(bool(view.contradictions) for view in views)
    undated = sum(not view.dated for view in views)
    told = [
        ["Documents", f"{len(held.documents):,}{span}"],
        ["Claims", f"{len(held.claims):,}: passages of which each tells of one dealing"],
        ["Events", f"{len(views):,}: dealings in the world that the claims are taken to tell of; {undated:,} undated"],
        ["Origins", f"{origins:,} independent origins behind them"],
        ["Differences", f"{count_words(differing, 'event')} whose reports give different values"],
        ["Findings", count_words(sum(map(len, held.findings.values())), "finding") + " from public records"],
        ["Decisions", count_words(len(held.judgements), "decision") + " of people in effect"],
        ["Trouble", count_words(problems, "note") + " on what could not be read, or only in part"],
    ]
    return [line for line in told if line]


def _registers(story: Story) -> list[str]:
    """What was searched of public records, each once."""
    found = (f"{one.title}: {one.coverage}" for several in story.held.findings.values() for one in several)
    return list(dict.fromkeys(text for text in found if not text.endswith(": ")))


def _reading(story: Story) -> Row:
    """The words that the dossier uses, each with its meaning and how many events it is said of."""
    grades: Counter[Grade] = Counter(view.grade for view in story.views)
    stances: Counter[Stance] = Counter(view.stance for view in story.views)
    return {
        "grades": [[words, meaning, grades[grade]] for grade, (words, meaning) in GRADES.items()],
        "stances": [[words, meaning, stances[stance]] for stance, (words, meaning) in STANCES.items()],
        "sorts": [list(words) for words in SORTS.values()],
        "verdicts": [list(words) for words in VERDICTS.values()],
    }


def _documents(story: Story, numbers: Numbers) -> list[Row]:
    told: dict[str, list[int]] = {}
    for view in story.views:
        for key in story.events[view.id].documents:
            told.setdefault(key, []).append(view.number)
    return [_document(one, numbers[key], told.get(key, [])) for key, one in story.held.documents.items()]


def _document(document: Document, number: int, events: list[int]) -> Row:
    published = period_words(document.published) if document.published else "day of publication not known"
    return {
        "number": number,
        "title": document.title or document.file,
        "source": f"{document.publisher or 'outlet not known'}, {published}",
        "file": document.file,
        "sha256": document.sha256,
        "url": address(document.url) or "",
        "events": events,
    }
