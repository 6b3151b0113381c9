"""Bringing the ledger up to date behind the pages: in another process, one at a time, as long as decisions wait."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Final

import msgspec

from cuibono import explore
from cuibono.errors import CuiBonoError

_AGAIN: Final = (2.0, 5.0, 15.0, 60.0)
"""Seconds until the next attempt after one, two, three and more that failed."""


class State(msgspec.Struct, frozen=True):
    """How many decisions wait, whether the ledger is being brought up to date, and why the last attempt failed."""

    waiting: int
    running: bool
    failed: str | None = None


class Settling:
    """Brings the ledger of a case up to date with what people decided. `wake` it whenever something was decided.

    `command` is what does so, for tests; its exit status is 0 where it did, else it prints why not.
    """

    def __init__(self, case: Path, command: Sequence[str] = ()) -> None:
        self._case = case
        self._command = command or (sys.executable, "-m", "cuibono.web.settling", str(case))
        self._lock, self._woken, self._stopped = Lock(), Event(), Event()
        self._thread: Thread | None = None
        self._child: subprocess.Popen[str] | None = None
        self._failed: str | None = None

    def wake(self) -> None:
        """Look whether something waits; comes back at once."""
        with self._lock:
            if self._thread is None and not self._stopped.is_set():
                self._thread = Thread(target=self._watch, daemon=True, name="settling")
                self._thread.start()
        self._woken.set()

    def stop(self) -> None:
        """Stop; what was under way is undone whole by the ledger, and made up for at the next start."""
        self._stopped.set()
        self._woken.set()
        with self._lock:
            if self._child is not None:
                self._child.terminate()
        if self._thread is not None:
            self._thread.join(10)

    @property
    def running(self) -> bool:
        """Whether the ledger is being brought up to date now."""
        return self._child is not None

    @property
    def failed(self) -> str | None:
        """Why the last attempt failed; None where it did not."""
        return self._failed

    def state(self) -> State:
        """How it stands."""
        with explore.open(self._case) as held:
            return State(len(held.waiting_decisions()), self.running, self._failed)

    def _watch(self) -> None:
        failures = 0
        while not self._stopped.is_set():
            self._woken.wait(_AGAIN[min(failures, len(_AGAIN)) - 1] if failures else None)
            self._woken.clear()
            while not self._stopped.is_set() and self._behind():
                self._failed = self._once()
                failures = failures + 1 if self._failed else 0
                if self._failed:
                    break

    def _behind(self) -> bool:
        """Whether something waits."""
        try:
            with explore.open(self._case) as held:
                return bool(held.waiting_decisions())
        except CuiBonoError as error:
            self._failed = str(error)
            return False

    def _once(self) -> str | None:
        """Do it; why it failed comes back."""
        with self._lock:
            if self._stopped.is_set():
                return None
            self._child = subprocess.Popen(
                self._command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True
            )
        _, said = self._child.communicate()
        status, self._child = self._child.returncode, None
        if status == 0 or self._stopped.is_set():
            return None
        return said.strip().rpartition("\n")[2] or f"the program that does it ended with status {status}"


def main(case: str) -> int:
    """Bring the ledger of a case up to date in this process; 1, and why on stderr, where that failed."""
    from cuibono.pipeline.deciding import settle

    try:
        settle(Path(case))
    except CuiBonoError as error:
        print(error, file=sys.stderr)  # noqa: T201 - read by the process that started this one
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
