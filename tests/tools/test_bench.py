from __future__ import annotations

from tools import bench


def test_documents_are_the_same_each_time_and_as_many_as_asked_for() -> None:
    documents = list(bench.made(30))
    assert documents == list(bench.made(30))
    assert len({document.id for document in documents}) == 30
    assert all(document.text.strip() and document.published for document in documents)


def test_the_ratio_is_the_middle_one_so_that_one_slow_turn_does_not_count() -> None:
    speed = bench.Speed(documents=60, words=6000, reading=3.0, bare=2.0, ratios=[0.7, 0.1, 0.8])
    assert speed.ratio == 0.7


def test_the_page_holds_what_was_measured_beside_the_target() -> None:
    speed = bench.Speed(documents=60, words=6000, reading=3.0, bare=2.0, ratios=[0.66])
    measured = bench.Bench("a machine", speed, start_up=0.15, memory_reading=300.4, memory_help=31.0)
    page = bench.page(bench._plain(measured))
    assert "| reading, words per second | 2,000 | - |" in page
    assert "| ratio of the two | 0.66 | at least 0.6 |" in page
    assert "| `cuibono --help`, seconds | 0.15 | at most 0.2 |" in page
