"""What people do with a case in a browser, from page to page: on the bundled story and on 5,000 made articles.

Every journey ends with an empty console, no request to another host, and no breach of the pages' own policy.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import lxml.html
import pytest
from playwright.sync_api import Browser, Page, expect

from cuibono.explore.pages.choice import STRETCH
from tests.web.visitor import visiting
from tools.showing import addresses, asked

DRAFT = "Cirravale Inc has donated $1 million to the fund paying for President-elect Tomas Ellery's inauguration."

MARK = """() => {
  const canvas = document.querySelector(".timeline canvas");
  const probe = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const hues = ["money", "contact", "decision", "dispute"].map((name) => {
    probe.fillStyle = getComputedStyle(canvas).getPropertyValue(`--${name}`);
    probe.fillRect(0, 0, 1, 1);
    return probe.getImageData(0, 0, 1, 1).data.join();
  });
  const from = Math.round(canvas.width * 0.3); // right of the names of the lanes
  const { data, width } = canvas.getContext("2d").getImageData(from, 50, canvas.width - from, canvas.height - 150);
  const hue = (at) => hues.includes([...data.slice(at, at + 4)].join());
  const marked = (at) => hue(4 * at) && hue(4 * (at + width));
  const found = Array.from({ length: data.length / 4 }, (_, at) => at).find(marked);
  const box = canvas.getBoundingClientRect();
  return [box.left + from + (found % width), box.top + 51 + Math.floor(found / width)];
}"""
"""A place on the first mark of the timeline."""


@pytest.fixture(params=["demo", "many"])
def server(request: pytest.FixtureRequest) -> str:
    """Where the story is served, and then the made articles."""
    found: str = request.getfixturevalue(request.param)
    return found


def number(page: Page, pattern: str) -> int:
    """The first number in the page's words that stands where the pattern has a group."""
    found = re.search(pattern, page.inner_text("main"))
    assert found, pattern
    return int(found[1].replace(",", ""))


def kinds(page: Page) -> set[str]:
    """The kinds of the events in a list."""
    return {title.split("\n")[0] for title in page.locator("#results .title").all_inner_texts()}


def query(address: str) -> dict[str, str]:
    return {name: values[-1] for name, values in parse_qs(urlsplit(address).query).items()}


def test_the_overview_leads_to_the_events_it_counts(browser: Browser, server: str) -> None:
    with visiting(browser, server) as visit:
        page = visit.open("/")
        front = asked(server, "/front.json")
        assert number(page, r"([\d,]+) dealings told by") == front["figures"]["events"]
        visit.follow("told differently")
        assert visit.at == "/events?differing=true"
        shown = page.locator("#results .entry")
        assert shown.count() == min(front["differing"]["events"], STRETCH)
        assert shown.filter(has_text="told differently").count() == shown.count()


def test_the_timeline_is_narrowed_by_kind_and_period(browser: Browser, server: str) -> None:
    with visiting(browser, server) as visit:
        page = visit.pictured("/timeline")
        everything = number(page, r"([\d,]+) events")
        page.locator("select[name=kind]").select_option("meeting")
        page.get_by_role("button", name="Apply").click()
        page.wait_for_url("**kind=meeting**")
        meetings = number(page, r"([\d,]+) events")
        assert 0 < meetings < everything
        year = page.locator(".counts thead th.n").last.inner_text()
        page.locator("input[name=from]").fill(f"{year}-01-01")
        page.locator("input[name=to]").fill(f"{year}-12-31")
        page.get_by_role("button", name="Apply").click()
        page.wait_for_url("**from=**")
        page.wait_for_selector(".picture-stage[aria-label*=' of ']")
        assert 0 < number(page, r"([\d,]+) events?") < meetings
        visit.follow("The same as a list")
        assert query(visit.at) == {"kind": "meeting", "from": f"{year}-01-01", "to": f"{year}-12-31"}
        assert kinds(page) == {"Meeting"}
        page.locator(".filters").get_by_role("link", name="Clear").click()
        page.wait_for_url("**/events")


