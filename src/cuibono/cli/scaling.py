"""The command that runs the stages on Spark."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from cuibono.cli.commands import Engine

ABOUT = "run every stage on Spark, for articles by the million"
EXAMPLES = """\
cuibono scale articles.parquet tables --case mycase
cuibono scale hdfs:///articles hdfs:///tables --case mycase --master yarn

The table has the columns file and text; published, publisher, title and url where they are known.
With DuckDB: COPY (SELECT filename AS file, content AS text FROM read_text('articles/*.txt'))
TO 'articles.parquet'. The case gives settings, judgements and records; nothing is written there."""


def add(command: argparse.ArgumentParser) -> None:
    """The words of `cuibono scale`."""
    command.add_argument("source", metavar="IN", help="a table of articles in Parquet, as Spark has it")
    command.add_argument("into", metavar="OUT", help="a new folder for the tables, as Spark has it")
    command.add_argument("--master", metavar="URL", help="where Spark runs (default: as Spark is set, else here)")
    command.add_argument("--case", metavar="DIR", help="the case (default: this folder, where it is one)")


def scale(source: str, into: str, master: str | None, case: str | None, engine: Engine) -> int:
    """Run every stage on Spark, from a table of articles to tables of claims, events and findings."""
    from cuibono import scale as scaled
    from cuibono import settings
    from cuibono.cli.folder import case as case_folder
    from cuibono.cli.terminal import out
    from cuibono.explore.phrases import count_words
    from cuibono.pipeline.clock import stamp
    from cuibono.pipeline.stages import Stages
    from cuibono.settings import CaseFolder

    folder = CaseFolder(case_folder(case, may_be_new=True))
    reader = engine.reader(settings.load(folder.settings).reader)
    counts = scaled.run(scaled.session(master), source, into, Stages(folder, reader), stamp(None))
    told = [count_words(counts[f"{thing}s"], thing) for thing in ("document", "claim", "event", "origin", "finding")]
    out(f"{', '.join(told)}, in {into}.")
    return 0
