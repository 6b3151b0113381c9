"""Running the application on a port."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from cuibono.pipeline import Reads
from cuibono.web.safety import LOOPBACK, new_token
from cuibono.web.serving import Served, application


def run(case: Path, reader: Callable[[], Reads], host: str, port: int, by: str, tell: Callable[[str], None]) -> None:
    """Serve a case until somebody stops it; `tell` is told where it is to be opened, `reader` gives what reads drafts.

    On any address but this machine's own, whoever asks must hold a token, which is part of the address that is told.
    Port 0 takes any that is free.
    """
    import uvicorn

    token = None if host in LOOPBACK else new_token()
    config = uvicorn.Config(
        application(Served(case, reader, by, token)), host=host, port=port, log_level="warning", access_log=False
    )

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
            await super().startup(sockets)  # type: ignore[arg-type]
            if self.started:
                _announce(self.servers[0].sockets[0].getsockname()[1], host, token, tell)

    Server(config).run()


def _announce(port: int, host: str, token: str | None, tell: Callable[[str], None]) -> None:
    shown = f"[{host}]" if ":" in host else host
    if token is None:
        tell(f"http://{shown}:{port}/  (this machine alone; stop with Ctrl-C)")
        return
    tell(f"http://{shown}:{port}/enter?token={token}")
    tell("Other machines can reach this address. Whoever has the token sees the case and can judge.")
    tell("The connection is not encrypted: use it within a network that you trust, or behind a proxy with TLS.")
