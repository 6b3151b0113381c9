from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from cuibono import records
from cuibono.errors import UsageError
from cuibono.model import Problem
from cuibono.model.records import Cover, Record
from cuibono.records import Search, Wanted
from cuibono.registers import mapping, sources
from cuibono.registers.mapping import form
from cuibono.registers.mapping.adapter import Mapped
from cuibono.settings import CaseFolder
from tools.parts import shared

REAL = shared() / "registers" / "fec" / "inaugural"
OLD, NEW = "fec_inaugural_2017_huffpost", "fec_inaugural_2025_tech"
FILES = {OLD: "trump2017_huffpost_InnaugurationDonor.csv", NEW: "trumpLargeDonors2024.json"}
HEAD = (
    "transaction_id,pdf_page_number,type,,name_raw,name_clean,name_last,name_first,name_middle,name_suffix,date,"
    "president,year,amount,city,state_code,huffpo_notes,accuracy_notes,created,modified\n"
)
ROWS = """\
1,2,,Individual,"ROE, ANN B.",Ann B Roe,Roe,Ann,B,NULL,1/14/2017,Trump,2017,100,ELM,AZ,Resides at 2 Oak Rd,NULL,x,y
2,2,2,Individual,"ROE, ANN B.",Ann B Roe,Roe,Ann,B,NULL,1/14/2017,Trump,2017,100,ELM,AZ,NULL,NULL,x,y
3,3,2,Organization,"ACME, INC.","Acme, Inc.",NULL,NULL,NULL,NULL,1/4/2017,Trump,2017,500,ELM,AZ,NULL,IN-KIND - FOOD,x,y
4,4,2,Organization,ACME PAC,Acme PAC,NULL,NULL,NULL,NULL,1/4/2017,Trump,2017,-50,ELM,AZ,a refund of the above,NULL,x,y
5,5,2,Organization,ZETA,Zeta,NULL,NULL,NULL,NULL,1/4/2017,Trump,2017,70,ELM,AZ,address is a home,NULL,x,y
"""
DONORS = """{"min_amount": 100000, "donors": [
 {"label": "Zetacoin", "sector": "crypto", "contributions": [
  {"amount": 1000000.0, "date": "2025-01-10", "committee_id": "C00894162", "committee_name": "TVIC", "source": "f13",
   "note": "REFUNDED 01/21/2025", "donor": "ZETA HOLDINGS, INC."},
  {"amount": 5.0, "date": "2024-10-01", "committee_id": "C00000001", "committee_name": "PAC", "source": "schedule_a",
   "note": null, "donor": "ZETA HOLDINGS, INC."}]},
 {"label": "Acme", "sector": null, "contributions": [
  {"amount": 100000.33, "date": "2025-01-03", "committee_id": "C00894162", "committee_name": "TVIC", "source": "f13",
   "note": "IN-KIND: FOOD", "donor": "DOE, JANE"}]}]}"""


def read(name: str, path: Path) -> tuple[list[Record], list[Problem], list[Cover]]:
    found = list(Mapped(mapping.ready(name)).records(path))
    return (
        [one for one in found if isinstance(one, Record)],
        [one for one in found if isinstance(one, Problem)],
        [one for one in found if isinstance(one, Cover)],
    )


def real(name: str) -> Path:
    if not (REAL / FILES[name]).exists():
        pytest.skip(f"the real file is not there: {REAL / FILES[name]}")
    return REAL / FILES[name]


@pytest.mark.parametrize("name", mapping.forms())
def test_a_form_holds_together(name: str) -> None:
    found = mapping.ready(name)
    assert found.confirmed
    assert found.name == name
    assert found.stands_for
    if found.stands_for.register in sources.names():
        theirs = sources.source(found.stands_for.register)
        assert set(found.stands_for.sorts.values()) <= set(theirs.sorts)
    assert mapping.decided(found).shows


def test_the_rules_of_the_register_that_it_stands_for_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = sources.Shows(
        name="gift", kind="donation", sorts=("inaugural_donation",), row="a row", whole=True, limits="Few."
    )
    other = sources.Shows(name="loan", kind="donation", sorts=("loan",), row="a row")
    theirs = msgspec.structs.replace(sources.source("ftm"), shows=(rule, other))
    monkeypatch.setattr(form, "names", lambda: ("fec_filings",))
    monkeypatch.setattr(form, "source", lambda register: theirs)
    ((whole,), (chosen,)) = (mapping.decided(mapping.ready(name)).shows for name in (OLD, NEW))
    assert (whole.name, whole.sorts, whole.whole) == ("gift", ("donation", "in_kind"), True)
    assert whole.limits == "The rows were transcribed or chosen by readers of HuffPost. Few."
    assert (chosen.sorts, chosen.whole) == (("donation", "in_kind", "refunded"), False)


