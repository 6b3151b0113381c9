from __future__ import annotations

import re

import pytest

from tools.parts import ROOT
from tools.screens import FOLDER, NAMES, SCHEMES, WIDTHS, file

PAGE = (ROOT / "docs" / "web.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_every_page_has_its_pictures(name: str) -> None:
    for width in WIDTHS:
        for scheme in SCHEMES:
            head = file(name, width, scheme).read_bytes()[:12]
            assert (head[:4], head[8:]) == (b"RIFF", b"WEBP"), "run make screens"


def test_no_picture_is_left_of_a_page_that_is_gone() -> None:
    assert len(list(FOLDER.iterdir())) == len(NAMES) * len(WIDTHS) * len(SCHEMES)


def test_the_pictures_together_are_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 3_300_000


def test_the_documentation_shows_every_page() -> None:
    assert set(re.findall(r"\]\(screens/(\w+)-", PAGE)) == set(NAMES)
