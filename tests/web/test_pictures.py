"""The timeline and the network of the web app, in a browser, under the app's content security policy."""

from __future__ import annotations

import json
import re
import shutil
import time
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import axe
from tests.web.pictures.harness import BROWSER, HERE, STATIC, Answers, Data, network, serving, timeline, windowed
from tests.web.pictures.visit import given, measured, shown, told, windows

drawn = pytest.mark.skipif(BROWSER is None, reason="no chromium on this machine to draw the pictures with")
SCRIPTS = sorted(STATIC.glob("*.js"))
FEW, MANY, TIES = timeline(20), timeline(10_000), network(60)


def test_vendored_files_are_what_the_list_says() -> None:
    lines = re.findall(
        r"^\| (\S+/\S+) \|.*\| ([0-9a-f]{64}) \|", (STATIC / "vendor" / "README.md").read_text("utf-8"), re.MULTILINE
    )
    kept = {path.relative_to(STATIC / "vendor").as_posix() for path in (STATIC / "vendor").rglob("*") if path.is_file()}
    assert {name for name, _ in lines} == kept - {"README.md"}
    assert [(name, sha256((STATIC / "vendor" / name).read_bytes()).hexdigest()) for name, _ in lines] == lines


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_scripts_are_short_and_write_no_markup(script: Path) -> None:
    text = script.read_text("utf-8")
    assert len(text.splitlines()) <= 400
    assert not re.findall(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|Math\.random", text
    )


@drawn
@pytest.mark.parametrize(
    ("name", "answers"),
    [
        pytest.param("timeline", given(FEW), id="few"),
        pytest.param("timeline", given(MANY), id="many"),
        pytest.param("timeline", windowed(MANY), id="months"),
        pytest.param("network", given(TIES), id="network"),
    ],
)
def test_opens_without_a_word_and_asks_no_one_else(browser: Browser, name: str, answers: Answers) -> None:
    with shown(browser, name, answers) as found:
        assert found.console == []
        assert [url for url in found.outside if not url.startswith((found.served.address, "data:image/png"))] == []
        assert found.page.locator(f".{name} > ul a").is_visible()


@drawn
@pytest.mark.parametrize("name", ["timeline", "network"])
def test_fits_a_phone(browser: Browser, name: str) -> None:
    answers = given(FEW if name == "timeline" else TIES)
    with shown(browser, name, answers, viewport={"width": 390, "height": 844}, has_touch=True) as found:
        assert found.page.evaluate("document.documentElement.scrollWidth") <= 390
        assert found.console == []


@drawn
def test_events_are_drawn_in_the_colour_of_their_family_and_follow_the_scheme(browser: Browser) -> None:
    paints = """(colour) => {
      const canvas = document.querySelector(".timeline canvas");
      const probe = document.createElement("canvas").getContext("2d");
      probe.fillStyle = colour;
      probe.fillRect(0, 0, 1, 1);
      const [r, g, b] = probe.getImageData(0, 0, 1, 1).data;
      const from = Math.round(canvas.width * 0.3); // right of the names of the lanes
      const all = canvas.getContext("2d").getImageData(from, 0, canvas.width - from, canvas.height).data;
      let found = 0;
      for (let at = 0; at < all.length; at += 4) found += all[at] === r && all[at + 1] === g && all[at + 2] === b;
      return found;
    }"""
    with shown(browser, "timeline", given(FEW)) as found:
        assert found.page.evaluate(paints, "#946a0c") > 50
        assert found.page.evaluate(paints, "#d3a94a") == 0
        found.page.emulate_media(color_scheme="dark")
        found.page.wait_for_timeout(200)
        assert found.page.evaluate(paints, "#946a0c") == 0
        assert found.page.evaluate(paints, "#d3a94a") > 50


