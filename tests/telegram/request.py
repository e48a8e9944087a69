"""The parameters of a call, in whichever way they came."""

import json
from typing import Any

from aiohttp import web

from tests.telegram.refusal import bad_request
from tests.telegram.schema import ATTACHED, METHODS, File


async def parameters(request: web.Request, method: str) -> dict[str, Any]:
    """From the query, a form, a multipart form or a JSON body."""
    given: dict[str, Any] = {name: from_text(method, name, text) for name, text in request.query.items()}
    if request.content_type == "application/json":
        return given | from_json(await request.text())
    uploads: dict[str, File] = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            uploads[name] = File(value.filename, value.file.read())
        else:
            given[name] = from_text(method, name, value if isinstance(value, str) else value.decode())
    return _attached(given, uploads)


def from_json(text: str) -> dict[str, Any]:
    """A body, or the answer of a webhook. Raises ``Refusal``."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise bad_request("can't parse JSON object")
    return found


def from_text(method: str, name: str, text: str) -> Any:
    """The value of a parameter that came as text: it is JSON unless words are expected."""
    fields = {field["name"]: field["types"] for field in METHODS.get(method, {"fields": []})["fields"]}
    types = fields.get(name, ["String"])
    if set(types) <= {"String", "InputFile"}:
        return text
    try:
        return json.loads(text.lower() if types == ["Boolean"] else text)
    except ValueError:
        return text


def _attached(given: dict[str, Any], uploads: dict[str, File]) -> dict[str, Any]:
    """``attach://name`` stands for the part with that name, wherever it is."""
    used: set[str] = set()

    def resolved(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: resolved(each) for name, each in value.items()}
        if isinstance(value, list):
            return [resolved(each) for each in value]
        part = value.removeprefix(ATTACHED) if isinstance(value, str) and value.startswith(ATTACHED) else None
        if part not in uploads:
            return value
        used.add(part)
        return uploads[part]

    found: dict[str, Any] = resolved(given)
    return found | {name: file for name, file in uploads.items() if name not in used}
