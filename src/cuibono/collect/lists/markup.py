"""The entries of a list in XML, from bytes that nobody can trust.

Takes: XML. Gives: its root's name, and for each entry the texts and attributes of its elements.
Knows nothing of: which elements mean what.
"""

from __future__ import annotations

import html
import re
import zlib
from collections.abc import Mapping
from xml.parsers import expat

from cuibono.errors import CuiBonoError

MOST = 50_000  # entries of one list; what a sitemap may hold (sitemaps.org)
_DEEPEST = 60  # elements within one another; lists have six or so
_LONGEST = 8_000  # characters of one text; an address is cut nowhere near that
_MOST_ELEMENTS = 200  # of one entry; the others are not looked at
_LARGEST = 64_000_000  # bytes unpacked; a sitemap may have 50 MB
_ENTRIES = ("item", "entry", "url", "sitemap")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_XML = (b"amp", b"lt", b"gt", b"quot", b"apos")


class UnsafeError(CuiBonoError):
    """XML that defines entities, lies too deep, or unpacks to too much; the text says which."""


class Element(dict[str, str]):
    """The attributes of an element, and its text under ""."""


Entry = Mapping[str, tuple[Element, ...]]


class Found:
    """What stands in a list: `root` is the local name of its first element, `broken` where and why it breaks off."""

    def __init__(self) -> None:
        self.root = ""
        self.entries: list[tuple[str, Entry]] = []
        self.broken = ""
        self.more = False


def found(data: bytes) -> Found:
    """The entries of a list; those before the place where it breaks off. Raises UnsafeError.

    A list that is XML but for loose ampersands, names of HTML and the like is read as it was meant.
    """
    first = _parsed(data)
    if not first.broken:
        return first
    second = _parsed(_mended(data))
    return second if not second.broken or len(second.entries) > len(first.entries) else first


def unpacked(data: bytes) -> bytes:
    """The bytes themselves, unpacked where they are gzip. Raises UnsafeError where they are too many or damaged."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        loose = zlib.decompressobj(wbits=31)
        whole = loose.decompress(data, _LARGEST + 1)
    except zlib.error as error:
        raise UnsafeError(f"it is damaged gzip ({error})") from error
    if len(whole) > _LARGEST:
        raise UnsafeError(f"it unpacks to more than {_LARGEST // 10**6} MB")
    return whole


class _EnoughError(Exception):
    """There are as many entries as are taken."""


class _Parser:
    def __init__(self) -> None:
        self.found = Found()
        self._path: list[str] = []
        self._entry: dict[str, list[Element]] | None = None
        self._depth = self._elements = 0
        self._texts: list[tuple[Element, list[str]]] = []
        self._expat = expat.ParserCreate()
        self._expat.buffer_text = True
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._end
        self._expat.CharacterDataHandler = self._text
        self._expat.EntityDeclHandler = self._entity

    def run(self, data: bytes) -> Found:
        try:
            self._expat.Parse(data, True)
        except expat.ExpatError as error:
            self.found.broken = f"line {error.lineno}: {expat.ErrorString(error.code)}"
        except (LookupError, ValueError) as error:
            self.found.broken = str(error)
        except _EnoughError:
            self.found.more = True
        return self.found

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._path.append(name)
        if len(self._path) > _DEEPEST:
            raise UnsafeError(f"its elements lie more than {_DEEPEST} deep in one another")
        self.found.root = self.found.root or _local(name)
        if self._entry is None:
            if _local(name) in _ENTRIES and len(self._path) > 1:
                self._entry, self._depth, self._elements = {}, len(self._path), 0
            return
        element = Element({key: value[:_LONGEST] for key, value in attributes.items()})
        inner = len(self._path) - self._depth
        if (inner == 1 or (inner == 2 and _local(self._path[-2]) == "news")) and self._elements < _MOST_ELEMENTS:
            self._elements += 1
            self._entry.setdefault(self._field(name), []).append(element)
        self._texts.append((element, []))

    def _end(self, name: str) -> None:
        if self._entry is not None and len(self._path) == self._depth:
            entry = {key: tuple(values) for key, values in self._entry.items()}
            self.found.entries.append((_local(name), entry))
            self._entry = None
            if len(self.found.entries) >= MOST:
                raise _EnoughError
        elif self._texts and self._entry is not None:
            element, texts = self._texts.pop()
            element[""] = "".join(texts)[:_LONGEST].strip()
        self._path.pop()

    def _text(self, text: str) -> None:
        if self._texts and sum(map(len, self._texts[-1][1])) < _LONGEST:
            self._texts[-1][1].append(text[:_LONGEST])

    def _entity(self, *_: object) -> None:
        raise UnsafeError("it defines entities, which no list needs and which can be made to fill the memory")

    def _field(self, name: str) -> str:
        """The name of an element, without the prefix where it is that of its entry."""
        own = self._path[self._depth - 1].rpartition(":")[0]
        return name.removeprefix(f"{own}:") if own else name


def _parsed(data: bytes) -> Found:
    return _Parser().run(data.lstrip(b"\xef\xbb\xbf \t\r\n") if data[:2] not in (b"\xff\xfe", b"\xfe\xff") else data)


def _mended(data: bytes) -> bytes:
    """XML without what no XML may hold: names of HTML ("&nbsp;"), loose ampersands, control characters, bad UTF-8."""
    if not re.search(rb"encoding\s*=", data[:200]) or re.search(rb"encoding\s*=\s*.utf-8", data[:200], re.IGNORECASE):
        data = data.decode("utf-8", errors="replace").encode()
    return re.sub(rb"&(?:(#\w+|\w+);)?", _mend, _CONTROL.sub(b" ", data))


def _mend(match: re.Match[bytes]) -> bytes:
    name = match[1]
    if name is None:
        return b"&amp;"
    if name in _XML:
        return match[0]
    meant = html.unescape(match[0].decode("ascii", errors="replace"))
    if meant.startswith("&"):
        return b"&amp;" + match[0][1:]
    return "".join(f"&#{ord(c)};" for c in meant if c in "\t\n\r" or c >= " ").encode()


def _local(name: str) -> str:
    return name.rpartition(":")[2]