@drawn
def test_keys_go_from_event_to_event_and_open_one(browser: Browser) -> None:
    lines = sorted((e["earliest"] or e["latest"], e["line"], e["id"]) for e in FEW["events"] if e["lane"] == 0)
    with shown(browser, "timeline", given(FEW)) as found:
        assert found.pressed("ArrowRight") == f"{lines[0][1]}. 1 of {len(lines)} in Donation."
        assert found.pressed("ArrowRight").startswith(lines[1][1])
        assert found.pressed("End").startswith(lines[-1][1])
        assert " in Gift." in found.pressed("ArrowDown")
        assert found.pressed("ArrowUp", "Home").startswith(lines[0][1])
        found.page.keyboard.press("Enter")
        found.page.wait_for_url(f"**/event/{lines[0][2]}")


@drawn
def test_pointer_shows_the_line_of_an_event_and_opens_it(browser: Browser) -> None:
    with shown(browser, "timeline", given(FEW)) as found:
        said = found.pressed("ArrowRight", *["ArrowDown"] * 5)
        place = found.marked()
        found.page.keyboard.press("Escape")
        assert found.page.locator(".picture-tip").is_hidden()
        found.page.mouse.move(*place)
        found.page.wait_for_selector(".picture-tip", state="visible")
        assert said.startswith(found.page.inner_text(".picture-tip"))
        found.page.mouse.click(*place)
        found.page.wait_for_url("**/event/evt-*")


@drawn
def test_a_tap_shows_the_line_with_a_link(browser: Browser) -> None:
    with shown(browser, "timeline", given(FEW), has_touch=True) as found:
        found.pressed("ArrowRight", *["ArrowDown"] * 5)
        place = found.marked()
        found.page.keyboard.press("Escape")
        found.page.touchscreen.tap(*place)
        found.page.click("text=Open this event")
        found.page.wait_for_url("**/event/evt-*")


@drawn
def test_wheel_zooms_and_the_page_hears_of_the_window(browser: Browser) -> None:
    with shown(browser, "timeline", given(MANY)) as found:
        windows(found.page)
        found.page.mouse.move(800, 300)
        found.page.mouse.wheel(0, -400)
        (window,) = told(found.page)
        assert MANY["first"] < window["from"] < window["to"] < MANY["last"]
        assert not window["whole"]
        found.page.dblclick("canvas", position={"x": 700, "y": 15})
        assert told(found.page)[-1]["whole"]


@drawn
def test_wheel_scrolls_the_page_where_there_is_nothing_to_zoom_out_to(browser: Browser) -> None:
    with shown(browser, "timeline", given(FEW), viewport={"width": 1280, "height": 500}) as found:
        found.page.mouse.move(800, 300)
        found.page.mouse.wheel(0, 120)
        found.page.wait_for_function("() => scrollY > 0")


@drawn
def test_two_fingers_zoom_and_one_pans(browser: Browser) -> None:
    with shown(browser, "timeline", given(FEW), has_touch=True, viewport={"width": 390, "height": 844}) as found:
        windows(found.page)
        touches = found.page.context.new_cdp_session(found.page)

        def drag(*places: list[float]) -> None:
            kinds = ["touchStart", *["touchMove"] * (len(places) - 1), "touchEnd"]
            for kind, xs in zip(kinds, [*places, []], strict=True):
                points = [{"x": x, "y": 400, "id": number} for number, x in enumerate(xs)]
                touches.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

        drag([150, 240], [120, 270], [60, 330])
        zoomed = told(found.page)[-1]
        assert FEW["first"] < zoomed["from"] < zoomed["to"] < FEW["last"]
        drag([300], [250], [150])
        assert told(found.page)[-1]["from"] > zoomed["from"]


@drawn
def test_brush_takes_a_window_and_moves_it(browser: Browser) -> None:
    with shown(browser, "timeline", given(FEW)) as found:
        windows(found.page)
        box = found.page.locator("canvas").bounding_box()
        assert box
        y, right = box["y"] + box["height"] - 45, box["x"] + box["width"] - 6
        found.page.mouse.move(right, y)
        found.page.mouse.down()
        found.page.mouse.move(right - 500, y, steps=5)
        found.page.mouse.up()
        first = told(found.page)[-1]
        assert first["to"] < FEW["last"]
        found.page.mouse.move(right - 600, y)
        found.page.mouse.down()
        found.page.mouse.move(right - 400, y, steps=5)
        found.page.mouse.up()
        second = told(found.page)[-1]
        assert first["from"] < second["from"]
        assert first["to"] < second["to"]


