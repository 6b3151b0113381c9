from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from cuibono import explore, pipeline, told
from cuibono.cli import main, watching
from cuibono.collect.fetch.visit import Answer
from cuibono.collect.visits import tour
from cuibono.explore.news import news
from cuibono.publish import news_listing
from cuibono.settings import CaseFolder, WatchSettings
from tests.publisher import Publisher, Reply, publisher
from tests.small_reader import SmallEngine, SmallReader

ENGLISH = "The company said on Monday that it would build a plant in the state and that it had been asked to do so."
ATOM = "{http://www.w3.org/2005/Atom}"
FETCH = "[fetch]\ndelay = 0\nwait = 0.01\n"


class Told:
    def __init__(
        self, capsys: pytest.CaptureFixture[str], *words: str | Path, reader: SmallReader | None = None
    ) -> None:
        self.status = main([str(word) for word in words], SmallEngine(reader))
        self.out, self.err = capsys.readouterr()


@pytest.fixture
def site() -> Iterator[Publisher]:
    with publisher() as one:
        yield one


@pytest.fixture
def case(tmp_path: Path, site: Publisher) -> Path:
    (tmp_path / "case").mkdir()
    return tmp_path / "case"


def page(title: str, text: str) -> Reply:
    told = f"<h1>{title}</h1><p>{text} {ENGLISH}</p><p>{ENGLISH} So it was told.</p>"
    whole = f"<!doctype html><html><head><title>{title}</title></head><body>{told}</body></html>"
    return Reply(whole, headers={"Content-Type": "text/html"})


def plays(site: Publisher, **texts: str) -> None:
    """A feed of pages with these texts."""
    items = "".join(f"<item><title>{name}</title><link>/{name}</link></item>" for name in texts)
    pages = {f"/{name}": page(name, text) for name, text in texts.items()}
    pages["/feed"] = Reply(f"<rss><channel>{items}</channel></rss>", headers={"Content-Type": "text/xml"})
    site.play = lambda asked: pages.get(asked.path, Reply("nothing", 404))


def watches(case: Path, site: Publisher, text: str) -> None:
    (case / "cuibono.toml").write_text(FETCH + text.replace("SITE", site.url))


def state(case: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in case.rglob("*") if path.is_file()}


def entries(case: Path) -> list[dict[str, str]]:
    root = ET.fromstring((case / "watch.atom").read_bytes())
    return [{one.tag.removeprefix(ATOM): one.text or "" for one in entry} for entry in root.iter(f"{ATOM}entry")]


JANE = '[[watch]]\nname = "Jane"\nfeed = "SITE/feed"\nparties = ["jane doe"]\nkinds = ["meeting"]\n'


def test_what_is_new_is_told_once(case: Path, site: Publisher, capsys: pytest.CaptureFixture[str]) -> None:
    watches(case, site, JANE)
    plays(site, a="Acme met Jane Doe, Tom Roe said.", b="Zeta met Ann Lee.")
    first = Told(capsys, "watch", case)
    assert first.status == 0
    assert first.out.startswith("JANE  1 new claim\n")
    assert "“Acme met Jane Doe, Tom Roe said”" in first.out
    assert "1 report, 1 origin; single origin" in first.out
    assert first.out.endswith(f"2 documents read, 1 new claim told. The feed: {case}/watch.atom\n")
    before = state(case)
    again = Told(capsys, "watch", case)
    assert again.out == f"0 documents read, 0 new claims told. The feed: {case}/watch.atom\n"
    assert Told(capsys, "watch", case, "--once").out == ""
    assert state(case) == before
    plays(site, a="Acme met Jane Doe, Tom Roe said.", c="Kilo met Jane Doe.")
    assert Told(capsys, "watch", case, "--once").out.count("“") == 1
    assert [entry["title"] for entry in entries(case)] == ["Meeting · Kilo → Jane Doe", "Meeting · Acme → Jane Doe"]


