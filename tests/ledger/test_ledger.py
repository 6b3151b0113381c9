from __future__ import annotations

import sqlite3
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cuibono.errors import LedgerError, UsageError
from cuibono.ledger import connection
from cuibono.ledger.connection import statements
from cuibono.ledger.look import Look
from cuibono.ledger.write import Writer, dump, put_in_place
from cuibono.model import Candidate, Claim, Document, Mention, Problem, Reading, Role, Source, Span, claim_id
from cuibono.values import Money, Period

TEXT = "Acme Corp gave Jane Doe €1.5 million in May 2024, an aide said. Zoë Müller praised Acme.\n"
DOCUMENT = Document(
    id="doc-1",
    file="a.txt",
    text=TEXT,
    sha256="ab",
    title="Acme gives",
    publisher="Harbour News",
    published=Period(date(2024, 6, 1), date(2024, 6, 1), "published"),
    url="https://a.example",
    language="en",
)
ACME = Mention(Span(0, 9), "Acme Corp", "organisation")
JANE = Mention(Span(15, 23), "Jane Doe", "person", (Role("governor", "Ohio", "incoming"), Role("lawyer")))
GIFT = Claim(
    id="clm-gift",
    document="doc-1",
    kind="donation",
    span=Span(0, 48),
    quote=TEXT[:48],
    actors=(ACME,),
    counterparts=(JANE,),
    topic="campaign",
    amount=Money(Decimal("1500000.00"), Decimal(2_000_000), "EUR", approx=True, per="year"),
    period=Period(date(2024, 5, 1), date(2024, 5, 31)),
    place="Ohio",
    attribution=(Source("an aide", "anonymous", Span(50, 57)), Source("Harbour News", "outlet")),
    stance="planned",
    cue="give.v",
    rules=("a", "b"),
)
PRAISE = Claim(
    "clm-praise", "doc-1", "support", Span(64, 87), TEXT[64:87], (Mention(Span(64, 74), "Zoë Müller", "person"),)
)
WHY = Candidate(
    "hyp-why",
    "doc-1",
    Span(0, 23),
    TEXT[:23],
    sources=(Source("an aide", "anonymous", Span(50, 57)),),
    about=(ACME, JANE),
    claims=("clm-gift",),
    set="set-why",
    side=1,
    cue="argued",
)
READING = Reading(
    (GIFT, PRAISE),
    (ACME, JANE),
    (Problem("odd", "why", "a.txt", "doc-1", Span(3, 9)),),
    (WHY, msgspec.structs.replace(WHY, id="hyp-else", sources=(), about=(), claims=(), set=None, side=0)),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.sqlite"
    with Writer(path) as ledger:
        ledger.put(DOCUMENT, 1, READING, "f1")
    return path


def test_everything_comes_back_as_it_went(path: Path) -> None:
    look = Look(path)
    assert look.documents() == look.documents(document="doc-1") == look.documents(file="a.txt") == (DOCUMENT,)
    assert look.claims() == READING.claims
    assert look.mentions("doc-1") == READING.mentions
    assert look.problems() == READING.problems
    assert look.candidates() == look.candidates("a.txt") == READING.candidates
    assert look.kinds() == {"donation": 1, "support": 1}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"kind": "support"}, [PRAISE]),
        ({"party": "ACME corp"}, [GIFT]),
        ({"party": "müller"}, [PRAISE]),
        ({"party": "doe", "kind": "support"}, []),
        ({"document": "a.txt"}, [GIFT, PRAISE]),
        ({"document": "doc-1"}, [GIFT, PRAISE]),
        ({"document": "b.txt"}, []),
        ({"beginning": "clm-g"}, [GIFT]),
        ({"beginning": "%"}, []),
    ],
)
def test_filters(path: Path, filters: dict[str, str], expected: list[Claim]) -> None:
    assert list(Look(path).claims(**filters)) == expected


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("praised", ["clm-praise", None]),
        ("muller", ["clm-praise", None]),
        ('"praised acme"', ["clm-praise", None]),
        ('"acme praised"', []),
        ("prais*", ["clm-praise", None]),
        ("gives", [None]),
        ("praised jane", [None]),
        ("absent", []),
        ("AND OR NOT ( ^ * : -", []),
        ("acme AND", []),
        ('"', []),
        ("", []),
    ],
)
def test_search(path: Path, words: str, found: list[str | None]) -> None:
    assert [match.claim for match in Look(path).search(words)] == found


