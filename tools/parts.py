"""The texts the reader is measured on, and which of them nobody looks at.

Takes: where the texts lie. Gives: a Part for each set of texts that is there.
Knows nothing of: the reader and the scorer.

Locked texts are measured and never read by who writes rules: their misses are not shown. Of the news articles a rule
that nobody chose picks them (LOCK, docs/decisions/0002-the-lock.md), of the invented stories the held ones are.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parent.parent
LOCK = "cuibono-lock:"
LOCKED_ARTICLES = 12


class Folder(msgspec.Struct, frozen=True):
    """Texts that lie together, with what is known of them; `metadata` is None where nothing is to be told."""

    articles: Path
    metadata: Path | None


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the scoreboard.

    `only` limits it to some of the documents. `target` is the claim F1 and overall F1 asked for, `rules` what twenty
    minutes of rules gave, `ceiling` the claim F1 at which the gold agrees with itself; None where nobody knows.
    """

    name: str
    title: str
    folders: tuple[Folder, ...]
    gold: tuple[Path, ...]
    aliases: tuple[Path, ...]
    only: frozenset[str] | None = None
    locked: bool = False
    target: tuple[float, float] | None = None
    rules: tuple[float, float] | None = None
    ceiling: str | None = None

    @property
    def present(self) -> bool:
        """Whether everything it needs is on this machine."""
        return all(path.exists() for path in [*self.gold, *self.aliases, *(folder.articles for folder in self.folders)])


class Storylines(msgspec.Struct, frozen=True):
    """One row of the scoreboard's table of events: storylines with all that is true of them."""

    name: str
    title: str
    folders: tuple[Path, ...]
    locked: bool = False

    @property
    def present(self) -> bool:
        """Whether everything it needs is on this machine."""
        return bool(self.folders) and all((folder / "truth.json").exists() for folder in self.folders)


def shared() -> Path:
    """The folder of outside texts: beside the checkout, or where CUIBONO_SHARED says."""
    return Path(os.environ.get("CUIBONO_SHARED") or ROOT.parent / "shared")


def locked(names: Iterable[str]) -> frozenset[str]:
    """The twelve of the file names whose SHA-256, with the lock's words before them, comes first."""
    ranked = sorted(names, key=lambda name: hashlib.sha256((LOCK + name).encode()).hexdigest())
    return frozenset(ranked[:LOCKED_ARTICLES])


def parts() -> list[Part]:
    """Every part there is to measure, present or not, in the order of the scoreboard."""
    return [*_seeds(shared()), *_articles(shared()), _storylines(shared()), *_stories(ROOT / "tests" / "stories")]


def storylines() -> list[Storylines]:
    """Every set of storylines, present or not, in the order of the scoreboard."""
    own = sorted(path.parent for path in (ROOT / "tests" / "storylines").glob("*/truth.json"))
    held = tuple(folder for folder in own if folder.name.startswith("held-"))
    return [
        Storylines("storylines-events", "two fictional storylines", tuple(_outside_storylines(shared()))),
        Storylines("own-events", "own storylines, open", tuple(folder for folder in own if folder not in held)),
        Storylines("held-events", "own storylines, held back", held, locked=True),
    ]


def aliases(part: Part) -> dict[str, list[str]]:
    """The other forms of names, of all its stories together."""
    out: dict[str, list[str]] = {}
    for path in part.aliases:
        for name, forms in json.loads(path.read_text(encoding="utf-8")).items():
            out.setdefault(name, []).extend(forms)
    return out


def _seeds(base: Path) -> list[Part]:
    gold, names, texts = base / "gold" / "seeds.jsonl", base / "gold" / "aliases.json", base / "seeds"
    told = Part(
        name="seeds",
        title="three seed articles",
        folders=(Folder(texts, texts / "metadata.csv"),),
        gold=(gold,),
        aliases=(names,),
        target=(0.75, 0.62),
        rules=(0.62, 0.48),
        ceiling="0.91-0.92",
    )
    bare = Part(
        name="seeds-bare",
        title="the same without metadata",
        folders=(Folder(texts, None),),
        gold=(gold,),
        aliases=(names,),
        ceiling="0.91-0.92",
    )
    return [told, bare]


def _articles(base: Path) -> list[Part]:
    texts = base / "articles"
    every = frozenset(path.name for path in texts.glob("*.txt"))
    closed = locked(every)

    def part(name: str, title: str, only: frozenset[str], closed: bool) -> Part:
        return Part(
            name=name,
            title=title,
            folders=(Folder(texts, texts / "metadata.csv"),),
            gold=(base / "gold" / "articles.jsonl",),
            aliases=(base / "gold" / "aliases.json",),
            only=only,
            locked=closed,
            target=(0.60, 0.46),
            rules=(0.43, 0.31),
            ceiling="0.89",
        )

    return [
        part("articles", "24 news articles", every, True),
        part("articles-open", "of these, the 12 open ones", every - closed, False),
        part("articles-locked", "of these, the 12 locked ones", closed, True),
    ]


def _outside_storylines(base: Path) -> list[Path]:
    return [base / "storylines" / name for name in ("cirravale", "ondrasil")]


def _storylines(base: Path) -> Part:
    stories = _outside_storylines(base)
    return Part(
        name="storylines",
        title="two fictional storylines",
        folders=tuple(Folder(story / "articles", story / "metadata.csv") for story in stories),
        gold=tuple(story / "claims.jsonl" for story in stories),
        aliases=tuple(story / "aliases.json" for story in stories),
        target=(0.60, 0.50),
        rules=(0.50, 0.40),
    )


def _stories(base: Path) -> list[Part]:
    return [
        Part(
            name=f"stories-{half}",
            title=title,
            folders=(Folder(base / half / "articles", base / half / "metadata.csv"),),
            gold=(base / half / "gold.jsonl",),
            aliases=(base / half / "aliases.json",),
            locked=half == "held",
        )
        for half, title in [
            ("dev", "own invented stories, open"),
            ("more", "more of them, open"),
            ("held", "own invented stories, held back"),
        ]
    ]
