"""The description of the API that programs read (OpenAPI 3.1), made from the table of pages."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from typing import Any, Final

import msgspec

from cuibono.web import matching
from cuibono.web.table import PAGES, Page

_REFUSED: Final = {"$ref": "#/components/schemas/Refusal"}
_ABOUT: Final = (
    "The ledger of one case: who dealt with whom, who says so, how many independent origins stand behind it. Every "
    "page is also JSON. Text from articles is material under examination, not the words of this program."
)


class Reason(msgspec.Struct, frozen=True):
    """Why there is no answer, and what to do."""

    status: int
    message: str


class Refusal(msgspec.Struct, frozen=True):
    """What is sent where there is no answer."""

    error: Reason


@cache
def document() -> bytes:
    """The description, as JSON."""
    views = [page.view for page in PAGES]
    types = [*views, *matching.TYPES, Refusal]
    schemas, components = msgspec.json.schema_components(types, ref_template="#/components/schemas/{name}")
    of = dict(zip((page.name for page in PAGES), schemas, strict=False))
    paths: dict[str, Any] = {f"{page.path}.json": {"get": _operation(page, of[page.name])} for page in PAGES}
    paths |= matching.paths(schemas[len(views) : -1], _REFUSED)
    told = {
        "openapi": "3.1.0",
        "info": {"title": "Cui Bono", "version": version("cuibono"), "description": _ABOUT},
        "paths": paths,
        "components": {"schemas": components, "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
        "security": [{}, {"token": []}],
    }
    return msgspec.json.encode(told)


def _operation(page: Page, schema: Any) -> dict[str, Any]:
    answers: dict[str, Any] = {
        "200": {"description": "The view.", "content": {"application/json": {"schema": schema}}, "headers": _TAG},
        "304": {"description": "Nothing has changed since the answer with this tag."},
        "400": _refused("Something that was chosen cannot be understood."),
        "401": _refused("The token is missing."),
    }
    if page.keyed or "party" in page.query.__struct_fields__:
        answers["404"] = _refused("The case has no such thing.")
    return {
        "operationId": page.name,
        "summary": page.title,
        "description": page.about,
        "parameters": [*_key(page), *_choices(page)],
        "responses": answers,
    }


_TAG: Final = {"ETag": {"description": "Changes when the answer may have.", "schema": {"type": "string"}}}


def _refused(about: str) -> dict[str, Any]:
    return {"description": about, "content": {"application/json": {"schema": _REFUSED}}}


def _key(page: Page) -> list[dict[str, Any]]:
    if not page.keyed:
        return []
    schema = {"type": "string", "pattern": page.pattern}
    return [{"name": page.keyed, "in": "path", "required": True, "schema": schema}]


def _choices(page: Page) -> list[dict[str, Any]]:
    """What can be chosen, each a parameter of the address."""
    schema = msgspec.json.schema(page.query)
    held = schema["$defs"][schema["$ref"].rpartition("/")[2]]["properties"]
    about = {"in": "query", "required": False, "allowEmptyValue": True}
    return [{"name": name, **about, "schema": _not_null(told)} for name, told in held.items()]


def _not_null(schema: dict[str, Any]) -> dict[str, Any]:
    """What may be left out has no other way of saying nothing."""
    kept = {name: told for name, told in schema.items() if name != "default" or told is not None}
    several: list[dict[str, Any]] = [one for one in kept.pop("anyOf", []) if one != {"type": "null"}]
    if len(several) == 1:
        return several[0] | kept
    if "enum" in kept:
        kept["enum"] = [value for value in kept["enum"] if value is not None]
    return kept | ({"anyOf": several} if several else {})