def test_a_shifted_header_is_read_by_what_stands_under_it(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(HEAD + ROWS)
    rows, problems, (cover,) = read(OLD, tmp_path / "a.csv")
    assert [(one.key, one.sort, one.actor_kind, one.amount) for one in rows] == [
        ("1", "donation", "person", Decimal(100)), ("2", "donation", "person", Decimal(100)),
        ("3", "in_kind", "organisation", Decimal(500)), ("4", "refund", "organisation", Decimal(-50)),
        ("5", "donation", "organisation", Decimal(70)),
    ]  # fmt: skip
    assert (rows[0].scope, rows[0].counterpart) == (cover.scope, "58th Presidential Inaugural Committee")
    assert cover.whole
    assert not problems


def test_nothing_of_where_a_donor_lives_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(HEAD + ROWS)
    rows, _, _ = read(OLD, tmp_path / "a.csv")
    assert not any(word in str(rows) for word in ("ELM", "Oak", "home", "'AZ'"))
    assert rows[3].own["huffpo_notes"] == "a refund of the above"


def test_a_label_is_no_donor_and_other_sources_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(DONORS)
    (first, second), problems, (cover,) = read(NEW, tmp_path / "a.json")
    assert (first.actor, first.actor_kind, first.sort, first.text) == (
        "ZETA HOLDINGS, INC.", "organisation", "refunded", "REFUNDED 01/21/2025",
    )  # fmt: skip
    assert (second.actor, second.actor_kind, second.sort, second.amount) == (
        "DOE, JANE", "person", "in_kind", Decimal("100000.33"),
    )  # fmt: skip
    assert (first.own["donors.label"], second.own["donors.label"]) == ("Zetacoin", "Acme")
    assert not cover.whole
    assert not problems


def test_the_real_transcription_of_2017(tmp_path: Path) -> None:
    path = real(OLD)
    assert mapping.recognised(CaseFolder(tmp_path), path) == (OLD,)
    rows, problems, _ = read(OLD, path)
    assert (len(rows), len({one.key for one in rows}), sum(one.amount or 0 for one in rows)) == (1520, 1520, 106715307)
    assert [one.code for one in problems] in ([], ["hidden"])
    assert Counter(one.sort for one in rows) == {"donation": 1507, "in_kind": 10, "refund": 2, "unitemized": 1}
    assert Counter(one.actor_kind for one in rows) == {"person": 1224, "organisation": 295, "group": 1}
    again = Counter((one.actor, one.earliest, one.amount) for one in rows)
    assert sum(count for count in again.values() if count > 1) > 350
    licensing = next(one for one in rows if one.key == "338")
    assert (licensing.actor, licensing.amount) == ("MICROSOFT", Decimal(250000))
    assert "Microsoft Licensing, GP" in licensing.own["huffpo_notes"]


def test_the_real_large_donors_of_2025(tmp_path: Path) -> None:
    path = real(NEW)
    assert mapping.recognised(CaseFolder(tmp_path), path) == (NEW,)
    rows, problems, _ = read(NEW, path)
    assert (len(rows), len({one.key for one in rows}), problems) == (67, 67, [])
    assert sum(one.amount or 0 for one in rows) == Decimal("54100693.26")
    assert Counter(one.sort for one in rows) == {"donation": 63, "in_kind": 3, "refunded": 1}
    kinds = {one.actor: one.actor_kind for one in rows}
    assert (kinds["COOK, TIMOTHY"], kinds["PAYWARD INC"], kinds["AMAZON"]) == ("person", "organisation", "organisation")
    assert [one.actor for one in rows if one.own["donors.label"] == "Apple"] == ["COOK, TIMOTHY"]
    assert sum(one.actor_kind == "person" for one in rows) == 19


def test_a_form_is_kept_and_searched_like_a_register(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(HEAD + ROWS)
    folder = CaseFolder(tmp_path / "case")
    added = records.add(folder, OLD, tmp_path / "a.csv", "2026-01-01")
    assert (added.kept.rows, added.known) == (5, False)
    assert records.add(folder, OLD, tmp_path / "a.csv", "2026-02-02").known
    assert mapping.saved(folder) == (OLD,)
    rows = Search(folder, OLD).rows(Wanted(actors=("ACME, INC.",)))
    assert [one.id for one in rows] == [f"rec-{OLD}:3"]
    (cover,) = records.covers(folder, OLD)
    assert (cover.whole, cover.rows) == (True, 5)


def test_rows_are_made_anew_when_the_mapping_was_changed(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(HEAD + ROWS)
    folder = CaseFolder(tmp_path / "case")
    records.add(folder, OLD, tmp_path / "a.csv", "2026-01-01")
    changed = (mapping.text(folder, OLD) or "").replace("58th Presidential Inaugural Committee", "The Committee")
    mapping.save(folder, changed, "changed.toml")
    assert not records.add(folder, OLD, tmp_path / "a.csv", "2026-01-02").known
    rows = Search(folder, OLD).rows(Wanted())
    assert ({one.record.counterpart for one in rows}, len(rows)) == ({"The Committee"}, 5)
    earlier = list((folder.path / "records" / OLD).glob("mapping-*.toml"))
    assert len(earlier) == 1


def test_a_draft_is_not_read_by_until_somebody_confirms_it(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(HEAD + ROWS)
    folder = CaseFolder(tmp_path / "case")
    records.add(folder, OLD, tmp_path / "a.csv", "2026-01-01")
    place = folder.path / "records" / OLD / "mapping.toml"
    place.write_text(place.read_text().replace("confirmed = true", "confirmed = false"))
    with pytest.raises(UsageError, match="nobody has confirmed it"):
        records.add(folder, OLD, tmp_path / "a.csv", "2026-01-02")