def test_a_window_taken_on_the_canvas_goes_to_the_list(browser: Browser, server: str) -> None:
    with visiting(browser, server) as visit:
        page = visit.pictured("/timeline")
        box = page.locator("canvas").bounding_box()
        assert box
        y, right = box["y"] + box["height"] - 45, box["x"] + box["width"] - 6
        page.mouse.wheel(0, y - 500)
        page.wait_for_timeout(300)
        y -= page.evaluate("scrollY")
        page.mouse.move(right, y)
        page.mouse.down()
        page.mouse.move(right - 300, y, steps=5)
        page.mouse.up()
        expect(page.locator("input[name=to]")).not_to_have_value("")
        window = {name: page.locator(f"#filters [name={name}]").input_value() for name in ("from", "to")}
        visit.follow("The same as a list")
        assert query(visit.at) == window
        page.go_back()
        page.wait_for_selector(".picture-stage[aria-label*=' of ']")
        page.get_by_role("button", name="Zoom in").click()
        page.wait_for_timeout(700)
        page.get_by_role("button", name="Whole period").click()
        page.wait_for_timeout(700)
        expect(page.locator("#as-list")).to_have_attribute("href", re.compile(r"/events$"))


def test_an_event_is_opened_from_the_picture_by_keys(browser: Browser, server: str) -> None:
    with visiting(browser, server) as visit:
        visit.pictured("/timeline")
        said = visit.pressed("ArrowRight", "ArrowDown", "ArrowRight")
        assert " of " in said
        with visit.page.expect_navigation():
            visit.page.keyboard.press("Enter")
        assert visit.at.startswith("/event/evt-")
        assert visit.page.locator(".over").inner_text().split(" · ")[0] in said


def test_an_event_is_opened_from_the_picture_by_mouse(browser: Browser, server: str) -> None:
    with visiting(browser, server, viewport={"width": 1280, "height": 1600}) as visit:
        page = visit.pictured("/timeline")
        page.wait_for_timeout(300)
        place = page.evaluate(MARK)
        page.mouse.move(*place)
        page.wait_for_selector(".picture-tip", state="visible")
        told = page.inner_text(".picture-tip")
        with page.expect_navigation():
            page.mouse.click(*place)
        assert visit.at.startswith("/event/")
        assert page.locator(".over").inner_text().split(" · ")[0] in told


def test_a_quote_leads_to_its_passage_and_back(browser: Browser, server: str) -> None:
    with visiting(browser, server) as visit:
        page = visit.open(addresses(server)["event"])
        event = visit.at
        link = page.locator(".telling blockquote a").first
        quote = link.inner_text()
        link.click()
        page.wait_for_url("**/article/**#at-*")
        lit = page.locator(".text mark:target, .text .pin:target + mark").first
        expect(lit).to_be_in_viewport()
        assert lit.locator("a").first.inner_text() in quote
        assert lit.evaluate("(mark) => getComputedStyle(mark).outlineStyle") == "solid"
        back = page.locator(f'.text mark a[href="{event}"]').first
        back.click()
        page.wait_for_url(f"**{event}")


def test_a_note_is_shown_beside_a_passage(browser: Browser, server: str) -> None:
    with visiting(browser, server) as visit:
        page = visit.open(addresses(server)["article"])
        link, note = page.locator(".text mark a").first, page.locator("#note-shown")
        link.hover()
        expect(note).to_be_visible()
        words = note.inner_text()
        assert "origin" in words
        page.keyboard.press("Escape")
        expect(note).to_have_count(0)
        page.mouse.move(2, 2)
        link.focus()
        expect(note).to_be_visible()
        assert note.inner_text() == words
        page.keyboard.press("Escape")
        expect(note).to_have_count(0)
        assert link.evaluate("(link) => link === document.activeElement")
        page.keyboard.press("Enter")
        page.wait_for_url("**/event/**")


