"""The words of a name, set in one spelling.

Takes: a name as written. Gives: its words in lower case without accents, full stops, possessives.
Knows nothing of: whom the name is of.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from cuibono import signs
from cuibono.tables import table

# Letters that Unicode does not take apart into a letter and a mark.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"})
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b|(?<=s)['’](?=\s|$)")
_INITIALS = re.compile(r"\b(?:\w\.){2,}(?!\w)|\b(?:\w/){2,}\w\b")
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")


def words(name: str) -> tuple[str, ...]:
    """The words of a name: "The Élan's U.S. arm" gives elan, us, arm."""
    text = _POSSESSIVE.sub("", folded(name))
    text = _INITIALS.sub(lambda found: found[0].replace(".", "").replace("/", ""), text)
    text = text.replace("&", " and ").replace("+", " and ")
    found = [word.replace("'", "").replace("’", "") for word in _WORD.findall(text)]
    if not found:  # signs alone: a name all the same
        return ("".join(text.split()) or "?",)
    return tuple(found[1:] if found[0] == "the" and len(found) > 1 else found)


def folded(text: str) -> str:
    """Text in lower case without accents, marks and what cannot be seen; scripts other than Latin stay as they are."""
    apart = unicodedata.normalize("NFKD", signs.compared(text).casefold().translate(_PLAIN))
    return unicodedata.normalize("NFC", "".join(char for char in apart if not unicodedata.combining(char)))


def one_letter_apart(first: str, second: str) -> bool:
    """Whether two words differ by one letter put in, left out, changed, or by two neighbours that changed places."""
    from rapidfuzz.distance import OSA

    return OSA.distance(first, second, score_cutoff=1) == 1


@cache
def listed(name: str, key: str) -> frozenset[str]:
    """The list KEY of the table NAME as a set."""
    return frozenset(table(name)[key])
