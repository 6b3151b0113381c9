"""Who is said to say so: the chain of sources behind a predicate, nearest first.

Takes: a predicate in its tree, the references and quotations. Gives: sources with their kinds.
Knows nothing of: kinds of dealing, stance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from cuibono.model import Source, SourceKind, Span
from cuibono.read.closing import brings, closes, says_a_paper
from cuibono.read.fillers import Filler, span
from cuibono.read.names import listed
from cuibono.read.quotes import Quotes, says, speaker_of
from cuibono.read.reference import References
from cuibono.read.sources import (
    REPORTED_OBJECT,
    Voice,
    add,
    holds,
    same_noun,
    source_kind,
    source_words,
    turn_speaker,
)
from cuibono.read.stance import negated
from cuibono.read.syntax import agent, children, lemma, passive, preposition, subject

if TYPE_CHECKING:
    from cuibono.read.sentences import Token


# A denial told of as the dealing itself has whoever denies for its source.
_DENIES = frozenset({"deny", "dispute"})
_CITED = frozenset({"'citing'", "'quoting'", "'crediting'"})


class Attribution:
    """Finds sources in one document. Keeps the last source of each block for "reportedly" and "the report said"."""

    def __init__(self, references: References, quotes: Quotes, publisher: str | None = None) -> None:
        self.references = references
        self.quotes = quotes
        self.publisher = publisher
        self.anonymous: Source | None = None

    def voices(self, block: int, predicate: Token) -> list[Voice]:
        """Sources of what the predicate states, nearest first; empty where the article itself states it."""
        if _dates_another(predicate):
            return []
        found: list[Voice] = []
        for token in (predicate, *predicate.ancestors):
            for voice in self._beside(block, token, predicate):
                add(found, voice)
        if all(voice.rule in _CITED for voice in found):
            closing = self._closing(block, predicate)
            found = [*closing, *(v for v in found if all(v.source.name != c.source.name for c in closing))]
        add(found, self._quoted(block, predicate))
        if not found and lemma(predicate) in _DENIES and predicate.pos_ == "VERB":
            found = self._speaker(block, predicate)
        if not found:
            add(found, self._turn(block))
        if not found:
            add(found, self._hearsay(block, predicate))
        return found

    def behind(self, block: int, head: Token | None) -> list[Voice]:
        """The sources that a noun phrase names, whatever it is the subject of."""
        return self._sources(block, head, f"'{head.text}'") if head is not None else []

    def _closing(self, block: int, predicate: Token) -> list[Voice]:
        """ "..., according to X" and "..., X reported" at the end of a sentence hold for all that it coordinates."""
        sentence = predicate.sent
        for token in sentence:
            if preposition(token) in source_words("according"):
                first, last = token.left_edge.i <= sentence.start + 1, token.right_edge.i >= sentence.end - 3
                if first or last:
                    return self._sources(block, token, f"'{preposition(token)}' for the sentence")
            paper = says_a_paper(token) if token.i > predicate.i else None
            if paper is not None:
                return self._sources(block, paper, f"'{token.text}' with its paper", lemma(token))
            if token.i > predicate.i and closes(token) and not holds(token, predicate):
                return self._speaker(block, token)
        return []

    def _beside(self, block: int, token: Token, predicate: Token) -> list[Voice]:
        """Sources at one step of the line: the verb of saying above it, and phrases hanging on it."""
        found: list[Voice] = []
        head = token.head
        if token != predicate and token.pos_ in {"VERB", "AUX"} and self._governs(token, predicate):
            found += self._speaker(block, token)
        if (
            token.dep_ in {"ccomp", "parataxis", "acl", "acl:relcl"}
            and head.pos_ in {"NOUN", "PROPN"}
            and head != token
        ):
            found += self._report_noun(block, token, head)
        found += self._phrases(block, token, predicate)
        return found

    def _governs(self, verb: Token, predicate: Token) -> bool:
        """Whether the predicate stands in what the verb says, and not in its subject or its own circumstances."""
        if lemma(verb) not in says() or lemma(verb) in source_words("own_act"):
            return False
        token = predicate
        while token.head != verb:
            token = token.head
        if token.dep_ in {"ccomp", "xcomp", "csubj:pass", "nsubj:pass", "csubj"}:
            return token.dep_ != "xcomp" or lemma(verb) in {"claim", "quote", "cite", "report", "describe"}
        return token.dep_ == "obj" and lemma(verb) in REPORTED_OBJECT and not negated(verb)

    def _speaker(self, block: int, verb: Token) -> list[Voice]:
        who = speaker_of(verb)
        if who is None:
            return []
        found = self._sources(block, who, f"subject of '{verb.text}'", lemma(verb)) + self._after(block, verb)
        found = [*(self._told(block, verb) if found else []), *found]
        if lemma(verb) == "report" and len(found) == 1 and found[0].source.kind == "organisation" and not passive(verb):
            filler = found[0].filler
            if filler is not None and filler.party is not None and not filler.public and not filler.noun:
                source = msgspec.structs.replace(found[0].source, kind="outlet")
                return [msgspec.structs.replace(found[0], source=source)]
        return found

    def _told(self, block: int, verb: Token) -> list[Voice]:
        """ "X told the Herald that ...": the outlet through which it came, unless that is the text's own."""
        heard = [child for child in children(verb, "obj", "iobj") if lemma(verb) == "tell"]
        voices = [v for child in heard if self._is_outlet(block, child) for v in self._sources(block, child, "'told'")]
        return [voice for voice in voices if not self._own(voice.source.name)]

    def _own(self, name: str) -> bool:
        """Whether an outlet may be the one that publishes the text: by its name, or where that one is not known."""
        mine, theirs = _bare(self.publisher or ""), _bare(name)
        return not mine or mine.startswith(theirs) or theirs.startswith(mine) or mine.endswith(theirs)

    def _after(self, block: int, verb: Token) -> list[Voice]:
        """ "X reported, after the Herald, that ...": the paper that had it first."""
        late = [child for child in children(verb, "obl") if preposition(child) in {"after", "following"}]
        outlets = [child for child in late if self._is_outlet(block, child)]
        return [voice for child in outlets for voice in self._sources(block, child, "after")]

    def _report_noun(self, block: int, clause: Token, noun: Token) -> list[Voice]:
        """ "a report that X", "the agency's claim that X"."""
        if noun.lower_ not in source_words("reports") | source_words("statements") | {
            "claim",
            "allegation",
            "accusation",
            "rumor",
            "rumour",
            "claims",
            "allegations",
            "suggestion",
        }:
            return []
        if clause.dep_ == "acl:relcl" and subject(clause) == noun:
            return []
        found = self._sources(block, noun, f"'{noun.text}' that says so", "report")
        says_it = noun.head.pos_ in {"VERB", "AUX"} and lemma(noun.head) in says()
        return found if found or not says_it else self._speaker(block, noun.head)

    def _phrases(self, block: int, token: Token, predicate: Token) -> list[Voice]:
        found: list[Voice] = []
        for child in token.children:
            if holds(child, predicate):
                continue
            mark = preposition(child)
            if child.dep_ in {"obl", "nmod", "parataxis", "obl:unmarked", "advcl"} and mark in source_words(
                "according"
            ):
                found += self._sources(block, child, f"'{mark}'")
            elif child.dep_ in {"parataxis", "advcl", "acl", "ccomp"} and child.pos_ == "VERB":
                found += self._aside(block, child, token)
        return found

    def _aside(self, block: int, verb: Token, token: Token) -> list[Voice]:
        """ "..., X said", "..., as X reported", "..., citing X", "confirmed by X", "reported by X"."""
        word = lemma(verb)
        if word in source_words("citing") and verb.tag_ == "VBG":
            things = children(verb, "obj")
            return [voice for thing in things for voice in self._sources(block, thing, f"'{verb.text}'")]
        if word not in says() or word in source_words("own_act"):
            return []
        if verb.dep_ == "parataxis" and not brings(verb):
            return self._speaker(block, verb)
        marked = any(mark.lower_ == "as" for mark in children(verb, "mark", "advmod"))
        if marked or (
            verb.dep_ == "acl" and verb.tag_ in {"VBN", "VBD"} and token.pos_ == "NOUN" and agent(verb) is not None
        ):
            who = agent(verb) or subject(verb)
            return self._sources(block, who, f"'{verb.text}'", word) if who is not None and who != token else []
        return []

    def _quoted(self, block: int, predicate: Token) -> Voice | None:
        who = self.quotes.speaker(block, predicate)
        if who is None:
            return None
        found = self._sources(block, who, "speaker of the quotation", "say")
        return found[0] if found else None

    def _turn(self, block: int) -> Voice | None:
        speaker = self.references.page[block].speaker
        if not speaker:
            return None
        filler = turn_speaker(self.references, speaker)
        if filler is None:
            return Voice(Source(_written(speaker), "person"), "speaker of the turn", None, "say")
        return Voice(Source(filler.name, "person", None), "speaker of the turn", filler, "say")

    def turn(self, block: int) -> Filler | None:
        """Who speaks in a block of a transcript, or None."""
        speaker = self.references.page[block].speaker
        if not speaker or len(speaker) == 1:
            return None
        public = bool(set(speaker.lower().split()) & (listed("officials") - listed("leaders") | {"president"}))
        unknown = Filler(_written(speaker), "person", public, block, 0, 0, 1)
        return turn_speaker(self.references, speaker) or unknown

    def _hearsay(self, block: int, predicate: Token) -> Voice | None:
        """ "reportedly": by whom the sentence before says, if the text tells."""
        clause = predicate if predicate.pos_ in {"VERB", "AUX"} else predicate.head
        if not any(child.lower_ in source_words("adverbs") for child in [*clause.children, *predicate.children]):
            return None
        for sentence in reversed([s for s in predicate.doc.sents if s.end <= predicate.sent.start]):
            for token in sentence:
                if token.pos_ == "VERB" and lemma(token) in says():
                    found = [
                        v for v in self._speaker(block, token) if v.source.kind in {"outlet", "anonymous", "document"}
                    ]
                    if found:
                        return msgspec.structs.replace(found[0], rule="'reportedly', carried over")
            break
        return Voice(Source("unspecified", "unspecified"), "'reportedly'")

    def _sources(self, block: int, head: Token, rule: str, verb: str = "") -> list[Voice]:
        """The sources that a phrase names, coordinated ones each."""
        found: list[Voice] = []
        for part in [head, *(child for child in children(head, "conj"))]:
            source, filler = self._source(block, part)
            if source is not None:
                found.append(Voice(source, rule, filler, verb))
            found += self._via(block, part)
        return found

    def _via(self, block: int, head: Token) -> list[Voice]:
        """Sources behind a source: "the Herald, citing two officials", "ChipNews, which credited the Herald"."""
        found: list[Voice] = []
        verbs = [
            *children(head, "acl", "acl:relcl", "advcl"),
            *(v for v in children(head.head, "advcl") if head.head.pos_ == "VERB" and v.tag_ == "VBG"),
        ]
        for verb in verbs:
            if lemma(verb) in source_words("citing"):
                for thing in children(verb, "obj"):
                    found += self._sources(block, thing, f"'{verb.text}'")
        return found

    def _source(self, block: int, head: Token) -> tuple[Source | None, Filler | None]:
        noun = head.lower_
        papers = source_words("reports") | source_words("statements") | source_words("records")
        if noun in papers and not self._is_outlet(block, head):
            return self._paper(block, head)
        filler = self.references.one(block, head)
        if filler is None and noun in source_words("anonymous") | listed("people"):
            filler = self.references.as_it_stands(block, head, "person")
        if filler is None:
            return self._plain(block, head)
        kind = source_kind(filler)
        if filler.noun in listed("spokespeople") and filler.party is None:
            kind = "organisation"
        if kind == "anonymous":
            return self._unnamed(head, filler), filler
        return Source(filler.name, kind, self._span(filler)), filler

    def _is_outlet(self, block: int, head: Token) -> bool:
        named = self.references.cast.named(block, head)
        return named is not None and named[0].outlet

    def _plain(self, block: int, head: Token) -> tuple[Source | None, Filler | None]:
        """ "they said": the unnamed source told last; "it said": the body without a name spoken of last."""
        if head.lower_ == "it":
            body = self._body_before(block, head)
            return (Source(body.name, source_kind(body), self._span(body)), body) if body is not None else (None, None)
        return (self.anonymous if head.lower_ == "they" else None), None

    def _body_before(self, block: int, head: Token) -> Filler | None:
        """The subject of the last sentence before the quotation, where it is a body: "The ministry denies it"."""
        quote = next((q for q in reversed(self.quotes.found) if q.block == block and q.start < head.i), None)
        first = min(quote.start if quote else head.i, head.sent.start)
        before = [sentence for sentence in head.doc.sents if sentence.end <= first]
        who = subject(before[-1].root) if before else None
        body = self.references.one(block, who) if who is not None and who.pos_ == "NOUN" else None
        return body if body is not None and body.kind in {"organisation", "public_body"} else None

    def _unnamed(self, head: Token, filler: Filler) -> Source:
        """A first unnamed source keeps its words; "the people" and "one of the people" go back to them."""
        definite = any(child.lower_ in {"the", "those", "these"} for child in head.children)
        part = head.lower_ in {"one", "some", "another", "both", "others"} and bool(children(head, "nmod"))
        described = bool(source_words("unnamed") & {token.lower_ for token in head.subtree})
        if (definite or part) and not described and self.anonymous is not None and same_noun(filler, self.anonymous):
            return Source(self.anonymous.name, "anonymous", self._span(filler))
        source = Source(self._spoken_name(head, filler), "anonymous", self._span(filler))
        self.anonymous = source
        return source

    def _spoken_name(self, head: Token, filler: Filler) -> str:
        number = [child.text for child in children(head, "nummod") if child.i < head.i]
        words = " ".join([*number, filler.name])
        for child in head.children:
            if child.i > head.i and source_words("unnamed") & {token.lower_ for token in child.subtree}:
                tail = "".join(token.text_with_ws for token in sorted(child.subtree, key=lambda t: t.i)).strip()
                if tail not in words and len(tail.split()) <= 8:
                    words += " " + tail
        return words

    def _paper(self, block: int, head: Token) -> tuple[Source | None, Filler | None]:
        """A report is its outlet's, a statement its speaker's, a record stands for itself."""
        owner = self._owner(block, head) or self._called(block, head)
        noun = head.lower_
        if owner is not None and noun in source_words("statements"):
            return Source(owner.name, source_kind(owner), self._span(owner)), owner
        if (
            owner is not None
            and noun in source_words("reports")
            and (owner.party is None or owner.party.outlet or noun not in source_words("records"))
        ):
            return Source(owner.name, source_kind(owner), self._span(owner)), owner
        plain = not children(head, "amod", "compound", "nmod", "nmod:poss")
        if noun == "report" and plain and (earlier := self._earlier_outlet(block, head))[1] is not None:
            return earlier
        if noun in source_words("reports") and noun not in source_words("records"):
            return self._earlier_outlet(block, head)
        if noun in source_words("records") | source_words("papers"):
            filler = self.references.as_it_stands(block, head, "organisation")
            name = filler.name if filler else head.text
            official = bool(source_words("official") & set(name.lower().replace("-", " ").split()))
            kind: SourceKind = "official_record" if official else "document"
            return Source(name, kind, self._span(filler) if filler else None), None
        return None, None

    def _called(self, block: int, head: Token) -> Filler | None:
        """The outlet whose name follows its noun: "the newspaper De Kaai"."""
        after = head.i + 1
        if head.lower_ not in listed("outlet_nouns") | {"agency"} or after >= len(head.doc):
            return None
        named = self.references.cast.named(block, head.doc[after])
        if named is None:
            return None
        named[0].outlet = True
        return self.references.one(block, head.doc[after])

    def _earlier_outlet(self, block: int, head: Token) -> tuple[Source | None, Filler | None]:
        """ "the report", "the same publication": the outlet named before it."""
        near = self.references.recent(block, head, lambda party: party.outlet)
        if near is not None and any(child.lower_ in {"the", "this", "that", "same", "its"} for child in head.children):
            return Source(near.name, "outlet", self._span(near)), near
        if head.tag_ == "NNS" or not children(head, "det"):
            return Source(head.text.lower(), "unspecified"), None
        return None, None

    def _owner(self, block: int, head: Token) -> Filler | None:
        for child in children(head, "nmod:poss", "compound", "nmod", "nmod:desc"):
            written = head.lower_ in source_words("papers")
            if child.dep_ == "nmod" and preposition(child) not in {"of", "by", "from"} | (
                set() if written else {"in", "to"}
            ):
                continue
            owner = self.references.one(block, child)
            if owner is not None:
                return owner
        return None

    def _span(self, filler: Filler) -> Span:
        return span(filler, self.references.page, self.references.docs)


def _dates_another(predicate: Token) -> bool:
    """ "Nine days before the Cabinet lent ...": what another act is dated by is known, and nobody's word."""
    marks = [mark for mark in children(predicate, "mark", "advmod") if mark.lower_ in {"before", "after"}]
    if predicate.dep_ != "advcl" or predicate.head.i < predicate.i or not marks:
        return False
    before = predicate.doc[max(0, marks[0].i - 2) : marks[0].i]
    return any(token.lower_.rstrip("s") in {"day", "week", "month", "year", "hour"} for token in before)


def _bare(name: str) -> str:
    return name.lower().removeprefix("the ")


def _written(label: str) -> str:
    """A label of a transcript as a name is written."""
    return label.title() if label.isupper() else label
