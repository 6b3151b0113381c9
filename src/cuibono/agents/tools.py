"""The tools: what each is called, takes and answers; and one call from plain values to plain values.

Knows nothing of the protocol: errors are UsageError with a message that says what to do.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any, Final

import msgspec

from cuibono.agents import answers, arguments, on_documents, on_events, on_parties, on_sentences
from cuibono.agents.questions import Questions
from cuibono.agents.text import text
from cuibono.errors import UsageError

LONGEST_ANSWER = 400_000  # characters of JSON


class Tool(msgspec.Struct, frozen=True):
    """One tool: its function's docstring is what an agent is told of it."""

    title: str
    ask: Callable[[Questions, Any], msgspec.Struct]
    takes: type[msgspec.Struct]
    gives: type[msgspec.Struct]

    @property
    def name(self) -> str:
        """The name by which it is called."""
        return self.ask.__name__

    @property
    def about(self) -> str:
        """What it does, for an agent."""
        return inspect.cleandoc(self.ask.__doc__ or "")


TOOLS: Final[Mapping[str, Tool]] = {
    tool.name: tool
    for tool in (
        Tool("What the case holds", on_documents.status, arguments.StatusArguments, answers.Status),
        Tool("Find words", on_events.search, arguments.SearchArguments, answers.Hits),
        Tool("List events", on_events.events, arguments.EventsArguments, answers.Events),
        Tool("One event in full", on_events.event, arguments.EventArguments, answers.EventAnswer),
        Tool(
            "Where reports differ",
            on_events.contradictions,
            arguments.ContradictionsArguments,
            answers.Contradictions,
        ),
        Tool("Who a party is", on_parties.party, arguments.PartyArguments, answers.PartyAnswer),
        Tool(
            "Is this supported, and by what?",
            on_sentences.check_sentence,
            arguments.SentenceArguments,
            answers.SentenceAnswer,
        ),
        Tool("A document's text", on_documents.document, arguments.DocumentArguments, answers.DocumentAnswer),
    )
}
"""Every tool by its name."""


class Answer(msgspec.Struct, frozen=True):
    """An answer as plain values and as text."""

    values: dict[str, Any]
    text: str


def call(case: Questions, name: str, given: Mapping[str, object]) -> Answer:
    """Call a tool. Raises UsageError where it is not there, or cannot be called so."""
    tool = TOOLS.get(name)
    if tool is None:
        raise UsageError(f"there is no such tool. The tools are: {', '.join(TOOLS)}.")
    asked = _asked(tool, given)
    with case.lock:
        answer = tool.ask(case, asked)
    written = msgspec.json.encode(answer)
    if len(written) > LONGEST_ANSWER:
        raise UsageError(f"the answer would have {len(written):,} characters. Ask for less: a lower limit, or filters.")
    return Answer(msgspec.json.decode(written), text(answer))


def schema(of: type[msgspec.Struct]) -> dict[str, Any]:
    """The JSON Schema of a value, an object at its root."""
    (whole,), parts = msgspec.json.schema_components([of], ref_template="#/$defs/{name}")
    root = parts.pop(str(whole["$ref"]).rpartition("/")[2])
    return {**root, "$defs": parts} if parts else root


def _asked(tool: Tool, given: Mapping[str, object]) -> msgspec.Struct:
    try:
        msgspec.json.encode(given)  # half a surrogate pair in a string cannot be written
        return msgspec.convert(dict(given), tool.takes, strict=False)
    except (msgspec.ValidationError, UnicodeEncodeError) as error:
        message = f"these arguments cannot be used: {error}. {tool.name} takes: {_known(tool)}."
        raise UsageError(message) from error


def _known(tool: Tool) -> str:
    """The arguments of a tool, with the values of those that have to be one of several."""
    found = []
    for name, about in schema(tool.takes)["properties"].items():
        choices = [str(one) for part in about.get("anyOf", [about]) for one in part.get("enum", ())]
        found.append(f"{name} ({', '.join(choices)})" if choices else name)
    return ", ".join(found) or "no arguments"
