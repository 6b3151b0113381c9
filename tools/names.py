"""Whether a name that was found is the party that the gold names.

Takes: two names, and a table of other forms. Gives: yes or no, and the F1 of two lists of names.
Knows nothing of: claims.
The conventions are those of the gold's guide: names are canonical, other forms stand in an alias table, a surname
stands for its person, a description or a legal form beside a name does no harm.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

TITLES = "the a an mr mrs ms dr sir president-elect president senator sen rep ceo founder incoming former then".split()
TITLE_RUN = re.compile(rf"^(?:(?:chief executive|{'|'.join(map(re.escape, TITLES))})\b\.?\s*)+")
# Words that tell no body from another, so that sharing them proves nothing.
HOLLOW = frozenset(
    "government administration officials official court courts company companies firm firms department ministry "
    "agency committee commission fund group corporation spokesman spokeswoman spokesperson of and for in".split()
)
LEGAL_FORMS = frozenset(
    "inc corp corporation co company ltd limited llc lp plc ag sa se gmbh platforms holdings".split()
)


def plain(name: str) -> str:
    """The name in lower case without article, possessive and punctuation."""
    text = name.replace("\u2019", "'").replace("\u2011", "-").lower()
    text = re.sub(r"'s\b", "", text)
    words = re.sub(r"[^\w\s&-]", " ", text).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words)


def untitled(name: str) -> str:
    """The plain name without the titles before it."""
    return " ".join(TITLE_RUN.sub(" ", plain(name)).split())


class Names:
    """Decides who is who, with a table of canonical name -> other forms."""

    def __init__(self, aliases: Mapping[str, Iterable[str]]) -> None:
        self._forms = {plain(name): _forms([name, *others]) for name, others in aliases.items()}

    def same(self, gold: str, found: str) -> bool:
        """Whether `found` names the party that the gold calls `gold`."""
        forms = self._forms.get(plain(gold), _forms([gold]))
        if plain(found) in forms or untitled(found) in forms:
            return True
        if plain(found) in self._forms:  # the proper name of somebody else
            return False
        return _alike(untitled(gold).split(), untitled(found).split(), plain(gold) == plain(found))

    def f1(self, gold: Sequence[str], found: Sequence[str], optional: Sequence[str] = ()) -> float:
        """F1 of two lists of names, 0 to 1; a name in `optional` is neither required nor penalised."""
        counted = [name for name in found if self._any(gold, name) or not self._any(optional, name)]
        if not gold and not counted:
            return 1.0
        left = list(counted)
        for wanted in gold:
            hit = next((name for name in left if self.same(wanted, name)), None)
            if hit is not None:
                left.remove(hit)
        hits = len(counted) - len(left)
        return 2 * hits / (len(counted) + len(gold))

    def _any(self, golds: Iterable[str], found: str) -> bool:
        return any(self.same(gold, found) for gold in golds)


def _forms(names: Iterable[str]) -> set[str]:
    """Each name plain and untitled."""
    return {form for name in names for form in (plain(name), untitled(name))} - {""}


def _alike(gold: list[str], found: list[str], equal: bool) -> bool:
    """Whether two names, word by word, may be one party's."""
    telling, seen = set(gold) - HOLLOW, set(found) - HOLLOW
    if not gold or not found:
        return False
    if not telling or not seen:
        return equal
    if len(gold) in (2, 3) and found == gold[-1:]:  # a surname alone
        return True
    if telling <= seen and (len(telling) > 1 or seen - telling <= LEGAL_FORMS):  # with a description or a legal form
        return True
    return len(telling & seen) / len(telling | seen) > 0.5
