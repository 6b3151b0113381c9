from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from cuibono.model import Problem
from cuibono.model.records import Cover, Record
from cuibono.registers.us_court_dockets import adapter, reading
from tools.parts import shared

FILES = shared() / "registers" / "courts"
real = pytest.mark.skipif(not FILES.exists(), reason="the courts' dockets are not on this machine")
DOCKET = {"court_id": "dcd", "docket_number": "1:24-cv-1", "case_name": "Acme Inc. v. Zeta LLC, et al"}


def read(folder: Path, docket: object, name: str = "docket.json") -> list[Record | Cover | Problem]:
    path = folder / name
    path.write_text(docket if isinstance(docket, str) else json.dumps(docket), encoding="utf-8")
    return list(adapter.records(path))


def rows(found: Iterable[Record | Cover | Problem], sort: str = "") -> list[Record]:
    return [one for one in found if isinstance(one, Record) and sort in ("", one.sort)]


def entry(text: str, **fields: object) -> dict[str, object]:
    return {"date_filed": "2024-02-01", "date_entered": "2024-02-02", "description": text, **fields}


def sides(found: list[Record]) -> list[tuple[str | None, str | None]]:
    return [(one.actor, one.counterpart) for one in found]


def test_parties_stand_by_their_role(tmp_path: Path) -> None:
    parties = [
        {"name": "Acme Inc.", "type": "Plaintiff", "attorneys": [{"contact": "1 Main Street"}]},
        {"name": "Zeta LLC", "type": "Defendant", "date_terminated": "2024-03-01"},
        {"name": "Eta LLC", "type": "Consolidated Defendant"},
        {"name": "Theta", "type": "Interested Party"},
    ]
    found = rows(read(tmp_path, {**DOCKET, "date_filed": "2024-01-05", "parties": parties}))
    assert sides(found) == [("Acme Inc.", "Zeta LLC"), ("Acme Inc.", "Eta LLC"), ("Theta", None)]
    assert (found[0].own["other terminated"], found[2].own["role"]) == ("2024-03-01", "Interested Party")
    assert "Main Street" not in str(found)


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("MOTION to Seal by ACME INC., re 5 Letter", "6", ["Acme Inc."]),
        ("NOTICE of Appearance by KIM A. COUNSEL on behalf of Zeta LLC (COUNSEL, KIM)", "7", ["Zeta LLC"]),
        ("MOTION to Strike by All Defendants. (Attachments: # 1)", "8", ["Zeta LLC", "Eta LLC"]),
        ("NOTICE of Change of Address by KIM A. COUNSEL", "9", [None]),
        ("Set Deadlines as to 6 MOTION to Seal by ACME INC..", None, [None]),
        ("ORDER granting 6 Motion to Seal by ACME INC.", "10", [None]),
    ],
)
def test_who_filed_is_one_of_the_parties(
    tmp_path: Path, text: str, number: str | None, expected: list[str | None]
) -> None:
    parties = [
        {"name": "Acme Inc.", "type": "Plaintiff"},
        {"name": "Zeta LLC", "type": "Defendant"},
        {"name": "Eta LLC", "type": "Defendant"},
    ]
    entries = [entry(text, document_number=number)]
    found = rows(read(tmp_path, {**DOCKET, "date_filed": "2024-01-05", "parties": parties, "docket_entries": entries}))
    assert [one.actor for one in found if one.sort != "case"] == expected


def test_without_parties_the_name_of_the_case_tells_the_first(tmp_path: Path) -> None:
    (row,) = rows(read(tmp_path, {**DOCKET, "date_filed": "2024-01-05", "parties": []}))
    assert (sides([row]), row.earliest) == ([("Acme Inc.", "Zeta LLC")], date(2024, 1, 5))
    assert reading.sides("In Re: Acme Litigation") == (None, None)


def test_a_partial_docket_is_not_whole(tmp_path: Path) -> None:
    entries = [entry("NOTICE", document_number="1"), entry("NOTICE", document_number="590")]
    (cover,) = [one for one in read(tmp_path, {**DOCKET, "docket_entries": entries}) if isinstance(one, Cover)]
    assert not cover.whole
    assert "2 of the numbers 1 to 590" in cover.title


def test_minute_orders_have_a_key_that_lasts(tmp_path: Path) -> None:
    entries = [entry("MINUTE ORDER granting 5."), entry("MINUTE ORDER granting 5."), entry("MINUTE ORDER on 6.")]
    first = [one.key for one in rows(read(tmp_path, {**DOCKET, "docket_entries": entries}), "order")]
    assert len(set(first)) == 3
    later = rows(read(tmp_path, {**DOCKET, "docket_entries": [entry("NOTICE"), *entries]}), "order")
    assert [one.key for one in later] == first


