"""Measure registers: loading a bulk file beside DuckDB's own copy, one question to it, filings beside FastFEC.

Takes: nothing; a file of contributions by individuals and a filing are made, the same ones each time, with names,
widths and empty fields as in the Commission's.
Gives: a dict of figures; seconds are of the clock, for DuckDB uses every core; each load and each copy is a process of
its own, whose peak memory is told.
`python -m tools.benches.records` prints it; numbers after it are counts of rows.
"""

from __future__ import annotations

import importlib.util
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median

from cuibono.records import Search, Wanted, add
from cuibono.registers.fec_bulk.layout import tables
from cuibono.settings import CaseFolder
from tools.benches.measures import peak

COUNTS, FULL = (1_000_000,), 10_000_000  # rows of the bulk file; what `make bench FULL=1` measures too
FILING = 200_000  # rows of the filing
RATIO, ASKED = 0.6, 1.0  # loading beside DuckDB's copy, at least; seconds of one question, at most
SYLLABLES = "BA COR DEN FEL GAR HOL JUN KES LIN MAR NOR PEL QUIN ROS STER TAM VEL WICK YAR ZIM".split()
SURNAMES = [one + two + three for one in SYLLABLES for two in SYLLABLES for three in ("", *SYLLABLES)]
FIRST = "JAMES MARY ROBERT PATRICIA JOHN JENNIFER MICHAEL LINDA DAVID SUSAN WILLIAM KAREN ANN LEE OMAR".split()
WORK = "ATTORNEY;RETIRED;NOT EMPLOYED;PHYSICIAN;PRESIDENT & CEO;TEACHER;ENGINEER;VP, PUBLIC POLICY".split(";")
ASKED_FOR = "QUINTAM"


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 1 where a target is missed."""
    given = sys.argv[1:] if arguments is None else arguments
    return int(missed(bench(tuple(map(int, given)) or COUNTS)))


def missed(figures: dict[str, float]) -> bool:
    """Whether loading is too slow beside DuckDB's copy, or a question too slow."""
    return any(
        (name.startswith("ratio_") and value < RATIO) or (name.startswith("question_") and value > ASKED)
        for name, value in figures.items()
    )


def bench(counts: tuple[int, ...] = COUNTS) -> dict[str, float]:
    """The figures, also printed: rows a second of each way, their ratio, peak MiB, seconds of a question."""
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="cuibono-bench-") as place:
        for count in counts:
            print(f"{count} rows", file=sys.stderr)
            figures |= {f"{name}_{count}": value for name, value in _bulk(Path(place), count).items()}
        figures |= _filings(Path(place))
    print(json.dumps(figures, indent=2))
    return figures


def _bulk(place: Path, count: int) -> dict[str, float]:
    """Figures of a file of so many rows; copies and loads take turns, so that a busy machine slows both."""
    source, cases = place / "indiv20.txt", [place / f"case-{count}-{turn}" for turn in range(1 if count >= FULL else 3)]
    made(source, count)
    copies, loads = [_apart(copied, source, place / "copy.parquet")], []
    for case in cases:
        loads.append(_apart(loaded, source, case))
        copies.append(_apart(copied, source, place / "copy.parquet"))
    questions = [_apart(_asked, cases[0])[0] for _ in range(3)]
    copying, loading = (median(seconds for seconds, _ in turns) for turns in (copies, loads))
    source.unlink()
    return {
        "seconds": round(loading, 2),
        "rows_per_second": round(count / loading),
        "copied_rows_per_second": round(count / copying),
        "ratio": round(copying / loading, 3),
        "peak_mib": round(max(mib for _, mib in loads)),
        "copied_peak_mib": round(max(mib for _, mib in copies)),
        "question": round(median(questions), 3),
    }


def made(target: Path, count: int) -> None:
    """A file of contributions by individuals; one person gives about five times."""
    import duckdb

    lists = {"surnames": SURNAMES, "first": FIRST, "work": WORK}
    with duckdb.connect() as database:
        for name, values in lists.items():
            database.execute(f"SET VARIABLE {name} = ?", [values])
        database.execute(f"""
            COPY (SELECT {", ".join(_fields().values())} FROM (
                SELECT i, CAST(hash(i) % 1000000007 AS BIGINT) AS h,
                    CAST(hash(i * 7 + 3) % {max(count // 5, 1)} AS BIGINT) AS who
                FROM range({count}) AS made(i)
            )) TO '{target}' (FORMAT csv, DELIMITER '|', HEADER false, QUOTE '', ESCAPE '')
        """)