def test_search_shows_where(path: Path) -> None:
    assert Look(path).search("praised")[0].excerpt == "Zoë Müller [praised] Acme"


def test_a_reading_takes_the_place_of_the_one_before(path: Path) -> None:
    with Writer(path) as ledger:
        ledger.put(msgspec.structs.replace(DOCUMENT, title="Later"), 1, Reading((PRAISE,)), "f2")
        assert ledger.fingerprints() == {"doc-1": "f2"}
    look = Look(path)
    assert look.claims() == (PRAISE,)
    assert (look.mentions("doc-1"), look.problems()) == ((), ())
    assert [match.claim for match in look.search("campaign OR million")] == []
    assert [match.document for match in look.search("later")] == ["doc-1"]


def test_a_document_is_dropped_with_all_that_was_read_in_it(path: Path) -> None:
    with Writer(path) as ledger:
        ledger.drop(["doc-1"])
    assert all(rows == [] for rows in dump(path).values())
    assert Look(path).search("acme") == ()


def test_what_does_not_quote_its_text_changes_nothing(path: Path) -> None:
    before = dump(path)
    false = msgspec.structs.replace(PRAISE, quote="Zoë Müller blamed Acme.")
    with Writer(path) as ledger, pytest.raises(LedgerError, match="quotes"):
        ledger.put(DOCUMENT, 1, Reading((GIFT, false)), "f2")
    assert dump(path) == before


def test_an_id_that_is_taken_changes_nothing(path: Path) -> None:
    before = dump(path)
    with Writer(path) as ledger, pytest.raises(LedgerError, match="refused"):
        ledger.put(DOCUMENT, 1, Reading((GIFT, GIFT)), "f2")
    assert dump(path) == before


def test_what_fails_within_a_whole_is_undone_alone(path: Path) -> None:
    other = msgspec.structs.replace(DOCUMENT, id="doc-2", file="b.txt", sha256="cd")
    with Writer(path) as ledger, ledger.whole():
        ledger.put(DOCUMENT, 1, Reading((PRAISE, GIFT)), "f2")
        with pytest.raises(LedgerError):
            ledger.put(other, 2, Reading((GIFT, GIFT)), "f1")
        ledger.put(other, 2, Reading(), "f1")
    assert [document.file for document in Look(path).documents()] == ["a.txt", "b.txt"]
    assert set(Look(path).claims()) == {PRAISE, GIFT}


def test_problems_of_no_document_are_replaced_as_a_whole(path: Path) -> None:
    with Writer(path) as ledger:
        ledger.put_problems([Problem("missing", "m", "b.txt", severity="skipped")])
        ledger.put_problems([Problem("empty", "e", "c.txt", severity="skipped")])
    assert [p.code for p in Look(path).problems()] == ["empty", "odd"]


def test_looking_cannot_change_anything(path: Path) -> None:
    look = Look(path)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        look._db.execute("DELETE FROM documents")


def test_one_may_look_while_another_writes(path: Path) -> None:
    look = Look(path)
    with Writer(path) as ledger:
        ledger.put(msgspec.structs.replace(DOCUMENT, id="doc-2", file="b.txt"), 2, Reading(), "f")
        assert len(look.documents()) == 2


def test_the_file_stands_alone_when_the_writer_has_gone(path: Path) -> None:
    copy = path.with_name("copy.sqlite")
    copy.write_bytes(path.read_bytes())
    assert dump(copy) == dump(path)


def test_no_ledger_a_foreign_file_and_another_version(tmp_path: Path, path: Path) -> None:
    with pytest.raises(UsageError, match="no ledger here"):
        Look(tmp_path / "absent.sqlite")
    (tmp_path / "foreign.sqlite").write_text("not a database at all, but long enough to be taken for one " * 20)
    with pytest.raises(UsageError, match="rebuild"):
        Look(tmp_path / "foreign.sqlite")
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(UsageError, match="another version"):
        Look(path)
    with Writer(path) as ledger:
        assert not ledger.is_current()


