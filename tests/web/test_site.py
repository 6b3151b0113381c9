"""A case as a folder of files: the server's pages, links that lead somewhere, nothing that a text could set off."""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import lxml.html
import msgspec
import pytest
from playwright.sync_api import Browser, Page

from cuibono import explore
from cuibono.cli import main
from cuibono.errors import UsageError
from cuibono.explore.pages.choice import STRETCH
from cuibono.judgements.rivals import rating
from cuibono.pipeline import rivals, testing
from cuibono.tables import table
from cuibono.web import searchable
from cuibono.web.answers import viewed
from cuibono.web.links import ServerLinks
from cuibono.web.output import MANIFEST, Output
from cuibono.web.owned import owned
from cuibono.web.rendering import rendered
from cuibono.web.site import site
from cuibono.web.sitelinks import ALONE, SiteLinks
from cuibono.web.table import NAMED
from tests import axe
from tests.publish.browser import BROWSER, MISSING
from tests.publish.hostile import BIDI, EVIL
from tests.small_reader import SmallEngine
from tests.test_chance import PLAN

MEETINGS = 45
drawn = pytest.mark.skipif(
    "timeline.css" not in dict(owned()), reason="the scripts that draw pictures are not in this checkout"
)
browses = pytest.mark.skipif(BROWSER is None, reason=MISSING)
KINDS = [
    "front", "events", "event", "parties", "party", "articles", "article", "problems", "about", "search",
    "rivals", "matrix", "balance", "account", "chance", "plan",
    pytest.param("timeline", marks=drawn), pytest.param("network", marks=drawn),
]  # fmt: skip


CHOICES = {"account": "balance", "plan": "chance"}
"""Pages on which something is chosen, by the page where it is."""


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A mayor who meets one firm after another, told by articles with titles that try to be more than titles."""
    folder = tmp_path_factory.mktemp("texts")
    with (folder / "published.csv").open("w", encoding="utf-8", newline="") as table:
        rows = csv.writer(table)
        rows.writerow(["file", "published", "publisher", "title", "url"])
        for number in range(MEETINGS):
            name = f"a{number:02}.txt"
            firm = f"{chr(65 + number % 26)}{chr(97 + number // 26)}corp"
            text = f"{firm} met Mayor Ruiz, Tom Roe said. {EVIL if number == 7 else 'The rest is quiet.'} {BIDI}\n"
            (folder / name).write_text(text, encoding="utf-8")
            told = (EVIL, EVIL) if number == 7 else ("Harbour\u2028Wire", f"Talks {number}")
            day = f"2024-03-{number % 28 + 1:02}" if number % 5 else ""
            rows.writerow([name, day, *told, "https://example.org/a?b=c&d=\"e'"])
    (folder / "empty.txt").write_text("", encoding="utf-8")
    texts = [str(path) for path in sorted(folder.glob("*.txt"))]
    made = folder / "mayor"
    main(["read", *texts, "--case", str(made), "--metadata", str(folder / "published.csv")], engine=SmallEngine())
    with (made / "cuibono.toml").open("a", encoding="utf-8") as settings:
        for name, member in ((EVIL, "Aacorp"), ("The mayor", "Ruiz")):
            settings.write(f"\n[[sides]]\nname = {json.dumps(name)}\nmembers = [{json.dumps(member)}]\n")
    (folder / "plan.toml").write_text(PLAN.replace("Do orders follow visits?", f"Orders and {BIDI}?"), encoding="utf-8")
    testing.state(made, folder / "plan.toml", "Jane")
    return set_side_by_side(made)


def set_side_by_side(case: Path) -> Path:
    """The case, in which two hypotheses are rated by some of its meetings from now on."""
    with explore.open(case) as held:
        events = [event.id for event in held.events()[:4]]
    for says, words in ((EVIL, "likelier"), ("By chance", "as likely")):
        made = rivals.propose(case, "Why did they meet?", says, "Ann", EVIL, predicts=[f"{BIDI} a vote"])
        for event in events:
            rivals.rate(case, made.subjects[0], event, rating(words), "Ann", "so")
    return case


@pytest.fixture(scope="module")
def pages(case: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its site."""
    folder = tmp_path_factory.mktemp("made") / "pages"
    assert main(["site", str(case), "--output", str(folder)]) == 0
    return folder


def of(kind: str, folder: Path) -> Path:
    """A page of this kind, of things the one about which most is said."""
    if kind in ALONE:
        return folder / ALONE[kind]
    if kind in CHOICES:
        return next((folder / CHOICES[kind]).glob("*.html"))
    if NAMED[kind].keyed:
        return max((folder / NAMED[kind].first).glob("*.html"), key=lambda path: (path.stat().st_size, path.name))
    return folder / kind / "1.html"


