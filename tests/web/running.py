"""`cuibono serve` as a process, and requests to it just as they are written."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]), "PYTHONUTF8": "1"}


class Answer(NamedTuple):
    status: int
    headers: HTTPMessage
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


def command(case: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "cuibono", "serve", str(case), *words]


class Running:
    """A server; `said` is the first line that it printed, `address` where it is."""

    def __init__(self, case: Path, *words: str) -> None:
        self.process = subprocess.Popen(
            command(case, "--port", "0", *words),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=ENVIRONMENT,
        )
        assert self.process.stdout
        self.said = self.process.stdout.readline()
        self.address = urlsplit(self.said.split()[0] if self.said else "")
        self.token = self.address.query.removeprefix("token=")

    @property
    def base(self) -> str:
        return f"http://{self.address.netloc}"

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        """The answer to a request for exactly this path."""
        connection = HTTPConnection(str(self.address.hostname), self.address.port, timeout=60)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.putrequest(method, path, skip_host="Host" in named, skip_accept_encoding=True)
            for name, value in named.items():
                connection.putheader(name, value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()

    def form(self, path: str, **fields: object) -> Answer:
        """The answer to a form with these fields, those that are no text as JSON."""
        told = {name: value if isinstance(value, str) else json.dumps(value) for name, value in fields.items()}
        sent = {"Content_Type": "application/x-www-form-urlencoded"}
        return self.ask(path, "POST", urlencode(told).encode(), **sent)

    def stop(self, by: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        """How the process ended, and what it said on its way."""
        self.process.send_signal(by)
        said, trouble = self.process.communicate(timeout=30)
        return self.process.returncode, said + trouble
