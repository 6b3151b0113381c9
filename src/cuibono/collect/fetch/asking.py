"""Which address is asked: a register's own, with the fields that a person gives.

Takes: how a register is fetched, FIELD=VALUE pairs. Gives: addresses, names for what comes back.
Knows nothing of: the network.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from string import Formatter
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from cuibono.errors import UsageError
from cuibono.registers.sources import Fetch

_LONGEST = 80  # characters of a file's name that tell what was asked


def chosen(ways: Sequence[Fetch], given: Mapping[str, str], register: str) -> tuple[Fetch, ...]:
    """The ways of fetching a register that the given fields fit; of those, the ones that need the most of them.

    Raises UsageError, naming the fields that there are, where they fit none; also where none is given and pages of
    all that a publisher has would come.
    """
    if not ways:
        raise UsageError(f"{register}: it cannot be fetched. Get its file and say `cuibono registers add`.")
    fitting = [way for way in ways if _fits(way, set(given))]
    if not fitting:
        raise UsageError(f"{register}: give {'; or '.join(_described(way) for way in ways)}.")
    most = max(len(_needed(way)) for way in fitting)
    return tuple(way for way in fitting if len(_needed(way)) == most)


def address(way: Fetch, given: Mapping[str, str]) -> str:
    """The address to ask first: fields of the address in their places, the others as query parameters."""
    filled = way.url.format_map({name: quote(given[name], safe="") for name in _needed(way)})
    query = {name: value for name, value in given.items() if name not in _needed(way)}
    if way.size_parameter and way.page_size:
        query[way.size_parameter] = str(way.page_size)
    return with_parameters(filled, query)


def with_parameters(url: str, parameters: Mapping[str, str]) -> str:
    """An address whose query has these parameters, in place of those of the same names."""
    parts = urlsplit(url)
    query = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name not in parameters]
    return urlunsplit(parts._replace(query=urlencode([*query, *parameters.items()])))


def without_parameter(url: str, parameter: str) -> str:
    """An address without one parameter; the same text where it has none of that name."""
    parts = urlsplit(url)
    query = parse_qsl(parts.query, keep_blank_values=True)
    kept = [pair for pair in query if pair[0] != parameter]
    return url if not parameter or kept == query else urlunsplit(parts._replace(query=urlencode(kept)))


def file_name(way: Fetch, given: Mapping[str, str], asked: str) -> str:
    """A name that says what was asked: the last part of the address, then the fields; the same each time."""
    parts = urlsplit(asked)
    last = parts.path.rstrip("/").rpartition("/")[2] or parts.hostname or "answer"
    ending = way.ending or ("" if way.paging == "none" else ".json")
    stem = last.removesuffix(ending) if ending else last
    fields = "-".join(f"{name}={value}" for name, value in sorted(given.items()) if name not in _needed(way))
    told = _plain(f"{stem}-{fields}" if fields else stem)
    if len(told) > _LONGEST or told != (f"{stem}-{fields}" if fields else stem):
        told = f"{told[:_LONGEST]}-{mark(asked)}"
    return told + ending


def mark(text: str) -> str:
    """Eight letters that stand for a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _plain(text: str) -> str:
    return re.sub(r"[^\w.=-]+", "_", text).strip("._") or "answer"


def _needed(way: Fetch) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(way.url) if name}


def _fits(way: Fetch, given: set[str]) -> bool:
    is_everything = way.paging != "none" and bool(way.fields) and not given
    return _needed(way) <= given <= _needed(way) | set(way.fields) and not is_everything


def _described(way: Fetch) -> str:
    needed = _needed(way)
    told = [f"{name}={way.fields.get(name, '...')}" for name in sorted(needed)]
    told += [f"[{name}={what}]" for name, what in way.fields.items() if name not in needed]
    return ", ".join(told) or f"no field (for {way.url})"