@pytest.mark.parametrize("before", [b"nonsense" * 100, b"", None])
def test_a_new_ledger_takes_the_place_of_one_that_cannot_be_read(
    path: Path, tmp_path: Path, before: bytes | None
) -> None:
    place = tmp_path / "broken.sqlite"
    if before is not None:
        place.write_bytes(before)
    place.with_name("broken.sqlite-wal").write_bytes(b"left over" * 100)
    held = dump(path)
    put_in_place(path, place)
    assert dump(place) == held
    assert not path.exists()


def test_a_ledger_is_begun_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kill between the making of the file and its first transaction left one that claimed to be of no version."""
    seen: list[bool] = []
    monkeypatch.setattr(connection, "_set_up", lambda _: seen.append((tmp_path / "ledger.sqlite").exists()))
    with pytest.raises(UsageError):
        Writer(tmp_path / "ledger.sqlite").fingerprints()
    assert seen[0] is False


def test_a_new_ledger_takes_the_place_of_one_that_somebody_looks_at(path: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.sqlite"
    Writer(fresh).close()
    look = sqlite3.connect(path, isolation_level=None)
    look.execute("BEGIN")
    before = look.execute("SELECT count(*) FROM claims").fetchone()
    Writer(path).put_problems([Problem("no_date", "why")])  # what the look keeps from being folded in
    put_in_place(fresh, path)
    assert look.execute("SELECT count(*) FROM claims").fetchone() == before
    look.close()
    assert dump(path)["claims"] == []


def test_the_view_for_other_tools(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    row = connection.execute("SELECT * FROM dealings WHERE kind = 'donation'").fetchone()
    connection.close()
    assert (row["actors"], row["counterparts"], row["attribution"]) == (
        "Acme Corp",
        "Jane Doe",
        "an aide < Harbour News",
    )
    assert row["amount_low"] == "1500000.00"


texts = st.text(min_size=1, max_size=60).filter(str.strip)


@st.composite
def readings(draw: st.DrawFn) -> tuple[Document, Reading]:
    text = draw(texts)
    stripped = text.strip()
    start = text.index(stripped)
    span = Span(start, start + len(stripped))
    party = Mention(
        span, draw(texts), draw(st.sampled_from(["person", "organisation"])), (Role(draw(st.text(max_size=9))),)
    )
    source = Source(draw(st.text(max_size=9)), "person", draw(st.sampled_from([None, span])))
    claim = Claim("", "doc-h", "gift", span, stripped, (party,), (), draw(st.none() | texts), attribution=(source,))
    claim = msgspec.structs.replace(claim, id=claim_id(claim))
    return Document("doc-h", draw(texts), text, "ab"), Reading((claim,), (party,))


@settings(max_examples=25)
@given(readings())
def test_any_text_and_names_come_back(made: tuple[Document, Reading]) -> None:
    document, reading = made
    with TemporaryDirectory() as folder:
        path = Path(folder) / "l.sqlite"
        with Writer(path) as ledger:
            ledger.put(document, 7, reading, "f")
        look = Look(path)
        assert (look.documents(), look.claims(), look.mentions("doc-h")) == (
            (document,),
            reading.claims,
            reading.mentions,
        )
        (row,) = look._db.execute(
            'SELECT substr(text, "start" + 1, "end" - "start") = quote FROM claims JOIN documents'
        )
        assert "\0" in document.text or row == (1,)
        look.close()


@pytest.mark.parametrize(
    "script",
    ["SELECT 1; SELECT ';';\n-- a; b\nSELECT 2;", "CREATE TRIGGER t AFTER INSERT ON x BEGIN SELECT 1; SELECT 2; END;"],
)
def test_a_script_is_told_apart_into_its_statements(script: str) -> None:
    found = [one for one in statements(script) if one.strip() != ";"]
    assert "".join(found).rstrip(";") == script.rstrip(";")
    assert len(found) == (1 if "TRIGGER" in script else 3)
