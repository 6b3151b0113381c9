"""Which parties of a document are news outlets, beside those whose name shows it.

Takes: a document, its cast. Gives: the parties marked. Knows nothing of: claims, sources.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cuibono.model import Document
from cuibono.read.names import Name, listed
from cuibono.read.parties import Cast
from cuibono.read.syntax import children, lemma

if TYPE_CHECKING:
    from cuibono.read.sentences import Doc

# "PELTON, Sept 6 (CNW) - ...": the dateline names the agency by its short form.
_SIGNED = re.compile(r"^[A-ZÀ-Þ][^()\n]{2,60}\((?P<agency>[A-Z][\w .&'’-]{1,30})\)\s+[-–—]", re.MULTILINE)
_LONGEST_HEAD = 2000


def mark_outlets(document: Document, cast: Cast) -> None:
    """Mark parties that publish: called a paper, told things for print, or signing the dateline.

    The short form in a dateline is the publisher by that name: the party then bears the publisher's name.
    """
    signed = _SIGNED.search(document.text, 0, document.body + _LONGEST_HEAD)
    agency = signed["agency"] if signed else None
    for name, party in cast.order:
        if party.kind not in {"organisation", "place"} or party.outlet:
            continue
        doc = cast.docs[name.block]
        if _called_paper(doc, name) or _told(doc, name) or party.name == agency:
            party.outlet, party.kind, party.public = True, "organisation", False
        if party.name == agency and document.publisher and party.name.isupper():
            party.name = document.publisher
            party.forms.add(document.publisher)


def _called_paper(doc: Doc, name: Name) -> bool:
    """ "the trade paper Bolt & Brick", "the newspaper De Kaai"."""
    return name.start > 0 and doc[name.start - 1].lower_ in listed("outlet_nouns")


def _told(doc: Doc, name: Name) -> bool:
    """ "..., an official told Cornerline on Sunday": what stands before is what was told, so it was told for print."""
    head = doc[name.start : name.end].root
    verb = head.head
    if head.dep_ not in {"obj", "iobj"} or lemma(verb) != "tell" or head.i < verb.i:
        return False
    before = children(verb, "nsubj")
    said_first = verb.dep_ == "parataxis" or any(clause.i < verb.i for clause in children(verb, "ccomp", "parataxis"))
    return said_first and bool(before) and not children(verb, "xcomp")
