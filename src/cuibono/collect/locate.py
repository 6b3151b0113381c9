"""From a span of a document's text back to the original: which bytes of which part of it say so."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Literal

import msgspec

from cuibono.collect import isolated, media
from cuibono.collect.archive import Entry
from cuibono.collect.decode import offsets
from cuibono.collect.extract import Extract
from cuibono.collect.formats import extract
from cuibono.collect.runs import stretches
from cuibono.model import Span

Box = tuple[float, float, float, float]


class Place(msgspec.Struct, frozen=True):
    """A stretch of an original, end exclusive.

    `part` is where in it: "" for the original itself, else "page 2" of a PDF, "part 1" of a mail (its transfer encoding
    undone), the markup in a Word document. `unit` says what `start` and `end` count: of a PDF characters of the page,
    as PDFium numbers them, from 0; of everything else bytes. `boxes` are left, bottom, right, top on the page, in
    points from its lower left corner.
    """

    part: str
    start: int
    end: int
    unit: Literal["bytes", "characters"] = "bytes"
    boxes: tuple[Box, ...] = ()


def places(data: bytes, entry: Entry, *spans: Span) -> tuple[tuple[Place, ...], ...]:
    """For each span the stretches of the original that say it, in order; what markup stands between is left out.

    The text is taken out of the original again, by which the map is made. What is told nowhere (a headline that only
    the page's head states, the line between two paragraphs) has no place.
    """
    found, _ = extract(data, entry)
    if found is None:
        return tuple(() for _ in spans)
    kind = media.sort(entry.file, data, entry.enclosed)
    told = [list(_joined(found, span)) for span in spans]
    if kind == media.PDF:
        return tuple(tuple(_on_page(data, found, *one) for one in stretched) for stretched in told)
    starts = {part: _starts(data, kind, found, part) for part in {one[0] for stretched in told for one in stretched}}
    return tuple(
        tuple(Place(found.parts[part], starts[part][first], starts[part][last]) for part, first, last in stretched)
        for stretched in told
    )


def _joined(found: Extract, span: Span) -> Iterator[tuple[int, int, int]]:
    """Part, start and end of each stretch, those that touch as one."""
    steps: list[list[int]] = []
    for part, first, last in stretches(found.runs, span.start, span.end):
        if steps and steps[-1][0] == part and steps[-1][2] == first:
            steps[-1][2] = last
        else:
            steps.append([part, first, last])
    return ((part, first, last) for part, first, last in steps)


def _on_page(data: bytes, found: Extract, part: int, first: int, last: int) -> Place:
    return Place(found.parts[part], first, last, "characters", isolated.boxes(data, part, first, last))


def _starts(data: bytes, kind: str, found: Extract, part: int) -> list[int]:
    """The byte at which each character of a part begins."""
    if kind == media.DOCX:
        return offsets(isolated.part("member", data))
    if kind == media.MAIL:
        number = int(found.parts[part].rpartition(" ")[2])
        return offsets(isolated.part("part", data, number), found.charset)
    return offsets(data, found.charset)


def shown(places: tuple[Place, ...]) -> str:
    """Places in words: "bytes 120-180 and 195-204", "page 2, characters 10-64"."""
    words = []
    for (part, unit), group in groupby(places, key=lambda place: (place.part, place.unit)):
        ranges = [f"{place.start}-{place.end}" for place in group]
        listed = " and ".join([", ".join(ranges[:-1]), ranges[-1]] if ranges[1:] else ranges)
        words.append(f"{part + ', ' if part else ''}{unit} {listed}")
    return "; ".join(words)
