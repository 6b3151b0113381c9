from __future__ import annotations

from pathlib import Path

import pytest

from cuibono import explore, pipeline
from cuibono.explore.pages import choice, lists, stretches
from tests.small_reader import SmallReader


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_a_list_walks_every_event_once_and_ends_with_those_without_a_day(
    order: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stretches, "STRETCH", 2)
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(7):
        (folder / f"{number}.txt").write_text(f"Ann{'abcdefg'[number]} met Bob{'abcdefg'[number]}.", encoding="utf-8")
    pipeline.read(tmp_path / "case", [str(folder)], SmallReader())
    seen: list[str] = []
    after: str | None = None
    with explore.open(tmp_path / "case") as case:
        every = {event.id for event in case.events()}
        for _ in range(9):
            found = lists.event_list(case, lists.EventsQuery(order=order, after=after))  # type: ignore[arg-type]
            seen += [event.id for event in found.events]
            after = found.next
            if after is None:
                break
    assert len(seen) == len(set(seen)) == 7
    assert set(seen) == every


def test_a_place_that_no_list_gave_is_refused() -> None:
    with pytest.raises(Exception, match="no place in the list"):
        choice.place("nonsense", 2)
