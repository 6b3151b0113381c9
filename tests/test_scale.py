"""The stages on Spark against the same stages here, row by row."""

from __future__ import annotations

import csv
import importlib.util
import shutil
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuibono import pipeline, scale
from cuibono.errors import UsageError
from cuibono.ledger.look import Look
from cuibono.model import Problem, Span
from cuibono.model.records import Finding
from cuibono.pipeline import registers as keeping
from cuibono.pipeline.stages import Stages
from cuibono.read import Reader
from cuibono.reconcile.reuse import shared
from cuibono.scale.rows import Table
from cuibono.settings import CaseFolder

NOW = datetime(2024, 11, 5, 12, tzinfo=UTC)
STORY = Path(pipeline.__file__).parents[1] / "demo"
BOOKED = (
    ("Ellery inaugural fund", "1000000", "2022-12-19"),
    ("Ellery first inauguration fund", "250000", "2015-02-10"),
)
OF_A_RECORD = """Orvane Corp executives met White House officials in March 2022, a person familiar with it said.
"""  # of whom a publisher has records: a lead to them
SAID = ("published", "publisher", "title", "url")
SPARK = pytest.mark.skipif(
    importlib.util.find_spec("pyspark") is None or shutil.which("java") is None,
    reason="pyspark or Java is not here: `uv sync --extra spark`, and a JRE (Debian: default-jre-headless)",
)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Look, Any, str]]:
    """The bundled story with records that bear on it: a ledger made here, and the place of the tables by Spark."""
    place = tmp_path_factory.mktemp("scale")
    case = CaseFolder(place / "case")
    case.path.mkdir()
    keeping.add(case.path, "ftm", payments(place / "payments.ijson"), now=NOW)
    articles = shutil.copytree(STORY / "articles", place / "articles")
    (articles / "orvane.txt").write_text(OF_A_RECORD, encoding="utf-8")
    shutil.copy(min(articles.iterdir()), articles / "zz-again.txt")
    pipeline.read(case.path, [str(articles)], Reader(), metadata=STORY / "metadata.csv", now=NOW)
    spark = scale.session("local[2]")
    with (STORY / "metadata.csv").open(encoding="utf-8") as file:
        table = {row["file"]: row for row in csv.DictReader(file)}
    texts = [(path.name, path.read_text(encoding="utf-8")) for path in articles.iterdir()]
    rows = [(name, text, *(table.get(name, {}).get(what) for what in SAID)) for name, text in texts]
    columns = ", ".join(f"{name} string" for name in ("file", "text", *SAID))
    spark.createDataFrame(rows, columns).write.parquet(f"{place}/articles.parquet")
    scale.run(spark, f"{place}/articles.parquet", f"{place}/tables", Stages(case, Reader()), f"{NOW:%FT%TZ}")
    with closing(Look(case.ledger)) as look:
        yield look, spark, f"{place}/tables"
    spark.stop()


def payments(file: Path) -> Path:
    """A register of two payments: one that the story tells of, one that it says there was not."""
    rows = [entity("giver", "Company", name="Cirravale Inc")]
    for number, (fund, amount, day) in enumerate(BOOKED):
        sides = {"payer": "giver", "beneficiary": f"fund-{number}"}
        rows += [
            entity(f"fund-{number}", "Organization", name=fund),
            entity(f"pay-{number}", "Payment", **sides, amount=amount, currency="USD", date=day),
        ]
    file.write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in rows))
    return file


def entity(key: str, schema: str, **properties: str) -> dict[str, Any]:
    """An entity as FollowTheMoney has it."""
    return {"id": key, "schema": schema, "properties": {name: [value] for name, value in properties.items()}}


def compared(thing: str, here: Any, spark: Any, tables: str) -> None:
    there = Table.of(thing).values(spark.read.parquet(f"{tables}/{thing}"))
    assert sorted(map(msgspec.json.encode, there)) == sorted(map(msgspec.json.encode, here))
    assert there, "two empty tables show nothing"


@SPARK
@pytest.mark.parametrize(
    "thing", ["documents", "claims", "parties", "namings", "links", "events", "origins", "edges", "findings", "leads"]
)
def test_every_row_is_as_in_the_ledger(both: tuple[Look, Any, str], thing: str) -> None:
    look, spark, tables = both
    compared(thing, getattr(look, thing)(), spark, tables)


@SPARK
def test_shared_text_and_problems_are_those_found_here(both: tuple[Look, Any, str]) -> None:
    look, spark, tables = both
    compared("shared", shared(look.documents()), spark, tables)
    compared("problems", look.problems(), spark, tables)


@SPARK
def test_a_table_without_the_columns_is_told(both: tuple[Look, Any, str], tmp_path: Path) -> None:
    _, spark, _ = both
    spark.createDataFrame([("a",)], "name string").write.parquet(f"{tmp_path}/in")
    with pytest.raises(UsageError, match="it has not the columns `file` and `text`"):
        scale.run(spark, f"{tmp_path}/in", f"{tmp_path}/out", Stages(CaseFolder(tmp_path), Reader()), "2024-11-05")


@SPARK
def test_what_is_there_is_not_written_over(both: tuple[Look, Any, str], tmp_path: Path) -> None:
    _, spark, tables = both
    with pytest.raises(UsageError, match="Name a table that is there, and a new folder"):
        scale.run(spark, f"{tmp_path}/absent", tables, Stages(CaseFolder(tmp_path), Reader()), "2024-11-05")


def test_without_pyspark_it_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(UsageError, match=r"Install it with: pip install 'cuibono\[spark\]'"):
        scale.session()


@given(st.text(), st.none() | st.text(), st.none() | st.tuples(st.integers(0, 9), st.integers(10, 99)))
def test_a_problem_is_the_same_after_a_row(message: str, file: str | None, span: tuple[int, int] | None) -> None:
    problem = Problem("no_date", message, file, span=Span(*span) if span else None)
    table = Table.of("problems")
    assert table.value(table.row(problem)) == problem


@given(st.lists(st.tuples(st.text(), st.text()), max_size=3), st.sampled_from(["supports", "contradicts"]))
def test_a_finding_is_the_same_after_a_row(beside: list[tuple[str, str]], verdict: Any) -> None:
    finding = Finding(
        subject="evt-a", register="r", title="R", rule="x", reason="", verdict=verdict, beside=tuple(beside)
    )
    table = Table.of("findings")
    assert table.value(table.row(finding)) == finding
    assert "`beside` string" in table.schema
