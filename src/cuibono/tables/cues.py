"""Kinds of dealing and their cues, checked when loaded.

Takes: kinds/*.toml. Gives: KindTable values with their cues. Knows nothing of: parses.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

import msgspec

from cuibono.errors import TableError
from cuibono.model import Kind, Stance
from cuibono.tables import spread

CLASSES = frozenset(
    "party named public private person organisation company official leader "
    "fund group court seat speaker state nobody".split()
)


class Cue(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One way of telling of a dealing: a word with its grammatical places.

    `verb`, `noun` or `adjective` list the lemmas ("@name" for a list of words.toml). `actor` and `counterpart` name the
    places to look in, in order; the first that holds a party wins; "a+b" takes both. `actor_is`, `counterpart_is`
    name the classes (see CLASSES) that the filler must belong to one of; naming any makes the slot required.
    `object` asks for a noun among its lemmas as the verb's object or subject of the passive; `of` the same of the
    phrase with one of the prepositions it is keyed by; `complement` a verb of its own as infinitive or clause;
    `modifier` one of the words before a noun; `particle` a verb's particle; `without` words that must not stand
    in the clause. `amount` asks for money in the clause. `stance` overrides what the grammar says. `both` spreads the
    fillers of one plural place over both slots ("talks between A and B"). `weight` decides between cues that fire on
    the same words: the higher one stays. `speech`: the actor's own saying is the dealing. `quoted`: the words said
    stand in quotation marks. `under` names verbs one of which must govern the cue; `only` the stances it may have;
    `mood` words one of which must stand in what hangs on it. `own`: an object that is the actor's own ("its paint
    shop") serves as well as one of `object`. `alone`: no infinitive or clause hangs
    on it. `form`: the tag that the word must have ("VBG"). A word of `mood` may be several joined by "+", all of them
    wanted. `tone`: what is said praises or blames on the whole (see tone.toml).
    """

    id: str
    verb: list[str] = []
    noun: list[str] = []
    adjective: list[str] = []
    actor: list[str] = []
    counterpart: list[str] = []
    actor_is: list[str] = []
    counterpart_is: list[str] = []
    object: list[str] = []
    of: dict[str, list[str]] = {}
    complement: list[str] = []
    modifier: list[str] = []
    particle: list[str] = []
    without: list[str] = []
    amount: bool = False
    both: bool = False
    stance: Stance | None = None
    weight: int = 0
    speech: bool = False
    quoted: bool = False
    under: list[str] = []
    only: list[Stance] = []
    mood: list[str] = []
    own: bool = False
    alone: bool = False
    form: str = ""
    tone: Literal["", "good", "bad"] = ""
    fires: list[str]
    silent: list[str]

    def lemmas(self) -> frozenset[str]:
        """All lemmas the cue fires on."""
        return spread(self.verb) | spread(self.noun) | spread(self.adjective)


class KindTable(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One kind of dealing: what it is, who fills its places, how reports of it merge, which records could show it.

    `again` lists nouns that, when definite and confirmed or denied, stand for the dealing of this kind told before.
    """

    kind: Kind
    gloss: str
    actor: str
    counterpart: str
    merge: str
    records: list[str] = []
    due: str = ""
    again: list[str] = []
    cue: list[Cue]


@cache
def kinds() -> tuple[KindTable, ...]:
    """Every kind of dealing, in the order of the model; TableError where a table does not hold together."""
    return tuple(_kind(name) for name in get_args(Kind))


def _kind(name: str) -> KindTable:
    path = files("cuibono.tables") / "kinds" / f"{name}.toml"
    try:
        found = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), KindTable)
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise TableError(f"kinds/{name}.toml: {error}. Mend the entry named there.") from error
    for cue in found.cue:
        _check(name, cue)
    return found


def _check(name: str, cue: Cue) -> None:
    if not cue.lemmas():
        raise TableError(f"kinds/{name}.toml: cue {cue.id!r} names no verb, noun or adjective.")
    unknown = set(cue.actor_is + cue.counterpart_is) - CLASSES
    if unknown:
        asked, known = ", ".join(sorted(unknown)), ", ".join(sorted(CLASSES))
        raise TableError(f"kinds/{name}.toml: cue {cue.id!r} asks for {asked}; known classes: {known}.")
    if not cue.fires or not cue.silent:
        raise TableError(f"kinds/{name}.toml: cue {cue.id!r} lacks a sentence that must fire it or one that must not.")


@cache
def again() -> dict[str, Kind]:
    """Nouns that take up a dealing told before, to its kind."""
    return {noun: table.kind for table in kinds() for noun in table.again}


@cache
def index() -> dict[tuple[str, str], tuple[tuple[Kind, Cue], ...]]:
    """(part of speech, lemma) to the cues that may fire there."""
    found: dict[tuple[str, str], list[tuple[Kind, Cue]]] = {}
    for table in kinds():
        for cue in table.cue:
            for part, entries in (("verb", cue.verb), ("noun", cue.noun), ("adjective", cue.adjective)):
                for word in spread(entries):
                    found.setdefault((part, word), []).append((table.kind, cue))
    return {key: tuple(entries) for key, entries in found.items()}
