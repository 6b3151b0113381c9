"""An export as FollowTheMoney, judged by the package that defines the model.

Takes: files with one entity a line. Gives: what the package finds wrong with them, line by line.
Knows nothing of: ledgers.

The package needs PyICU, which is compiled on the spot (a C++ compiler and ICU's headers: `apt-get install g++
libicu-dev pkg-config`; a minute or two, after which pip has the wheel in its cache). So it has an environment of its
own in the checkout, made once: .venv-ftm. `python -m tools.ftm FILE` makes it where it is not there.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

from tools.parts import ROOT

PLACE = ROOT / ".venv-ftm"
WANTED = "followthemoney==4.11.2"
PATIENCE = 300  # seconds for download and compiler
_JUDGE = ROOT / "tools" / "ftm_judge.py"


class NotInstalledError(Exception):
    """The package cannot be had on this machine; the message says why."""


def python(place: Path = PLACE, wanted: str = WANTED, patience: float = PATIENCE) -> Path:
    """The interpreter that has the package, installed where it is not there. Raises NotInstalledError."""
    found, stamp = place / "bin" / "python", place / ".ready"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return found
    shutil.rmtree(place, ignore_errors=True)
    try:
        _run([sys.executable, "-m", "venv", str(place)], patience)
        _run([str(found), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted.split()], patience)
    except NotInstalledError:
        shutil.rmtree(place, ignore_errors=True)
        raise
    stamp.write_text(wanted, encoding="utf-8")
    return found


def _run(call: list[str], patience: float) -> None:
    try:
        done = subprocess.run(call, capture_output=True, text=True, timeout=patience, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotInstalledError(f"{call[0]}: {error}") from error
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip()).splitlines()
        raise NotInstalledError(f"pip could not install it: {last[-1] if last else 'it said nothing'}")


def faults(*files: Path) -> list[str]:
    """What is wrong with the entities of these files, each as "file:line: what". Raises NotInstalledError."""
    done = subprocess.run(
        [str(python()), str(_JUDGE), *map(str, files)], capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    if done.returncode > 1:
        raise NotInstalledError(done.stderr)
    return done.stdout.splitlines()


def main() -> int:
    """Print what is wrong; 1 where anything is."""
    parser = argparse.ArgumentParser(description="Judge exports by the followthemoney package.")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="entities, one a line")
    found = faults(*parser.parse_args().files)
    print("\n".join(found) or "Every entity is valid, and no value was changed.")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
