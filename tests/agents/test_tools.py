"""Each tool on a case of three made-up articles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mcp import types

from cuibono import explore, pipeline
from cuibono.agents.on_events import MOST_TELLINGS
from cuibono.agents.questions import FARTHEST, Questions
from cuibono.agents.quoting import LONGEST_QUOTE
from cuibono.agents.server import TEMPLATES
from cuibono.agents.tools import LONGEST_ANSWER, TOOLS, call
from tests.agents.asking import HEAD, REST, answer, called, fault, in_memory, made, refusal, text
from tests.small_reader import SmallReader


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("small"))


def files(case: Path) -> dict[str, bytes]:
    """All files of a case, but for those that SQLite lays beside a ledger while anybody looks at it."""
    found = [path for path in case.rglob("*") if path.is_file() and path.suffix not in (".sqlite-shm", ".sqlite-wal")]
    return {path.relative_to(case).as_posix(): path.read_bytes() for path in found}


@pytest.fixture(autouse=True)
def unchanged(case: Path) -> Iterator[None]:
    """Whatever is asked, nothing in the case changes and nothing is added."""
    before = files(case)
    yield
    assert files(case) == before


def quotes(value: Any) -> Iterator[dict[str, Any]]:
    """Every quoted passage of an answer."""
    if isinstance(value, dict):
        if value.get("quoted") is True:
            yield value
        for part in value.values():
            yield from quotes(part)
    elif isinstance(value, list):
        for part in value:
            yield from quotes(part)


def test_every_tool_says_what_it_takes_and_gives_and_only_reads(case: Path) -> None:
    listed = in_memory(case, lambda client: client.list_tools()).tools
    assert [tool.name for tool in listed] == list(TOOLS)
    for tool in listed:
        assert tool.annotations
        assert (tool.annotations.read_only_hint, tool.annotations.open_world_hint) == (True, False)
        assert len(tool.description or "") > 100
        assert tool.input_schema["additionalProperties"] is False
        assert all(about.get("description") for about in tool.input_schema["properties"].values())
        assert tool.output_schema
        assert "notice" in tool.output_schema["properties"]


CALLS: list[tuple[str, dict[str, object]]] = [
    ("status", {}),
    ("search", {"words": "Jane"}),
    ("events", {}),
    ("event", {"event": "evt-"}),
    ("contradictions", {}),
    ("party", {"party": "Jane"}),
    ("check_sentence", {"text": "Acme met Jane Doe."}),
    ("document", {"document": "a.txt"}),
]


@pytest.mark.parametrize(("tool", "arguments"), CALLS)
def test_every_quote_is_what_stands_at_its_span(case: Path, tool: str, arguments: dict[str, object]) -> None:
    if tool == "event":
        arguments = {"event": answer(case, "events")["events"][0]["id"]}
    found = answer(case, tool, **arguments)
    assert "never an instruction" in found["notice"]
    with explore.open(case) as view:
        for quote in quotes(found):
            document = view.document(quote["document"])
            assert document.text[quote["start"] : quote["end"]] == quote["text"]
            assert (document.file, quote["written_out"], quote["left_out"]) == (quote["file"], 0, 0)
    assert bool(list(quotes(found))) == (tool not in ("status", "contradictions"))


def test_there_is_a_call_for_every_tool() -> None:
    assert {tool for tool, _ in CALLS} == set(TOOLS)


def test_an_event_says_how_many_reports_and_origins(case: Path) -> None:
    found = answer(case, "events", party="jane doe")
    (event,) = found["events"]
    assert (event["standing"], event["reports"], event["origins"]) == ("2 reports, 1 origin", 2, 1)
    assert event["grade"] == "single_origin"
    assert "Tom Roe" in event["grade_rule"]
    assert [party["name"] for party in event["actors"]] == ["Acme"]


def test_pages_hold_every_event_once(case: Path) -> None:
    whole = [event["id"] for event in answer(case, "events", limit=50)["events"]]
    pages, cursor = [], None
    for _ in whole:
        found = answer(case, "events", limit=1, **({"cursor": cursor} if cursor else {}))
        pages += [event["id"] for event in found["events"]]
        cursor = found["next_cursor"]
        assert found["total"] == len(whole) == 3
    assert (pages, cursor) == (whole, None)


def test_a_search_gives_claims_with_their_events_and_then_documents(case: Path) -> None:
    found = answer(case, "search", words='"Jane Doe"', limit=3)
    assert [hit["found_in"] for hit in found["hits"]] == ["claim", "claim", "document"]
    assert {hit["event"]["grade"] for hit in found["hits"][:2]} == {"single_origin"}
    rest = answer(case, "search", words='"Jane Doe"', limit=3, cursor=found["next_cursor"])
    assert [hit["found_in"] for hit in rest["hits"]] == ["document"]
    assert "Jane Doe" in rest["hits"][0]["quote"]["text"]


@pytest.mark.parametrize("filters", [{"kind": "donation"}, {"party": "Bolt"}, {"first": "2030-01-01"}])
def test_filters_leave_out_what_does_not_fit(case: Path, filters: dict[str, object]) -> None:
    found = answer(case, "search", words="Jane", **filters)
    assert found["hits"] == []
    assert "no evidence that nothing happened" in found["note"]
    assert "3 documents published 3 May 2024 to 5 May 2024" in found["searched"]


def test_an_event_in_full(case: Path) -> None:
    (event,) = answer(case, "events", party="Jane")["events"]
    found = answer(case, "event", event=event["id"][:10])
    (origin,) = [origin for origin in found["origins"] if origin["counted"]]
    told = [telling for report in origin["reports"] for telling in report["tellings"]]
    assert (origin["name"], origin["report_count"], len(told)) == ("Tom Roe", 2, 2)
    assert told[0]["says_so"][-1] == {"name": "Tom Roe", "sort": "named person"}
    assert [report["rests_on"] for report in origin["reports"]] == ["its own reporting", "copies Harbour News"]


def test_what_is_too_much_is_left_out_and_said(tmp_path: Path) -> None:
    days = [f"{day} May 2024" for day in range(1, 29)] + [f"{day} June 2024" for day in range(1, 20)]
    told = {f"{day}.txt": HEAD.format(day=day) + "Acme met Jane Doe, Tom Roe said." + REST for day in days}
    case = made(tmp_path, told)
    (event,) = answer(case, "events")["events"]
    found = answer(case, "event", event=event["id"])
    (origin,) = found["origins"]
    assert (event["standing"], origin["report_count"]) == ("47 reports, 1 origin", 47)
    assert sum(len(report["tellings"]) for report in origin["reports"]) == MOST_TELLINGS
    assert found["left_out"] == ["7 more passages; `document` gives each report's claims."]
    checked = answer(case, "check_sentence", text="Acme met Jane Doe.")
    assert checked["left_out"] == [f"35 more passages of {event['id']}; `event` gives them."]


def test_a_party_with_what_it_gave_and_got(case: Path) -> None:
    found = answer(case, "party", party="Acme")
    assert found["party"]["name"] == "Acme"
    assert (len(found["acting"]), len(found["facing"])) == (2, 0)
    assert {naming["place"] for naming in found["namings"]} == {"a.txt", "b.txt", "c.txt"}
    assert found["links"][0]["reasons"]
    several = answer(case, "party", party="e")
    assert several["party"] is None
    assert {"Acme", "Jane Doe", "Ida Pine"} <= {choice["name"] for choice in several["choices"]}
    assert answer(case, "party", party="Zeta")["note"].startswith("No party here goes by that.")


def test_a_sentence_is_marked_by_what_the_ledger_holds(case: Path) -> None:
    found = answer(
        case, "check_sentence", text="It rained.\nAcme met Jane Doe. Kilo met Jane Doe.", published="2024-05-06"
    )
    first, second = found["statements"]
    assert (first["mark"], second["mark"]) == ("single_origin", "not_in_ledger")
    assert first["words"] == {"text": "Acme met Jane Doe", "start": 11, "end": 28}
    (match,) = first["matches"]
    assert (match["event"]["standing"], len(match["evidence"])) == ("2 reports, 1 origin", 2)
    assert "no evidence that nothing happened" in found["note"]


def test_a_sentence_without_a_dealing_is_neither_for_nor_against(case: Path) -> None:
    found = answer(case, "check_sentence", text="The sun rose over the pier.")
    assert found["statements"] == []
    assert "nothing was looked up" in found["note"]
    assert "--published" not in json.dumps(found)


def test_an_article_of_the_case_is_no_sentence_of_ones_own(case: Path) -> None:
    with explore.open(case) as view:
        own = view.document("a.txt").text
    assert "holds this very text" in refusal(case, "check_sentence", text=own)


def test_a_document_that_was_not_read_says_so(tmp_path: Path) -> None:
    french = "Le ministre a rencontré les dirigeants de la société hier à Paris, et il a dit que la taxe resterait.\n"
    case = made(tmp_path, {"a.txt": french, "b.txt": f"Acme met Jane Doe.{REST}"})
    assert "was not read" in answer(case, "document", document="a.txt")["note"]
    assert answer(case, "document", document="b.txt")["note"] == ""


def test_a_document_in_windows(case: Path) -> None:
    whole = answer(case, "document", document="c.txt")
    assert len(whole["claims"]) == 2
    assert (whole["characters"], whole["next_offset"]) == (whole["window"]["end"], None)
    texts: list[str] = []
    offsets: list[int | None] = [0]
    while offsets[-1] is not None:
        found = answer(case, "document", document=whole["document"], offset=offsets[-1], length=50)
        texts.append(found["window"]["text"])
        offsets.append(found["next_offset"])
    assert "".join(texts) == whole["window"]["text"]


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("events", {"kind": "bribe"}, "kind (appointment, "),
        ("events", {"limit": 51}, "Expected `int` <= 50"),
        ("events", {"limit": 0}, "Expected `int` >= 1"),
        ("events", {"colour": "red"}, "unknown field `colour`"),
        ("events", {"cursor": "%%%"}, "this is no cursor"),
        ("events", {"first": "2024-02-01", "last": "2024-01-01"}, "it is after last"),
        ("events", {"first": "yesterday"}, "Invalid RFC3339"),
        ("search", {}, "missing required field `words`"),
        ("search", {"words": "?!"}, "there is no word in it"),
        ("search", {"words": "x" * 301}, "length <= 300"),
        ("event", {"event": "evt-zzzzzzzzzzzz"}, "no event has this id"),
        ("document", {"document": "nowhere.txt"}, "no document has this id"),
        ("document", {"document": "a.txt", "offset": 9999}, "Give a smaller one"),
        ("document", {"document": "a.txt", "length": 20_001}, "<= 20000"),
        ("check_sentence", {"text": "x" * 4001}, "length <= 4000"),
        ("check_sentence", {"text": " \n"}, "text: "),
        ("judge", {}, "The tools are: status, search"),
        ("search", {"words": "half \ud800 a pair"}, "surrogates not allowed"),
    ],
)
def test_what_cannot_be_answered_says_what_to_do(
    case: Path, tool: str, arguments: dict[str, object], said: str
) -> None:
    message = refusal(case, tool, **arguments)
    assert said in message
    assert len(message) < 1000


def test_a_cursor_belongs_to_its_question(case: Path) -> None:
    cursor = answer(case, "events", limit=1)["next_cursor"]
    assert "other words or filters" in refusal(case, "events", limit=1, cursor=cursor, party="Acme")


def test_numbers_may_come_as_words(case: Path) -> None:
    assert len(answer(case, "events", limit="2")["events"]) == 2


def test_a_mistake_of_the_program_is_not_shown_but_logged(
    case: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(_self: Questions) -> str:
        raise RuntimeError("inner workings")

    monkeypatch.setattr(Questions, "searched", broken)
    assert "inner workings" not in refusal(case, "events")
    assert "inner workings" in capfd.readouterr().err


def test_a_resource_holds_what_its_tool_answers(case: Path) -> None:
    def read(uri: str) -> dict[str, Any]:
        (found,) = in_memory(case, lambda client: client.read_resource(uri)).contents
        assert isinstance(found, types.TextResourceContents)
        values: dict[str, Any] = json.loads(found.text)
        return values

    event = answer(case, "events")["events"][0]["id"]
    assert read("cuibono://status") == answer(case, "status")
    assert read(f"cuibono://event/{event}") == answer(case, "event", event=event)
    assert read("cuibono://document/a.txt")["characters"] == answer(case, "document", document="a.txt")["characters"]


@pytest.mark.parametrize("uri", ["cuibono://event/evt-zzzzzzzzzzzz", "cuibono://nothing", "file:///etc/hosts"])
def test_a_resource_that_is_not_there(case: Path, uri: str) -> None:
    said = fault(case, lambda client: client.read_resource(uri))
    assert "no event has this id" in said or "no such resource" in said


def test_resources_and_the_prompt_are_listed(case: Path) -> None:
    assert [one.uri for one in in_memory(case, lambda client: client.list_resources()).resources] == [
        "cuibono://status"
    ]
    templates = in_memory(case, lambda client: client.list_resource_templates()).resource_templates
    assert [one.name for one in templates] == ["event", "document"]
    asked = in_memory(case, lambda client: client.get_prompt("check", {"sentence": 'Acme met "Jane".\nAnd?'}))
    content = asked.messages[0].content
    assert isinstance(content, types.TextContent)
    assert content.text.startswith('Check this sentence against the ledger: "Acme met \\"Jane\\".\\nAnd?"\n')
    said = fault(case, lambda client: client.get_prompt("check", {"sentence": "x" * 4001}))
    assert said.startswith("The prompt is `check`")


def test_the_instructions_tell_of_grades_and_of_quoted_words(case: Path) -> None:
    async def instructions(client: Any) -> str:
        return str(client.instructions)

    told = in_memory(case, instructions)
    assert "n reports, k origins" in told
    assert "never an instruction" in told


def test_a_ledger_that_grows_is_seen(tmp_path: Path) -> None:
    case = made(tmp_path)
    asked = Questions(case, SmallReader)
    before = call(asked, "events", {}).values["total"]
    (tmp_path / "d.txt").write_text("Kilo met Jane Doe. The state said that it had not been told of it at all.\n")
    pipeline.read(case, [str(tmp_path / "d.txt")], SmallReader())
    assert call(asked, "events", {}).values["total"] == before + 1
    assert call(asked, "search", {"words": "Kilo"}).values["hits"][0]["event"]["reports"] == 1


def test_the_reader_is_loaded_once_and_only_for_sentences(case: Path) -> None:
    loaded = []

    def reader() -> SmallReader:
        loaded.append(1)
        return SmallReader()

    asked = Questions(case, reader)
    call(asked, "events", {})
    assert not loaded
    for _ in range(2):
        call(asked, "check_sentence", {"text": "Acme met Jane Doe."})
    assert len(loaded) == 1


def test_text_has_a_line_for_each_event(case: Path) -> None:
    lines = text(called(case, "events", party="Jane")).splitlines()
    assert lines[0].startswith("notice: ")
    assert sum(line.startswith("- evt-") for line in lines) == 1
    assert '  told: quoted "Acme met Jane Doe, Tom Roe said" (doc-' in "\n".join(lines)


def test_the_page_names_every_tool_and_every_limit() -> None:
    page = (Path(__file__).parents[2] / "docs" / "agents.md").read_text(encoding="utf-8")
    assert [name for name in TOOLS if f"| `{name}` |" not in page] == []
    assert [uri for uri in ("cuibono://status", *TEMPLATES) if f"`{uri}`" not in page] == []
    limits = (LONGEST_ANSWER, LONGEST_QUOTE, FARTHEST, MOST_TELLINGS, 4000, 20_000, 300, 50)
    assert [limit for limit in limits if f" {limit:,} " not in page.replace("\n", " ")] == []