@cache
def parsed(path: Path) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(path.read_text(encoding="utf-8"))


def addresses(path: Path) -> list[tuple[lxml.html.HtmlElement, str]]:
    return [(e, e.get(name)) for e in parsed(path).iter() for name in ("href", "src", "action") if e.get(name)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_link_leads_to_a_file_and_a_place_in_it(pages: Path, kind: str) -> None:
    folder = of(kind, pages).parent
    some = [of(kind, pages)] if folder == pages else sorted(folder.glob("*.html"))
    lost = []
    for path in some:
        for _, address in addresses(path):
            parts = urlsplit(address)
            there = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not parts.scheme and not (there.is_file() and (not parts.fragment or has(there, parts.fragment))):
                lost.append((path.name, address))
    assert some
    assert lost == []


def has(path: Path, fragment: str) -> bool:
    return bool(parsed(path).xpath("//*[@id=$id]", id=fragment))


def test_nothing_leads_out_but_to_where_an_article_was_published(pages: Path) -> None:
    every = [one for path in pages.rglob("*.html") for one in addresses(path)]
    out = {(e.tag, e.get("rel"), urlsplit(a).hostname) for e, a in every if urlsplit(a).scheme not in ("", "data")}
    assert out == {("a", "noreferrer noopener", "example.org")}


def test_nothing_stands_in_a_page_that_runs(pages: Path) -> None:
    found = list(pages.rglob("*.html"))
    for path in found:
        page = parsed(path)
        assert page.xpath("//script[not(@src)] | //style | //@style | //iframe | //object | //base") == []
        assert page.xpath("//@*[starts-with(name(), 'on')]") == []
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy.startswith("default-src 'none'; script-src 'self';")
        assert "unsafe" not in policy
    assert len(found) > 3 * MEETINGS


def test_files_are_named_by_ids_alone(pages: Path) -> None:
    names = [path.relative_to(pages).as_posix() for path in pages.rglob("*") if path.is_file()]
    assert [name for name in names if not re.fullmatch(r"[a-zA-Z0-9_./-]+", name)] == []
    to = SiteLinks("event/evt-a.html")
    for address in (to.event(EVIL), to.party(f"../../{EVIL}"), to.article("a/b\\c"), to.between(EVIL, "..")):
        assert re.fullmatch(r"\.\./[a-z]+/[A-Za-z0-9_-]+\.html", address)


CHOSEN = "form|p[@class='order']|nav[contains(@class, 'onward')]|p[@class='onward']|nav[@class='choices']"


@pytest.mark.parametrize(
    "kind",
    ["front", "events", "event", "parties", "party", "articles", "article", "problems", "rivals", "matrix"],
)
def test_a_page_says_what_the_server_says(case: Path, pages: Path, kind: str) -> None:
    file, page = of(kind, pages), NAMED[kind]
    key = file.stem if page.keyed else None
    with explore.open(case) as held:
        view = viewed(held, page, key, page.query())
    context: dict[str, object] = {
        "name": case.name,
        "since": None,
        "may_judge": False,
        "typed": defaultdict(str),
        "csrf": "",
        "by": "",
    }
    html = rendered(page.template, ServerLinks(), page=page, view=view, key=key, query=page.query(), **context)
    assert said(lxml.html.document_fromstring(html)) == said(parsed(file))


def said(page: lxml.html.HtmlElement) -> list[str]:
    """Every word of a page, without what only chooses among pages."""
    main = lxml.html.document_fromstring(lxml.html.tostring(page)).get_element_by_id("main")
    for element in main.xpath(
        " | ".join(f".//{one}" for one in [*CHOSEN.split("|"), "*[contains(@class, 'live')]", "p[@class='judge']"])
    ):
        element.drop_tree()
    return str(main.text_content()).split()


def test_a_problem_is_said_in_words_beside_its_code(pages: Path) -> None:
    told = parsed(of("problems", pages)).xpath("//main//dl[@class='meanings']/div")
    codes = {one.find("dt/code").text: one.find("dd").text_content() for one in told}
    assert codes == {code: f"{table('problems')[code]['means']} {table('problems')[code]['do']}" for code in codes}
    assert "no_date" in codes


@pytest.mark.parametrize("kind", CHOICES)
def test_a_page_of_what_was_chosen_says_what_the_server_says(case: Path, pages: Path, kind: str) -> None:
    page, chosen = NAMED[CHOICES[kind]], {"account": {"one": EVIL, "other": "The mayor"}, "plan": {"name": "orders"}}
    query = msgspec.convert(chosen[kind], page.query)
    with explore.open(case) as held:
        view = viewed(held, page, None, query)
    html = rendered(page.template, ServerLinks(), page=page, view=view, key=None, query=query, since=None, name="")
    assert said(lxml.html.document_fromstring(html)) == said(parsed(of(kind, pages)))


@pytest.mark.parametrize("kind", CHOICES)
def test_what_may_be_chosen_is_listed(pages: Path, kind: str) -> None:
    (link,) = parsed(of(CHOICES[kind], pages)).xpath(f"//main//a[starts-with(@href, '{CHOICES[kind]}/')]/@href")
    assert pages / link == of(kind, pages)
    assert parsed(of(kind, pages)).xpath("//main//form") == []


def test_a_set_of_rivals_is_read_and_not_changed(pages: Path) -> None:
    (address,) = parsed(of("rivals", pages)).xpath("//h3/a/@href")
    assert (pages / address) == of("matrix", pages)
    for kind in ("rivals", "matrix"):
        assert parsed(of(kind, pages)).xpath("//main//form | //main//*[contains(@class, 'live')]") == []


def test_a_list_goes_on_from_page_to_page(pages: Path) -> None:
    first, second = parsed(pages / "events" / "1.html"), parsed(pages / "events" / "2.html")
    assert first.xpath("//a[@rel='next']/@href") == ["../events/2.html"]
    assert second.xpath("//a[@rel='prev']/@href") == ["../events/1.html"]
    assert second.xpath("//a[@rel='next']") == []
    shown = [e.get("id") for page in (first, second) for e in page.xpath("//li[starts-with(@class, 'entry')]")]
    assert len(shown) == len(set(shown)) == len(list((pages / "event").glob("*.html"))) == MEETINGS
    mayor = of("party", pages)
    assert parsed(mayor).xpath("//a[@rel='next']/@href") == [f"../party/{mayor.stem}-2.html"]


def test_lists_stand_in_for_filters(pages: Path) -> None:
    every = parsed(pages / "events" / "1.html")
    lists = every.xpath("//nav[@class='choices']//a/@href")
    assert "../events/meeting-1.html" in lists
    assert "../events/differing-1.html" in lists
    assert [there for there in lists if not (pages / "events" / there).exists()] == []
    names = [e.text_content() for e in parsed(pages / "parties" / "name-1.html").xpath("//tbody//a")]
    assert names == sorted(names, key=str.lower)


def test_the_same_case_gives_the_same_bytes_and_none_are_written_twice(case: Path, pages: Path, tmp_path: Path) -> None:
    site(case, tmp_path / "again")
    once, again = contents(pages), contents(tmp_path / "again")
    assert once == again
    assert site(case, tmp_path / "again").written == 0


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_only_files_of_its_own_are_taken_out(tmp_path: Path) -> None:
    first = Output(tmp_path / "out", ["a.html", "event/b.html"])
    assert [first.put("a.html", b"1"), first.put("event/b.html", b"2"), first.put("a.html", b"1")] == [
        True,
        True,
        False,
    ]
    first.finish()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    second = Output(tmp_path / "out", ["a.html"])
    second.put("a.html", b"3")
    assert second.finish() == 1
    assert contents(tmp_path / "out").keys() == {"a.html", "mine.txt", MANIFEST}
    assert not (tmp_path / "out" / "event").exists()


@pytest.mark.parametrize("there", ["notes.txt", "a.html"])
def test_a_folder_that_holds_other_things_is_left_alone(tmp_path: Path, there: str) -> None:
    (tmp_path / there).write_text("mine")
    with pytest.raises(UsageError, match="new or an empty folder"):
        Output(tmp_path, ["a.html"])
    Output(tmp_path / "out", ["b.html"]).finish()
    (tmp_path / "out" / "a.html").write_text("mine")
    with pytest.raises(UsageError, match="did not write this"):
        Output(tmp_path / "out", ["a.html"])
    assert (tmp_path / "out" / "a.html").read_text() == "mine"


def test_a_list_of_files_that_leads_elsewhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("mine")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / MANIFEST).write_text('{"files": ["../precious"]}')
    with pytest.raises(UsageError, match="no site holds"):
        Output(tmp_path / "out", [])
    (tmp_path / "out" / MANIFEST).write_text('{"files": ["event/a.html"]}')
    (tmp_path / "out" / "event").symlink_to(tmp_path)
    with pytest.raises(UsageError, match="link to elsewhere"):
        Output(tmp_path / "out", [])


