"""The drawings of the content."""

from collections.abc import Callable
from hashlib import sha256

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.gateways.web.headers import dressed

FOR_A_DAY = "public, max-age=86400"
# A drawing brings its own styles for light and dark, and nothing else. Opened alone, it may do nothing either.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


class Pictures:
    """``drawing`` gives the SVG of a name; KeyError when there is none."""

    def __init__(self, drawing: Callable[[str], bytes]) -> None:
        self._drawing = drawing

    async def show(self, request: Request) -> Response:
        """GET /picture/{name}.svg"""
        try:
            content = self._drawing(request.path_params["name"])
        except KeyError:
            raise HTTPException(404) from None
        tag = f'"{sha256(content).hexdigest()[:16]}"'
        if request.headers.get("if-none-match") == tag:
            return dressed(Response(status_code=304, headers={"ETag": tag}), FOR_A_DAY)
        response = dressed(Response(content, headers={"ETag": tag}, media_type="image/svg+xml"), FOR_A_DAY)
        response.headers["Content-Security-Policy"] = POLICY
        return response
