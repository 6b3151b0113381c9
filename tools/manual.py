"""The documentation as a site that opens from disk: `make manual`.

Takes: the pages of docs/, README.md, and docs/places.toml, which says where each page stands.
Gives: build/manual/site. Fails where a page has no place, or where a built page leads nowhere or loads from elsewhere.
Knows nothing of: what the pages say. Zensical turns them into HTML (docs/decisions/0075-documentation.md).
"""

from __future__ import annotations

import importlib.util
import json
import os
import posixpath
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

import msgspec

from tools.builtpages import troubles
from tools.parts import ROOT

DOCS = ROOT / "docs"
FRONT = "readme.md"  # what the README of the repository is called among the pages
_LINK = re.compile(r"(\]\()(?!https?:|mailto:|#)([^)#\s]+)")
# Nothing may be loaded from elsewhere, whatever a script of the theme would like. `file:`: pages are opened from disk.
_POLICY = (
    "default-src 'self' file: data: blob:; script-src 'self' 'unsafe-inline' file: blob:; "
    "style-src 'self' 'unsafe-inline' file:; form-action 'none'; base-uri 'none'"
)
_THEME = f"""\
{{% extends "base.html" %}}
{{% block site_meta %}}
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
{{{{ super() }}}}
{{% endblock %}}
"""


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the site: its title, and pages by path or pattern, from docs/."""

    title: str
    pages: tuple[str, ...]


class _Places(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    part: tuple[Part, ...]


class UnplacedPageError(Exception):
    """Pages that stand in no place, or places without a page."""


def parts() -> tuple[Part, ...]:
    """What docs/places.toml says."""
    return msgspec.convert(tomllib.loads((DOCS / "places.toml").read_text(encoding="utf-8")), _Places).part


def pages() -> list[str]:
    """Every page there is, by its path from docs/."""
    return [FRONT, *sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))]


def placed(places: Sequence[Part], there: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Each part with its pages in order; a page named by itself is left out of patterns.

    Raises UnplacedPageError, which names every page without a place and every place without a page.
    """
    named = [page for part in places for page in part.pages if "*" not in page]
    found: list[tuple[str, list[str]]] = []
    empty: list[str] = []
    for part in places:
        each = [_those(page, there, named) for page in part.pages]
        empty += [page for page, those in zip(part.pages, each, strict=True) if not those]
        found.append((part.title, [page for those in each for page in those]))
    once = [page for _, those in found for page in those]
    wrong = [f"{page} has no place" for page in there if page not in once]
    wrong += [f"{page} has two places" for page in sorted(set(once)) if once.count(page) > 1]
    wrong += [f"{page} is no page" for page in empty]
    if wrong:
        raise UnplacedPageError(f"docs/places.toml: {'; '.join(wrong)}. Give each page of docs/ one place there.")
    return found


def _those(wanted: str, there: Sequence[str], named: Sequence[str]) -> list[str]:
    if "*" not in wanted:
        return [wanted] if wanted in there else []
    return [page for page in there if PurePosixPath(page).match(wanted) and page not in named]


def relinked(text: str, page: str) -> str:
    """The text of a page with links that hold in the site: the README is a page of it, a folder leads to its index.

    `page` is the path from docs/; what lies elsewhere in the repository is not in the site, so its link is left as it
    is, and the check of the built pages finds it.
    """
    base = "" if page == FRONT else "docs/"
    folder = posixpath.dirname(f"{base}{page}")

    def link(found: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(folder, found[2]))
        if target == "README.md":
            target = f"docs/{FRONT}"
        elif found[2].endswith("/"):
            target = f"{target}/README.md"
        elif not target.startswith("docs/"):
            return found[0]
        return found[1] + posixpath.relpath(target, posixpath.dirname(f"docs/{page}"))

    return _LINK.sub(link, text)


def stage(folder: Path) -> None:
    """Put into a folder what Zensical builds from: the pages, pictures and examples, and its configuration."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(DOCS, folder / "docs", ignore=shutil.ignore_patterns("*.md", "*.json", "places.toml"))
    for page in pages():
        path = ROOT / "README.md" if page == FRONT else DOCS / page
        (folder / "docs" / page).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / page).write_text(relinked(path.read_text(encoding="utf-8"), page), encoding="utf-8")
    for name in ("LICENSE", "LICENSE-weights.md"):
        shutil.copy(ROOT / name, folder / "docs" / name)
    (folder / "theme").mkdir()
    (folder / "theme" / "main.html").write_text(_THEME, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(_configuration(), encoding="utf-8")


def _configuration() -> str:
    """The settings in JSON, which YAML holds: no fonts, no analytics, no requests; every broken reference counts."""
    references = ("invalid_links", "invalid_link_anchors", "unresolved_footnotes")
    extensions = ("tables", "fenced_code", "sane_lists", "md_in_html")
    settings = {
        "site_name": "Cui Bono",
        "site_description": "A ledger of dealings between companies and governments",
        "use_directory_urls": False,
        "strict": True,
        "nav": [{title: those} for title, those in placed(parts(), pages())],
        "theme": {
            "name": "zensical",
            "custom_dir": "theme",
            "font": False,
            "features": ["navigation.indexes", "navigation.footer", "navigation.top", "toc.follow"],
            "palette": [
                {"media": "(prefers-color-scheme: light)", "scheme": "default"},
                {"media": "(prefers-color-scheme: dark)", "scheme": "slate"},
            ],
        },
        "extra": {"generator": False},
        "plugins": ["search"],
        "validation": dict.fromkeys(references, True),
        "markdown_extensions": [
            *extensions,
            {"toc": {"permalink": True}},
            "pymdownx.highlight",
            "pymdownx.superfences",
        ],
    }
    return json.dumps(settings, indent=1)


def build(folder: Path) -> list[str]:
    """Build the site into `site` of a folder. What is wrong with it comes back, line by line."""
    try:
        stage(folder)
    except UnplacedPageError as error:
        return [str(error)]
    call = [
        sys.executable,
        "-m",
        "zensical",
        "build",
        "--strict",
        "--clean",
        "--config-file",
        str(folder / "mkdocs.yml"),
    ]
    plain = {**os.environ, "NO_COLOR": "1"}
    done = subprocess.run(call, cwd=folder, capture_output=True, text=True, check=False, env=plain)
    if done.returncode:
        return [*done.stdout.splitlines(), done.stderr.rstrip().rpartition("\n")[2]]
    return troubles(folder / "site")


def main() -> int:
    """Run the command: build the site, and say where it is, or what is wrong with it."""
    if not importlib.util.find_spec("zensical"):
        print("manual: Zensical is not installed; `make manual` installs it from the package index", file=sys.stderr)
        return 1
    folder = ROOT / "build" / "manual"
    wrong = build(folder)
    for line in wrong:
        print(line, file=sys.stderr)
    if not wrong:
        size = sum(path.stat().st_size for path in (folder / "site").rglob("*") if path.is_file())
        print(f"manual: {len(pages())} pages, {size / 2**20:.1f} MiB: build/manual/site/index.html")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
