from __future__ import annotations

import gzip
import time
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuibono.collect.lists import Listed, Listing, listing, plain
from cuibono.collect.lists.listing import is_list

AT = "https://example.org/news/feed"


def rss(items: str, head: str = "") -> bytes:
    return f'<?xml version="1.0"?>{head}<rss version="2.0"><channel><title>N</title>{items}</channel></rss>'.encode()


def item(link: str, title: str = "T") -> str:
    return f"<item><title>{title}</title><link>{link}</link></item>"


def addresses(found: Listing) -> list[str]:
    return [page.address for page in found.pages]


def codes(found: Listing) -> list[str]:
    return [problem.code for problem in found.problems]


def test_rss() -> None:
    found = listing(
        rss(
            "<image><url>https://example.org/logo.png</url></image>"
            "<item><title><![CDATA[Tax &amp; <b>trade</b>]]></title><link>\n /a?x=1&amp;copy=2 </link>"
            '<media:content><media:title>Picture</media:title></media:content><atom:link href="https://x.example/"/>'
            "<pubDate>Tue, 05 Nov 2024 22:30:00 -0500</pubDate></item>"
            "<item><guid>https://example.org/b</guid><dc:date>2024-11-06</dc:date></item>"
            '<item><guid isPermaLink="false">https://example.org/no</guid></item>'
            "<item><title>Once more</title><link>https://example.org/b#part</link></item>"
        ),
        AT,
    )
    assert found.pages == (
        Listed("https://example.org/a?x=1&copy=2", "Tax & trade", "2024-11-05T22:30:00-05:00"),
        Listed("https://example.org/b", "", "2024-11-06"),
    )
    assert [p.message for p in found.problems] == ["1 of its entries name no address of a page; the others are used"]


def test_atom() -> None:
    data = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title><link href="/self" rel="self"/>
      <entry><source><title>Other</title><link href="https://other.example/"/></source>
      <title type="html">A &amp;lt;i&amp;gt;deal&amp;lt;/i&amp;gt;</title>
      <link rel="enclosure" href="/a.mp3"/><link rel="alternate" href="/a"/>
      <published>2024-11-05T10:00:00Z</published><updated>2024-11-06T10:00:00+01:00</updated></entry></feed>"""
    assert listing(data, AT).pages == (
        Listed("https://example.org/a", "A deal", "2024-11-05T10:00:00+00:00", "2024-11-06T10:00:00+01:00"),
    )


def test_rdf_and_prefixes_that_nobody_declared() -> None:
    data = b"""<rdf:RDF><channel><title>N</title></channel>
      <item rdf:about="x"><title>A</title><link>https://example.org/a</link></item></rdf:RDF>"""
    assert listing(data, AT).pages == (Listed("https://example.org/a", "A"),)
    prefixed = b"<a:feed><a:entry><a:title>A</a:title><a:link href='https://example.org/a'/></a:entry></a:feed>"
    assert listing(prefixed, AT).pages == (Listed("https://example.org/a", "A"),)


def test_sitemaps() -> None:
    data = b"""<urlset><url><loc>https://example.org/a</loc><lastmod>2024-11-05</lastmod>
      <image:image><image:loc>https://example.org/a.png</image:loc></image:image>
      <news:news><news:publication_date>2024-11-04T08:00+02:00</news:publication_date><news:title>A</news:title>
      </news:news></url></urlset>"""
    page = Listed("https://example.org/a", "A", "2024-11-04T08:00:00+02:00", "2024-11-05")
    assert listing(data, AT).pages == (page,)
    assert listing(gzip.compress(data), AT).pages == (page,)
    index = listing(b"<sitemapindex><sitemap><loc>/one.xml.gz</loc></sitemap></sitemapindex>", AT)
    assert (index.pages, index.lists) == ((), (Listed("https://example.org/one.xml.gz"),))


