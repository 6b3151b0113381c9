"""README.md and docs/: made parts are what the program gives now, examples run, links lead somewhere."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import msgspec
import pytest

import cuibono
from cuibono import judgements
from cuibono.read import Reader, frames
from cuibono.read.sentences import weights_folder
from cuibono.settings import CaseFolder, ReaderSettings
from cuibono.tables.cues import Cue
from tests.read.texts import document
from tools import pages as made
from tools import referencepages, registerpage
from tools.examples import Example, OneReader, examples
from tools.parts import ROOT
from tools.passages import CHOSEN

README = ROOT / "README.md"
PAGES = [README, *sorted((ROOT / "docs").rglob("*.md"))]
EXAMPLES = [
    pytest.param(example, id=f"{path.relative_to(ROOT)}: {example.name}")
    for path in PAGES
    for example in examples(path.read_text(encoding="utf-8"))
]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> made.Pages:
    if not (weights_folder(ReaderSettings()) / "reader.onnx").exists():
        pytest.skip("the reader's weights are not in the package: the pages cannot be compared with it")
    return made.Pages(tmp_path_factory.mktemp("examples"), OneReader())


@pytest.fixture(scope="module")
def wanted(pages: made.Pages) -> dict[Path, str]:
    return pages.all()


@pytest.fixture
def case(pages: made.Pages) -> Path:
    """The case of the examples, read once; the one that `cuibono demo` makes is beside it."""
    pages.demo()
    folder = pages.place.folder / "mycase"
    if not folder.exists():
        pages.place.call("read", "articles/", "--case", "mycase", "--metadata", "published.csv")
    return folder


@pytest.mark.parametrize(
    "path", [*made.PAGES, made.KINDS, *registerpage.pages(), *referencepages.pages()], ids=lambda path: path.name
)
def test_a_page_is_what_the_program_gives_now(path: Path, wanted: dict[Path, str]) -> None:
    assert path.read_text(encoding="utf-8") == wanted[path], "run make docs"


def test_no_page_is_left_of_a_register_that_is_gone() -> None:
    assert set(registerpage.FOLDER.glob("*.md")) == set(registerpage.pages()) - {registerpage.INDEX}


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_runs(example: Example, case: Path, pages: made.Pages) -> None:
    assert case.exists()
    pages.place.run(example)


def test_the_readme_begins_with_what_the_tool_shows() -> None:
    excerpt = re.search(r"```text\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert excerpt
    assert 20 <= excerpt[1].count("\n") <= 45
    assert re.search(r"\b[2-9] reports, \d+ origins?\b", excerpt[1])
    assert [part for part in ("ORIGIN  ", "“", "WHERE THE REPORTS DIFFER") if part not in excerpt[1]] == []


def test_ids_of_examples_are_those_of_today(pages: made.Pages) -> None:
    page = "cuibono origins evt-aaaaaaaaaaaa\ncuibono explain clm-aaaaaaaaaaaa evt-aaaaaaaaaaaa\nin evt-aaaaaaaaaaaa\n"
    event, claim = (pages.passages.id(sort, *CHOSEN["README.md"][sort][0]) for sort in ("evt", "clm"))
    told = f"cuibono origins {event}\ncuibono explain {claim} {event}\nin evt-aaaaaaaaaaaa\n"
    assert pages.passages.put("README.md", page) == told


def test_an_example_undoes_the_last_judgement_that_stands(case: Path, pages: made.Pages) -> None:
    with cuibono.open(case) as view:
        first, second, third = (claim.id for claim in view.claims()[:3])
    same = f'cuibono judge same {first} {second} --why "one" --case mycase\n'
    different = f'cuibono judge different {first} {third} --why "two" --case mycase\n'
    undo = 'cuibono judge undo jdg-aaaaaaaaaaaa --why "no" --case mycase\n'
    pages.place.run(Example("sh", same + different + undo + undo, 0))
    assert judgements.standing(CaseFolder(case)) == ()


def test_the_readme_shows_every_check() -> None:
    shown = re.search(r"<!-- made: tests -->\n(.*?)<!-- end -->", README.read_text(encoding="utf-8"), re.DOTALL)
    assert shown
    assert [line for line in made.checks() if f"{line}\n" not in shown[1]] == []


def test_output_of_the_checks_is_shortened() -> None:
    printed = (
        "set-up: ready\n.venv/bin/ruff check\nAll checks passed!\n.venv/bin/pytest\n...\n\n=== 3 passed in 1s ===\n"
    )
    shown = made.tested(printed).splitlines()
    assert shown[1:] == [".venv/bin/ruff check", "All checks passed!", ".venv/bin/pytest", "=== 3 passed in 1s ==="]


def test_a_quotation_has_paragraphs_and_no_other_line_ends() -> None:
    assert made.plain("> One\n> two.\n>\n> Three.\n") == "One two.\nThree."


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    linked = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", path.read_text(encoding="utf-8"))
    assert [link for link in linked if not (path.parent / link).exists()] == []


def test_the_index_names_every_page() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in (ROOT / "docs").glob("*.md") if path.name not in index] == []


def test_every_stage_that_reading_names_is_there() -> None:
    text = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
    named = re.findall(r"`(?:read/)?(\w+\.py)`", text)
    assert named
    assert [name for name in named if not (ROOT / "src" / "cuibono" / "read" / name).exists()] == []


def test_the_cue_that_is_shown_can_be_added(pages: made.Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
    shown = re.search(r"```toml\n(.*?)```", page, re.DOTALL)
    assert shown
    (cue,) = msgspec.convert(tomllib.loads(shown[1])["cue"], list[Cue])
    entries = {("verb", verb): (("meeting", cue),) for verb in cue.verb}
    monkeypatch.setattr(frames, "index", lambda: entries)
    read = Reader(ReaderSettings()).read
    assert all(read(document(sentence)).claims for sentence in cue.fires)
    assert not any(read(document(sentence)).claims for sentence in cue.silent)
