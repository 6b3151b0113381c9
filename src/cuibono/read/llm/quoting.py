"""Where quoted words stand in a text.

Takes: a text, words, perhaps more words around them. Gives: stretches of the text, or why there is none.
Knows nothing of: who quotes.
"""

from __future__ import annotations

from collections.abc import Iterable

Stretch = tuple[int, int]

_SAME = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")


class RefusedError(Exception):
    """A claim is not taken; `reason` is an entry of [refused] in llm.toml."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def stretches(text: str, words: str) -> list[Stretch]:
    """Every place where words stand as whole words: as they are, or else apart from blanks, quotation marks, dashes."""
    exact = _found(text, words.strip())
    if exact:
        return exact
    plain, places = _plain(text)
    return [(places[start], places[end - 1] + 1) for start, end in _found(plain, _plain(words)[0].strip())]


def stretch(text: str, words: str, context: str = "") -> Stretch:
    """The one place that is meant; `context` is a longer quotation around it. Raises RefusedError."""
    found = stretches(text, words)
    if not found:
        raise RefusedError("not_in_text")
    if len(found) > 1:
        around = stretches(text, context)
        found = [one for one in found if any(outer[0] <= one[0] and one[1] <= outer[1] for outer in around)]
    if len(found) != 1:
        raise RefusedError("ambiguous")
    return found[0]


def nearest(found: Iterable[Stretch], at: Stretch) -> Stretch | None:
    """The stretch that overlaps another one, or lies nearest to it; of two as near, the earlier."""
    return min(found, key=lambda one: (max(0, one[0] - at[1], at[0] - one[1]), one[0]), default=None)


def _found(text: str, words: str) -> list[Stretch]:
    found, at = [], text.find(words) if words else -1
    while at >= 0:
        end = at + len(words)
        if _is_edge(text, at) and _is_edge(text, end):
            found.append((at, end))
        at = text.find(words, at + 1)
    return found


def _is_edge(text: str, at: int) -> bool:
    """Whether no word goes on across an offset."""
    return not (0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum())


def _plain(text: str) -> tuple[str, list[int]]:
    """A text with single blanks and plain marks, and where each of its characters stood."""
    kept: list[str] = []
    places: list[int] = []
    for at, char in enumerate(text.translate(_SAME)):
        char = " " if char.isspace() else char
        if char in _UNSEEN or (char == " " and kept and kept[-1] == " "):
            continue
        kept.append(char)
        places.append(at)
    return "".join(kept), places
