"""From lines of the bulk files to records, by way of a SELECT."""

from __future__ import annotations

import zlib
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

import msgspec

from cuibono.model.records import Cover
from cuibono.registers.fec_bulk.layout import Found, found, kind_of, tables
from cuibono.registers.reading import Bulk, Fault

_MEMBER = 30  # bytes before the name of the first member of a zip
_OWN = (
    "AMNDT_IND", "RPT_TP", "TRANSACTION_PGI", "IMAGE_NUM", "TRANSACTION_TP", "ENTITY_TP", "NAME", "EMPLOYER",
    "OCCUPATION", "OTHER_ID", "CAND_ID", "TRAN_ID", "MEMO_CD", "CMTE_ID", "CMTE_DSGN", "CMTE_TP",
    "CMTE_PTY_AFFILIATION", "ORG_TP", "CAND_PTY_AFFILIATION", "CAND_ELECTION_YR", "FEC_ELECTION_YR", "CAND_OFFICE",
    "CAND_OFFICE_ST", "CAND_OFFICE_DISTRICT", "CAND_PCC", "TRANSACTION_DT",
)  # fmt: skip
"""The publisher's columns that are kept under their names, those of them that a file has; no address among them."""


class _Sort(msgspec.Struct, frozen=True, rename={"giver": "from"}):
    name: str
    giver: str
    codes: tuple[str, ...]
    words: str
    sign: int = 1
    why: str = ""


def recognises(name: str, head: bytes) -> bool:  # noqa: ARG001 - names lie, as files.toml says
    """Whether these are the first bytes of a bulk file, or of a zip whose first member is one."""
    return bool(kind_of(_text(head)))


def records(path: Path) -> Bulk:
    """How the lines of a bulk file become records. Raises ValueError where it is none."""
    about = found(path)
    scope, is_transactions = f"{about.kind}{about.cycle}", "SUB_ID" in about.columns
    values = {
        "scope": scope,
        "own": _own(about, is_transactions),
        "candidate": "CAND_ID" if about.kind == "pas2" else "NULL",
        # A payment to a candidate stands in oth as well; the row that names the candidate is the one that is taken.
        "version": "'with candidate'" if about.kind == "pas2" else "NULL",
    }
    text = _sql("transactions" if is_transactions else about.kind).format(**values, **_SQL, codes=_codes())
    return Bulk(
        path=path,
        member=about.member,
        columns=about.columns,
        select=text,
        slot=scope if about.whole else "",
        order=_ORDER[about.kind],
        faults=(*_FAULTS, _unknown()) if is_transactions else _no_key(about.columns[0]),
        covers=(_cover(about, scope),),
    )


def _cover(about: Found, scope: str) -> Cover:
    """What a file covers; never the whole of it, for reports come in and are mended for years."""
    title = tables()[about.kind].title
    if not about.cycle:
        return Cover(scope=scope, title=title)
    last = (1900 if int(about.cycle) > _CENTURY else 2000) + int(about.cycle)
    title = f"{title}, {last - 1} and {last}"
    if not about.made:
        return Cover(scope=scope, title=title)
    end = min(about.made, date(last, 12, 31))
    return Cover(scope=scope, title=f"{title}, as processed by {about.made}", start=date(last - 1, 1, 1), end=end)


def _text(head: bytes) -> bytes:
    """The first bytes of the text: in a zip those of its first member, as far as they are there."""
    if not head.startswith(b"PK\x03\x04"):
        return head
    name, extra = (int.from_bytes(head[at : at + 2], "little") for at in (26, 28))
    start = _MEMBER + name + extra
    method = int.from_bytes(head[8:10], "little")
    try:
        text = zlib.decompressobj(-15).decompress(head[start:]) if method == zlib.DEFLATED else head[start:]
    except zlib.error:
        return b""
    return text[: text.rfind(b"\n") + 1]


