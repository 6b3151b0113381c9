"""The command about what is watched: look, tell what is new, and look again."""

from __future__ import annotations

import sys
import time
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from cuibono.cli.commands import Engine
    from cuibono.explore.news import Item, News

ABOUT = "look at feeds, sitemaps and whatever comes in, and tell what is new"
EXAMPLES = """\
examples:
  cuibono watch mycase                               look once at all that cuibono.toml names
  cuibono watch mycase --once --markdown             for cron: prints only what is new, or wrong
  cuibono watch mycase --forever                     look again and again, until it is stopped

  What is watched stands in cuibono.toml ([[watch]]); what is new goes into watch.atom in the case."""
_AGAIN = 60.0  # seconds until a look that could not be carried out is tried again


def add(command: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """The command with the options of `cuibono watch`."""
    command.epilog = EXAMPLES
    often = command.add_mutually_exclusive_group()
    often.add_argument("--once", action="store_true", help="for cron: print nothing where nothing is new")
    often.add_argument("--forever", action="store_true", help="look again, each watch as often as it says (every)")
    command.add_argument("--markdown", action="store_true", help="print Markdown")
    return command


def watch(place: str | None, case: str | None, once: bool, forever: bool, markdown: bool, engine: Engine) -> int:
    """Look at what a case watches, and tell what is new."""
    from cuibono.cli.folder import case as case_folder

    folder = case_folder(case or place)
    if forever:
        return _forever(folder, markdown, engine)
    return _look(folder, None, markdown, engine, quiet=once)


def _forever(folder: Path, markdown: bool, engine: Engine) -> int:
    """Look at each watch when it is due, by a clock that does not go back, until somebody stops it."""
    from cuibono.cli.terminal import err
    from cuibono.errors import CuiBonoError
    from cuibono.pipeline import watching

    _look(folder, None, markdown, engine, quiet=False)
    looked: dict[str, float] = {watch.name: time.monotonic() for watch in watching.watches(folder)}
    while True:
        try:
            wanted = watching.watches(folder)
            due = {watch.name: looked.get(watch.name, float("-inf")) + watch.seconds for watch in wanted}
            _pause(min(due.values()) - time.monotonic())
            names = {name for name, when in due.items() if when <= time.monotonic()}
            if names:
                _look(folder, names, markdown, engine, quiet=True)
            looked |= dict.fromkeys(names, time.monotonic())
        except (CuiBonoError, OSError) as error:
            err(f"cuibono: {error}")
            _pause(_AGAIN)


def _look(folder: Path, only: Collection[str] | None, markdown: bool, engine: Engine, *, quiet: bool) -> int:
    """One look: fetch, read, write down what is told, bring the feed up to date, print."""
    from cuibono import settings
    from cuibono.cli.terminal import Bar, out, tell
    from cuibono.explore.phrases import count_words
    from cuibono.pipeline import watching
    from cuibono.settings import CaseFolder

    bar = Bar()
    try:
        reader = engine.reader(settings.load(CaseFolder(folder).settings).reader)
        outcome = watching.look(folder, reader, bar, only=only)
    finally:
        bar.close()
    fresh = _told(folder)
    tell(outcome.problems)
    if fresh:
        out(_shown(fresh, markdown))
    if not quiet:
        read = f"{count_words(outcome.read, 'document')} read, {count_words(len(fresh), 'new claim')} told"
        feed = CaseFolder(folder).news
        out(f"{read}." + (f" The feed: {feed}" if feed.exists() else " There is no feed yet: nothing was told."))
    sys.stdout.flush()
    return int(outcome.skipped)


def _told(folder: Path) -> Sequence[Item]:
    """What nobody was told of yet; it is written down as told, and the feed brought up to date, before it is shown."""
    from cuibono.pipeline import watching

    found = _news(folder)
    fresh = found.fresh
    if fresh:
        watching.note(folder, [(item.claim, item.document, item.watches) for item in fresh])
        found = _news(folder)
    _feed(folder, found)
    return fresh


def _news(folder: Path) -> News:
    from cuibono import explore, told
    from cuibono.explore.news import news
    from cuibono.pipeline import watching
    from cuibono.settings import CaseFolder

    with explore.open(folder) as view:
        return news(view, watching.watches(folder), told.all(CaseFolder(folder)))


def _feed(folder: Path, found: News) -> None:
    """Write the feed where it differs from the one that is there; the old one stands until the new one is whole."""
    from cuibono.cli.folder import write
    from cuibono.publish.news_feed import feed
    from cuibono.settings import CaseFolder

    target, made = CaseFolder(folder).news, feed(found, folder.resolve().name)
    if made is None or (target.exists() and target.read_bytes() == made):
        return
    fresh = target.with_name(f"{target.name}.new")
    write(fresh, made)
    fresh.replace(target)


def _shown(fresh: Sequence[Item], markdown: bool) -> str:
    from cuibono.cli.terminal import style, width
    from cuibono.publish import news_listing

    return news_listing.markdown(fresh) if markdown else news_listing.summary(fresh, width=width(), style=style())


def _pause(seconds: float) -> None:
    time.sleep(max(0.0, seconds))
