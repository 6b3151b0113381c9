"""The application: routes from the table of pages, what guards them, how errors are answered."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import msgspec
from litestar import Litestar, Request, Response, get, post, route
from litestar.concurrency import sync_to_thread
from litestar.config.csrf import CSRFConfig
from litestar.enums import HttpMethod
from litestar.exceptions import HTTPException, NotAuthorizedException, NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.response import Redirect
from litestar.template.base import csrf_token

from cuibono.errors import CuiBonoError, MissingError
from cuibono.explore.draft_view import DraftView
from cuibono.pipeline import Reads
from cuibono.web import drafting, reconcile, reviewing, rivals, safety
from cuibono.web.answers import answer, ends_in_json, private, refusal
from cuibono.web.openapi import document
from cuibono.web.owned import owned
from cuibono.web.settling import Settling
from cuibono.web.table import PAGES, Page

_TYPES: Final = {
    "css": "text/css",
    "js": "text/javascript",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "md": "text/plain",
    "": "text/plain",
}
_LOOK: Final = [HttpMethod.GET, HttpMethod.HEAD]
_VISIT: Final = "cuibono_visit"
_SEEN: Final = re.compile(r"^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)?/(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)$")
_CHANGES_NOTHING: Final = (r"^/draft\.json$", r"^/reconcile$")
"""Addresses to which programs send something that changes nothing: no other page can read what they answer."""
_SAID: Final = {
    404: "There is no such page. The overview leads to every page there is.",
    405: "Pages can be looked at here, and nothing else.",
    413: f"More was sent than the {safety.LARGEST:,} bytes that are taken in. Send less at once.",
}
"""What is said where an error says no more than its number."""
_AWAY: Final = timedelta(minutes=30)
"""How long nobody looks before the next look is another visit."""


class Served(msgspec.Struct, frozen=True):
    """What is served and to whom: a case, the name of who judges, and the token that opens it (None for none).

    `reader` gives what reads drafts; it is asked when the first one is sent.
    """

    case: Path
    reader: Callable[[], Reads]
    by: str = ""
    token: str | None = None


def application(served: Served) -> Litestar:
    """The application for one case."""
    errors: dict[int | type[Exception], Any] = {
        CuiBonoError: lambda request, error: _refused(request, error, served),
        HTTPException: lambda request, error: _refused(request, error, served),
        Exception: lambda request, error: _refused(request, error, served),
    }
    settling = Settling(served.case)
    desk = reviewing.Desk(served.case, served.by, settling, lambda: _context(served))
    pages = [handler for page in PAGES for handler in _routes(page, served, desk)]
    return Litestar(
        [
            *pages,
            *_others(served),
            *_drafts(served),
            *reconcile.routes(served.case),
            *reviewing.doors(desk),
            *rivals.doors(desk),
        ],
        csrf_config=CSRFConfig(
            secrets.token_hex(32),
            cookie_name="cuibono_csrf",
            cookie_httponly=True,
            cookie_samesite="strict",
            exclude=[*_CHANGES_NOTHING],
        ),
        before_send=[safety.with_headers, *([] if served.token else [reconcile.let_read])],
        exception_handlers=errors,
        guards=[safety.guard(served.token)],
        openapi_config=None,
        request_max_body_size=safety.LARGEST,
        on_startup=[settling.wake],
        on_shutdown=[settling.stop],
    )


def _routes(page: Page, served: Served, desk: reviewing.Desk) -> Sequence[HTTPRouteHandler]:
    """A page at its address, and at the same with .json behind it."""

    async def show(request: Request[Any, Any, Any]) -> Response[bytes]:
        context, cookie = _visited(page, request, served)
        context |= reviewing.context(desk, request) if page.judged and not ends_in_json(request) else {}
        found = await sync_to_thread(answer, served.case, page, request, context)
        if cookie:
            found.set_cookie(_VISIT, cookie, httponly=True, samesite="strict", max_age=400 * 86400)
        return found

    path = page.path.replace(f"{{{page.keyed}}}", f"{{{page.keyed}:str}}")
    paths = [path] if page.keyed else [path, f"{path}.json"]
    paths += ["/"] if page.name == "front" else []
    return [route(paths, http_method=_LOOK, name=page.name)(show)]


def _visited(page: Page, request: Request[Any, Any, Any], served: Served) -> tuple[dict[str, object], str | None]:
    """What templates are told beside the view; and the cookie to set, where this begins another visit."""
    context = _context(served)
    if page.name != "front" or ends_in_json(request):
        return context, None
    now = datetime.now(UTC)
    seen = _SEEN.match(request.cookies.get(_VISIT, ""))
    told = now.strftime("%Y-%m-%dT%H:%M:%SZ")
    if seen is None:
        return context, f"/{told}"
    if now - datetime.fromisoformat(seen[2]) < _AWAY:
        return context | {"since": seen[1]}, f"{seen[1] or ''}/{told}"
    return context | {"since": seen[2]}, f"{seen[2]}/{told}"


def _context(served: Served) -> dict[str, object]:
    """What every template is told."""
    return {"name": served.case.resolve().name, "since": None}


def _drafts(served: Served) -> Sequence[HTTPRouteHandler]:
    """The page on which drafts are checked, and the same for programs."""

    def shown(request: Request[Any, Any, Any], given: drafting.Sent, view: DraftView | None = None) -> Response[bytes]:
        context = _context(served) | {"csrf": csrf_token({"request": request})}
        return private(drafting.page(view, given, context).encode("utf-8", "replace"), "text/html")

    async def checked(given: drafting.Sent) -> DraftView:
        return await sync_to_thread(lambda: drafting.checked(served.case, served.reader(), given))

    @get("/draft", name="draft")
    async def blank(request: Request[Any, Any, Any]) -> Response[bytes]:
        return shown(request, drafting.Sent())

    @post("/draft", status_code=200)
    async def check(request: Request[Any, Any, Any]) -> Response[bytes]:
        given = drafting.sent({name: value for name, value in (await request.form()).items() if name != "_csrf_token"})
        return shown(request, given, await checked(given))

    @post("/draft.json", status_code=200)
    async def told(request: Request[Any, Any, Any]) -> Response[bytes]:
        fields = await request.json()
        given = drafting.sent(fields if isinstance(fields, dict) else {})
        return private(drafting.row(await checked(given)), "application/json")

    return [blank, check, told]


def _others(served: Served) -> Sequence[HTTPRouteHandler]:
    """What is no page: files of the pages' own, the description of the API, the door for who holds the token."""
    own = dict(owned())

    @route("/static/{name:path}", http_method=_LOOK, sync_to_thread=False, opt={"open": True})
    def file(request: Request[Any, Any, Any]) -> Response[bytes]:
        name = str(request.path_params["name"]).lstrip("/")
        found = own.get(name)
        if found is None:
            raise NotFoundException("There is no such file.")
        kind = _TYPES.get(name.rpartition(".")[2], _TYPES[""])
        return Response(found, media_type=kind, headers={"cache-control": "private, max-age=3600"})

    @route("/openapi.json", http_method=_LOOK, sync_to_thread=False)
    def openapi() -> Response[bytes]:
        return Response(document(), media_type="application/json")

    @route("/enter", http_method=_LOOK, sync_to_thread=False, opt={"open": True})
    def enter(request: Request[Any, Any, Any]) -> Redirect:
        shown = request.query_params.get("token", "")
        if served.token and not safety.same(shown, served.token):
            raise NotAuthorizedException("This is not the token. Open the address that `cuibono serve` printed.")
        redirect = Redirect("/")
        redirect.set_cookie(safety.TOKEN, shown, httponly=True, samesite="strict")
        return redirect

    return [file, openapi, enter]


def _refused(request: Request[Any, Any, Any], error: Exception, served: Served) -> Response[bytes]:
    """What is said to somebody where there is no answer; who is not let in learns nothing else, not even the name."""
    barred = safety.bar(request, served.token)
    error = barred or error
    context = _context(served) | ({"name": ""} if barred else {})
    if isinstance(error, HTTPException):
        status, message = error.status_code, _SAID.get(error.status_code) if _is_plain(error) else error.detail
        message = message or "This cannot be answered."
    elif isinstance(error, CuiBonoError):
        status, message = 404 if isinstance(error, MissingError) else 400, str(error)
    else:
        request.logger.exception("an answer failed")
        status, message = 500, f"{type(error).__name__}: the answer failed. Please report this as a bug."
    found = refusal(status, message, ends_in_json(request), context)
    found.headers.update(getattr(error, "headers", None) or {})
    return found


def _is_plain(error: HTTPException) -> bool:
    """Whether an error says no more than its number does."""
    return error.detail in ("", type(error)().detail)
