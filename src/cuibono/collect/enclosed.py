"""A document that came inside another file, and what that file says of it."""

from __future__ import annotations

import msgspec


class Enclosed(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a container says of a document in it; all "" for a file that came by itself.

    `container` is the sha256 of the outermost file, `place` where in the container it stands ("record 3 at byte
    4096"), `media` its media type with its charset where one is declared, `url` its address.
    """

    container: str = ""
    place: str = ""
    media: str = ""
    url: str = ""


ALONE = Enclosed()


class Part(msgspec.Struct, frozen=True):
    """One document of a container: the name it goes by there, its bytes, and what is said of it."""

    name: str
    data: bytes
    enclosed: Enclosed = ALONE


class Refusal(msgspec.Struct, frozen=True):
    """Something in a container that is not taken: its name there ("" for the container), code, what and what to do."""

    name: str
    code: str
    message: str
