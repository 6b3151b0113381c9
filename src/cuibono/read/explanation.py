"""How a claim was read, for people: cue, rules, and the tree of the sentence.

Takes: a document, one of its claims, the engine. Gives: text. Knows nothing of: the ledger.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cuibono.model import Claim, Document
from cuibono.read.blocks import blocks

if TYPE_CHECKING:
    from cuibono.read.sentences import Engine, Token


def explanation(document: Document, claim: Claim, engine: Engine) -> str:
    """The cue, the rules that filled the slots in order, and the sentence's tree, one token a line."""
    lines = [f"cue      {claim.cue}", *(f"rule     {rule}" for rule in claim.rules), ""]
    for block in blocks(document.text, document.body):
        if not block.text or not block.offsets[0] <= claim.span.start < block.offsets[-1]:
            continue
        start = block.clean(claim.span.start)
        for sentence in engine.docs([block.text])[0].sents:
            if sentence.start_char <= start < sentence.end_char:
                lines += [_line(token, sentence.start) for token in sentence if not token.is_space]
    return "\n".join(lines)


def _line(token: Token, first: int) -> str:
    head = "-" if token.head == token else f"{token.head.text} ({token.head.i - first})"
    word = f"{token.i - first:>4} {token.text:<20} {token.lemma_:<16} {token.pos_:<6}"
    return f"{word} {token.dep_:<12} <- {head:<22} {token.ent_type_}".rstrip()
