"""A small case in the stages from which commands begin, and the articles that they read."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import partial
from importlib.resources import files
from pathlib import Path

import msgspec

from cuibono import pipeline
from cuibono.ledger.look import Look
from cuibono.pipeline import registers
from cuibono.pipeline.verifying import verify
from tests.small_reader import SmallReader

NOW = datetime(2024, 11, 5, 12, tzinfo=UTC)
_ENGLISH = "The company said on Monday that it would build a plant in the state and that it had been asked to.\n"
_PEOPLE = ("Jane Doe", "Ann Lee", "Max Low", "Eve Ray", "Tom Roe")
NAMES, ROWS = "sec_companies", "lda_contributions"


class Scene(msgspec.Struct, frozen=True):
    """`folder` holds the stages of the case, and the articles in two, by name; `pair` are two claims of the case."""

    folder: Path
    pair: tuple[str, str]


def sample(register: str) -> Path:
    """The sample file of a register that comes with the program."""
    return Path(str(files("cuibono.registers") / register / "sample.json"))


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address at which a process of its own serves what lies in a folder, as long as the context lasts."""
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    child = os.fork()
    if not child:
        server.serve_forever()
    server.server_close()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def watched(scene: Scene, site: str) -> None:
    """The stage of the case that watches a feed, which is served at an address."""
    items = []
    for n, text in enumerate(_texts("Mire", 4)):
        (scene.folder / "site" / f"{n}.html").write_text(_page(n, text), encoding="utf-8")
        items.append(f"<item><title>Story {n}</title><link>{site}/{n}.html</link></item>")
    feed = f"<rss><channel><title>Made</title>{''.join(items)}</channel></rss>"
    (scene.folder / "site" / "feed.xml").write_text(feed, encoding="utf-8")
    case = shutil.copytree(scene.folder / "judged", scene.folder / "watching")
    watch = f'[[watch]]\nname = "Made"\nfeed = "{site}/feed.xml"\nkinds = ["meeting"]\n'
    (case / "cuibono.toml").write_text(f"[fetch]\ndelay = 0\nwait = 0.01\n\n{watch}", encoding="utf-8")


def _page(number: int, text: str) -> str:
    told = f"<h1>Story {number}</h1><p>{text}</p><p>{_ENGLISH} So it was told.</p>"
    return f"<!doctype html><html><head><title>Story {number}</title></head><body>{told}</body></html>"


def made(folder: Path) -> Scene:
    """Make it all in a folder. Loads here what commands load, so that a process that is forked has it at hand."""
    import duckdb  # noqa: F401 - loaded, and not used before a process is forked: its threads would not be

    for name, count, first in (("articles", 5, "Acme"), ("more", 8, "Kilo")):
        (folder / name).mkdir(parents=True)
        for n, text in enumerate(_texts(first, count)):
            (folder / name / f"{n}.txt").write_text(text, encoding="utf-8")
    (folder / "site").mkdir()
    pipeline.read(folder / "read", [str(folder / "articles")], SmallReader(), now=NOW)
    with closing(Look(folder / "read" / "ledger.sqlite")) as look:
        one, other, *_ = look.claims()
    shutil.copytree(folder / "read", folder / "judged")
    judged = folder / "judged"
    pipeline.judge(judged, "reject", [other.id], "Ann", "a joke", NOW)
    registers.add(judged, NAMES, sample(NAMES), now=NOW)
    pipeline.read(judged, [], SmallReader(), now=NOW)
    verify(judged, SmallReader().fingerprint)
    return Scene(folder, (one.id, other.id))


def _texts(first: str, count: int) -> Iterator[str]:
    """Articles, of which the first one and those after the fifth depend on whom the `first` is of."""
    for n in range(count):
        who = "Acme" if 0 < n < 5 else first
        met, said, other = (_PEOPLE[(n + m) % 5] for m in range(3))
        yield f"{who} met {met}, {said} said. Zeta met {other} and {n} others. {_ENGLISH}"
