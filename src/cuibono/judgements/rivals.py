"""Rival hypotheses as people proposed and rated them: which stand, and the last word of each rater on each piece."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from fractions import Fraction
from typing import Final

import msgspec

from cuibono.errors import UsageError
from cuibono.model import Judgement
from cuibono.model.rivals import Proposal, Rating
from cuibono.tables import table

_LETTERS: Final = 12


class Hypothesis(msgspec.Struct, frozen=True):
    """A hypothesis with everything that stands of who proposed it; `rivals` is the id of its set.

    `predicts` are the predictions of all who proposed it, each once.
    """

    id: str
    rivals: str
    question: str
    says: str
    predicts: tuple[str, ...]
    proposed: tuple[Judgement, ...]

    @property
    def quoted(self) -> tuple[str, ...]:
        """The ids of the sentences that it was taken from."""
        return tuple(dict.fromkeys(j.proposal.quoted for j in self.proposed if j.proposal and j.proposal.quoted))


def rivals_id(question: str) -> str:
    """The id of the set of hypotheses on a question ("riv-" and 12 letters); capitals and blanks do not count."""
    return _id("riv-", _bare(question))


def hypothesis_id(question: str, says: str) -> str:
    """The id of a hypothesis ("hyp-" and 12 letters): the same words on the same question are the same one."""
    return _id("hyp-", _bare(question), _bare(says))


def finding_id(claim: str, about: str, register: str, rule: str, verdict: str) -> str:
    """The id by which a finding is rated ("fnd-" and 12 letters).

    `about` is "evt" or "clm": whether the claim stands for its event or for itself. Another verdict has another id,
    so that a rating never passes to what the rater did not see.
    """
    return _id("fnd-", claim, about, register, rule, verdict)


def proposed(standing: Iterable[Judgement]) -> tuple[Hypothesis, ...]:
    """The hypotheses of these judgements that stand, in the order in which they were first proposed."""
    found: dict[str, list[tuple[Proposal, Judgement]]] = {}
    for judgement in standing:
        if judgement.ruling == "propose" and judgement.proposal:
            found.setdefault(judgement.subjects[0], []).append((judgement.proposal, judgement))
    return tuple(_hypothesis(key, several) for key, several in found.items())


def rated(standing: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Of these judgements that stand, the oldest first, the last word of each rater on each hypothesis and evidence."""
    last = {(j.by, *j.subjects[:2]): j for j in standing if j.ruling == "rate" and j.rating}
    return tuple(last.values())


def proposal(question: str, says: str, predicts: Iterable[str] = (), quoted: str = "") -> Proposal:
    """A hypothesis as it is written down. Raises UsageError where the question or what it says is empty."""
    told = tuple(dict.fromkeys(words for one in predicts if (words := _words(one))))
    made = Proposal(_words(question), _words(says), told, quoted.strip())
    if not made.question or not made.says:
        raise UsageError("A hypothesis answers a question and says something. Give both.")
    longest = max(len(part) for part in (made.question, made.says, *told))
    if longest > table("rivals")["longest"] or len(told) > table("rivals")["predictions"]:
        limit, most = table("rivals")["longest"], table("rivals")["predictions"]
        raise UsageError(f"Up to {limit} letters of a sentence and {most} predictions are taken in. Shorten it.")
    return made


def rating(words: str = "", low: str = "", high: str = "", prediction: str = "") -> Rating:
    """How much likelier, from the words of the scale or from two numbers. Raises UsageError where it is neither."""
    scale = {step["words"]: step for step in table("rivals")["scale"]}
    if words and not (low or high):
        if words not in scale:
            raise UsageError(f"{words}: these are no words of the scale. Choose one of: {', '.join(scale)}.")
        return Rating(scale[words]["low"], scale[words]["high"], words, _words(prediction))
    if words or not low or not high:
        raise UsageError(f"Give words of the scale ({', '.join(scale)}), or a lowest and a highest number.")
    first, last = _number(low), _number(high)
    if first > last:
        raise UsageError(f"{low} to {high}: the lowest number is above the highest. Swap them.")
    return Rating(str(first), str(last), "", _words(prediction))


def _number(text: str) -> Fraction:
    """How many times likelier: a number or a fraction, within what the table lets a single rating say."""
    most = table("rivals")["most"]
    try:
        found = Fraction(text.strip()) if len(text) <= _LETTERS else Fraction(0)
    except (ValueError, ZeroDivisionError):
        found = Fraction(0)
    if not Fraction(1, most) <= found <= most:
        raise UsageError(f"{text}: give a number or a fraction from 1/{most} to {most}, such as 3, 1/20 or 2.5.")
    return found.limit_denominator(most)


def _hypothesis(key: str, several: list[tuple[Proposal, Judgement]]) -> Hypothesis:
    first = several[0][0]
    predicts = tuple(dict.fromkeys(words for made, _ in several for words in made.predicts))
    judgements = tuple(judgement for _, judgement in several)
    return Hypothesis(key, rivals_id(first.question), first.question, first.says, predicts, judgements)


def _words(text: str) -> str:
    return " ".join(text.split())


def _bare(text: str) -> str:
    return _words(text).casefold()


def _id(prefix: str, *parts: str) -> str:
    digest = hashlib.sha256("\0".join(parts).encode()).digest()
    return prefix + base64.b32encode(digest[:10])[:_LETTERS].decode().lower()