def test_the_feed_is_atom(case: Path, site: Publisher, capsys: pytest.CaptureFixture[str]) -> None:
    watches(case, site, '[[watch]]\nname = "a <b> & \\"c\\""\nfeed = "SITE/feed"\n')
    plays(site, a="Acme met Jane Doe, Tom Roe said.", b="Zeta met Ann Lee.")
    Told(capsys, "watch", case)
    data = (case / "watch.atom").read_bytes()
    root = ET.fromstring(data)
    assert root.tag == f"{ATOM}feed"
    ids = [one.text or "" for one in root.iter(f"{ATOM}id")]
    assert len(set(ids)) == 3
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", one) for one in ids)
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    for one in (root, *root.iter(f"{ATOM}entry")):
        datetime.fromisoformat(one.findtext(f"{ATOM}updated") or "")
        assert one.findtext(f"{ATOM}title")
    (link, _) = [one.get("href") for one in root.iter(f"{ATOM}link")]
    assert link in (f"{site.url}/a", f"{site.url}/b")
    assert {one.get("term") for one in root.iter(f"{ATOM}category")} == {"Meeting", 'a <b> & "c"'}
    assert b"a &lt;b&gt; &amp; &quot;c&quot;" in data


def test_hostile_texts_stay_texts(case: Path, site: Publisher, capsys: pytest.CaptureFixture[str]) -> None:
    watches(case, site, '[[watch]]\nname = "all"\nfeed = "SITE/feed"\n')
    title = "Acme\u202e \x1b[31m&lt;script&gt;alert(1)&lt;/script&gt; ]]&gt; [x](javascript:y)"
    feed = "<rss><channel><item><title>Story</title><link>/a</link></item></channel></rss>"
    pages = {"/a": page(title, "Acme met Jane Doe, Tom Roe said."), "/feed": Reply(feed)}
    site.play = lambda asked: pages.get(asked.path, Reply("nothing", 404))
    told = Told(capsys, "watch", case, "--markdown")
    assert "\x1b" not in told.out
    assert "\u202e" not in (case / "watch.atom").read_text()
    assert "](javascript" not in told.out
    assert entries(case)


def test_markdown(case: Path, site: Publisher, capsys: pytest.CaptureFixture[str]) -> None:
    watches(case, site, JANE)
    plays(site, a="Acme met Jane Doe, Tom Roe said.")
    told = Told(capsys, "watch", case, "--once", "--markdown")
    assert told.out.startswith(
        "## Jane: 1 new claim\n\n- **Meeting · Acme → Jane Doe**  \n  “Acme met Jane Doe, Tom Roe said”"
    )
    assert f"[article](<{site.url}/a>), clm-" in told.out