def _own(about: Found, is_transactions: bool) -> str:
    """The STRUCT of further columns, of those that the file has."""
    kept = [name for name in _OWN if name in about.columns]
    values = (_SELDOM.get(name, name) if is_transactions else name for name in kept)
    return "{" + ", ".join(f"'{name}': {value}" for name, value in zip(kept, values, strict=True)) + "}"


@cache
def _sorts() -> tuple[_Sort, ...]:
    data = (files(__package__) / "codes.toml").read_bytes()
    return msgspec.toml.decode(data, type=dict[str, tuple[_Sort, ...]])["sort"]


def _codes() -> str:
    """SQL rows of types of transaction: code, sort, who gives, sign, why it does not count."""
    return ", ".join(
        f"('{code}', '{sort.name}', '{sort.giver}', {sort.sign}, '{sort.why}')"
        for sort in _sorts()
        for code in sort.codes
    )


def _sql(name: str) -> str:
    return (files(__package__) / f"{name}.sql").read_text(encoding="utf-8")


def _unknown() -> Fault:
    """Types of transaction that codes.toml does not know."""
    known = ", ".join(f"'{code}'" for sort in _sorts() for code in sort.codes)
    words = "concat('TRANSACTION_TP ', TRANSACTION_TP, ' is no type that is known; sums leave the row out')"
    unknown = f"coalesce(TRANSACTION_TP, '') NOT IN ({known})"
    return Fault(code="unknown_type", condition=unknown, words=words, shown="sort = 'other'")


def _no_key(column: str) -> tuple[Fault, ...]:
    words = f"'it has no {column}, and was left out'"
    return (Fault(code="no_key", condition=f"coalesce({column}, '') = ''", words=words),)


_SELDOM = {
    "NAME": "CASE WHEN codes.giver = 'candidate' THEN NAME END",
    "IMAGE_NUM": "CASE WHEN coalesce(FILE_NUM, '') = '' THEN IMAGE_NUM END",
    "CMTE_ID": "CASE WHEN codes.giver = 'through' THEN CMTE_ID END",
    "TRANSACTION_DT": "CASE WHEN day IS NULL THEN TRANSACTION_DT END",
}
"""Columns that are kept only in rows that do not tell them otherwise: who was paid, through whom a gift
passed, the page of a report on paper, which has no number of a filing, what stands in place of a day."""
_ORDER = {
    "indiv": "NAME, SUB_ID",
    "oth": "CMTE_ID, SUB_ID",
    "pas2": "CMTE_ID, SUB_ID",
    "cm": "CMTE_NM, CMTE_ID",
    "cn": "CAND_NAME, CAND_ID",
    "ccl": "CAND_ID, LINKAGE_ID",
}
"""By which columns the lines of each kind of file come in order of actor, those of most rows where types differ."""
_CENTURY = 76  # the Commission's first period is that of 1975 and 1976
_SQL = {
    "day": """
        CASE WHEN length(TRANSACTION_DT) = 8 AND TRANSACTION_DT[5:] >= '1975'
        THEN CAST(try_strptime(TRANSACTION_DT, '%m%d%Y') AS DATE) END
    """,
    "party": """
        CASE WHEN ENTITY_TP IN ('IND', 'CAN') THEN 'person'
        WHEN ENTITY_TP IN ('ORG', 'PAC', 'CCM', 'COM', 'PTY') THEN 'organisation' END
    """,
}
_FAULTS = (
    *_no_key("SUB_ID"),
    Fault(
        code="bad_date",
        condition=f"TRANSACTION_DT <> '' AND ({_SQL['day']}) IS NULL",
        words="concat('TRANSACTION_DT ', TRANSACTION_DT, ' is no day; the row of SUB_ID ', SUB_ID, ' has none')",
        shown="own.TRANSACTION_DT <> ''",
    ),
    Fault(
        code="bad_amount",
        condition="TRY_CAST(TRANSACTION_AMT AS DECIMAL(16, 2)) IS NULL",
        words="concat('TRANSACTION_AMT ', TRANSACTION_AMT, ' is no amount; the row of SUB_ID ', SUB_ID, ' has none')",
        shown="amount IS NULL",
    ),
)
