"""Closing words: "..., the Herald reported on Monday", "..., says a memo to staff".

Takes: a verb in its tree. Gives: whether, or with what, it closes a sentence as what says it.
Knows nothing of: who the speaker is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cuibono.read.quotes import says
from cuibono.read.sources import source_words
from cuibono.read.syntax import children, lemma

if TYPE_CHECKING:
    from cuibono.read.sentences import Token

# What papers do that are named after their words.
_PAPERS_SAY = frozenset({"say", "show", "reveal", "state", "suggest", "indicate"})


def brings(verb: Token) -> bool:
    """Whether a verb of saying has what is said after it; a thing behind a comma is another matter."""
    said = children(verb, "ccomp", "obj")
    return any(child.dep_ == "ccomp" or child.i < verb.i or not _apart(child) for child in said)


def _apart(child: Token) -> bool:
    return "," in {child.left_edge.text, child.left_edge.nbor(-1).text}


def says_a_paper(verb: Token) -> Token | None:
    """The paper behind a verb of saying that stands after its words: "..., says a memo to staff"."""
    if lemma(verb) not in _PAPERS_SAY or verb.i == verb.sent.start or verb.doc[verb.i - 1].text not in {",", '"', "”"}:
        return None
    papers = source_words("papers") | source_words("records")
    after = verb.doc[verb.i + 1 : min(verb.i + 5, verb.sent.end)]
    noun = next((token for token in after if token.pos_ == "NOUN"), None)
    return noun if noun is not None and noun.lower_ in papers and noun.left_edge.i == verb.i + 1 else None


def closes(verb: Token) -> bool:
    """A verb of saying with its speaker, set off by a comma at the end: "..., the Herald reported on Monday"."""
    if verb.pos_ != "VERB" or lemma(verb) not in says() or brings(verb) or children(verb, "mark"):
        return False
    speakers = [child for child in children(verb, "nsubj") if child.tag_ not in {"WDT", "WP"}]
    after = verb.right_edge.i + 1
    if not speakers or (after < verb.sent.end and not verb.doc[after].is_punct):
        return False
    start = speakers[0].left_edge.i
    return start > verb.sent.start and verb.doc[start - 1].text in {",", '"', "”"}
