"""A mail to its text, and to what is attached to it."""

from __future__ import annotations

import email
import email.headerregistry
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage, MIMEPart
from email.utils import parsedate_to_datetime
from typing import cast

from msgspec.structs import replace

from cuibono.collect.decode import decode
from cuibono.collect.enclosed import Enclosed, Part
from cuibono.collect.extract import Extract, Told
from cuibono.collect.page import article
from cuibono.collect.runs import Run
from cuibono.tables import table
from cuibono.values import Period

_TEXTS = ("text/plain", "text/html")


def extract(data: bytes) -> Extract | None:
    """The text of the mail: its plain part, else the article of its HTML part; None where it has neither."""
    parts = _parts(data)
    for wanted in _TEXTS:
        for number, part in enumerate(parts):
            if part.get_content_type() == wanted and not _attached(part):
                found = _text(part, wanted)
                if found:
                    return _stated(parts[0], replace(found, parts=(f"part {number}",), charset=_charset(part)))
    return None


def part(data: bytes, number: int) -> bytes:
    """The bytes of a part of the mail, its transfer encoding undone."""
    return _bytes(_parts(data)[number])


def attachments(data: bytes) -> tuple[Part, ...]:
    """The files that are attached, mails among them; pictures that belong to the mail's own text are left out."""
    found = []
    for number, one in enumerate(_parts(data)):
        kind = one.get_content_type()
        if (
            number
            and (_attached(one) or kind in ("message/rfc822", "application/pdf"))
            and not kind.startswith("image/")
        ):
            name = one.get_filename() or f"{number}{'.eml' if kind == 'message/rfc822' else ''}"
            charset = _charset(one)
            media = f"{kind}; charset={charset}" if charset else kind
            found.append(Part(name, _bytes(one), Enclosed(place=f"part {number}", media=media)))
    return tuple(found)


def _parts(data: bytes) -> list[MIMEPart]:
    """The mail and its parts, outermost first; what is inside an attached mail is that mail's."""
    whole = email.message_from_bytes(data, policy=email.policy.default)
    return list(_walk(whole))[: table("formats")["limits"]["parts"]]


def _walk(one: MIMEPart) -> Iterator[MIMEPart]:
    yield one
    if one.is_multipart() and one.get_content_type() != "message/rfc822":
        for inner in one.iter_parts():
            yield from _walk(inner)


def _attached(part: MIMEPart) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _charset(part: MIMEPart) -> str:
    return str(part.get_content_charset() or "")


def _bytes(part: MIMEPart) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload(0) if part.is_multipart() else None
        return cast(EmailMessage, inner).as_bytes() if inner is not None else b""
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _text(part: MIMEPart, kind: str) -> Extract | None:
    text, _ = decode(_bytes(part), "", _charset(part))
    if not text:
        return None
    return article(text) if kind == "text/html" else Extract(text, runs=(Run(0, len(text), 0, len(text)),))


def _stated(mail: MIMEPart, found: Extract) -> Extract:
    """With what the mail's own head says, which goes before what its text does."""
    senders = tuple(address.display_name for address in _addresses(mail) if address.display_name)
    told = tuple(Told("mail", period) for period in _sent(mail))
    subject = " ".join(str(mail["subject"] or "").split()) or found.title
    return replace(found, title=subject, authors=senders or found.authors, told=(*told, *found.told))


def _addresses(mail: MIMEPart) -> tuple[email.headerregistry.Address, ...]:
    header = mail["from"]
    return tuple(getattr(header, "addresses", ()))


def _sent(mail: MIMEPart) -> list[Period]:
    """The day in the sender's own zone."""
    try:
        return [Period.day(parsedate_to_datetime(str(mail["date"])).date(), "published")]
    except (TypeError, ValueError):
        return []
