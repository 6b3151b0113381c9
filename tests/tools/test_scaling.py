from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from cuibono.model import Problem
from cuibono.pipeline.children import in_children
from tools import scaling
from tools.benches import articles, spark, whole
from tools.benches.scalepage import SPARK, need, page


def figures() -> dict[str, Any]:
    """A whole that grows in proportion: 1,000 articles of 50 words take a second to read and one to compare."""
    claims: dict[str, float] = {}
    reader: dict[str, float] = {}
    for count in (1_000, 10_000):
        one = {"events s": count / 1_000, "all s": count / 1_000, "clock s": 1.0, "peak MiB": 100 + count / 100}
        sizes = {"ledger bytes": count * 1_000, "originals bytes": count * 73, "claims": count * 2, "documents": count}
        claims |= {f"{name}_{count}": value for name, value in (one | sizes).items()}
        reader |= {f"{name}_{count}": value for name, value in (one | sizes).items()}
        reader |= {f"read s_{count}": count / 1_000, f"words_{count}": count * 50}
    return {"machine": "A machine", "claims": claims | whole.exponents(claims), "reader": reader}


def test_what_more_articles_need_is_carried_on_from_the_greatest_count() -> None:
    found = need(figures(), 3_600_000)
    assert found.reading == pytest.approx(1.0)
    assert found.cores == pytest.approx(1 / 24)
    assert found.comparing == pytest.approx(1.0)
    assert found.memory == pytest.approx(36_000 / 1024)
    assert found.disk == pytest.approx(3_600_000 * 1_073 / 2**30)
    assert need(figures(), 3_600_000, words=500).reading == pytest.approx(10.0)


def test_a_stage_that_grows_like_a_square_is_told() -> None:
    seconds = {"events s_1000": 1.0, "events s_10000": 100.0, "grades s_1000": 0.01, "grades s_10000": 9.0}
    found = whole.exponents(seconds | {"claims_1000": 1_000, "claims_10000": 10_000})
    assert found == {"events exponent": 2.0, "events exponent by articles": 2.0}
    assert whole.steep(found) == ["events exponent"]


def test_the_page_holds_what_was_measured() -> None:
    text = page(figures())
    assert "| events | 1.0 | 10.0 | 1.00 | 1.00 |" in text
    assert "| ledger, for each claim | 500 |" in text
    assert "| 1,000,000 | 0.3 | 0.0 | 0.3 | 9.8 | 1.0 |" in text


def test_the_page_is_made_from_the_figures_that_are_kept() -> None:
    text = scaling.PAGE.read_text(encoding="utf-8")
    assert text == scaling.filled(text, scaling.stored())


def test_articles_are_the_same_each_time_and_their_claims_stand_in_them() -> None:
    made = list(articles.made(40))
    assert made == list(articles.made(40))
    assert all(document.text[c.span.start : c.span.end] == c.quote for document, claims in made for c in claims)


def test_what_is_inside_another_stage_is_taken_off_it() -> None:
    clock = whole.Clock()
    with clock.of("outer", "a"), clock.of("inner", "b"):
        list(in_children(abs, [-1], 1))
    assert clock.waited["a"] >= clock.waited["b"] > 0
    assert clock.seconds["outer"] < clock.seconds["inner"] + 0.05


def through_spark() -> dict[str, float]:
    """Figures of two counts, one event of the greater one unlike the ledger's."""
    found: dict[str, float] = {}
    for count in (1_000, 10_000):
        found |= {f"{key}_{count}": count / 1_000 for key in SPARK.values()}
        rows = {f"{name} rows_{count}": count for name in (*spark.TABLES, spark.ALL)}
        found |= rows | {name.replace(" rows_", " differ_"): 0 for name in rows}
    return found | {"events differ_10000": 1, f"{spark.ALL} differ_10000": 1}


def test_the_page_holds_what_spark_was_measured_by_and_how_many_rows_differ() -> None:
    text = page(figures() | {"spark": through_spark()})
    assert "| seconds of the clock, Spark, local[2] | 1 | 10 |" in text
    assert "| claims | 1,000 (0) | 10,000 (0) |" in text
    assert "| events | 1,000 (0) | 10,000 (1) |" in text
    assert spark.differing(through_spark()) == 1


def test_rows_are_compared_in_any_order_and_each_as_often_as_it_stands() -> None:
    one, two, three = (Problem("no_date", name) for name in ("one", "two", "three"))
    assert spark.unlike([one, two, two], [two, one, two]) == 0
    assert spark.unlike([one, two, two], [two, one]) == 1
    assert spark.unlike([one, two], [one, three]) == 2


@pytest.mark.parametrize(
    ("module", "name", "said"),
    [(shutil, "which", "Java is not installed"), (importlib.util, "find_spec", "pyspark is not installed")],
)
def test_where_spark_cannot_run_that_is_said_and_the_rest_is_kept(
    module: ModuleType,
    name: str,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: True)
    monkeypatch.setattr(shutil, "which", lambda _: "/usr/bin/java")
    monkeypatch.setattr(module, name, lambda _: None)
    monkeypatch.setattr(scaling, "PAGE", Path(shutil.copy(scaling.PAGE, tmp_path)))
    stored = tmp_path / "scaling.json"
    stored.write_text('{"machine": "A machine"}', encoding="utf-8")
    monkeypatch.setattr(scaling, "STORED", stored)
    assert scaling.main(["--only", "spark"]) == 0
    assert said in capsys.readouterr().err
    assert scaling.stored() == {"machine": "A machine"}


def test_spark_is_given_the_articles_that_lie_in_the_folder(tmp_path: Path) -> None:
    articles.write(tmp_path / "made", 40)
    given = spark.originals(tmp_path / "made")
    made = [document for document, _ in articles.made(40)]
    assert given == [(d.file, d.text, d.published.edtf if d.published else "", d.publisher, d.title) for d in made]
    assert {file for file, *_ in given} == {file.name for file in (tmp_path / "made" / "articles").iterdir()}


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory of other processes is read from /proc")
def test_the_most_memory_of_a_process_below_is_seen() -> None:
    with spark.Memory() as memory:
        subprocess.run([sys.executable, "-c", "import time; held = bytearray(1 << 26); time.sleep(2)"], check=True)
    assert memory.most[spark.PYTHON] > 64
    assert memory.most[spark.JAVA] == 0
