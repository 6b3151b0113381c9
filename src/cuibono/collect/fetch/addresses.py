"""One page, one address: the form in which an address is asked for, compared and kept.

Takes: addresses as people and publishers write them. Gives: the same in one form. Knows nothing of: the network.
"""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from cuibono.tables import table

LONGEST = 2000  # characters; what servers and browsers bear in common
_PORTS = {"http": 80, "https": 443}
_UNRESERVED = re.compile(r"%(2D|2E|5F|7E|3[0-9]|[46][1-9A-F]|[57][0-9A])", re.IGNORECASE)  # RFC 3986, 2.3
_ESCAPE = re.compile(r"%[0-9a-f]{2}", re.IGNORECASE)
_SEGMENT = "!$&'()*+,;=:@~%/-._"
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_BLANKS = "".join(map(chr, range(33))) + "\x7f\xa0\u2028\u2029\ufeff"


def is_address(text: str) -> bool:
    """Whether this is meant as an address, and not as a path."""
    return bool(_SCHEME.match(text))


def canonical(address: str, base: str = "") -> str:
    """An address in the one form that all its spellings have; a relative one is taken from `base`.

    Scheme and host in small letters, no default port, no fragment, no dots in the path, escapes as RFC 3986 (6.2.2)
    has them, no parameter that says how a reader came there. The order of parameters stays: it may matter. Raises
    ValueError, saying why, where there is no such address.
    """
    try:
        parts = urlsplit(urljoin(base, address.strip(_BLANKS)))
        scheme, host, port = parts.scheme.lower(), _host(parts.hostname or ""), parts.port
    except (ValueError, UnicodeError) as error:
        raise ValueError(f"it is no address ({error})") from error
    if scheme not in _PORTS or not host:
        raise ValueError("it is no address of a page, which begins with http:// or https://")
    if parts.username is not None or parts.password is not None:
        raise ValueError("it holds a name or password, which would be written down; leave them out")
    place = host if port in (None, _PORTS[scheme]) else f"{host}:{port}"
    found = urlunsplit((scheme, place, _path(parts.path), _query(parts.query), ""))
    if len(found) > LONGEST:
        raise ValueError(f"it has more than {LONGEST} characters")
    return found


def _host(host: str) -> str:
    """A host as it is asked for: small letters, other scripts in the form that the network has for them."""
    if ":" in host:
        return f"[{host.lower()}]"
    plain = host.rstrip(".").lower()
    if not plain.isascii():
        plain = plain.encode("idna").decode("ascii")
    if not re.fullmatch(r"[a-z0-9._-]*", plain):
        raise ValueError("the name of its host has letters that no host has")
    return plain


def _path(path: str) -> str:
    return _escaped(_undotted(path or "/"))


def _undotted(path: str) -> str:
    """A path without "." and ".." (RFC 3986, 5.2.4)."""
    kept: list[str] = []
    parts = path.split("/")[1:]
    for number, part in enumerate(parts):
        dotted = part.replace("%2e", ".").replace("%2E", ".")
        if dotted == "..":
            kept = kept[:-1]
        elif dotted != ".":
            kept.append(part)
        if dotted in (".", "..") and number == len(parts) - 1:
            kept.append("")
    return "/" + "/".join(kept)


def _query(query: str) -> str:
    """The parameters that tell one page from another, as they stand there."""
    tracking = table("fetching")["tracking"]
    kept = [one for one in query.split("&") if one and not _matches(one.partition("=")[0], tracking)]
    return _escaped("&".join(kept), "?")


def _matches(name: str, patterns: list[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def _escaped(text: str, more: str = "") -> str:
    """Escapes where one is needed, none where none is, in capitals."""
    whole = re.sub(r"%(?![0-9a-fA-F]{2})", "%25", text)
    plain = _UNRESERVED.sub(lambda found: chr(int(found[1], 16)), whole)
    return _ESCAPE.sub(lambda found: found[0].upper(), quote(plain, safe=_SEGMENT + more))