@drawn
def test_a_window_on_months_asks_for_its_events(browser: Browser) -> None:
    with shown(browser, "timeline", windowed(MANY)) as found:
        assert found.pressed("ArrowRight").startswith("Donation, January 2019:")
        found.page.keyboard.press("Enter")
        found.page.wait_for_timeout(1500)
        asked = [target for target in found.served.asked if "from=" in target]
        assert asked[-1].startswith("/timeline.json?kind=meeting&from=2018-")
        assert "reports" in found.pressed("ArrowRight")


@drawn
def test_an_answer_that_comes_late_is_dropped(browser: Browser) -> None:
    asked: list[str] = []

    def answers(fields: dict[str, str]) -> Data:
        if "from" not in fields:
            return windowed(MANY)(fields)
        asked.append(fields["from"])
        event = {
            **MANY["events"][0],
            "lane": 0,
            "earliest": "2022-01-05",
            "latest": "2022-01-05",
            "line": f"No. {len(asked)}",
        }
        time.sleep(1.5 if len(asked) == 1 else 0)
        return {**MANY, "events": [event]}

    with shown(browser, "timeline", answers) as found:
        for pause in (500, 2500):
            found.page.get_by_label("Zoom in").click()
            found.page.wait_for_timeout(pause)
        assert len(asked) == 2
        assert found.pressed("ArrowRight").startswith("No. 2.")
        assert found.console == []


@drawn
def test_a_server_that_fails_is_named(browser: Browser) -> None:
    with serving() as served:
        page = browser.new_page()
        page.goto(f"{served.address}/timeline.html")
        page.wait_for_function("() => document.querySelector('.picture-trouble').textContent.includes('answered 404')")
        assert page.locator(".timeline > ul a").is_visible()
        assert page.locator(".picture-stage").is_hidden()
        page.close()


@drawn
def test_marks_of_a_row_keep_apart(browser: Browser) -> None:
    overlaps = """async () => {
      const { layout } = cuibonoPictures;
      const given = await (await fetch("timeline.json")).json();
      const marks = layout.marksOf(given, new Map(given.lanes.map((lane, place) => [lane.key, place])));
      const { size, rows, reach } = layout.rowsAt(marks, given.lanes.map(() => 60), 0.4, "both");
      const ends = new Map();
      let met = 0;
      const span = (each) => layout.extent(each, 0.4, size, "both", reach);
      const boxes = marks.map((each) => [`${each.lane} ${rows[each.index]}`, ...span(each)]);
      for (const [row, left, right] of boxes.sort((one, other) => one[1] - other[1])) {
        met += left < (ends.get(row) ?? -Infinity);
        ends.set(row, Math.max(right, ends.get(row) ?? -Infinity));
      }
      return [met, size];
    }"""
    with shown(browser, "timeline", given(timeline(200))) as found:
        met, size = found.page.evaluate(overlaps)
        assert met <= 0.1 * 200
        assert size >= 5.5


@drawn
def test_panning_takes_no_more_than_in_proportion_to_the_events(browser: Browser) -> None:
    few, many = (measured(browser, count)["panning"]["work"] for count in (1_000, 10_000))
    assert many["count"] > 10
    assert many["median"] <= 10 * max(few["median"], 0.5)


@drawn
def test_prints_the_whole_period(browser: Browser) -> None:
    with shown(browser, "timeline", given(FEW), color_scheme="dark") as found:
        found.page.get_by_label("Zoom in").click()
        found.page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert found.page.evaluate("document.querySelector('canvas').width") == 2000
        found.page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert found.page.evaluate("document.querySelector('canvas').width") < 1280
        assert found.console == []


