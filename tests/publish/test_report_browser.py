from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest

from cuibono.publish.report import write
from tests import axe
from tests.publish import stories
from tests.publish.browser import BROWSER, MISSING, Visit
from tests.publish.gold_story import Story
from tests.publish.hostile import Hostile
from tests.publish.told_story import ToldStory
from tools.parts import ROOT

pytestmark = pytest.mark.skipif(BROWSER is None, reason=MISSING)
STORY = Story(ROOT / "tests" / "stories" / "dev")
TOLD = ToldStory(stories.TOLD)
CASES = [pytest.param(STORY, id="story"), pytest.param(TOLD, id="told"), pytest.param(Hostile(), id="hostile")]
CHOOSES = """
<script>
document.querySelector("[name=stance]").value = "denied";
document.getElementById("filter").dispatchEvent(new Event("input"));
</script>
"""
ASKS = """
<script>%s</script>
<script>axe.run(document, {runOnly: %s}).then((found) => {
  const said = document.createElement("pre");
  said.id = "axe";
  said.textContent = JSON.stringify(found.violations.map((v) => [v.id, v.help, v.nodes[0].html]));
  document.body.append(said);
});</script>
"""


def test_the_visit_would_notice_a_request_and_an_error(tmp_path: Path) -> None:
    page = tmp_path / "loud.html"
    page.write_text('<img src="https://example.org/a.png"><script>missing()</script>', encoding="utf-8")
    visit = Visit(page)
    assert visit.requests == ["https://example.org/a.png"]
    assert any("missing is not defined" in line for line in visit.console)


@pytest.mark.parametrize("case", CASES)
def test_opens_without_a_word_and_asks_for_nothing(case: Story | ToldStory | Hostile, tmp_path: Path) -> None:
    visit = Visit(write(case, tmp_path / "report.html"))
    assert visit.console == []
    assert visit.requests == []
    assert 'id="filter"' in visit.html
    assert not re.search(r'<form id="filter"[^>]*hidden', visit.html)


def test_link_to_a_passage_lights_all_of_it(tmp_path: Path) -> None:
    place = f"at-{next(iter(STORY.contents().claims))}"
    visit = Visit(write(STORY, tmp_path / "report.html"), f"#{place}")
    lit = re.findall(r'<mark class="[^"]*\blit\b[^"]*" data-n="[^"]*" data-at="([^"]*)"', visit.html)
    assert lit
    assert all(place in places.split() for places in lit)


def test_link_to_a_claim_unfolds_the_reports_of_its_event(tmp_path: Path) -> None:
    claim = next(iter(STORY.contents().claims))
    visit = Visit(write(STORY, tmp_path / "report.html"), f"#{claim}")
    before = visit.html.partition(f'id="{claim}"')[0]
    assert before.rpartition('<details class="behind"')[2].startswith(' open=""')


def test_filter_leaves_the_claims_that_fit(tmp_path: Path) -> None:
    page = write(STORY, tmp_path / "report.html")
    html = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page.read_text(encoding="utf-8"))
    page.write_text(html.replace("</body>", f"{CHOOSES}</body>"), encoding="utf-8")
    visit = Visit(page)
    left = re.findall(r'<li class="event"[^>]*data-stance="(\w+)"[^>]*>', visit.html)
    shown = re.findall(r'<li class="event"(?![^>]*hidden)[^>]*data-stance="(\w+)"[^>]*>', visit.html)
    assert set(shown) == {"denied"}
    assert len(shown) == left.count("denied")
    assert f"{len(shown)} of {len(left)} events" in visit.html
    assert visit.console == []


FEW = Story(ROOT / "tests" / "stories" / "dev", 4)


@pytest.mark.parametrize("case", [pytest.param(FEW, id="story"), pytest.param(TOLD, id="told")])
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_no_barrier_that_axe_knows(case: Story | ToldStory, scheme: str, width: int, tmp_path: Path) -> None:
    html = write(case, tmp_path / "report.html").read_text(encoding="utf-8")
    html = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
    asks = ASKS % (axe.script().replace("</", "<\\/"), json.dumps(axe.RULES))
    html = re.sub("<details( open)?", "<details open", html).replace("content-visibility: auto", "")
    if scheme == "dark":
        html = html.replace("(prefers-color-scheme: dark)", "all")
    page = tmp_path / "checked.html"
    page.write_text(
        html.replace("</body>", asks + "</body>"),
        encoding="utf-8",
    )
    said = re.search(r'<pre id="axe">(.*?)</pre>', Visit(page, width=width).html, re.DOTALL)
    assert said, "axe did not finish"
    assert json.loads(unescape(said[1])) == []
