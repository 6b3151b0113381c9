"""A server that does nothing but send as many bytes as are asked for: the least that any answer costs.

`python -m tools.benches.bare` serves on any free port of this machine and prints where.
"""

from __future__ import annotations

from typing import Any

import uvicorn
from litestar import Litestar, Response, get


@get("/{size:int}", sync_to_thread=False)
def some(size: int) -> Response[bytes]:
    """So many bytes."""
    return Response(b"x" * size, media_type="text/html")


class _Server(uvicorn.Server):
    async def startup(self, sockets: Any = None) -> None:
        await super().startup(sockets)
        print(f"http://127.0.0.1:{self.servers[0].sockets[0].getsockname()[1]}/", flush=True)


if __name__ == "__main__":
    application = Litestar([some], openapi_config=None)
    _Server(uvicorn.Config(application, port=0, log_level="warning", access_log=False)).run()
