"""By way of the proxy that the environment names, as it is usual in a plant."""

import msgspec
import pytest
from aiohttp import web
from aiohttp.test_utils import RawTestServer

from bot.gateways.telegram.call import Call
from bot.gateways.telegram.client import Client
from bot.gateways.telegram.connection import proxy_for

API = "https://api.telegram.org"
NAMES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


async def test_calls_go_by_the_proxy_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = list[str]()

    async def proxy(request: web.BaseRequest) -> web.Response:
        asked.append(f"{request.method} {request.raw_path}")
        return web.json_response({"ok": True, "result": {"from": "the proxy"}})

    async with RawTestServer(proxy) as server:
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{server.port}")
        client = Client("123:token", "http://bot-api.invalid")
        result = await client.make(Call("getMe", {}))
        await client.close()
    assert msgspec.json.decode(result) == {"from": "the proxy"}
    assert asked == ["POST http://bot-api.invalid/bot123:token/getMe"]


def test_proxy_is_that_of_the_scheme_and_not_for_hosts_that_need_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert proxy_for(API) is None
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.plant.example:3128")
    assert proxy_for(API) == "http://proxy.plant.example:3128"
    assert proxy_for("http://127.0.0.1:8081") is None
    monkeypatch.setenv("NO_PROXY", "localhost,.telegram.org")
    assert proxy_for(API) is None
