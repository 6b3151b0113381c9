"""The examples that help shows below each command; the ones of the empty name stand below the whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cuibono.cli import scaling, verifying

EXAMPLES: Final[Mapping[str, str]] = {
    "": """\
cuibono demo                                       read the bundled story and show its ledger
cuibono read articles/ --case mycase               read every article in a folder
cuibono read a.txt b.html --case mycase --metadata published.csv
cuibono show --case mycase --kind meeting          what was read, with quotes
cuibono events --case mycase                       how many reports and origins each event has
cuibono report mycase                              one HTML file with everything in it

In a folder that is a case, --case may be left out. Exit status: 0 fine, 1 something was
skipped (a line on standard error says what and why), 2 the call could not be carried out.""",
    "read": """\
cuibono read articles/ --case mycase
cuibono read articles/ --case mycase --metadata published.csv
cuibono read https://example.org/rss.xml --case mycase     also a page or sitemap
cuibono read --case mycase                         go on where a stopped run was
cuibono read articles/ --case mycase --reader llm  a language model reads: docs/second-reader.md

The metadata table is CSV with the columns file, published (2024-11-05), publisher, title, url.""",
    "show": """\
cuibono show --case mycase
cuibono show --case mycase --by date
cuibono show --case mycase --kind donation --party "ellery"
cuibono show --case mycase --json | jq '.[].actors'""",
    "explain": """\
cuibono explain clm-gauupd6jobww --case mycase
cuibono explain evt-gauupd6jobww --case mycase     why each claim was taken to tell of this event
cuibono explain no_date                            what a problem of this code is, and what to do""",
    "events": """\
cuibono events --case mycase
cuibono events --case mycase --kind donation --party "ellery"
cuibono events --case mycase --grade single_origin""",
    "origins": """\
cuibono origins evt-gauupd6jobww --case mycase
cuibono origins evt-gauupd6jobww --without "people familiar" --case mycase""",
    "parties": """\
cuibono parties --case mycase
cuibono parties "ellery" --case mycase""",
    "judge": """\
cuibono judge same nam-2qj5lrnb4lwq nam-x3y7tdzsku6a --why "he signs as both" --case mycase
cuibono judge different clm-gauupd6jobww clm-kmhzbbtzsfza --why "two dinners" --by "Jane Roe"
cuibono judge reject clm-gauupd6jobww --why "a joke of the columnist" --case mycase
cuibono judge correct clm-gauupd6jobww --amount "EUR 5000" --place none --why "as printed"
cuibono judge undo jdg-hq2tn4cnvfla --why "the wrong dinner"
cuibono judge list --case mycase

same, different, unsure: ids of namings (nam-, `cuibono parties NAME`) or parties (pty-): one
party, or not? Ids of claims (clm-, `cuibono show`) or events (evt-): one event, or not? accept,
reject, correct: ids of claims; the last word on a claim stands. Nothing written is ever changed.""",
    "search": """\
cuibono search tariff --case mycase
cuibono search '"digital services" tax*' --case mycase""",
    "status": "cuibono status --case mycase",
    "registers": """\
cuibono registers list --case mycase
cuibono registers add us_legislators legislators-current.yaml --case mycase
cuibono registers add filings.json --case mycase   which register it is of is seen from the file
cuibono registers map donations.csv --name town_donations --case mycase
cuibono registers map donations.csv --confirm town_donations.mapping.toml --case mycase
cuibono registers fetch lda_filings client_name=ellery filing_year=2024 --case mycase

A key that a publisher gave you goes into the environment variable that the register names; it is
sent there and written nowhere.""",
    "check": """\
cuibono check --case mycase                        what public records say of every event
cuibono check evt-gauupd6jobww --case mycase
cuibono check --verdict contradicts --case mycase""",
    "leads": "cuibono leads --case mycase",
    "balance": """\
cuibono balance "Cirravale" "Ellery administration" --case mycase
cuibono balance "Cirravale" "Ellery administration" --case mycase --output balance.html
cuibono balance "Cirravale" "Ellery administration" --case mycase --json

A name stands for the side that cuibono.toml defines by it ([[sides]]), else for an organisation
with its people, a government with its officials and bodies, or one person.""",
    "test": """\
cuibono test plan plan.toml --case mycase          state what is to be tested, before looking
cuibono test run orders-after-meetings --case mycase
cuibono test show orders-after-meetings --json --case mycase
cuibono test list --case mycase

What stands in a plan is said in docs/chance.md. A plan that was changed after its results had
been seen, or whose events are from news alone, is run with --exploratory, and marked so.""",
    "rivals": """\
cuibono rivals propose --question "Why the gift?" --says "To be heard" --why "as told" --case mycase
cuibono rivals rate hyp-gauupd6jobww evt-gauupd6jobww --as "likelier" --prediction 1 --why "as told" --case mycase
cuibono rivals rate hyp-gauupd6jobww fnd-gauupd6jobww --low 1/3 --high 2 --why "the row" --case mycase
cuibono rivals show "gift" --case mycase
cuibono rivals show "gift" --print gift.html --case mycase
cuibono rivals candidates --case mycase            sentences of articles that explain a dealing

Evidence is rated by how many times likelier it is if the hypothesis holds than if none of its set
does. What rests on one origin counts once. `cuibono judge undo` takes a proposal or rating back.""",
    "serve": """\
cuibono serve mycase                               on this machine alone
cuibono serve mycase --port 9000 --by "Jane Roe"
cuibono serve mycase --host 0.0.0.0                for a network that you trust; asks for a token""",
    "site": """\
cuibono site mycase --output pages                 open pages/index.html in a browser""",
    "draft": """\
cuibono draft draft.txt --case mycase
cuibono draft draft.txt --published 2023-11-01 --case mycase
cuibono draft draft.txt --case mycase --output draft.html
cuibono draft draft.txt --case mycase --json

Nothing of the draft enters the case. What is unmarked was not looked up.""",
    "export": """\
cuibono export mycase claims --format jsonl
cuibono export mycase events --format jsonl
cuibono export mycase edges --format csv --output edges.csv
cuibono export mycase findings --format jsonl
cuibono export mycase story --format markdown --output story.md
cuibono export mycase story --format ftm --output story.ftm.json
cuibono export mycase story --format pdf --output dossier.pdf
cuibono export mycase claims --format parquet --output claims.parquet""",
    "report": """\
cuibono report mycase
cuibono report mycase --output story.html""",
    "mcp": "cuibono mcp mycase                                 for the configuration of an agent; see docs/agents.md",
    "rebuild": """\
cuibono rebuild --case mycase
cuibono rebuild --case mycase --workers 4          four processes read; the ledger is the same""",
    "demo": "cuibono demo --case /tmp/demo",
    "scale": scaling.EXAMPLES,
    "verify": verifying.EXAMPLES,
}
