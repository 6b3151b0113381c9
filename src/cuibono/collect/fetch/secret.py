"""A person's key: taken from the environment, sent to the publisher alone, written nowhere.

Takes: the name of an environment variable. Gives: the key, and texts and bytes without it.
Knows nothing of: where it is sent.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator
from urllib.parse import quote, quote_plus

from cuibono.errors import UsageError

_SHORTEST = 6  # letters; a shorter text would be blotted out where it stands by chance


class Secret:
    """A key that does not show: not in a message, a log line, an address or a file. Empty where there is none."""

    def __init__(self, variable: str) -> None:
        """Raises UsageError, without telling it, where the variable holds something that can be no key."""
        self.variable = variable
        self._key = os.environ.get(variable, "").strip() if variable else ""
        if self._key and (len(self._key) < _SHORTEST or not self._key.isprintable() or not self._key.isascii()):
            raise UsageError(f"{variable}: what it holds is no key. Set it to the key, or unset it.")
        self._forms = sorted(
            {self._key, quote(self._key, safe=""), quote_plus(self._key)} - {""}, key=len, reverse=True
        )

    def __bool__(self) -> bool:
        return bool(self._key)

    def __repr__(self) -> str:
        return f"Secret({self.variable!r})"

    def reveal(self) -> str:
        """The key itself, for the request alone."""
        return self._key

    def blotted(self, text: str) -> str:
        """A text in which each letter of the key is an X."""
        for form in self._forms:
            text = text.replace(form, "X" * len(form))
        return text

    def blotted_bytes(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Bytes of the same length, in which each letter of the key is an X, also where it lies across two chunks."""
        if not self._forms:
            yield from chunks
            return
        forms, longest, held = [form.encode() for form in self._forms], len(self._forms[0]), b""
        for chunk in chunks:
            held += chunk
            for form in forms:
                held = held.replace(form, b"X" * len(form))
            cut = max(0, len(held) - longest + 1)
            yield held[:cut]
            held = held[cut:]
        yield held


class Hush(logging.Filter):
    """Lets no line with the key into a log."""

    def __init__(self, secret: Secret) -> None:
        super().__init__()
        self._secret = secret

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the line may be written."""
        said = record.getMessage()
        return self._secret.blotted(said) == said
