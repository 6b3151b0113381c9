"""News-like sentences invented for training: who said, met, gave, asked, made up from parts and names.

They teach what a small encoder cannot know: that an unseen single word may be a company that says something, and that
a surname alone is a person. Only names and sentence starts are learned from them; they have no trees.
"""

from __future__ import annotations

import random
import re

from training.corpora import Sentence
from training.lists import Names

# {P} person, {S} surname, {B} company of one word, {O} company, {A} public body, {L} place, {N} none: a plain phrase.
_SUBJECTS = (
    "{P}", "{S}", "{P}, {B}'s chief executive,", "{B} chief executive {P}", "{P}, the chief executive of {O},",
    "{P}, a spokeswoman for {B},", "Senator {S}", "Rep. {P}", "Mr. {S}", "Ms. {S}", "President {S}", "Minister {P}",
    "{B}", "{B}", "{B}", "{O}", "{O}", "The {A}", "{A}", "A {B} spokesperson", "A spokesman for {O}", "{L}'s {A}",
    "Executives from {B} and {O}", "{B}'s board", "Lawyers for {B}", "{B}, {B} and {O}", "{L}-based {O}",
    "The chairman of the {A}, {P},", "{P} of the {A}", "The governor of {L}, {P},", "The mayor of {L}",
    "Rivals such as {B} and {B}", "{B}, which is based in {L},", "The company's founder, {P},", "Shares in {B}",
)  # fmt: skip
_SAYS = (
    "said on {T} that {CL}.", "said {CL}.", "told the {A} that {CL}.", "announced that {CL}.", "has denied that {CL}.",
    "confirmed in a statement that {CL}.", "declined to comment.", "did not respond to a request for comment.",
    "told {P} of {B} that {CL}.", "wrote in a letter to {P} that {CL}.", "insisted {CL}, according to {O}.",
)  # fmt: skip
_DOES = (
    "met {P} in {L} on {T}.", "met with {P}, {S} and {P} at the offices of the {A}.", "donated {M} to {O}.",
    "will invest {M} in {L}.", "agreed to pay {M} to settle a case brought by the {A}.", "sued {B} in {L}.",
    "acquired {O} from {B} for {M}.", "urged the {A} to drop its inquiry into {B}.", "appointed {P} to its board.",
    "hired {P}, a former official at the {A}, as its lobbyist.", "praised {P} for backing {B}.",
    "plans to open a plant in {L}, {L}.", "won a contract from the {A} worth {M}.", "criticised {S} and the {A}.",
    "is competing with {B} and {B} for customers in {L}.", "asked {P} to exempt {B} from the rule.",
    "fined {B} {M} over its conduct in {L}.", "visited {L} with {P}, {B}'s head of policy.", "fell {D} percent in {L}.",
    "and {P} discussed the tariffs with officials from the {A}.", "cut ties with {O} after a report by {B}.",
)  # fmt: skip
_CLAUSES = (
    "{B} would not sell its unit in {L}", "{P} had spoken with {S} by phone", "it had met the {A}",
    "it had given {M} to {O}", "the talks with {B} had ended", "the {A} was looking into {B}", "{S} would step down",
    "{O} and {B} were among the donors", "{B} planned to move jobs to {L}", "the deal was worth {M}",
    "the order did not apply to {B}", "{S} asked for a meeting with {P}", "{B} is in talks with the {A}",
    "he had never met {S}", "she would support {P}", "they were reviewing the claims", "{L} would get the plant",
)  # fmt: skip
_LEADS = (
    "{B}: {SUBJ} {DOES}", "In {L}, {SUBJ} {SAYS}", "On {T}, {SUBJ} {DOES}", "According to {O}, {SUBJ} {DOES}",
    "“{CL},” {SUBJ} said.", "“{CL},” said {P}, a professor at the University of {L}.", "{B} {V} {L} {W}",
    "{P} ({L}) {DOES}", "{S}, who used to work at {B}, {SAYS}", "{P} reported from {L}.",
    "It was not clear whether {CL}.", "{B} was the first to report that {CL}.", "The report, published by {B}, {SAYS}",
    "People familiar with the matter told {B} that {CL}.", "The deal between {B} and {O} was approved by the {A}.",
    "Donors include {B}, {O}, {B} and {P}.", "A letter from {P} to {B} was seen by {O}.",
)  # fmt: skip
_VERBS = ("to open", "eyes", "leaves", "sues", "backs", "picks", "halts", "expands")
_HEADS = ("plant", "deal after talks", "jobs plan", "tax break", "headquarters", "offices", "case", "bid")
_TIMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Sunday", "3 March", "June 12")
_MONEY = ("$1 million", "$250,000", "£3m", "€40 million", "$2.5 billion", "more than $600 million", "$1,000")
_TOKEN = re.compile(r"\{(\w+)\}|[\w$£€][\w$£€.,-]*\w|\w+|'s|[^\w\s]")
_NO_SPACE_BEFORE = frozenset({",", ".", ":", "”", ")", "'s", "-"})
_NO_SPACE_AFTER = frozenset({"“", "(", "-"})


def sentence(names: Names, rng: random.Random) -> Sentence:
    """One invented sentence with its names tagged."""
    text = rng.choice((rng.choice(_LEADS), "{SUBJ} {SAYS}", "{SUBJ} {DOES}"))
    parts = {"SUBJ": _SUBJECTS, "SAYS": _SAYS, "DOES": _DOES, "CL": _CLAUSES, "T": _TIMES, "M": _MONEY, "V": _VERBS}
    parts |= {"W": _HEADS, "D": tuple("2345678")}
    while found := re.search(rf"\{{({'|'.join(parts)})\}}", text):
        text = text[: found.start()] + rng.choice(parts[found[1]]) + text[found.end() :]
    return _filled(text[0].upper() + text[1:], names, rng)


def _filled(text: str, names: Names, rng: random.Random) -> Sentence:
    words: list[str] = []
    tags: list[str] = []
    for found in _TOKEN.finditer(text):
        if found[1]:
            kind, name = _name(found[1], names, rng)
            words += name
            tags += ["B-" + kind] + ["I-" + kind] * (len(name) - 1)
        else:
            new = re.findall(r"[$£€]|[^$£€]+", found[0])
            words += new
            tags += ["O"] * len(new)
    spaces = [_spaced(word, after) for word, after in zip(words, [*words[1:], ""], strict=True)]
    return Sentence(source="invented", words=words, spaces=spaces, name=tags)


def _name(slot: str, names: Names, rng: random.Random) -> tuple[str, list[str]]:
    if slot in "PS":
        return "PERSON", names.person(rng) if slot == "P" else names.surname(rng)
    if slot == "L":
        return "LOC", names.place(rng)
    return "ORG", names.brand(rng) if slot == "B" else names.firm(rng) if slot == "O" else names.body(rng)


def _spaced(word: str, after: str) -> bool:
    return after not in _NO_SPACE_BEFORE and word not in _NO_SPACE_AFTER and word not in "$£€"
