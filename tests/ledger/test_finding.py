from __future__ import annotations

from contextlib import closing
from pathlib import Path

from cuibono.ledger import connection
from cuibono.ledger.write import Writer
from cuibono.model import Document, Reading


def test_a_text_that_spans_are_checked_against_is_found_without_a_look_at_the_others(tmp_path: Path) -> None:
    asked: list[str] = []
    with Writer(tmp_path / "ledger.sqlite") as ledger:
        for n in range(3):
            ledger.put(Document(f"doc-{n}", f"{n}.txt", "Acme.", str(n)), n + 1, Reading(), "x")
        ledger._db.set_trace_callback(asked.append)
        assert ledger._find("doc-1").file == "1.txt"
    with closing(connection.to_look(tmp_path / "ledger.sqlite")) as db:
        question = next(words for words in asked if "FROM documents" in words)
        steps = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {question}")]
    assert steps[0].startswith("SEARCH documents USING INDEX")
