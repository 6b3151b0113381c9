"""A model for tests: a local server that answers chat completions from a script, however well or badly that is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.publisher import Asked, Publisher, Reply, publisher

Passages = Mapping[int, str]
Script = Callable[[Passages], Any]

EMPTY = {
    "context": "", "stance": "asserted", "actors": [], "counterparts": [], "attribution": [],
    "topic": "", "amount": "", "date": "", "place": "",
}  # fmt: skip


def claim(passage: int, kind: str, quote: str, **more: Any) -> dict[str, Any]:
    """One claim as a model writes it; parties may be given as their names alone."""
    told = {**EMPTY, "passage": passage, "kind": kind, "quote": quote, **more}
    for side in ("actors", "counterparts", "attribution"):
        told[side] = [party(one) if isinstance(one, str) else one for one in told[side]]
    return told


def party(words: str, name: str = "", kind: str = "organisation") -> dict[str, str]:
    return {"words": words, "name": name or words, "kind": kind}


def passages(asked: Asked) -> dict[int, str]:
    """What a request shows of the article."""
    shown = json.loads(json.loads(asked.body)["messages"][1]["content"])["passages"]
    return {one["number"]: one["text"] for one in shown}


def completion(content: Any, finish: str = "stop", refusal: str | None = None, usage: bool = True) -> Reply:
    """An endpoint's answer; content that is no text is written as JSON."""
    text = content if isinstance(content, str) else json.dumps(content)
    told: dict[str, Any] = {
        "choices": [{"message": {"role": "assistant", "content": text, "refusal": refusal}, "finish_reason": finish}]
    }
    if usage:
        told["usage"] = {"prompt_tokens": 1000, "completion_tokens": 100}
    return Reply(json.dumps(told), headers={"Content-Type": "application/json"})


@contextmanager
def model(script: Script) -> Iterator[Publisher]:
    """A server whose model answers with what the script makes of the passages: claims, or a whole Reply."""
    with publisher() as server:

        def play(asked: Asked) -> Reply:
            found = script(passages(asked))
            return found if isinstance(found, Reply) else completion({"claims": found})

        server.play = play
        yield server


def case(folder: Path, server: Publisher, **more: Any) -> Path:
    """A case whose settings name the server."""
    folder.mkdir(parents=True, exist_ok=True)
    told = {"endpoint": f"{server.url}/v1", "model": "scripted", "first_wait": 0.01, "attempts": 3, **more}
    lines = "".join(f"{name} = {json.dumps(value)}\n" for name, value in told.items())
    (folder / "cuibono.toml").write_text(f'[reader]\nuse = "llm"\n\n[reader.llm]\n{lines}')
    return folder
