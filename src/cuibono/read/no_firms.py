"""Bodies that are no firms: what "the union", "the university", "the industry" may go back to.

Takes: the cast of a document. Gives: for such a noun the parties that are named or called so; its fuller words.
Knows nothing of: kinds of dealing, firms.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

from cuibono.read.names import no_firms
from cuibono.read.parties import Cast, Party
from cuibono.read.syntax import children
from cuibono.read.wording import wording

if TYPE_CHECKING:
    from cuibono.read.sentences import Token


class NoFirms:
    """What a document says of such bodies, by their nouns."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._called: dict[str, set[int]] = defaultdict(set)
        self._full: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for name, party in cast.order:
            for token in cast.docs[name.block][name.start : name.end]:
                for word in children(token, "appos", "flat"):
                    self._called[word.lower_].add(id(party))
        for block, doc in enumerate(cast.docs):
            for token in doc:
                if token.lower_ in no_firms() and any(c.pos_ == "PROPN" for c in children(token, "compound")):
                    self._full[token.lower_].append((block, token.i, wording(token, None)))

    def called(self, noun: str) -> list[Party]:
        """Those that are one by their name ("Teamsters") or as the text says ("Bolder, the union of clerks")."""
        said, words = self._called[noun], no_firms()[noun]
        bodies = (party for party in self._cast.parties if party.kind == "organisation")
        return [body for body in bodies if id(body) in said or words & set(body.name.lower().split())]

    def in_full(self, block: int, head: Token) -> str | None:
        """The words in which the noun stood last with a name before it ("Unifast union"); None where it did not."""
        found = self._full[head.lower_]
        at = bisect_left(found, (block, head.i, ""))
        return found[at - 1][2] if at else None
