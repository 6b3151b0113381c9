from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuibono.collect.fetch.addresses import canonical, is_address


@pytest.mark.parametrize(
    ("written", "one"),
    [
        ("HTTPS://Example.ORG:443", "https://example.org/"),
        ("http://example.org.:80/a/./b/../c#part", "http://example.org/a/c"),
        (" https://example.org/a?utm_source=x&id=7&fbclid=y\n", "https://example.org/a?id=7"),
        ("https://example.org/a?b=2&a=1&&", "https://example.org/a?b=2&a=1"),
        ("https://example.org/%7euser/%e2%82%ac/€", "https://example.org/~user/%E2%82%AC/%E2%82%AC"),
        ("https://example.org/100%/a b", "https://example.org/100%25/a%20b"),
        ("https://müller.example/", "https://xn--mller-kva.example/"),
        ("http://[::1]:8000/x", "http://[::1]:8000/x"),
        ("https://example.org/a/..", "https://example.org/"),
        ("https://example.org/?next=http://a.example/b", "https://example.org/?next=http://a.example/b"),
    ],
)
def test_one_page_has_one_address(written: str, one: str) -> None:
    assert canonical(written) == one


def test_a_relative_address_is_taken_from_where_it_stands() -> None:
    assert canonical("../b?x=1", "https://example.org/news/a/") == "https://example.org/news/b?x=1"
    assert canonical("//other.example/b", "https://example.org/a") == "https://other.example/b"


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("ftp://example.org/a", "begins with http"),
        ("javascript:alert(1)", "begins with http"),
        ("https:///a", "no address of a page"),
        ("https://me:secret@example.org/a", "name or password"),
        ("https://example.org:99999/", "no address"),
        ("https://exa mple.org/", "letters that no host has"),
        ("https://example.org/" + "a" * 2000, "2000 characters"),
    ],
)
def test_what_is_no_address_is_told(written: str, why: str) -> None:
    with pytest.raises(ValueError, match=why) as error:
        canonical(written)
    assert "secret" not in str(error.value)


def test_a_path_is_no_address() -> None:
    assert [is_address(one) for one in ("https://a.example", "FTP://a", "c:/a", "a/b.html", "-")] == [
        True, True, False, False, False,
    ]  # fmt: skip


@given(st.text(alphabet=st.characters() | st.sampled_from("%/.?&=#:@[]2f4a"), max_size=60))
def test_an_address_in_its_one_form_stays_as_it_is(rest: str) -> None:
    try:
        one = canonical("https://example.org/" + rest)
    except ValueError:
        return
    assert canonical(one) == one == urljoin(one, one)
    assert one.isascii()
    assert one.isprintable()
