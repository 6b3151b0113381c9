"""The server as agents meet it: a process that is spoken to over its standard input and output."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from mcp import Client, StdioServerParameters

from cuibono.cli import main
from tests.agents.asking import made, text

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]), "PYTHONUTF8": "1"}
SENTENCE = "Cirravale donated $7 million to the Ellery inaugural fund in December 2022."


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("small"))


def served(case: Path, sent: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cuibono", "mcp", str(case)]
    return subprocess.run(
        command, input=sent, capture_output=True, text=True, env=ENVIRONMENT, check=False, timeout=120
    )


def test_the_bundled_story_over_a_real_process(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    case, examples = str(tmp_path / "story"), ROOT / "docs" / "examples"
    assert main(["demo", "--case", case]) == 0
    table, mapping = str(examples / "inaugural.csv"), str(examples / "inaugural.mapping.toml")
    assert main(["registers", "map", table, "--confirm", mapping, "--case", case]) == 0
    assert main(["registers", "add", "ellery_inaugural", table, "--retrieved", "2023-05-02", "--case", case]) == 0
    capfd.readouterr()
    command = StdioServerParameters(command=sys.executable, args=["-m", "cuibono", "mcp", case], env=ENVIRONMENT)

    async def talk() -> tuple[str, ...]:
        async with Client(command) as client:
            status = await client.call_tool("status", {})
            recorded = await client.call_tool("events", {"grade": "recorded"})
            (event,) = recorded.structured_content["events"]
            whole = await client.call_tool("event", {"event": event["id"]})
            checked = await client.call_tool("check_sentence", {"text": SENTENCE, "published": "2023-11-01"})
            return text(status), text(whole), text(checked)

    status, whole, checked = asyncio.run(talk())
    assert "3 rows of public registers are kept" in status
    assert '  - row: "rec-ellery_inaugural:R-1"' in whole
    assert "- about: evt-" in whole
    assert "verdict: supports" in whole
    assert "14 documents" in status
    assert "mark: stronger" in checked
    assert 'given: "US$7 million"' in checked
    assert 'quoted "Cirravale Inc has donated $1 million to the fund' in checked


def test_nothing_but_the_protocol_stands_on_standard_output(case: Path) -> None:
    asked = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    lines = [
        json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": asked}),
        json.dumps({"jsonrpc": "2.0", "method": "notifications/initialized"}),
        "this is no message",
        json.dumps({"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "status", "arguments": {}}}),
    ]
    done = served(case, "\n".join(lines) + "\n")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    assert [one["id"] for one in answers if one.get("id")] == [1, 2]
    assert all(one["jsonrpc"] == "2.0" for one in answers)


def test_it_stops_when_the_other_side_leaves(case: Path) -> None:
    done = served(case, "")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_where_there_is_no_case_it_says_so_beside_the_protocol(tmp_path: Path) -> None:
    done = served(tmp_path / "nowhere", "")
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no case here" in done.stderr


def test_no_other_command_loads_the_protocol(case: Path) -> None:
    probe = "import sys; from cuibono.cli import main; main(['events', sys.argv[1]]); print(*sys.modules)"
    command = [sys.executable, "-c", probe, str(case)]
    done = subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, check=True)
    assert not set(done.stdout.splitlines()[-1].split()) & {"mcp", "pydantic", "starlette", "anyio"}
