"""The Reconciliation Service API: names in somebody's table against the parties of a case, as OpenRefine asks.

Takes: requests of OpenRefine or another program.
Gives: answers as the protocol has them, and to OpenRefine's pages the leave to read them.
Knows nothing of: how candidates are found; what may be changed, for nothing here changes anything.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs

import msgspec
from litestar import Request, Response, route
from litestar.concurrency import sync_to_thread
from litestar.connection import ASGIConnection
from litestar.datastructures import MutableScopeHeaders
from litestar.enums import HttpMethod
from litestar.exceptions import HTTPException, PermissionDeniedException
from litestar.handlers import HTTPRouteHandler
from litestar.handlers.base import BaseRouteHandler
from litestar.types import Message, Scope

from cuibono import explore
from cuibono.errors import UsageError
from cuibono.explore.case import Case
from cuibono.explore.pages import extending, reconciling
from cuibono.web import reconciliation as form
from cuibono.web.links import ServerLinks
from cuibono.web.rendering import rendered

PATH: Final = "/reconcile"
OPENREFINE: Final = ("http://127.0.0.1:3333", "http://localhost:3333")
"""Where OpenRefine's own pages stand, which alone may read answers of this service in a browser, and frame previews."""
_FRAMED: Final = {"framed": OPENREFINE}
_FORM: Final = "application/x-www-form-urlencoded"
_LOOK: Final = [HttpMethod.GET, HttpMethod.HEAD]
_CURSORS: Final = 1000
"""Suggestions that can be skipped."""


def routes(folder: Path) -> Sequence[HTTPRouteHandler]:
    """The service over the case in this folder."""

    @route(PATH, http_method=["GET", "HEAD", "POST"], guards=[known_origin], status_code=200, name="reconcile")
    async def service(request: Request[Any, Any, Any]) -> Response[bytes]:
        told = await _told(request)
        return await sync_to_thread(_service, folder, _base(request), told)

    @route(f"{PATH}/suggest/{{kind:str}}", http_method=_LOOK, guards=[known_origin], name="suggest")
    async def suggest(request: Request[Any, Any, Any]) -> Response[bytes]:
        return await sync_to_thread(_suggest, folder, request.path_params["kind"], dict(request.query_params))

    @route(f"{PATH}/properties", http_method=_LOOK, guards=[known_origin], sync_to_thread=False, name="properties")
    def properties(request: Request[Any, Any, Any]) -> Response[bytes]:
        most = request.query_params.get("limit")
        return _json(form.proposal(request.query_params.get("type", ""), _number("limit", most) if most else None))

    @route(f"{PATH}/preview/{{party:str}}", http_method=_LOOK, guards=[known_origin], opt=_FRAMED, name="preview")
    async def preview(request: Request[Any, Any, Any]) -> Response[bytes]:
        return await sync_to_thread(_preview, folder, request.path_params["party"])

    return [service, suggest, properties, preview]


def is_for_programs(path: str) -> bool:
    """Whether a program asks at this address, and not a person."""
    return path == PATH or (path.startswith(f"{PATH}/") and not path.startswith(f"{PATH}/preview/"))


def known_origin(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:  # noqa: ARG001
    """Refuse a page of any other site, even where its browser would not let it read the answer."""
    origin = connection.headers.get("origin")
    own = f"{connection.url.scheme}://{connection.headers.get('host', '')}"
    if origin is not None and origin not in (*OPENREFINE, own):
        raise PermissionDeniedException(f"Pages of {origin} may not ask. OpenRefine's may, at {OPENREFINE[0]}.")


async def let_read(message: Message, scope: Scope) -> None:
    """Let OpenRefine's pages read an answer of this service, and nobody else's (CORS); without credentials."""
    if message["type"] != "http.response.start" or not f"{scope['path']}/".startswith(f"{PATH}/"):
        return
    headers = MutableScopeHeaders.from_message(message)
    headers.add("vary", "origin")
    origin = dict(scope["headers"]).get(b"origin", b"").decode("latin-1")
    if origin in OPENREFINE:
        headers["access-control-allow-origin"] = origin
        headers["access-control-allow-methods"] = "GET, POST"
        headers["access-control-max-age"] = "600"


async def _told(request: Request[Any, Any, Any]) -> dict[str, str]:
    """The fields of a question: of a form that was sent, or of the address."""
    if request.method != "POST":
        return dict(request.query_params)
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        raise HTTPException(status_code=415, detail=f"Send queries as a form ({_FORM}).")
    body = (await request.body()).decode("utf-8", "replace")
    try:
        fields = parse_qs(body, keep_blank_values=True, max_num_fields=20)
    except ValueError as error:
        raise UsageError(f"The form that was sent cannot be understood: {error}.") from error
    return {name: values[-1] for name, values in fields.items()}


def _base(request: Request[Any, Any, Any]) -> str:
    return f"{request.url.scheme}://{request.headers.get('host', '')}"


def _service(folder: Path, base: str, told: dict[str, str]) -> Response[bytes]:
    if told.get("queries"):
        asked = form.queries(told["queries"])
        with explore.open(folder) as case:
            return _json({key: form.result(reconciling.candidates(case, one)) for key, one in asked.items()})
    if told.get("extend"):
        wanted = form.extend_query(told["extend"])
        with explore.open(folder) as case:
            found = extending.extended(case, wanted.ids, [column.id for column in wanted.properties])
        return _json(form.extension(wanted, found))
    return _json(form.manifest(base, folder.resolve().name))


def _suggest(folder: Path, kind: str, told: dict[str, str]) -> Response[bytes]:
    beginning = told.get("prefix", "")
    skipped = _number("cursor", told.get("cursor") or "0")
    if kind == "entity":
        with explore.open(folder) as case:
            return _json(_parties(case, beginning, skipped))
    of: Callable[[], dict[str, tuple[str, str]]] | None
    of = {"type": form.asked_types, "property": form.asked_properties}.get(kind)
    if of is None:
        raise HTTPException(status_code=404, detail=f"{kind}: nothing is suggested. These are: entity, type, property.")
    return _json(form.suggestions(beginning, skipped, of()))


def _parties(case: Case, beginning: str, skipped: int) -> form.Suggestions:
    found = reconciling.suggested(case, beginning, skipped, form.SUGGESTED)
    return form.Suggestions(tuple(form.Described(one.id, one.name, about, (one.kind,)) for one, about in found))


def _preview(folder: Path, party: str) -> Response[bytes]:
    with explore.open(folder) as case:
        view = extending.preview(case, party)
    html = rendered("preview.html.j2", ServerLinks(), view=view)
    return Response(html.encode("utf-8", "replace"), media_type="text/html", headers=_FRESH)


_FRESH: Final = {"cache-control": "private, no-cache"}


def _json(told: object) -> Response[bytes]:
    return Response(msgspec.json.encode(told), media_type="application/json", headers=_FRESH)


def _number(name: str, told: str) -> int:
    """A number that was sent, at most _CURSORS. Raises UsageError where it is none."""
    if not (told.isascii() and told.isdigit()):
        raise UsageError(f"{name}={told}: this is no number from 0 on.")
    return int(told) if len(told) < 5 and int(told) < _CURSORS else _CURSORS
