"""Every noun of the ledger, as frozen values.

Takes: values.
Gives: documents, claims, parties, events, origins and what else the ledger holds; ids made from content.
Knows nothing of: how any of them is found, stored or shown.
"""

from __future__ import annotations

import base64
import hashlib
from datetime import date
from typing import Literal

import msgspec

from cuibono.model.passages import Candidate as Candidate
from cuibono.model.passages import Mention as Mention
from cuibono.model.passages import PartyKind as PartyKind
from cuibono.model.passages import Role as Role
from cuibono.model.passages import Source as Source
from cuibono.model.passages import SourceKind as SourceKind
from cuibono.model.passages import Span as Span
from cuibono.model.rivals import Proposal, Rating
from cuibono.values import Money, Period

Kind = Literal[
    "meeting",
    "donation",
    "gift",
    "pledge",
    "lobbying",
    "appointment",
    "company_policy_change",
    "government_action",
    "threat",
    "legal_action",
    "support",
    "criticism",
]
Stance = Literal["asserted", "denied", "planned", "hypothetical", "opinion"]
Severity = Literal["note", "skipped"]
Sureness = Literal["sure", "likely", "doubtful"]
OriginKind = Literal[
    "own_reporting", "anonymous_sources_via_outlet", "party_statement", "press_release", "official_record", "document"
]
EdgeKind = Literal["cites", "copies", "rewrites", "reuses_release"]
ContradictionField = Literal[
    "actor", "counterpart", "amount", "date", "place", "order", "stance", "topic", "quote", "kind"
]
ContradictionSort = Literal["drift", "error", "correction", "genuine_dispute"]
Grade = Literal["recorded", "confirmed", "corroborated", "single_origin", "anonymous_only", "unattributed", "disputed"]
Bears = Literal["supports", "denies", "hints"]
OrderWay = Literal["after", "before"]
Ruling = Literal["same", "different", "unsure", "accept", "reject", "correct", "undo", "propose", "rate"]


class Dating(msgspec.Struct, frozen=True):
    """How a date of publication was found: an entry of `dating` in tables/formats.toml, and how sure that makes it."""

    way: str
    sure: Sureness


class Document(msgspec.Struct, frozen=True):
    """One text with its source.

    `text` is what spans count in: the decoded original with line ends as LF and no byte-order mark (of a web page,
    the article's text). `body` is the offset in `text` where the running text begins, after headline, byline and
    date lines. `file` is the name it was read under. `sha256` is that of the original bytes. `language` is an
    ISO 639-1 code. `dating` says how `published` was found, `authors` names the byline. What is not known is None.
    """

    id: str
    file: str
    text: str
    sha256: str
    title: str | None = None
    publisher: str | None = None
    published: Period | None = None
    url: str | None = None
    language: str | None = None
    body: int = 0
    authors: tuple[str, ...] = ()
    dating: Dating | None = None


class Order(msgspec.Struct, frozen=True):
    """What a passage says of when its dealing took place, seen from another one: "two days after the dinner".

    `words` are its own. `count` and `unit` are the distance: a number of units, or None for "days after"; without a
    unit nothing is said of it. `anchors` are the claims of the same document that may tell of the other dealing.
    """

    way: OrderWay
    words: str
    anchors: tuple[str, ...]
    count: int | None = None
    unit: str | None = None


class Claim(msgspec.Struct, frozen=True):
    """One dealing that one passage states.

    `span` is the shortest clause that states it and `quote` the text there, checked at every write. `attribution`
    runs from nearest to farthest and is empty where the article itself asserts the claim. `cue` names the entry of
    the kind's table that fired; `rules` the steps that filled the slots, in order, for `cuibono explain`. `order` is
    what the passage says of its place among the other dealings of the document.
    """

    id: str
    document: str
    kind: Kind
    span: Span
    quote: str
    actors: tuple[Mention, ...] = ()
    counterparts: tuple[Mention, ...] = ()
    topic: str | None = None
    amount: Money | None = None
    period: Period | None = None
    place: str | None = None
    attribution: tuple[Source, ...] = ()
    stance: Stance = "asserted"
    cue: str = ""
    rules: tuple[str, ...] = ()
    order: Order | None = None


