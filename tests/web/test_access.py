"""Every page for everyone: by keyboard, enlarged, on a phone, on paper, in light and dark, and as axe-core has it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from playwright.sync_api import Browser, Page

from cuibono.web.table import PAGES
from tests import axe
from tests.web.visitor import Visitor, visiting
from tools.showing import addresses

NAMES = [*(page.name for page in PAGES), "draft"]
OTHERS = {
    "a search not begun": "/search",
    "a search for nothing": "/search?words=zzyzx",
    "no event": "/events?kind=gift&grade=recorded",
    "no mark": "/timeline?kind=gift&grade=recorded",
    "nothing there": "/event/evt-aaaaaaaaaaaa",
    "not understood": "/events?kind=nothing",
    "between two": "/network?kind=meeting",
    "by party": "/timeline?lanes=party",
}
SMALL = """() => [...document.querySelectorAll(
    "button, input:not([type=hidden]), select, textarea, summary, :is(nav, .list, .stacked, .onward, .facets, .kinds) a"
  )]
  .filter((each) => each.checkVisibility() && !each.closest("label.check"))
  .map((each) => [each.outerHTML.slice(0, 80), each.getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 24).map(([html, box]) => `${html} ${box.width} ${box.height}`)"""
STOP = """() => {
  const each = document.activeElement;
  if (each === document.body) return null;
  const style = getComputedStyle(each);
  const box = each.getBoundingClientRect();
  return {
    html: each.outerHTML.slice(0, 120),
    number: [...document.querySelectorAll("*")].indexOf(each),
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1,
    seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""
HIDDEN = """() => [...document.querySelectorAll(
    "main :is(h1, h2, h3, blockquote, dt, dd, .lede, .standing, .says, .why, .text p, tbody th, tbody td, img)")]
  .filter((each) => !each.checkVisibility({ contentVisibilityAuto: true }) && !each.closest("dialog, .decide"))
  .map((each) => each.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="session")
def places(demo: str) -> Mapping[str, str]:
    return addresses(demo)


def drawn(visit: Visitor, path: str) -> Page:
    """The page, with its picture where it has one."""
    picture = path.startswith(("/timeline", "/network")) and "grade" not in path
    return visit.pictured(path) if picture else visit.open(path)


def overflow(page: Page, width: int) -> list[str]:
    """What stands out at the side of a window so wide."""
    page.set_viewport_size({"width": width, "height": 800})
    page.wait_for_timeout(100)
    if page.evaluate("document.documentElement.scrollWidth") <= width:
        return []
    found: list[str] = page.evaluate(
        """(width) => [...document.querySelectorAll("body *")]
          .filter((each) => each.getBoundingClientRect().right > width)
          .map((each) => each.outerHTML.slice(0, 120))""",
        width,
    )
    return found


def test_every_page_has_an_address(places: Mapping[str, str]) -> None:
    assert sorted(places) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_no_barrier_on_a_page(browser: Browser, demo: str, places: Mapping[str, str], name: str) -> None:
    with visiting(browser, demo) as visit:
        page = drawn(visit, places[name])
        for width, scheme in ((1280, "light"), (390, "dark")):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.wait_for_timeout(150)
            assert axe.violations(page) == [], (width, scheme)
        assert page.evaluate(SMALL) == []
        assert overflow(page, 640) == [], "1280 px at 200 %"
        assert overflow(page, 320) == []


@pytest.mark.parametrize("name", OTHERS)
def test_no_barrier_where_something_else_is_shown(browser: Browser, demo: str, name: str) -> None:
    with visiting(browser, demo, expected="status of 40", viewport={"width": 390, "height": 844}) as visit:
        page = drawn(visit, OTHERS[name])
        assert axe.violations(page) == []
        page.emulate_media(color_scheme="dark")
        assert axe.violations(page) == []
        assert overflow(page, 320) == []


def test_no_barrier_in_what_scripts_show(browser: Browser, demo: str, places: Mapping[str, str]) -> None:
    with visiting(browser, demo) as visit:
        page = visit.open(places["article"])
        page.locator(".text mark a").first.focus()
        page.wait_for_selector("#note-shown")
        assert axe.violations(page) == []
        for name in ("timeline", "network"):
            visit.pictured(places[name])
            visit.pressed("ArrowRight")
            assert axe.violations(page) == []


def test_no_barrier_in_a_draft_that_was_checked(browser: Browser, demo: str) -> None:
    text = "Cirravale Inc gave $1 million to the Ellery inaugural fund. Idris Valcourt met President Ellery in August."
    with visiting(browser, demo, viewport={"width": 390, "height": 844}) as visit:
        page = visit.open("/draft")
        page.get_by_role("textbox", name="The draft").fill(text)
        page.get_by_role("button", name="Check the draft").click(timeout=60_000)
        page.wait_for_selector(".lede[role=status]")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert axe.violations(page) == []
        assert overflow(page, 320) == []


@pytest.mark.parametrize("name", NAMES)
def test_keys_reach_everything_in_order(browser: Browser, demo: str, places: Mapping[str, str], name: str) -> None:
    with visiting(browser, demo) as visit:
        page = drawn(visit, places[name])
        numbers: list[int] = []
        for _ in range(400):
            page.keyboard.press("Tab")
            stop = page.evaluate(STOP)
            if stop is None or (numbers and stop["number"] == numbers[0]):
                break
            assert stop["outlined"], stop["html"]
            assert stop["seen"], stop["html"]
            numbers.append(stop["number"])
        else:
            pytest.fail("the keys do not come to the end of the page")
        assert numbers == sorted(numbers)
        able = page.locator(":is(main a[href], main button, main select):visible").count()
        assert len(set(numbers)) >= able, "some cannot be reached"


def test_the_first_key_skips_to_the_page(browser: Browser, demo: str) -> None:
    with visiting(browser, demo) as visit:
        page = visit.open("/events")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to the page"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_missing_on_paper(browser: Browser, demo: str, places: Mapping[str, str], name: str) -> None:
    with visiting(browser, demo) as visit:
        page = drawn(visit, places[name])
        page.wait_for_timeout(200)
        assert page.pdf(format="A4").startswith(b"%PDF")
        page.emulate_media(media="print")
        assert page.evaluate(HIDDEN) == []
        assert page.locator("nav.places").is_hidden()


def test_a_picture_stands_still_for_who_asks_for_it(browser: Browser, demo: str) -> None:
    with visiting(browser, demo, reduced_motion="reduce") as visit:
        page = visit.pictured("/timeline")
        page.wait_for_timeout(400)
        drawing = "() => document.querySelector('canvas').toDataURL()"
        before = page.evaluate(drawing)
        page.get_by_role("button", name="Zoom in").click()
        frames = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))"
        page.evaluate(frames)
        zoomed = page.locator("input[name=from]")
        assert page.evaluate(drawing) != before
        page.wait_for_function("() => document.querySelector('input[name=from]').value !== ''")
        first = zoomed.input_value()
        page.wait_for_timeout(400)
        assert zoomed.input_value() == first
