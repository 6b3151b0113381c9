"""A small case, and a program that asks it over the protocol, in memory."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

from mcp import Client, MCPError, types

from cuibono import pipeline
from cuibono.agents.questions import Questions
from cuibono.agents.server import server
from tests.small_reader import SmallReader

T = TypeVar("T")
HEAD = "A headline\n\nBy Ann Other\nHarbour News, {day}\n\n"
REST = " The state said that it had not been told of it at all.\n"
TEXTS = {
    "a.txt": ("3 May 2024", "Acme met Jane Doe, Tom Roe said."),
    "b.txt": ("4 May 2024", "Acme met Jane Doe, Tom Roe said."),
    "c.txt": ("5 May 2024", "Bolt met Ida Pine. Acme met Max Low."),
}


def made(folder: Path, texts: dict[str, str] | None = None) -> Path:
    """A case that the small reader read."""
    (folder / "news").mkdir(parents=True)
    told = texts or {name: HEAD.format(day=day) + text + REST for name, (day, text) in TEXTS.items()}
    for name, text in told.items():
        (folder / "news" / name).write_text(text, encoding="utf-8")
    pipeline.read(folder / "case", [str(folder / "news")], SmallReader())
    return folder / "case"


def in_memory(case: Path, what: Callable[[Client], Awaitable[T]]) -> T:
    """What a client that is connected to a server over this case gives."""

    async def talk() -> T:
        async with Client(server(Questions(case, SmallReader))) as client:
            return await what(client)

    return asyncio.run(talk())


def called(case: Path, tool: str, **arguments: object) -> types.CallToolResult:
    """What a tool answers, errors too."""
    return in_memory(case, lambda client: client.call_tool(tool, arguments))


def answer(case: Path, tool: str, **arguments: object) -> dict[str, Any]:
    """The structured answer of a tool."""
    found = called(case, tool, **arguments)
    assert not found.is_error, text(found)
    values: dict[str, Any] = found.structured_content
    return values


def refusal(case: Path, tool: str, **arguments: object) -> str:
    """The message with which a tool refuses."""
    found = called(case, tool, **arguments)
    assert found.is_error
    return text(found)


def text(found: types.CallToolResult) -> str:
    """The text of an answer."""
    (content,) = found.content
    assert isinstance(content, types.TextContent)
    return content.text


def fault(case: Path, what: Callable[[Client], Awaitable[object]]) -> str:
    """The message of the error of the protocol that a request ends in."""

    async def failing(client: Client) -> str:
        try:
            await what(client)
        except MCPError as error:
            return str(error)
        return ""

    return in_memory(case, failing)