class Problem(msgspec.Struct, frozen=True):
    """Trouble with the evidence: a row, never an exception.

    `code` is a short fixed word ("no_date", "unreadable", "language"); `message` says what, where and what to do;
    `file` is the name as given; `document` and `span` are set where they are known. `severity` is "skipped" where
    something that was asked for was not read, else "note".
    """

    code: str
    message: str
    file: str | None = None
    document: str | None = None
    span: Span | None = None
    severity: Severity = "note"


class Reading(msgspec.Struct, frozen=True):
    """What reading one document gave."""

    claims: tuple[Claim, ...] = ()
    mentions: tuple[Mention, ...] = ()
    problems: tuple[Problem, ...] = ()
    candidates: tuple[Candidate, ...] = ()


class Tenure(msgspec.Struct, frozen=True):
    """A role with the days on which it began and ended; None where that is not known. `source` says who says so."""

    title: str
    of: str | None = None
    start: date | None = None
    end: date | None = None
    source: str = ""


class Naming(msgspec.Struct, frozen=True):
    """A party as one document, or one row of a public list, names it: all mentions under one name together.

    `document` is a document's id, or of a public list its name and the row ("us-legislators:C000127"). `aliases` are
    other forms that the same place gives. `day` is when the document was published, if known.
    """

    id: str
    document: str
    name: str
    kind: PartyKind
    roles: tuple[Role, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    aliases: tuple[str, ...] = ()
    day: date | None = None


class Party(msgspec.Struct, frozen=True):
    """Who a set of namings is taken to be. `name` is the fullest form; `namings` the ids, in order."""

    id: str
    name: str
    kind: PartyKind
    namings: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    tenures: tuple[Tenure, ...] = ()


class Link(msgspec.Struct, frozen=True):
    """Why two namings were, or were not, taken for one party: each feature that spoke, with its weight.

    `ruling` is "scored", or a person's "same", "different" or "unsure", which outweighs any score.
    """

    first: str
    second: str
    score: float
    features: tuple[tuple[str, float], ...]
    same: bool
    ruling: str = "scored"


class Telling(msgspec.Struct, frozen=True):
    """One place where a document tells of an event, and what it rests on there.

    `claim` is None where the passage repeats what a claim elsewhere says, and the reader made no claim of it. `rests`
    is the id of the document or origin next behind it, None where it adds nothing that others do not already say;
    `by` is the rule of tables/origins.toml that decided so. `bears` says whether it supports the event, denies it,
    or only hints at it.
    """

    document: str
    span: Span
    claim: str | None = None
    rests: str | None = None
    by: str = ""
    bears: Bears = "supports"


class Origin(msgspec.Struct, frozen=True):
    """Where information first entered. `party` is the id of the party that speaks, where one does."""

    id: str
    name: str
    kind: OriginKind
    outlet: str | None = None
    party: str | None = None


class Edge(msgspec.Struct, frozen=True):
    """From a document to what it rests on, another document or an origin, with the span that shows it.

    `events` are the ids of the events for which it holds.
    """

    document: str
    to: str
    kind: EdgeKind
    span: Span | None = None
    events: tuple[str, ...] = ()


class Variant(msgspec.Struct, frozen=True):
    """One of several values, as shown, with the documents that give it and a claim or a span of each."""

    value: str
    documents: tuple[str, ...]
    spans: tuple[Span, ...] = ()


class Contradiction(msgspec.Struct, frozen=True):
    """Values of one field that differ between the tellings of one event. `reason` says why it is of this sort.

    Where a public list speaks against a value, there may be only that one; what the list says is in the reason.
    """

    field: ContradictionField
    sort: ContradictionSort
    variants: tuple[Variant, ...]
    reason: str = ""


class Event(msgspec.Struct, frozen=True):
    """One dealing in the world that several claims are taken to tell of.

    `actors` and `counterparts` are ids of parties; `tellings` every place that tells of it, in order of publication;
    `origins` the ids of the independent origins behind the tellings that support it. `reasons` says for each claim
    after the first why it was taken in, and of any by which order among other dealings it was dated. `grade_rule` is
    the sentence that was true of it.
    """

    id: str
    kind: Kind
    claims: tuple[str, ...]
    tellings: tuple[Telling, ...]
    actors: tuple[str, ...] = ()
    counterparts: tuple[str, ...] = ()
    topic: str | None = None
    amount: Money | None = None
    period: Period | None = None
    place: str | None = None
    origins: tuple[str, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    reasons: tuple[tuple[str, str], ...] = ()
    grade: Grade = "unattributed"
    grade_rule: str = ""

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids of the documents that tell of it, in order of publication."""
        return tuple(dict.fromkeys(telling.document for telling in self.tellings))


class Correction(msgspec.Struct, frozen=True):
    """What a claim should say. A field that is not given stays as it was read; None: the passage states none.

    `actors` and `counterparts` are names, each with what it names: "Jane Doe (person)". `amount` is as Money shows
    it, `date` in EDTF.
    """

    kind: Kind | msgspec.UnsetType = msgspec.UNSET
    actors: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET
    counterparts: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET
    topic: str | msgspec.UnsetType | None = msgspec.UNSET
    amount: str | msgspec.UnsetType | None = msgspec.UNSET
    date: str | msgspec.UnsetType | None = msgspec.UNSET
    place: str | msgspec.UnsetType | None = msgspec.UNSET
    stance: Stance | msgspec.UnsetType = msgspec.UNSET


class Judgement(msgspec.Struct, frozen=True, omit_defaults=True):
    """A person's decision, one line of judgements.jsonl.

    `ruling` is about `subjects`: two or more ids of namings ("same", "different", "unsure": one party or not), or of
    claims (one event or not); one or more ids of claims ("accept", "reject"), or one ("correct", with `values`); the
    id of a hypothesis ("propose", with `proposal`), and after it what is rated ("rate", with `rating`); or, for "undo",
    the id of one earlier judgement. `before` is the sha256 of the line before, "" for the first.
    """

    id: str
    ruling: Ruling
    subjects: tuple[str, ...]
    by: str
    when: str
    why: str
    before: str
    values: Correction | None = None  # left out of the line where there is none: the ids of lines hang on it
    proposal: Proposal | None = None
    rating: Rating | None = None


def document_id(sha256: str) -> str:
    """The id of the document with these original bytes ("doc-" and 12 letters); `sha256` in hexadecimal."""
    return _id("doc-", bytes.fromhex(sha256))


def claim_id(claim: Claim) -> str:
    """The id of a claim ("clm-" and 12 letters), made from what it says and where.

    The same passage read the same way has the same id in every ledger. Its own `id`, and how it was found (`cue`,
    `rules`), do not count; nor does its `order`, which names other claims.
    """
    content = msgspec.structs.replace(claim, id="", cue="", rules=(), order=msgspec.UNSET)  # UNSET is not encoded
    return _id("clm-", hashlib.sha256(msgspec.json.encode(content)).digest())


def candidate_id(candidate: Candidate) -> str:
    """The id of a candidate ("cnd-" and 12 letters), made from its words, where they stand and whose they are."""
    c = candidate
    content = (c.document, c.span, c.quote, [source.name for source in c.sources])
    return _id("cnd-", hashlib.sha256(msgspec.json.encode(content)).digest())


def _id(prefix: str, digest: bytes) -> str:
    """60 bits of a digest in letters: among a million ids, a chance of 4 in 10 million that any two are equal."""
    return prefix + base64.b32encode(digest[:10])[:12].decode().lower()


def naming_id(document: str, name: str, kind: PartyKind) -> str:
    """The id of a naming ("nam-" and 12 letters), made from where it stands and what it names."""
    return _id("nam-", hashlib.sha256("\0".join((document, name, kind)).encode()).digest())


def party_id(naming: str) -> str:
    """The id of the party whose first naming has this id: the same letters after "pty-".

    Any id that a party ever had is found again by its letters, whatever it was joined with since.
    """
    return "pty-" + naming.removeprefix("nam-")


def event_id(claim: str) -> str:
    """The id of the event whose first claim has this id: the same letters after "evt-".

    Any id that an event ever had is found again by its letters, whatever it was joined with since.
    """
    return "evt-" + claim.removeprefix("clm-")


def origin_id(key: tuple[str, ...]) -> str:
    """The id of the origin with this key ("org-" and 12 letters)."""
    return _id("org-", hashlib.sha256("\0".join(key).encode()).digest())