def test_a_value_in_a_script_is_one_line_whatever_it_holds() -> None:
    told = searchable.given("cuibonoTimeline", {"line": "a\u2028b\u2029c</script><!--\n"}).decode()
    assert told == 'globalThis.cuibonoTimeline = {"line":"a\\u2028b\\u2029c\\u003c/script>\\u003c!--\\n"};\n'


def test_an_index_is_parted_where_it_is_long() -> None:
    entries: list[searchable.Entry] = [("party", "pty-a", "Acme", "")] * (searchable.TOGETHER + 1)
    assert [script.count(b"Acme") for script in searchable.scripts(entries)] == [searchable.TOGETHER, 1]
    assert list(searchable.scripts([])) == [b"(globalThis.cuibonoSearch ??= []).push(\n\n);\n"]


class Look:
    """A page open from disk, with what the console said and what was asked of the network."""

    def __init__(self, browser: Browser, scheme: str = "light", width: int = 1280) -> None:
        options = {"color_scheme": scheme, "viewport": {"width": width, "height": 900}}
        self.page: Page = browser.new_context(**options).new_page()  # type: ignore[arg-type]
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def at(self, path: Path, query: str = "") -> Page:
        self.page.goto(f"{path.as_uri()}{query}")
        return self.page


@browses
@pytest.mark.parametrize("kind", KINDS)
def test_opens_from_disk_without_a_word_and_asks_for_nothing(browser: Browser, pages: Path, kind: str) -> None:
    look = Look(browser)
    page = look.at(of(kind, pages))
    assert page.evaluate("getComputedStyle(document.body).maxWidth") != "none"
    assert look.said == []
    assert [asked for asked in look.asked if not asked.startswith(("file:", "data:"))] == []