@drawn
@pytest.mark.parametrize("name", ["timeline", "network"])
def test_draws_data_that_is_on_a_page_from_disk(browser: Browser, name: str, tmp_path: Path) -> None:
    data, variable = (FEW, "cuibonoTimeline") if name == "timeline" else (TIES, "cuibonoNetwork")
    shutil.copytree(STATIC, tmp_path / "static")
    for file in ("style.css", "measure.js"):
        shutil.copy(HERE / file, tmp_path)
    (tmp_path / "data.js").write_text(f"globalThis.{variable} = {json.dumps(data)};", "utf-8")
    html = (HERE / f"{name}.html").read_text("utf-8").replace("<link", '<script src="data.js"></script>\n<link', 1)
    (tmp_path / "page.html").write_text(re.sub(r'data-source="[^"]*"', "", html), "utf-8")
    page = browser.new_page()
    console: list[str] = []
    page.on("console", lambda said: console.append(said.text))
    page.goto((tmp_path / "page.html").as_uri())
    page.wait_for_selector(".picture-stage[aria-label*=' of ']")
    assert console == []
    page.close()


@drawn
def test_the_same_network_is_drawn_the_same_twice(browser: Browser) -> None:
    image = "document.querySelector('.network-print').src"
    with shown(browser, "network", given(TIES)) as found:
        first = found.page.evaluate(image)
        found.open("network")
        assert first.startswith("data:image/png;base64,")
        assert found.page.evaluate(image) == first


@drawn
def test_parties_and_ties_are_reached_by_keys(browser: Browser) -> None:
    largest = sorted(TIES["parties"], key=lambda party: (-party["events"], party["id"]))
    with shown(browser, "network", given(TIES)) as found:
        said = found.pressed("ArrowRight")
        assert said.startswith(f"{largest[0]['name']}, ")
        assert f": {largest[0]['events']} events, " in said
        assert found.pressed("ArrowDown") in {tie["words"] for tie in TIES["ties"]}
        assert found.pressed("ArrowRight").startswith(largest[1]["name"])
        found.pressed("ArrowDown")
        found.page.keyboard.press("Enter")
        found.page.wait_for_url(re.compile(rf"/between/.*\b{largest[1]['id']}\b"))


@drawn
def test_a_party_opens_on_a_click(browser: Browser) -> None:
    with shown(browser, "network", given(TIES)) as found:
        said = found.pressed("Home")
        place = found.marked()
        found.page.keyboard.press("Escape")
        found.page.mouse.move(*place)
        found.page.wait_for_selector(".picture-tip", state="visible")
        assert found.page.inner_text(".picture-tip") == said
        found.page.mouse.click(*place)
        found.page.wait_for_url("**/party/p*")


@drawn
def test_a_finger_scrolls_the_page_until_the_network_is_enlarged(browser: Browser) -> None:
    listens = """() => document.addEventListener("touchmove", (event) => setTimeout(() => {
      (globalThis.held ??= []).push(event.defaultPrevented);
    }), { capture: true })"""
    with shown(browser, "network", given(TIES), has_touch=True, viewport={"width": 390, "height": 844}) as found:
        found.page.evaluate(listens)
        touches = found.page.context.new_cdp_session(found.page)

        def held() -> bool:
            for kind, y in (("touchStart", 420), ("touchMove", 400), ("touchMove", 360), ("touchEnd", None)):
                points = [{"x": 200, "y": y}] if y else []
                touches.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
            found.page.wait_for_timeout(200)
            return any(found.page.evaluate("globalThis.held.splice(0)"))

        assert not held()
        found.page.get_by_label("Zoom in").click()
        assert held()


@drawn
def test_the_network_is_saved_as_a_picture(browser: Browser) -> None:
    with shown(browser, "network", given(TIES)) as found:
        with found.page.expect_download() as download:
            found.page.click("text=Save as PNG")
        assert download.value.path().read_bytes().startswith(b"\x89PNG")
        assert found.console == []


@drawn
@pytest.mark.parametrize("name", ["timeline", "network"])
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_no_barrier_that_axe_knows(browser: Browser, name: str, scheme: str, width: int) -> None:
    answers = given(FEW if name == "timeline" else TIES)
    with shown(browser, name, answers, viewport={"width": width, "height": 900}, color_scheme=scheme) as found:
        found.pressed("ArrowRight")
        assert axe.violations(found.page) == []
