"""Running the application on a port."""

from __future__ import annotations

import asyncio
import errno
import os
from collections.abc import Callable
from pathlib import Path

from cuibono.errors import UsageError
from cuibono.pipeline import Reads
from cuibono.web.safety import LOOPBACK, new_token
from cuibono.web.serving import Served, application


def run(case: Path, reader: Callable[[], Reads], host: str, port: int, by: str, tell: Callable[[str], None]) -> None:
    """Serve a case until somebody stops it; `tell` is told where it is to be opened, `reader` gives what reads drafts.

    On any address but this machine's own, whoever asks must hold a token, which is part of the address that is told.
    Port 0 takes any that is free. Raises UsageError where the address or the port is not to be had.
    """
    import uvicorn

    token = None if host in LOOPBACK else new_token()
    config = uvicorn.Config(
        application(Served(case, reader, by, token)), host=host, port=port, log_level="warning", access_log=False
    )

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
            await _look(host, port)
            await super().startup(sockets)  # type: ignore[arg-type]
            if self.started:
                _announce(self.servers[0].sockets[0].getsockname()[1], host, token, tell)

    try:
        Server(config).run()
    except KeyboardInterrupt:  # raised anew by uvicorn when everything has been put away
        return


async def _look(host: str, port: int) -> None:
    """Say what is wrong with an address before it is served at. Raises UsageError."""
    try:
        server = await asyncio.get_running_loop().create_server(asyncio.Protocol, host, port)
    except (OSError, OverflowError) as error:
        raise UsageError(_trouble(host, port, error)) from error
    server.close()
    await server.wait_closed()


def _trouble(host: str, port: int, error: OSError | OverflowError) -> str:
    if isinstance(error, OverflowError):
        return f"--port {port}: ports go from 0 to 65535."
    if error.errno == errno.EADDRINUSE:
        other = "Open that one, stop it, or take another port with --port (0 for any that is free)."
        return f"port {port} of {host} is taken, perhaps by another `cuibono serve`. {other}"
    if error.errno == errno.EACCES:
        return f"port {port} of {host}: this account may not use it. Take one above 1023 with --port."
    why = os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror
    return f"{host}: this machine cannot be reached at that address ({why}). Leave --host out, or mend it."


def _announce(port: int, host: str, token: str | None, tell: Callable[[str], None]) -> None:
    shown = f"[{host}]" if ":" in host else host
    if token is None:
        tell(f"http://{shown}:{port}/  (this machine alone; stop with Ctrl-C)")
        return
    tell(f"http://{shown}:{port}/enter?token={token}")
    tell("Other machines can reach this address. Whoever has the token sees the case and can judge.")
    tell("The connection is not encrypted: use it within a network that you trust, or behind a proxy with TLS.")
