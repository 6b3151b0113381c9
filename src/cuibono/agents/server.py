"""The Model Context Protocol over a case. The only door to `mcp`, which is imported when a server is made."""

from __future__ import annotations

import asyncio
import sys
import traceback
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

import msgspec

from cuibono.agents.questions import Questions
from cuibono.agents.tools import TOOLS, Answer, call, schema
from cuibono.errors import CuiBonoError

if TYPE_CHECKING:
    from mcp import types
    from mcp.server import Server

STATUS: Final = "cuibono://status"
TEMPLATES: Final = {
    "cuibono://event/{id}": ("event", "One event with its origins, passages, differences and records."),
    "cuibono://document/{id}": ("document", "A document's first 20,000 characters, with the claims in them."),
}
"""Each resource template with the tool that answers it and what it holds."""
_LONGEST_SENTENCE = 4000


def serve(case: Questions) -> None:
    """Answer over standard input and output until the other side closes it."""
    asyncio.run(_serve(server(case)))


async def _serve(made: Server[Any]) -> None:
    from mcp import stdio_server

    async with stdio_server() as (incoming, outgoing):
        await made.run(incoming, outgoing, made.create_initialization_options())


def server(case: Questions) -> Server[Any]:
    """A server that answers questions about a case."""
    from mcp.server import Server

    answers = _Answers(case)
    return Server(
        "cuibono",
        title="Cui Bono",
        version=version("cuibono"),
        instructions=_page("instructions.md"),
        on_list_tools=answers.tools,
        on_call_tool=answers.tool,
        on_list_resources=answers.resources,
        on_list_resource_templates=answers.templates,
        on_read_resource=answers.resource,
        on_list_prompts=answers.prompts,
        on_get_prompt=answers.prompt,
    )


class _Answers:
    """What is answered to each request of the protocol."""

    def __init__(self, case: Questions) -> None:
        self._case = case

    async def tools(self, _context: object, _asked: object) -> types.ListToolsResult:
        from mcp import types

        reads = types.ToolAnnotations(
            read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
        )
        return types.ListToolsResult(
            tools=[
                types.Tool(
                    name=tool.name,
                    title=tool.title,
                    description=tool.about,
                    input_schema=schema(tool.takes),
                    output_schema=schema(tool.gives),
                    annotations=reads,
                )
                for tool in TOOLS.values()
            ]
        )

    async def tool(self, _context: object, asked: types.CallToolRequestParams) -> types.CallToolResult:
        from mcp import types

        try:
            answer = await self._ask(asked.name, asked.arguments or {})
        except CuiBonoError as error:
            said = types.TextContent(type="text", text=str(error))
            return types.CallToolResult(content=[said], is_error=True)
        return types.CallToolResult(
            content=[types.TextContent(type="text", text=answer.text)], structured_content=answer.values
        )

    async def resources(self, _context: object, _asked: object) -> types.ListResourcesResult:
        from mcp import types

        about = "What the case holds, and what could not be read."
        found = types.Resource(uri=STATUS, name="status", description=about, mime_type="application/json")
        return types.ListResourcesResult(resources=[found])

    async def templates(self, _context: object, _asked: object) -> types.ListResourceTemplatesResult:
        from mcp import types

        return types.ListResourceTemplatesResult(
            resource_templates=[
                types.ResourceTemplate(uri_template=uri, name=name, description=about, mime_type="application/json")
                for uri, (name, about) in TEMPLATES.items()
            ]
        )

    async def resource(self, _context: object, asked: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        from mcp import MCPError, types

        try:
            answer = await self._ask(*_of_address(asked.uri))
        except CuiBonoError as error:
            raise MCPError(types.INVALID_PARAMS, str(error)) from error
        written = msgspec.json.encode(answer.values).decode()
        contents = types.TextResourceContents(uri=asked.uri, mime_type="application/json", text=written)
        return types.ReadResourceResult(contents=[contents])

    async def prompts(self, _context: object, _asked: object) -> types.ListPromptsResult:
        from mcp import types

        sentence = types.PromptArgument(name="sentence", description="What is to be checked.", required=True)
        about = "Check a sentence against the ledger, and say what stands behind it."
        return types.ListPromptsResult(prompts=[types.Prompt(name="check", description=about, arguments=[sentence])])

    async def prompt(self, _context: object, asked: types.GetPromptRequestParams) -> types.GetPromptResult:
        from mcp import MCPError, types

        sentence = (asked.arguments or {}).get("sentence", "").strip()
        if asked.name != "check" or not sentence or len(sentence) > _LONGEST_SENTENCE:
            message = f"The prompt is `check`, with a `sentence` of at most {_LONGEST_SENTENCE} characters."
            raise MCPError(types.INVALID_PARAMS, message)
        said = _page("check.md").replace("{sentence}", msgspec.json.encode(sentence).decode())
        content = types.TextContent(type="text", text=said)
        return types.GetPromptResult(messages=[types.PromptMessage(role="user", content=content)])

    async def _ask(self, name: str, given: dict[str, Any]) -> Answer:
        """An answer, worked out beside the protocol. Raises CuiBonoError with a message for the agent."""
        try:
            return await asyncio.to_thread(call, self._case, name, given)
        except CuiBonoError:
            raise
        except Exception as error:
            traceback.print_exc(file=sys.stderr)
            message = "this could not be answered because of a mistake in the program, which its log shows."
            raise CuiBonoError(f"{message} Other questions can still be asked.") from error


def _of_address(uri: str) -> tuple[str, dict[str, Any]]:
    """The tool that answers for an address, and what it is called with."""
    if uri == STATUS:
        return "status", {}
    for template, (name, _) in TEMPLATES.items():
        head = template.removesuffix("{id}")
        if uri.startswith(head):
            return name, {name: uri.removeprefix(head)} | ({"length": 20_000} if name == "document" else {})
    known = ", ".join((STATUS, *TEMPLATES))
    raise CuiBonoError(f"there is no such resource. The resources are: {known}.")


def _page(name: str) -> str:
    return files("cuibono.agents").joinpath(name).read_text(encoding="utf-8")
