"""A browser without scripts: asks the application, keeps cookies, follows no redirect."""

import asyncio
from typing import Any

import httpx
from starlette.applications import Starlette

ADDRESS = "http://chat.test"


class Client:
    """Each request runs in an event loop of its own, so that tests read from top to bottom."""

    def __init__(self, app: Starlette) -> None:
        self.cookies = httpx.Cookies()
        self._app = app

    def get(self, path: str, **options: Any) -> httpx.Response:
        """GET ``path``; options as in httpx."""
        return asyncio.run(self._request("GET", path, **options))

    def post(self, path: str, **options: Any) -> httpx.Response:
        """POST to ``path``; options as in httpx."""
        return asyncio.run(self._request("POST", path, **options))

    def delete(self, path: str, **options: Any) -> httpx.Response:
        """DELETE ``path``; options as in httpx."""
        return asyncio.run(self._request("DELETE", path, **options))

    async def _request(self, method: str, path: str, **options: Any) -> httpx.Response:
        transport = httpx.ASGITransport(self._app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=ADDRESS, cookies=self.cookies) as client:
            response = await client.request(method, path, **options)
            self.cookies = httpx.Cookies(client.cookies)
            return response