def test_what_was_entered_in_error_does_not_count(tmp_path: Path) -> None:
    (row,) = rows(read(tmp_path, {**DOCKET, "docket_entries": [entry("ENTERED IN ERROR.....TRANSCRIPT of a hearing")]}))
    assert (row.counts, row.why) == (False, "the clerk marked it as entered in error")


def test_one_document_on_two_dockets_counts_once(tmp_path: Path) -> None:
    one = {**DOCKET, "docket_entries": [entry("ORDER", document_number="9", pacer_doc_id="77")]}
    found = rows(read(tmp_path, [one, {**one, "docket_number": "1:24-cv-2"}]))
    assert [(row.counts, row.why) for row in found] == [
        (True, None), (False, "the same document stands on docket 1:24-cv-1"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sort", "filers", "targets"),
    [
        ("COMPLAINT against GOOGLE LLC filed by UNITED STATES OF AMERICA. (Attachments: # 1", "complaint",
         ["UNITED STATES OF AMERICA"], ["GOOGLE LLC"]),
        ("SEALED DOCUMENT filed by STATE OF COLORADO re 584 Sealed Document", "filing", ["STATE OF COLORADO"], []),
        ("MINUTE ORDER. The parties will appear.", "order", [], []),
        ("[Order Filed (CLERK)]", "order", [], []),
        ("PROPOSED ORDER by Acme", "filing", [], []),
        ("Redacted Version of [31] Motion", "filing", [], []),
    ],
)  # fmt: skip
def test_an_entry_says_what_it_is(text: str, sort: str, filers: list[str], targets: list[str]) -> None:
    assert (reading.sort_of(text), reading.filers(text, []), reading.targets(text, [])) == (sort, filers, targets)


def test_a_feed_is_read_and_its_names_are_unescaped_twice(tmp_path: Path) -> None:
    item = (
        "<item><title>22-1 Food &amp;amp; Co v. FERC, et al</title><link>https://ecf.cadc.uscourts.gov/x</link>"
        "<description>[Order Filed] (&lt;a href='https://ecf.cadc.uscourts.gov/docs1/012'>D&lt;/a>)</description>"
        "<guid>https://ecf.cadc.uscourts.gov/x?caseNum=22-1&amp;partId=5</guid>"
        "<pubDate>Fri, 03 Feb 2023 23:57:38 EST</pubDate></item>"
    )
    (row,) = rows(read(tmp_path, f"<?xml version='1.0'?><rss><channel>{item}</channel></rss>", "feed.xml"))
    assert (row.key, row.actor, row.counterpart, row.earliest) == ("cadc:22-1:5", "Food & Co", "FERC", date(2023, 2, 3))
    with pytest.raises(ValueError, match="no whole feed"):
        read(tmp_path, f"<?xml version='1.0'?><rss><channel>{item}", "feed.xml")


def test_a_page_of_courtlistener_gives_its_cases(tmp_path: Path) -> None:
    found = rows(
        read(tmp_path, {"count": 1, "next": None, "results": [{**DOCKET, "date_filed": "2024-01-05", "id": 7}]})
    )
    assert [(one.key, one.sort, one.actor) for one in found] == [("dcd:1:24-cv-1", "case", "Acme Inc.")]


@pytest.mark.parametrize("text", ["<html>", "{}", "[]", '{"docket_number": "1"}', "{", "[1]"])
def test_another_file_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ValueError, match=r"docket|JSON"):
        read(tmp_path, text)


@real
@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("dcd_1.json", 1), ("dcd_3.json", 8), ("ded.json", 3), ("nef_txwd_7.json", 1), ("njd_509180.json", 162),
        ("nysd_1.json", 5), ("rss_cadc.json", 13), ("rss_cadc.xml", 13),
    ],
)  # fmt: skip
def test_real_dockets_are_read(name: str, count: int) -> None:
    path = FILES / name
    assert adapter.recognises(name, path.read_bytes()[:65536])
    found = list(adapter.records(path))
    kept = rows(found)
    assert sum(one.part == 0 for one in kept) == count
    assert not [one for one in found if isinstance(one, Problem)]
    assert len({(one.key, one.part) for one in kept}) == len(kept)
    assert "Avenue" not in str([(one.actor, one.counterpart, one.own) for one in kept])


@real
def test_the_real_docket_of_the_search_case() -> None:
    found = rows(adapter.records(FILES / "dcd_3.json"))
    assert sides(rows(found, "complaint")) == [("UNITED STATES OF AMERICA", "GOOGLE LLC")]
    assert [one.own["document_number"] for one in found if not one.counts] == ["324"]
    states = rows(adapter.records(FILES / "nysd_1.json"), "case")
    assert {one.own["role"] for one in states if one.counterpart is None} == {
        "Movant", "Adr Provider", "Objector", "Interested Party", "All Plaintiffs", "Intervenor",
    }  # fmt: skip
