from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuibono.collect.decode import decode


def codes(data: bytes) -> tuple[str | None, list[str]]:
    text, problems = decode(data, "a.txt")
    return text, [problem.code for problem in problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_with_and_without_a_mark(encoding: str) -> None:
    assert codes("Łódź paid €5\r\nto Ž.\rEnd".encode(encoding)) == ("Łódź paid €5\nto Ž.\nEnd", [])


def test_windows_1252_is_read_and_said() -> None:
    assert codes("“Société” paid €5 – so what?".encode("cp1252")) == ("“Société” paid €5 – so what?", ["encoding"])


def test_text_cut_inside_a_character() -> None:
    assert codes("They paid 5 €".encode()[:-1]) == ("They paid 5 ", ["truncated"])


def test_one_bad_byte_does_not_spoil_the_rest() -> None:
    text, problems = codes("Žižek était là, ".encode() + b"\xff" + " señor".encode())
    assert (text, problems) == ("Žižek était là, \ufffd señor", ["damaged"])


def test_a_page_is_decoded_as_it_declares() -> None:
    page = '<html><head><meta charset="iso-8859-2"></head><body>Wałęsa</body></html>'
    assert codes(page.encode("iso-8859-2")) == (page, ["encoding"])


def test_a_page_that_declares_nonsense() -> None:
    page = '<html><meta charset="klingon-7"><body>caf\xe9 and more</body></html>'
    assert codes(page.encode("latin-1")) == (page, ["encoding"])


@pytest.mark.parametrize("data", [b"", b" \n\t ", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n"])
def test_nothing_in_it(data: bytes) -> None:
    assert codes(data) == (None, ["empty"])


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7 ...", b"PK\x03\x04...", b"\x89PNG\r\n", bytes(range(256)), b"\x7fELF\x01\x00\x00", b"\x01\x02" * 50],
)
def test_no_text_at_all(data: bytes) -> None:
    assert codes(data) == (None, ["binary"])


def test_what_to_do_is_said() -> None:
    _, problems = decode(b"%PDF-1.7", "minutes.pdf")
    assert problems[0].file == "minutes.pdf"
    assert problems[0].severity == "skipped"
    assert "it is a PDF" in problems[0].message
    assert ".txt" in problems[0].message


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_reason(data: bytes) -> None:
    text, problems = decode(data, "x")
    if text is None:
        assert [p.severity for p in problems] == ["skipped"]
    else:
        assert text.strip()
        assert "\r" not in text
        text.encode()


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), min_size=1).filter(str.strip))
def test_utf8_comes_back_as_it_went(text: str) -> None:
    decoded, problems = decode(text.encode(), "x")
    if decoded is not None:
        assert decoded == text.removeprefix("\ufeff")
        assert problems == ()
