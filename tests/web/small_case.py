"""A small case for the web's tests, made with the small reader."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from cuibono import pipeline, registers
from cuibono.pipeline import registers as keeping
from tests.small_reader import SmallReader

NOW = datetime(2024, 11, 5, 12, tzinfo=UTC)
ENGLISH = "The company said on Monday that it would build a plant in the state and that it had been asked to."
TEXTS = {
    "a.txt": "Acme Corp met Jane Doe, Tom Roe said. Acme Corp met Ann Lee.",
    "b.txt": "Acme met Jane Doe. Jane Doe met Zeta Bank.",
    "c.txt": "Stephen Royd met Zeta Bank. Stephan Royd met Kilo. Kilo Holdings met Jane Doe.",
}
TABLE = "file,published,publisher\na.txt,2024-05-06,Harbour Wire\nb.txt,2024-06-07,The Post\nc.txt,2024-07-08,The Sun\n"


REGISTER = "ftm"
SAMPLE = Path(registers.__file__).parent / REGISTER / "sample.ijson"


def make(folder: Path, texts: dict[str, str] = TEXTS, table: str = TABLE) -> Path:
    """A case of these texts in a folder, with a public register."""
    news = folder / "news"
    news.mkdir(exist_ok=True)
    for name, text in texts.items():
        (news / name).write_text(f"{text} {ENGLISH}\n", encoding="utf-8")
    (folder / "table.csv").write_text(table, encoding="utf-8")
    pipeline.read(folder / "case", [str(news)], SmallReader(), metadata=folder / "table.csv", now=NOW)
    keeping.add(folder / "case", REGISTER, SAMPLE, now=NOW)
    return folder / "case"
