"""Settings: one frozen value, read from a case's cuibono.toml and passed in."""

from __future__ import annotations

import msgspec


class ReaderSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How texts are read.

    `pipeline`: "" for the project's own reader, else the name or path of an installed spaCy pipeline that gives
    sentences, tags, trees (UD labels) and names. `threads`: threads for the encoder. `weights`: a folder that
    replaces the weights in the package.
    """

    pipeline: str = ""
    threads: int = 1
    weights: str = ""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a case may set."""

    reader: ReaderSettings = ReaderSettings()