def test_a_party_leads_through_the_network_to_quotes(browser: Browser, server: str) -> None:
    with visiting(browser, server) as visit:
        page = visit.open(addresses(server)["party"])
        name = page.inner_text("h1")
        visit.follow("In the network")
        page.wait_for_selector(".picture-stage[aria-label*=' of ']")
        assert visit.pressed("Home").split(", ")[0] == name
        tie = visit.pressed("ArrowDown")
        assert name in tie
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert set(query(visit.at)) == {"party", "other"}
        assert page.locator("#results blockquote").count() > 0
        assert name in page.locator("main > .note").first.inner_text()
        page.go_back()
        with page.expect_navigation():
            page.locator("table.list tbody td:last-child a").first.click()
        assert page.locator("#results blockquote").count() > 0


def test_a_search_is_narrowed_by_kind(browser: Browser, server: str) -> None:
    with visiting(browser, server) as visit:
        page = visit.open("/")
        page.get_by_role("searchbox").fill("million")
        page.get_by_role("searchbox").press("Enter")
        page.wait_for_url("**/search?words=million")
        everything = number(page, r"([\d,]+)(?: or more)? claims hold")
        assert page.locator("mark.hit").first.inner_text().lower() == "million"
        facet = page.locator(".facets li").first
        kind, count = facet.locator("a").inner_text(), facet.locator(".count").inner_text()
        facet.locator("a").click()
        page.wait_for_url("**kind=**")
        assert number(page, r"([\d,]+)(?: or more)? claims? hold") == int(count.replace(",", "")) <= everything
        assert page.locator(".facets [aria-current]").inner_text() == kind
        visit.follow("Drop what was narrowed")
        assert query(visit.at) == {"words": "million"}
        page.get_by_role("searchbox").fill("zzyzx")
        page.get_by_role("button", name="Search").click()
        expect(page.get_by_text("No claim holds these words")).to_be_visible()


@pytest.mark.parametrize("name", ["articles", "parties"])
def test_a_list_is_gone_through_to_its_end(server: str, name: str) -> None:
    seen: list[str] = []
    onward = [f"/{name}"]
    for _ in range(1_000):
        with urlopen(f"{server}{onward[0]}") as answer:
            page = lxml.html.fromstring(answer.read().decode())
        seen += page.xpath('//*[@id="results"]//tbody//th//a/@href')
        onward = page.xpath('//*[contains(@class, "onward")]//a/@href')
        if not onward:
            break
    figures = asked(server, "/front.json")["figures"]
    assert len(seen) == len(set(seen))
    assert len(seen) == figures["documents"] if name == "articles" else 0 < len(seen) <= figures["parties"]


def test_a_draft_is_read_beside_the_ledger(browser: Browser, demo: str) -> None:
    with visiting(browser, demo) as visit:
        page = visit.open("/draft")
        page.get_by_role("textbox", name="The draft").fill(DRAFT)
        page.get_by_label("To appear on").fill("2023-02-01")
        page.get_by_role("button", name="Check the draft").click()
        expect(page.locator(".lede[role=status]")).to_be_visible(timeout=60_000)
        assert page.get_by_role("textbox", name="The draft").input_value() == DRAFT
        assert "6 reports, 2 origins" in page.inner_text("main")
        event = page.locator("main a[href^='/event/']").first
        event.click()
        page.wait_for_url("**/event/**")


@pytest.mark.parametrize(("text", "told"), [("  ", "There is no text"), ("a" * 200_001, "200,001 letters")])
def test_a_draft_that_cannot_be_read_is_refused(browser: Browser, demo: str, text: str, told: str) -> None:
    with visiting(browser, demo, expected="status of 400") as visit:
        page = visit.open("/draft")
        page.locator("#text").evaluate("(field) => field.removeAttribute('maxlength')")
        page.get_by_role("textbox", name="The draft").fill(text)
        page.get_by_role("button", name="Check the draft").click()
        expect(page.get_by_role("alert")).to_contain_text(told)