@browses
def test_the_search_finds_names_titles_and_events(browser: Browser, pages: Path) -> None:
    look = Look(browser)
    page = look.at(pages / "event" / of("event", pages).name)
    page.fill("#find", 'aacorp "mayor ruiz')
    page.press("#find", "Enter")
    page.wait_for_url("**/search.html?words=*")
    assert page.locator("#found h2").all_inner_texts() == ["Events 1"]
    page.locator("#found a").first.click()
    assert "corp" in page.locator("h1").inner_text()
    page = look.at(pages / "search.html", "?words=%22talks+12%22")
    assert page.locator("#found a").all_inner_texts() == ["Talks 12"]
    page = look.at(pages / "search.html", "?words=ruiz")
    assert "46 entries" in page.locator("#told").inner_text()
    assert look.said == []


@browses
@pytest.mark.parametrize("words", ["alert", "<img src=x onerror=alert(1)>", "\u202e\u0000", '"', "𝔄" * 400])
def test_no_word_and_no_text_sets_anything_off(browser: Browser, pages: Path, words: str) -> None:
    look = Look(browser)
    page = look.at(pages / "search.html")
    page.fill("#find", words)
    page.press("#find", "Enter")
    page.wait_for_load_state()
    assert page.locator("main img, main script, main [onerror]").count() == 0
    assert look.said == []
    assert [asked for asked in look.asked if not asked.startswith(("file:", "data:"))] == []


@browses
def test_the_search_without_scripts_leads_to_lists(browser: Browser, pages: Path) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{(pages / 'search.html').as_uri()}?words=ruiz")
    assert "needs scripts" in page.locator("#told").inner_text()
    page.get_by_role("link", name="Parties by name").click()
    assert page.locator("tbody tr").count() == STRETCH


@browses
@pytest.mark.parametrize(("picture", "holds"), [("timeline", "total"), ("network", "ties.length")])
def test_data_of_a_picture_is_there_before_it_is_drawn(browser: Browser, pages: Path, picture: str, holds: str) -> None:
    look = Look(browser)
    page = look.at(of("about", pages))
    source = (pages / "data" / f"{picture}.js").read_text(encoding="utf-8")
    page.evaluate(source)
    assert page.evaluate(f"globalThis.cuibono{picture.capitalize()}.{holds}") > 0
    first = parsed(pages / f"{picture}.html").xpath("//script/@src")[0]
    assert first == f"data/{picture}.js"


@browses
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
@pytest.mark.parametrize("kind", KINDS)
def test_no_barrier_that_axe_knows(browser: Browser, pages: Path, kind: str, scheme: str, width: int) -> None:
    page = Look(browser, scheme, width).at(of(kind, pages), "?words=ruiz" if kind == "search" else "")
    assert axe.violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
