"""Where people decide: the doors through which decisions come in, and what the pages for it are told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

import msgspec
from litestar import Request, Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.handlers import HTTPRouteHandler
from litestar.response import Redirect
from litestar.template.base import csrf_token

from cuibono import explore
from cuibono.errors import CuiBonoError, UsageError
from cuibono.tables import table
from cuibono.web import judging
from cuibono.web.answers import as_page, chosen, private, viewed
from cuibono.web.settling import Settling
from cuibono.web.table import NAMED

_BY: Final = "cuibono_by"
"""The cookie that holds the name of who judges in a browser."""
_UNTYPED: Final[dict[str, object]] = {"panel": "", "task": "", "reason": "", "why": "", "message": "", "subjects": ()}
_YEAR: Final = 365 * 86400
_LONGEST: Final = 200
"""Letters of a name that a browser keeps."""
_JUDGED: Final = tuple(page.name for page in NAMED.values() if page.judged)


Asked = Request[Any, Any, Any]


class Desk(msgspec.Struct, frozen=True):
    """Where decisions on a case are taken in. `by` is who judges where nobody says a name; `told` is for templates."""

    case: Path
    by: str
    settling: Settling
    told: Callable[[], dict[str, object]]


def context(
    desk: Desk, request: Request[Any, Any, Any], typed: Mapping[str, object] | None = None
) -> dict[str, object]:
    """What templates are told on pages where people decide; `typed` is a form that was sent and refused."""
    return desk.told() | {
        "csrf": csrf_token({"request": request}),
        "by": judge(desk, request),
        "running": desk.settling.running,
        "failed": desk.settling.failed,
        "reasons": table("review")["reasons"],
        "typed": _UNTYPED | dict(typed or {}),
    }


def judge(desk: Desk, request: Asked) -> str:
    """The name of who judges."""
    return unquote(request.cookies.get(_BY, "")).strip()[:_LONGEST] or desk.by


def doors(desk: Desk) -> Sequence[HTTPRouteHandler]:
    """The addresses to which decisions are sent."""

    @post("/judge", status_code=200)
    async def decide(request: Asked) -> Response[Any]:
        form = await request.form()
        fields = {name: value for name, value in form.items() if isinstance(value, str)}
        subjects = [value for value in form.getall("subject", []) if isinstance(value, str)]
        by = fields.get("by", "").strip() or judge(desk, request)
        try:
            await sync_to_thread(_noted, desk, fields, subjects, by)
        except UsageError as error:
            told = context(desk, request, {**fields, "subjects": subjects, "message": str(error)})
            return await sync_to_thread(_again, desk, fields, told)
        return named(Redirect(_back(fields), status_code=303), by)

    @post("/judge.json", status_code=201)
    async def told(request: Asked) -> Response[bytes]:
        given = judging.decision(await request.json())
        asked = [judging.Note(given.ruling, given.subjects, given.values)]
        by = given.by.strip() or desk.by
        made = await sync_to_thread(judging.written, desk.case, asked, by, given.why)
        desk.settling.wake()
        return private(msgspec.json.encode(made), "application/json", {}, 201)

    @post("/judge/name", status_code=200)
    async def name(request: Asked) -> Redirect:
        fields = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
        return named(Redirect(_back(fields), status_code=303), fields.get("by", "").strip())

    @get("/waiting.json")
    async def waiting() -> Response[bytes]:
        return private(msgspec.json.encode(await sync_to_thread(desk.settling.state)), "application/json")

    return [decide, told, name, waiting]


def _noted(desk: Desk, fields: Mapping[str, str], subjects: Sequence[str], by: str) -> None:
    """Write down what a form asks for, and have the ledger brought up to date with it."""
    asked = judging.notes(desk.case, fields, subjects)
    judging.written(desk.case, asked, by, judging.reason(fields))
    desk.settling.wake()


def _again(desk: Desk, fields: Mapping[str, str], told: Mapping[str, object]) -> Response[bytes]:
    """The page from which a form came, with what was typed, and what is wrong with it."""
    here = _back(fields).partition("#")[0]
    page = NAMED[urlsplit(here).path.removeprefix("/")]
    query = chosen(page, dict(parse_qsl(urlsplit(here).query)))
    with explore.open(desk.case) as held:
        view = viewed(held, page, None, query)
    return private(as_page(page, view, None, query, here, told), "text/html", {}, 400)


def _back(fields: Mapping[str, str]) -> str:
    """Where a form leads back to: a page of this server on which people decide, whatever was sent."""
    asked = urlsplit(fields.get("back", ""))
    name = asked.path.removeprefix("/")
    if asked.scheme or asked.netloc or name not in _JUDGED:
        return "/review"
    given = dict(parse_qsl(asked.query))
    try:
        chosen(NAMED[name], given)
    except CuiBonoError:
        given = {}
    anchor = fields.get("next", "")
    return f"/{name}{f'?{urlencode(given)}' if given else ''}{f'#{quote(anchor)}' if anchor else ''}"


def named(answer: Redirect, by: str) -> Redirect:
    """Have the browser remember who judges."""
    if by:
        answer.set_cookie(_BY, quote(by[:_LONGEST]), httponly=True, samesite="strict", max_age=_YEAR)
    return answer