def test_a_form_is_not_sent_without_a_draft(browser: Browser, demo: str) -> None:
    with visiting(browser, demo) as visit:
        page = visit.open("/draft")
        page.get_by_role("button", name="Check the draft").click()
        assert page.get_by_role("textbox", name="The draft").evaluate("(field) => field.validity.valueMissing")


def test_a_claim_is_judged_and_the_decision_undone(browser: Browser, server: str) -> None:
    with visiting(browser, server) as visit:
        page = visit.open("/review")
        page.keyboard.press("j")
        claim = page.evaluate("document.activeElement.closest('.item').id")
        page.keyboard.press("a")
        page.keyboard.press("Enter")
        page.wait_for_function(f"() => !document.getElementById('{claim}')")
        page = visit.open("/history")
        item = page.locator(".items .item").first
        assert "accepted" in item.locator("h2").inner_text()
        item.locator(".panel summary").click()
        item.get_by_role("button", name="Undo", exact=True).click()
        expect(page.locator(".items .item.undone").first).to_be_visible()
        visit.open(f"/review?about={claim}")
        expect(page.locator(f"#{claim}")).to_be_visible()


def test_another_visit_shows_what_is_new(browser: Browser, demo: str) -> None:
    with visiting(browser, demo) as visit:
        page = visit.open("/")
        assert not page.get_by_role("heading", name="New since your last visit").count()
        last = datetime.now(UTC) - timedelta(days=3)
        cookie = {"name": "cuibono_visit", "value": f"/{last:%Y-%m-%dT%H:%M:%SZ}", "url": demo}
        page.context.add_cookies([cookie])  # type: ignore[list-item]
        for _ in range(2):
            page = visit.open("/")
            assert page.get_by_role("heading", name="New since your last visit").is_visible()
            assert number(page, r"(\d+) articles came into the case") == 14


def test_every_page_is_read_without_scripts(browser: Browser, demo: str) -> None:
    with visiting(browser, demo, java_script_enabled=False) as visit:
        for name, path in addresses(demo).items():
            page = visit.open(path)
            assert page.locator("h1").count() == 1, name
            assert page.get_by_role("navigation", name="Pages").is_visible(), name
            assert len(page.inner_text("main")) > 100, name


def test_pictures_have_their_content_without_scripts(browser: Browser, server: str) -> None:
    with visiting(browser, server, java_script_enabled=False) as visit:
        page = visit.open("/timeline")
        page.locator("select[name=kind]").select_option("donation")
        with page.expect_navigation():
            page.get_by_role("button", name="Apply").click()
        dated = number(page, r"([\d,]+) events") - number(page, r", ([\d,]+) of them without a date")
        cells = page.locator(".counts tbody td a")
        assert sum(int(text.replace(",", "")) for text in cells.all_inner_texts()) >= dated > 0
        with page.expect_navigation():
            cells.first.click()
        assert kinds(page) == {"Donation"}
        page = visit.open("/network?kind=donation")
        with page.expect_navigation():
            page.locator("table.list tbody td:last-child a").first.click()
        assert page.locator("#results blockquote").count() > 0


def test_a_draft_is_read_without_scripts(browser: Browser, demo: str) -> None:
    with visiting(browser, demo, java_script_enabled=False) as visit:
        page = visit.open("/draft")
        page.get_by_role("textbox", name="The draft").fill(DRAFT)
        page.get_by_role("button", name="Check the draft").click(timeout=60_000)
        assert "6 reports, 2 origins" in page.inner_text("main")


def test_the_console_is_heard(browser: Browser, demo: str) -> None:
    with visiting(browser, demo) as visit:
        visit.open("/")
        visit.page.evaluate("document.body.append(Object.assign(new Image(), { src: 'https://example.org/a.png' }))")
        visit.page.wait_for_timeout(300)
        assert any("policy: img-src" in line for line in visit.troubles)
        visit.troubles.clear()