def test_a_look_that_was_stopped_is_completed_by_the_next(
    case: Path, site: Publisher, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    watches(case, site, JANE)
    plays(site, a="Acme met Jane Doe.", b="Zeta met Jane Doe.", c="Kilo met Jane Doe.")
    real = tour.Tour._page

    def stopped(self: tour.Tour, answer: Answer, wanted: tour._Wanted) -> None:
        real(self, answer, wanted)
        raise KeyboardInterrupt

    monkeypatch.setattr(tour.Tour, "_page", stopped)
    assert Told(capsys, "watch", case).status == 130
    monkeypatch.setattr(tour.Tour, "_page", real)
    plays(site, b="Zeta met Jane Doe.", c="Kilo met Jane Doe.")
    assert Told(capsys, "watch", case).out.count("“") == 3
    assert len(entries(case)) == 3


def test_what_was_told_and_not_yet_in_the_feed_comes_into_it(
    case: Path, site: Publisher, capsys: pytest.CaptureFixture[str]
) -> None:
    watches(case, site, JANE)
    plays(site, a="Acme met Jane Doe.")
    Told(capsys, "watch", case)
    feed = (case / "watch.atom").read_bytes()
    (case / "watch.atom").unlink()
    Told(capsys, "watch", case)
    assert (case / "watch.atom").read_bytes() == feed


def test_when_all_state_is_lost_ids_stay(case: Path, site: Publisher, capsys: pytest.CaptureFixture[str]) -> None:
    watches(case, site, JANE)
    plays(site, a="Acme met Jane Doe.")
    Told(capsys, "watch", case)
    before = [entry["id"] for entry in entries(case)]
    for name in ("told.jsonl", "fetched.jsonl", "watch.atom", "ledger.sqlite"):
        (case / name).unlink()
    again = Told(capsys, "watch", case)
    assert "1 document read, 1 new claim told" in again.out
    assert [entry["id"] for entry in entries(case)] == before


def test_a_newer_reader_or_a_changed_page_makes_no_news(
    case: Path, site: Publisher, capsys: pytest.CaptureFixture[str]
) -> None:
    watches(case, site, '[[watch]]\nname = "page"\nurls = ["SITE/a"]\n')
    plays(site, a="Acme met Jane Doe.")
    assert "1 new claim told" in Told(capsys, "watch", case).out
    before = entries(case)
    plays(site, a="The mayor was there. Acme met Jane Doe.")
    assert "1 document read, 0 new claims told" in Told(capsys, "watch", case).out
    assert [entry["id"] for entry in entries(case)] == [entry["id"] for entry in before]
    assert "0 new claims told" in Told(capsys, "watch", case, reader=SmallReader("small 2")).out
    plays(site, a="The mayor was there. Acme met Jane Doe. Acme met Ann Lee.")
    assert "“Acme met Ann Lee”" in Told(capsys, "watch", case).out


def test_what_people_rejected_leaves_the_feed(case: Path, site: Publisher, capsys: pytest.CaptureFixture[str]) -> None:
    watches(case, site, JANE)
    plays(site, a="Acme met Jane Doe.", b="Zeta met Jane Doe.")
    Told(capsys, "watch", case)
    claim = re.findall(r"clm-\w+", entries(case)[0]["content"])[0]
    assert Told(capsys, "judge", "reject", claim, "--why", "a joke", "--case", case).status == 0
    Told(capsys, "watch", case)
    assert [claim in entry["content"] for entry in entries(case)] == [False]


def test_a_watch_without_addresses_tells_what_comes_in(
    case: Path, site: Publisher, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    watches(case, site, '[[watch]]\nname = "Meta"\nparties = ["Meta"]\nsince = 2024-06-01\n')
    for name, head, text in (
        ("a", "3 May 2021", "Meta met Ann Lee."),
        ("b", "3 July 2024", "Meta met Jane Doe."),
        ("c", "4 July 2024", "Metallic met Jane Doe."),
    ):
        (tmp_path / f"{name}.txt").write_text(f"Head\n\nHarbour News, {head}\n\n{text} {ENGLISH}")
        Told(capsys, "read", tmp_path / f"{name}.txt", "--case", case)
    told = Told(capsys, "watch", case)
    assert re.findall("“(.*)”", told.out) == ["Meta met Jane Doe"]


def test_a_watch_with_neither_parties_nor_kinds_tells_what_it_brought(
    case: Path, site: Publisher, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    watches(case, site, '[[watch]]\nname = "feed"\nfeed = "SITE/feed"\n')
    plays(site, a="Acme met Jane Doe.")
    (tmp_path / "b.txt").write_text(f"Zeta met Ann Lee. {ENGLISH}")
    Told(capsys, "read", tmp_path / "b.txt", "--case", case)
    assert re.findall("“(.*)”", Told(capsys, "watch", case).out) == ["Acme met Jane Doe"]


def test_a_clock_that_goes_back_does_no_harm(case: Path, site: Publisher, capsys: pytest.CaptureFixture[str]) -> None:
    watches(case, site, JANE)
    plays(site, a="Acme met Jane Doe.")
    Told(capsys, "watch", case)
    plays(site, a="Acme met Jane Doe.", b="Zeta met Jane Doe.")
    reader = SmallReader()
    pipeline.watching.look(case, reader, lambda *_: None, now=datetime(2001, 1, 1, tzinfo=UTC))
    fresh = watching._news(case).fresh
    items = [(item.claim, item.document, item.watches) for item in fresh]
    (line,) = pipeline.watching.note(case, items, now=datetime(2001, 1, 1, tzinfo=UTC))
    assert line.when == told.all(CaseFolder(case))[0].when
    assert pipeline.watching.note(case, items) == ()


def test_again_and_again(
    case: Path, site: Publisher, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    watches(case, site, JANE + 'every = "30m"\n[[watch]]\nname = "Ann"\nparties = ["Ann Lee"]\nevery = "2h"\n')
    plays(site, a="Acme met Jane Doe.")
    now, pauses = [1000.0], []
    monkeypatch.setattr(time, "monotonic", lambda: now[0])

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        now[0] += seconds
        plays(site, **{f"p{n}": f"Number{chr(65 + n)} met Jane Doe." for n in range(len(pauses))})
        if len(pauses) == 3:
            (case / "cuibono.toml").write_text("[[watch]]\nname = 3\n")
        if len(pauses) == 5:
            raise KeyboardInterrupt

    monkeypatch.setattr(watching, "_pause", pause)
    told = Told(capsys, "watch", case, "--forever")
    assert told.status == 130
    assert told.out.count("JANE  1 new claim") == 3
    assert "cuibono.toml: these settings cannot be used" in told.err
    assert pauses[:3] == [1800.0, 1800.0, 1800.0]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "nothing is watched"),
        ('[[watch]]\nname = "a"\n', "names nothing to watch"),
        ('[[watch]]\nname = "a"\nkinds = ["wedding"]\n', "no such kind of dealing"),
        ('[[watch]]\nname = "a"\nkinds = ["gift"]\nevery = "often"\n', "cannot be used"),
        ('[[watch]]\nname = "a"\nkinds = ["gift"]\n' * 2, 'more than one [[watch]] is named "a"'),
    ],
)
def test_what_cannot_be_watched(
    case: Path, site: Publisher, capsys: pytest.CaptureFixture[str], text: str, why: str
) -> None:
    watches(case, site, text)
    told = Told(capsys, "watch", case)
    assert (told.status, told.out) == (2, "")
    assert why in told.err


def test_an_address_that_is_none_is_a_problem(case: Path, site: Publisher, capsys: pytest.CaptureFixture[str]) -> None:
    watches(case, site, '[[watch]]\nname = "a"\nfeed = "https://me:secret@example.org/feed"\nurls = ["feed.xml"]\n')
    told = Told(capsys, "watch", case)
    assert told.status == 1
    assert "example.org/feed: it holds a name or password" in told.err
    assert "feed.xml: it is no address of a page" in told.err
    assert "secret" not in told.err + (case / "collected.jsonl").read_text()


def test_what_the_reports_differ_on_is_told_with_each_of_them(demo_case: Path) -> None:
    watch = WatchSettings(name="all", kinds=("donation",))
    with explore.open(demo_case) as view:
        items = news(view, [watch], ()).items
    (item,) = [item for item in items if "contributed $10 million" in item.claim.quote]
    assert "reports differ on the amount (US$1 million, US$10 million)" in item.standing
    assert item.standing in " ".join(news_listing.summary([item], width=1000).split())


def test_a_list_of_addresses_is_read(case: Path, site: Publisher, capsys: pytest.CaptureFixture[str]) -> None:
    watches(case, site, "")
    plays(site, a="Acme met Jane Doe.", b="Zeta met Ann Lee.")
    (case.parent / "my.urls").write_text(f"# mine\n{site.url}/a\nnonsense\n{site.url}/feed\n")
    told = Told(capsys, "read", "--urls", case.parent / "my.urls", "--case", case)
    assert told.status == 1
    assert told.out.startswith("2 documents read, 2 claims found; 1 skipped.")
    assert "skipped: my.urls: line 3: it is no address of a page" in told.err
    assert "nowhere: the list cannot be read" in Told(capsys, "read", "--urls", "nowhere", "--case", case).err
    site.play = lambda asked: Reply("", 503)
    assert Told(capsys, "show", "--case", case).out.startswith("MEETINGS  2 claims")
    assert "2 documents read anew" in Told(capsys, "rebuild", "--case", case).out