def _fields() -> dict[str, str]:
    """SQL of the 21 fields of a row, of its number `i`, a hash `h` of it and the number of the person `who` gives."""
    surname, first, work = _pick("surnames", SURNAMES, 0), _pick("first", FIRST, 1), _pick("work", WORK, 5)
    fields = {
        "CMTE_ID": "printf('C%08d', 1 + h % 9000)",
        "AMNDT_IND": "if(h % 50 = 0, 'A', 'N')",
        "RPT_TP": "'M' || (2 + i * 11 // 100000000)",
        "TRANSACTION_PGI": "if(h % 3 = 0, 'G2020', 'P')",
        "IMAGE_NUM": "printf('20190%d%02d91%08d', 1 + h % 8, 1 + h % 28, i)",
        "TRANSACTION_TP": "if(h % 7 = 0, '15E', if(h % 15 = 0, '22Y', '15'))",
        "ENTITY_TP": "'IND'",
        "NAME": f"{surname} || ', ' || {first} || if(who % 3 = 0, ' ' || chr(65 + CAST(who % 26 AS INT)) || '.', '')",
        "CITY": f"left({surname}, 9) || 'VILLE'",
        "STATE": "chr(65 + CAST(who % 26 AS INTEGER)) || 'A'",
        "ZIP_CODE": "printf('%09d', who * 37 % 999999999)",
        "EMPLOYER": f"if(who % 4 = 0, 'SELF-EMPLOYED', left({surname}, 12) || ' INDUSTRIES, INC.')",
        "OCCUPATION": work,
        "TRANSACTION_DT": "printf('%02d%02d2019', 1 + h % 12, 1 + h % 28)",
        "TRANSACTION_AMT": "if(h % 90 = 0, -1, 1) * (25 + h % 2800)",
        "OTHER_ID": "if(h % 7 = 0, 'C00401224', '')",
        "TRAN_ID": "printf('SA11AI.%d', i)",
        "FILE_NUM": "1300000 + h % 40000",
        "MEMO_CD": "if(h % 300 = 0, 'X', '')",
        "MEMO_TEXT": "if(h % 7 = 0, '* EARMARKED CONTRIBUTION: SEE BELOW', '')",
        "SUB_ID": "4021120190000000000 + i",
    }
    assert tuple(fields) == tables()["transactions"].columns
    return fields


def _pick(name: str, values: list[str], salt: int) -> str:
    return f"getvariable('{name}')[CAST(1 + hash(who + {salt}) % {len(values)} AS BIGINT)]"


def _apart(work: Callable[..., float], *values: Path) -> tuple[float, float]:
    """Seconds that something takes in a process of its own, and that one's peak memory in MiB."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(_measured, work, *values).result()


def _measured(work: Callable[..., float], *values: Path) -> tuple[float, float]:
    return work(*values), peak()


def copied(source: Path, target: Path) -> float:
    """Seconds that DuckDB's own copy of the bulk file to Parquet takes."""
    import duckdb

    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in tables()["transactions"].columns)
    read = f"read_csv('{source}', delim = '|', header = false, quote = '', escape = '', columns = {{{columns}}})"
    with duckdb.connect() as database:
        start = time.perf_counter()
        database.execute(f"COPY (SELECT * FROM {read}) TO '{target}' (FORMAT parquet)")
        return time.perf_counter() - start


def loaded(source: Path, case: Path) -> float:
    """Seconds of all that keeping the file in a case does, its hash, its faults and what it covers among that."""
    start = time.perf_counter()
    add(CaseFolder(case), "fec_bulk", source, "2026-01-01")
    return time.perf_counter() - start


def _asked(case: Path) -> float:
    """The names in which one word stands, then all rows of those."""
    start = time.perf_counter()
    search = Search(CaseFolder(case), "fec_bulk")
    names = [name.name for name in search.names([ASKED_FOR]) if name.side == "actor"]
    rows = search.rows(Wanted(actors=tuple(names)))
    seconds = time.perf_counter() - start
    assert names
    assert len(rows) >= len(names)
    return seconds


def _filings(place: Path) -> dict[str, float]:
    """Rows of a filing a second, by the register's adapter and, where it is installed, by FastFEC."""
    path = place / "1300000.fec"
    path.write_bytes(b"".join(filing(FILING)))
    figures: dict[str, float] = {"filing_rows": FILING, "filing_rows_per_second": round(FILING / _read(path))}
    if importlib.util.find_spec("fastfec") is None:
        print("not measured: FastFEC (fastfec is not installed)", file=sys.stderr)
        return figures
    return figures | {"fastfec_rows_per_second": round(FILING / _fastfec(path))}


def filing(rows: int) -> Iterator[bytes]:
    """The lines of a filing with so many contributions, the same ones each time."""
    chance = random.Random(2024)
    yield b"\x1c".join([b"HDR", b"FEC", b"8.3", b"Made", b"1", b"", b"", b""]) + b"\n"
    yield "\x1c".join(["F3XN", "C00000001", "MADE PAC", "", "", "", "", "", "", "Q1", "", "", ""]).encode() + b"\n"
    for number in range(rows):
        name = "".join(chance.choices(SYLLABLES, k=3))
        fields = ["SA11AI", "C00000001", f"SA11AI.{number}", "", "", "IND", "", name, chance.choice(FIRST)]
        fields += ["", "", "", "", "", "", "", "", "P2024", "", f"202401{1 + number % 28:02d}"]
        fields += [f"{chance.randint(1, 2800)}.00", "2800.00", "", f"{name} INC.", chance.choice(WORK), *[""] * 20]
        yield "\x1c".join(fields).encode() + b"\n"


def _read(path: Path) -> float:
    from cuibono.registers.fec_filings.adapter import records

    start = time.perf_counter()
    assert sum(1 for _ in records(path)) >= FILING
    return time.perf_counter() - start


def _fastfec(path: Path) -> float:
    from fastfec import FastFEC

    start = time.perf_counter()
    with FastFEC() as engine, path.open("rb") as file:
        assert sum(1 for _ in engine.parse(file)) >= FILING
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
