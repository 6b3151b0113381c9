"""A small ledger made by hand: a wire, its copy, an aggregator of both, a paper with its own source, a denial."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cuibono.explore.contents import Contents, contents
from cuibono.model import (
    Claim,
    Contradiction,
    Document,
    Edge,
    Event,
    Mention,
    Origin,
    Party,
    Source,
    Span,
    Telling,
    Variant,
    naming_id,
)
from cuibono.values import Money, Period

TEXTS = {
    "wire.txt": ("Harbour Wire", 3, "Acme gave the fund $1 million, aides said."),
    "copy.txt": ("Valley Echo", 4, "Acme gave the fund $1 million, Harbour Wire said."),
    "site.txt": ("Newsnip", 5, "Acme gave the fund $10 million, the Echo said."),
    "paper.txt": ("The Post", 6, "Acme gave to the fund, its treasurer said. Acme met the minister, aides said."),
    "denial.txt": ("The Sun", 7, "Acme did not give to the fund, Acme said."),
}
DOCUMENTS = [
    Document(f"doc-{file}", file, text, "0" * 64, file, outlet, Period.day(date(2024, 5, day), "published"))
    for file, (outlet, day, text) in TEXTS.items()
]
AIDES = Origin("org-aides", "aides, via Harbour Wire", "anonymous_sources_via_outlet", "Harbour Wire")
TREASURER = Origin("org-treasurer", "the fund's treasurer", "party_statement", "The Post", "pty-fund")
ACME_SAYS = Origin("org-acme", "Acme", "party_statement", None, "pty-acme")
ACME = Mention(Span(0, 4), "Acme", "organisation")


def claim(file: str, words: str, **more: object) -> Claim:
    text = TEXTS[file][2]
    start = text.index(words)
    base = Claim(f"clm-{file[:-4]}{start}", f"doc-{file}", "donation", Span(start, start + len(words)), words, (ACME,))
    return Claim(**({field: getattr(base, field) for field in base.__struct_fields__} | more))


CLAIMS = [
    claim("wire.txt", "Acme gave the fund $1 million", attribution=(Source("aides", "anonymous", Span(32, 37)),)),
    claim("copy.txt", "Acme gave the fund $1 million"),
    claim("site.txt", "Acme gave the fund $10 million"),
    claim("paper.txt", "Acme gave to the fund"),
    claim("paper.txt", "Acme met the minister", kind="meeting"),
    claim("denial.txt", "Acme did not give to the fund", stance="denied"),
]
WIRE, COPY, SITE, PAPER, MET, DENIAL = (
    Telling(c.document, c.span, c.id, rests, by, bears)  # type: ignore[arg-type]
    for c, rests, by, bears in zip(
        CLAIMS,
        ("org-aides", "doc-wire.txt", "doc-copy.txt", "org-treasurer", "org-aides", "org-acme"),
        ("anonymous", "copy", "cites_document", "party", "anonymous", "party"),
        ("supports",) * 5 + ("denies",),
        strict=True,
    )
)
GIFT = Event(
    id="evt-wire0",
    kind="donation",
    claims=(CLAIMS[0].id, CLAIMS[1].id, CLAIMS[2].id, CLAIMS[3].id, CLAIMS[5].id),
    tellings=(WIRE, COPY, SITE, PAPER, DENIAL),
    actors=("pty-acme",),
    counterparts=("pty-fund",),
    amount=Money.of(Decimal(1_000_000), "USD"),
    period=Period.day(date(2024, 5, 2)),
    origins=("org-aides", "org-treasurer"),
    contradictions=(
        Contradiction(
            "amount",
            "error",
            (Variant("$1 million", ("doc-wire.txt", "doc-copy.txt")), Variant("$10 million", ("doc-site.txt",))),
            "The report that it rests on gives another.",
        ),
    ),
    reasons=((CLAIMS[1].id, "the same actor, the same amount"),),
    grade="corroborated",
    grade_rule="Two independent origins stand behind it.",
)
MEETING = Event(
    id="evt-paper42",
    kind="meeting",
    claims=(CLAIMS[4].id,),
    tellings=(MET,),
    actors=("pty-acme",),
    origins=("org-aides",),
    grade="anonymous_only",
    grade_rule="Nobody behind it is named.",
)
EDGES = [
    Edge("doc-copy.txt", "doc-wire.txt", "copies", Span(31, 43), ("evt-wire0",)),
    Edge("doc-wire.txt", "org-aides", "cites", Span(31, 36), ("evt-wire0",)),
    Edge("doc-denial.txt", "org-acme", "cites", None, ("evt-wire0",)),
]
PARTIES = [
    Party("pty-acme", "Acme", "organisation", tuple(naming_id(d.id, "Acme", "organisation") for d in DOCUMENTS)),
    Party("pty-fund", "the fund", "organisation", ()),
]


def ledger() -> Contents:
    """All of it."""
    return contents(DOCUMENTS, CLAIMS, [GIFT, MEETING], [AIDES, TREASURER, ACME_SAYS], EDGES, PARTIES)
