"""Where hypotheses are proposed and rated: what a form sends is understood, checked, written down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from litestar import Response, post
from litestar.concurrency import sync_to_thread
from litestar.handlers import HTTPRouteHandler
from litestar.response import Redirect

from cuibono import explore, pipeline
from cuibono.errors import UsageError
from cuibono.explore.rivals import rivals_list
from cuibono.judgements.rivals import rating, rivals_id
from cuibono.pipeline import rivals as writing
from cuibono.web.answers import as_page, chosen, private, viewed
from cuibono.web.judging import checked_length
from cuibono.web.reviewing import Asked, Desk, context, judge, named
from cuibono.web.table import NAMED

Fields = Mapping[str, str]


def doors(desk: Desk) -> Sequence[HTTPRouteHandler]:
    """The addresses to which proposals and ratings are sent."""

    async def taken(request: Asked, key: str) -> Response[Any]:
        sent = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
        fields = sent | {"by": sent.get("by", "").strip() or judge(desk, request)}
        try:
            to = await sync_to_thread(_written, desk, key, fields)
        except UsageError as error:
            told = context(desk, request, {**fields, "message": str(error)})
            return await sync_to_thread(_again, desk, key, told)
        return named(Redirect(to, status_code=303), fields["by"])

    @post("/rivals", status_code=200)
    async def begun(request: Asked) -> Response[Any]:
        return await taken(request, "")

    @post("/rivals/{rivals:str}", status_code=200)
    async def added(request: Asked) -> Response[Any]:
        return await taken(request, str(request.path_params["rivals"]))

    return [begun, added]


def _written(desk: Desk, key: str, fields: Fields) -> str:
    """Write down what a form asks for; the address to go to comes back."""
    by, why = fields["by"], fields.get("why", "").strip()
    checked_length(by, why)
    if fields.get("task") == "propose":
        question, says, quoted = (fields.get(name, "") for name in ("question", "says", "quoted"))
        predicts = fields.get("predicts", "").splitlines()
        made = writing.propose(desk.case, question, says, by, why, predicts=predicts, quoted=quoted)
        return f"/rivals/{rivals_id(made.proposal.question if made.proposal else question)}#{quote(made.subjects[0])}"
    if fields.get("task") == "rate":
        low, high = (fields.get(name, "").strip() for name in ("low", "high"))
        words = "" if low or high else fields.get("words", "")
        told = rating(words, low, high, fields.get("prediction", ""))
        writing.rate(desk.case, fields.get("hypothesis", ""), fields.get("evidence", "").strip(), told, by, why)
        return f"/rivals/{quote(key)}#matrix-h"
    pipeline.note(desk.case, "undo", [fields.get("judgement", "")], by, why)
    desk.settling.wake()
    with explore.open(desk.case) as held:
        left = {one.id for one in rivals_list(held)}
    return f"/rivals/{quote(key)}" if key in left else "/rivals"


def _again(desk: Desk, key: str, told: Mapping[str, object]) -> Response[bytes]:
    """The page from which a form came, with what was typed, and what is wrong with it."""
    page, here = (NAMED["matrix"], f"/rivals/{key}") if key else (NAMED["rivals"], "/rivals")
    query = chosen(page, {})
    with explore.open(desk.case) as held:
        view = viewed(held, page, key or None, query)
    return private(as_page(page, view, key or None, query, here, told), "text/html", {}, 400)
