"""The parameters of a call, in whichever way they came."""

import json
from typing import Any

from aiohttp import web

from tests.telegram.refusal import Refusal
from tests.telegram.schema import File, from_text


async def parameters(request: web.Request, method: str) -> dict[str, Any]:
    """From the query, a form, a multipart form or a JSON body."""
    given: dict[str, Any] = {name: from_text(method, name, text) for name, text in request.query.items()}
    if request.content_type == "application/json":
        return given | _from_json(await request.text())
    uploads: dict[str, File] = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            uploads[name] = File(value.filename, value.file.read())
        else:
            given[name] = from_text(method, name, value if isinstance(value, str) else value.decode())
    return _attached(given, uploads)


def _from_json(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text or "{}")
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise Refusal(400, "Bad Request: can't parse JSON object")
    return found


def _attached(given: dict[str, Any], uploads: dict[str, File]) -> dict[str, Any]:
    """``attach://name`` stands for the part with that name."""
    used = {name: value.removeprefix("attach://") for name, value in given.items() if _attaches(value)}
    direct = {name: file for name, file in uploads.items() if name not in used.values()}
    return given | direct | {name: uploads[part] for name, part in used.items() if part in uploads}


def _attaches(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("attach://")
