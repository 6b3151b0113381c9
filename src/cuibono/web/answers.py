"""One view gives page or JSON: from a request to an answer."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import msgspec
from litestar import Request, Response

from cuibono import explore
from cuibono.errors import UsageError
from cuibono.explore.case import Case
from cuibono.judgements.lines import FILE
from cuibono.settings import CaseFolder
from cuibono.web.links import ServerLinks
from cuibono.web.reconcile import is_for_programs
from cuibono.web.rendering import rendered
from cuibono.web.table import Page

_JSON: Final = "application/json"
_HTML: Final = "text/html"
Asked = Mapping[str, str]


def ends_in_json(request: Request[Any, Any, Any]) -> bool:
    """Whether a program asks."""
    return request.url.path.endswith(".json") or is_for_programs(request.url.path)


def state(case: Path) -> str:
    """What changes whenever an answer about the case could: of the files behind answers when and how long."""
    ledger = CaseFolder(case).ledger
    found = (ledger, ledger.with_name(f"{ledger.name}-wal"), case / FILE)
    seen = [(path.stat().st_mtime_ns, path.stat().st_size) if path.exists() else None for path in found]
    return hashlib.blake2b(repr(seen).encode(), digest_size=12).hexdigest()


def chosen(page: Page, asked: Asked) -> Any:
    """The query of a page from the fields of an address; what is empty was not chosen.

    Raises UsageError, naming the field, where a value cannot be understood.
    """
    given = {name: value for name, value in asked.items() if value}
    try:
        return msgspec.convert(given, page.query, strict=False)
    except msgspec.ValidationError as error:
        raise UsageError(f"The address cannot be understood: {error}. Choose on the page, or leave it out.") from error


def viewed(case: Case, page: Page, key: str | None, query: Any, whole: bool = True) -> Any:
    """The view that a page shows; as a whole, or without what the page fetches itself."""
    ask = page.ask if whole or page.outline is None else page.outline
    return ask(case, key, query) if page.keyed else ask(case, query)


def answer(case: Path, page: Page, request: Request[Any, Any, Any], context: Mapping[str, object]) -> Response[bytes]:
    """A page, or the same as JSON where the address ends so; nothing but a tag where the asker has it already."""
    as_json = ends_in_json(request)
    asked = dict(request.query_params)
    tag = _tag(case, request, context)
    if request.headers.get("if-none-match") == tag:
        return private(b"", _JSON if as_json else _HTML, {"etag": tag}, 304)
    key = str(request.path_params[page.keyed]).removesuffix(".json") if page.keyed else None
    query = chosen(page, asked)
    if page.name == "front" and not asked.get("since") and not as_json:
        query = msgspec.convert({"since": context.get("since")}, page.query)
    with explore.open(case) as held:
        view = viewed(held, page, key, query, as_json)
    if as_json:
        return private(msgspec.json.encode(view), _JSON, {"etag": tag})
    html = as_page(page, view, key, query, f"{request.url.path}?{request.url.query}", context)
    return private(html, _HTML, {"etag": tag, "vary": "cookie"})


def as_page(
    page: Page, view: object, key: str | None, query: object, here: str, context: Mapping[str, object]
) -> bytes:
    """A view as a page, which stands at the address `here`."""
    html = rendered(page.template, ServerLinks(here), page=page, view=view, key=key, query=query, **context)
    return html.encode("utf-8", "replace")


def _tag(case: Path, request: Request[Any, Any, Any], context: Mapping[str, object]) -> str:
    told = repr((state(case), str(request.url.path), str(request.url.query), sorted(context.items())))
    return f'"{hashlib.blake2b(told.encode(), digest_size=12).hexdigest()}"'


def private(
    content: bytes, media_type: str, headers: Mapping[str, str] = MappingProxyType({}), status: int = 200
) -> Response[bytes]:
    """An answer that only its asker may keep, and asks again before it is shown another time."""
    return Response(
        content, media_type=media_type, status_code=status, headers={"cache-control": "private, no-cache", **headers}
    )


def refusal(status: int, message: str, as_json: bool, context: Mapping[str, object]) -> Response[bytes]:
    """What is said where there is no answer: what is wrong, and what to do."""
    if as_json:
        told = {"error": {"status": status, "message": message}}
        return private(msgspec.json.encode(told), _JSON, {}, status)
    html = rendered("refusal.html.j2", ServerLinks(), status=status, message=message, **context)
    return private(html.encode("utf-8", "replace"), _HTML, {}, status)
