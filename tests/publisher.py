"""A publisher for tests: a server that plays what it is given and remembers what it was asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit


class Asked(NamedTuple):
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes = b""


class Reply(NamedTuple):
    body: bytes | str = b""
    status: int = 200
    headers: Mapping[str, str] = MappingProxyType({})
    cut: int = 0  # bytes left out at the end, though the header tells of them


Play = Callable[[Asked], Reply]


class Publisher:
    def __init__(self, url: str) -> None:
        self.url = url
        self.asked: list[Asked] = []
        self.play: Play = lambda asked: Reply("nothing here", 404)


@contextmanager
def publisher() -> Iterator[Publisher]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._play(b"")

        def do_POST(self) -> None:
            self._play(self.rfile.read(int(self.headers["Content-Length"])))

        def _play(self, body: bytes) -> None:
            parts = urlsplit(self.path)
            query = {name: values[-1] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
            asked = Asked(parts.path, query, {name.lower(): value for name, value in self.headers.items()}, body)
            known.asked.append(asked)
            self._send(known.play(asked))

        def _send(self, reply: Reply) -> None:
            body = reply.body.encode() if isinstance(reply.body, str) else reply.body
            self.send_response(reply.status)
            for name, value in {"Content-Length": str(len(body)), **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body[: len(body) - reply.cut])
            if reply.cut:
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    known = Publisher(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield known
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
