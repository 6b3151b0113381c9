"""Documents as lines of JSON: a file to its lines, a line to its text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import IO, Any

from msgspec.structs import replace

from cuibono.collect import isolated
from cuibono.collect.enclosed import Enclosed, Part, Refusal
from cuibono.collect.extract import Extract, Told
from cuibono.collect.media import JSON
from cuibono.collect.published import given
from cuibono.collect.runs import Piece, Weaver, through
from cuibono.tables import table

_SPACE = re.compile(r"[ \t\n\r]*")
_ESCAPE = re.compile(r"\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|\\u[\da-fA-F]{4}|\\.|[^\\]+", re.DOTALL)
_UNFIT = re.compile("[\x00\ud800-\udfff]")  # no text in a ledger can hold these
Fields = dict[str, tuple[Any, int]]


def parts(stream: IO[bytes]) -> Iterator[Part | Refusal]:
    """Each line of a file, by its number from 1; empty ones are passed over."""
    most: int = table("formats")["limits"]["line"]
    number, at = 0, 0
    while line := stream.readline(most + 1):
        number, begun, at = number + 1, at, at + len(line)
        if len(line) > most and not line.endswith(b"\n"):
            at += _pass_over(stream)
            message = f"the line is longer than {most // 2**20} MB, as no article is, and was left out"
            yield Refusal(str(number), "too_long", message)
        elif line.strip():
            data = line.strip()
            place = f"line {number} at byte {begun + line.index(data)}"
            yield Part(str(number), data, Enclosed(place=place, media=JSON))


def holds_texts(start: bytes) -> bool:
    """Whether the first line names a field that holds a text. `start`: the first bytes of the file."""
    names: dict[str, list[str]] = table("formats")["json"]
    line = start.split(b"\n", 1)[0]
    return any(f'"{name}"'.encode() in line for name in (*names["text"], *names["html"]))


def _pass_over(stream: IO[bytes]) -> int:
    """Go to the end of the line; how many bytes that was."""
    count = 0
    while rest := stream.readline(1 << 20):
        count += len(rest)
        if rest.endswith(b"\n"):
            break
    return count


def extract(line: str) -> Extract | None:
    """The text in a line, from the first of its fields that holds one (tables/formats.toml), and what it states."""
    names: dict[str, list[str]] = table("formats")["json"]
    try:
        fields = _fields(line)
    except (ValueError, RecursionError) as error:
        return Extract("", trouble=(("damaged", f"the line is no valid JSON object ({error}); correct it"),))
    found = _plain(line, fields, names["text"]) or _page(line, fields, names["html"])
    if not found:
        wanted = ", ".join(names["text"][:4])
        message = f"the line has no text in a field that is looked for ({wanted} …); rename the field that holds it"
        return Extract("", trouble=(("no_text", message),))
    return _stated(found, fields, names)


def _stated(found: Extract, fields: Fields, names: dict[str, list[str]]) -> Extract:
    """With what the line's other fields say, which go before what the text does."""
    published = given(_said(fields, names["published"]) or "")
    return replace(
        found,
        title=_said(fields, names["title"]) or found.title,
        publisher=_said(fields, names["publisher"]) or found.publisher,
        url=_said(fields, names["url"]) or found.url,
        authors=_authors(fields, names["authors"]) or found.authors,
        told=(*([Told("field", published)] if published else []), *found.told),
    )


def _fields(line: str) -> Fields:
    """The fields of the object with, for each, where its value begins. Raises ValueError where it is none."""
    decoder, found, at = json.JSONDecoder(strict=False), dict[str, tuple[Any, int]](), _skip(line, 0)
    if line[at : at + 1] != "{":
        raise ValueError("it does not begin with {")
    at = _skip(line, at + 1)
    while line[at : at + 1] != "}":
        name, at = decoder.raw_decode(line, at)
        at = _skip(line, at)
        if line[at : at + 1] != ":" or not isinstance(name, str):
            raise ValueError(f"character {at}: a name and a colon are wanted")
        begin = _skip(line, at + 1)
        value, at = decoder.raw_decode(line, begin)
        found.setdefault(name, (value, begin))
        at = _skip(line, at)
        if line[at : at + 1] == ",":
            at = _skip(line, at + 1)
        elif line[at : at + 1] != "}":
            raise ValueError(f"character {at}: a comma or }} is wanted")
    return found


def _skip(line: str, at: int) -> int:
    match = _SPACE.match(line, at)
    return match.end() if match else at


def _plain(line: str, fields: Fields, names: list[str]) -> Extract | None:
    for name in names:
        value, begin = fields.get(name, (None, 0))
        if isinstance(value, str) and value.strip():
            weaver = _unescaped(line, begin, value)
            return Extract(weaver.text, runs=tuple(weaver.runs))
    return None


def _page(line: str, fields: Fields, names: list[str]) -> Extract | None:
    for name in names:
        value, begin = fields.get(name, (None, 0))
        if isinstance(value, str) and value.strip():
            found = isolated.extract("html", value.encode("utf-8", errors="surrogatepass"))
            if found:
                return replace(found, runs=through(found.runs, _unescaped(line, begin, value).runs))
    return None


def _unescaped(line: str, begin: int, value: str) -> Weaver:
    """The text of a string that begins at its quotation mark, with line ends as LF."""
    weaver, at, left = Weaver(), begin + 1, len(value)
    while left > 0 and (match := _ESCAPE.match(line, at)):
        shown = match[0] if match[0][0] != "\\" else json.loads(f'"{match[0]}"')
        shown = shown[:left]
        size = len(match[0]) if match[0][0] == "\\" else len(shown)
        if match[0][0] != "\\" and '"' in shown:
            shown = shown[: shown.index('"')]
            size = len(shown)
        weaver.add([Piece(_UNFIT.sub("\ufffd", shown).replace("\r", "\n"), at, size)])
        at, left = at + size, left - len(shown)
    return weaver


def _said(fields: Fields, names: list[str]) -> str | None:
    for name in names:
        value = fields.get(name, (None, 0))[0]
        value = value.get("name") if isinstance(value, dict) else value
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
    return None


def _authors(fields: Fields, names: list[str]) -> tuple[str, ...]:
    for name in names:
        value = fields.get(name, (None, 0))[0]
        listed = value if isinstance(value, list) else [value]
        told = [one.get("name") if isinstance(one, dict) else one for one in listed]
        if found := tuple(" ".join(one.split()) for one in told if isinstance(one, str) and one.strip()):
            return found
    return ()