def test_a_list_of_ones_own() -> None:
    found = plain("# mine\nhttps://example.org/a  first\n\nnot an address\nhttps://example.org/a#x\n", "my.urls")
    assert addresses(found) == ["https://example.org/a"]
    assert [(p.code, p.file, p.message.partition(":")[0]) for p in found.problems] == [
        ("bad_address", "my.urls", "line 4")
    ]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("AT&T &nbsp;pays", "AT&T pays"),
        ("A&#x1F;B\x0c\x08C", "AB C"),
        ("right\u202eleft", "right left"),
        ("Jos\udce9".encode("utf-8", "surrogateescape").decode("latin-1"), "José"),
    ],
)
def test_a_list_that_is_nearly_xml_is_read(title: str, shown: str) -> None:
    data = rss(item("https://example.org/a?x=1&y=2", title))
    found = listing(data, AT)
    assert found.pages == (Listed("https://example.org/a?x=1&y=2", shown),)
    assert not found.problems


def test_a_list_that_breaks_off_is_used_so_far() -> None:
    found = listing(rss(item("/a") + item("/b"))[:-50], AT)
    assert addresses(found) == ["https://example.org/a"]
    assert "it is damaged (line 1: " in found.problems[0].message


def test_other_encodings() -> None:
    text = f'<?xml version="1.0" encoding="{{}}"?><rss><channel>{item("/a", "Zoë")}</channel></rss>'
    for name in ("windows-1252", "iso-8859-1", "utf-8", "utf-16"):
        data = text.format(name).encode(name)
        assert is_list(data)
        assert listing(data, AT).pages == (Listed("https://example.org/a", "Zoë"),)
    assert listing(b"\xef\xbb\xbf\n " + rss(item("/a")), AT).pages


BOMB = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9)
)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (rss(item("/a", "&j;"), BOMB + "]>"), "defines entities"),
        (rss(item("/a", "&x;"), "<!DOCTYPE x [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"), "defines entities"),
        (rss(item("/a"), "<!DOCTYPE x [<!ENTITY % p SYSTEM 'http://10.0.0.1/'> %p;]>"), "defines entities"),
        (b"<rss>" + b"<a>" * 100_000, "deep in one another"),
        (gzip.compress(b"<urlset>" + b" " * 70_000_000), "unpacks to more than"),
        (b"\x1f\x8b\x08nothing", "damaged gzip"),
        (b"<html><body>Sorry</body></html>", "no feed and no sitemap"),
        (b"", "no feed and no sitemap"),
        (b'{"items": []}', "no feed and no sitemap"),
    ],
)  # fmt: skip
def test_what_is_no_list_or_a_bomb_is_told_at_once(data: bytes, why: str) -> None:
    begun = time.monotonic()
    found = listing(data, AT)
    assert time.monotonic() - begun < 2
    assert (found.pages, codes(found)) == ((), ["list_broken"])
    assert why in found.problems[0].message


def test_a_list_without_end_is_cut() -> None:
    data = rss("".join(item(f"/{number}") for number in range(50_010)))
    found = listing(data, AT)
    assert len(found.pages) == 50_000
    assert codes(found) == ["list_limit"]
    huge = listing(rss(f"<item><link>/a</link><title>{'x' * 5_000_000}</title>{'<y/>' * 10_000}</item>"), AT)
    assert len(huge.pages[0].title) == 500


def test_what_is_a_list_is_seen_from_its_beginning() -> None:
    assert is_list(rss(""))
    assert is_list(b"<!-- made by hand --><urlset>")
    assert is_list(gzip.compress(b"<urlset/>"))
    assert not is_list(b"<!doctype html><html><head><title>feed</title>")
    assert not is_list(b'<?xml version="1.0"?><!DOCTYPE html><html></html>')


@given(st.binary(max_size=300) | st.binary(max_size=200).map(lambda data: rss(item("/a"))[:90] + data))
def test_no_bytes_break_it(data: bytes) -> None:
    for found in (listing(data, AT), listing(b"\x1f\x8b" + zlib.compress(data), AT)):
        assert all(page.address.startswith("http") for page in found.pages)
