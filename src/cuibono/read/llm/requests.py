"""What is asked: some passages of one article, as quoted data, with the schema of the answer.

Takes: a document, the name of a model, sizes. Gives: requests, the same each time. Knows nothing of: who answers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache

import msgspec

from cuibono.model import Document
from cuibono.read.blocks import blocks
from cuibono.read.llm.answers import schema
from cuibono.settings import LlmSettings
from cuibono.tables import table
from cuibono.tables.cues import kinds


class Passage(msgspec.Struct, frozen=True, omit_defaults=True):
    """A paragraph of the article: its number among the blocks, its clean text, in a transcript who speaks."""

    number: int
    text: str
    speaker: str = ""


class Request(msgspec.Struct, frozen=True):
    """One question; `body` is sent as it is, and `key` is its hash: of the text, the prompt, the schema, the model."""

    key: str
    body: bytes
    passages: tuple[Passage, ...]


class _Asked(msgspec.Struct, frozen=True):
    passages: tuple[Passage, ...]


def requests(document: Document, chosen: LlmSettings) -> tuple[Request, ...]:
    """The requests for one document, in order of the text; passages of no other document are in them."""
    found = blocks(document.text, document.body)
    passages = (Passage(n, one.text, one.speaker or "") for n, one in enumerate(found, 1) if not one.question)
    return tuple(_request(batch, chosen) for batch in _batches(passages, chosen.batch))


def _batches(passages: Iterable[Passage], size: int) -> Iterator[tuple[Passage, ...]]:
    batch: list[Passage] = []
    for passage in passages:
        if batch and sum(len(one.text) for one in batch) + len(passage.text) > size:
            yield tuple(batch)
            batch = []
        batch.append(passage)
    if batch:
        yield tuple(batch)


def _request(passages: tuple[Passage, ...], chosen: LlmSettings) -> Request:
    body = msgspec.json.encode(
        {
            "model": chosen.model,
            "messages": [
                {"role": "system", "content": prompt()},
                {"role": "user", "content": msgspec.json.encode(_Asked(passages)).decode()},
            ],
            "temperature": 0,
            "max_tokens": chosen.longest,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "claims", "strict": True, "schema": schema()},
            },
        }
    )
    return Request(hashlib.sha256(body).hexdigest(), body, passages)


@cache
def prompt() -> str:
    """What the model is told before it sees any text."""
    told = (f"- {one.kind}: {one.gloss} Actor: {one.actor}. Counterpart: {one.counterpart}." for one in kinds())
    return str(table("llm")["prompt"]).replace("{kinds}", "\n".join(told)).strip()
