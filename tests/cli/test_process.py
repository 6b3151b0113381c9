"""The command line as its users meet it: a process with pipes, signals and a clock."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cuibono import pipeline
from tests.small_reader import SmallReader

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]), "PYTHONUTF8": "1"}
CUIBONO = [sys.executable, "-m", "cuibono"]
HELP_BESIDE = 4.0  # times as long as it takes Python to start and to load what reads a command line


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for n in range(200):
        (folder / f"{n}.txt").write_text(
            f"Acme met Number{n}. The state said that it had not been told of it at all.\n"
        )
    pipeline.read(tmp_path / "case", [str(folder)], SmallReader())
    return tmp_path / "case"


def run(*words: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [*CUIBONO, *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT | environment, check=False)


def test_help_comes_at_once() -> None:
    def seconds(*command: str) -> float:
        begun = time.perf_counter()
        subprocess.run(command, capture_output=True, env=ENVIRONMENT, check=True)
        return time.perf_counter() - begun

    bare, asked = [sys.executable, "-c", "import argparse"], [*CUIBONO, "--help"]
    turns = [(seconds(*bare), seconds(*asked)) for _ in range(5)]
    assert min(asked for _, asked in turns) < HELP_BESIDE * min(bare for bare, _ in turns)


def test_help_imports_nothing_heavy() -> None:
    probe = "import sys; from cuibono.cli import main; main(['--help']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, env=ENVIRONMENT, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "argparse" in loaded
    assert not loaded & {"msgspec", "spacy", "numpy", "onnxruntime", "trafilatura", "rich", "jinja2", "sqlite3"}


def test_showing_loads_no_reader(case: Path) -> None:
    probe = "import sys; from cuibono.cli import main; main(['show', sys.argv[1]]); print(*sys.modules)"
    command = [sys.executable, "-c", probe, str(case)]
    done = subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, check=True)
    assert not set(done.stdout.splitlines()[-1].split()) & {"spacy", "numpy", "onnxruntime", "trafilatura"}


def test_piped_output_is_plain(case: Path) -> None:
    done = run("show", case)
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    assert done.stdout.count("“Acme met Number") == 200


def test_a_reader_that_leaves_early(case: Path) -> None:
    with subprocess.Popen(
        [*CUIBONO, "show", str(case)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_a_terminal_without_the_signs(case: Path) -> None:
    done = run("show", case, PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "?Acme met Number1?" in done.stdout


def test_errors_are_one_line(tmp_path: Path) -> None:
    done = run("show", "--case", tmp_path / "nowhere")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith("cuibono: ")


INTERRUPTED = """
import signal, sys, time
from cuibono.cli import main
from tests.small_reader import SmallEngine, SmallReader

class Slow(SmallReader):
    def read(self, document):
        print("begun", flush=True)
        time.sleep(30)

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell tells what runs in the background not to heed it
sys.exit(main(["read", sys.argv[1], "--case", sys.argv[2]], SmallEngine(Slow())))
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGINT")
def test_ctrl_c_says_that_nothing_is_lost(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Acme met Jane Doe. The state said that it had not been told of it at all.\n")
    command = [sys.executable, "-c", INTERRUPTED, str(article), str(tmp_path / "case")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT) as process:
        assert process.stdout
        assert process.stderr
        begun = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        told = process.stderr.read()
        assert (begun, told) == (b"begun\n", b"stopped. What was read is kept; the same command goes on from there.\n")
        assert process.wait() == 130


SLOW = """
import sys, time
from cuibono.cli import main, terminal
from tests.small_reader import SmallEngine, SmallReader

class Slow(SmallReader):
    def read(self, document):
        time.sleep(0.4)
        return super().read(document)

terminal._PATIENCE = float(sys.argv[3])
sys.exit(main(["read", sys.argv[1], "--case", sys.argv[2]], SmallEngine(Slow())))
"""


@pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals")
@pytest.mark.parametrize(("patience", "shown"), [("600", False), ("0.5", True)])
def test_a_bar_on_a_terminal_and_only_when_it_takes_long(tmp_path: Path, patience: str, shown: bool) -> None:
    import pty

    folder = tmp_path / "news"
    folder.mkdir()
    for n in range(6):
        (folder / f"[red]{n}.txt").write_text(f"Acme met Number{n}. The state said that it had not been told of it.\n")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", SLOW, str(folder), str(tmp_path / "case"), patience]
    with subprocess.Popen(command, stdout=theirs, stderr=theirs, env=ENVIRONMENT | {"TERM": "xterm"}) as process:
        os.close(theirs)
        told = b""
        try:
            while part := os.read(ours, 4096):
                told += part
        except OSError:  # how a terminal says that nobody writes any more
            pass
    os.close(ours)
    assert process.returncode == 0
    assert (b"/6" in told) is shown
    assert b"[red]5.txt" in told
