"""The cookies that find a person again on this device."""

from starlette.requests import Request
from starlette.responses import Response

from bot.gateways.web.settings import WebSettings

SESSION = "inleku_session"
"""Whoever has this value is the person: a random token, the address of the web chat."""

BEGIN = "inleku_begin"
"""The token that a session will get. Known before the form is sent, so that sending it twice joins once."""

_LIMIT = 100


def session_of(request: Request) -> str:
    """The session's token, "" without one."""
    return _cookie(request, SESSION)


def begin_of(request: Request) -> str:
    """The token prepared for a session, "" without one."""
    return _cookie(request, BEGIN)


def remember(response: Response, token: str, settings: WebSettings) -> None:
    """Keep the session on this device; each visit makes it last for the full time again."""
    _set(response, SESSION, token, settings, settings.session_max_age)
    response.delete_cookie(BEGIN, path="/")


def prepare(response: Response, token: str, settings: WebSettings) -> None:
    """Have a token ready for the form; gone when the browser closes."""
    _set(response, BEGIN, token, settings, None)


def forget(response: Response) -> None:
    """Nothing on this device leads to the person any more."""
    response.delete_cookie(SESSION, path="/")
    response.delete_cookie(BEGIN, path="/")


def _cookie(request: Request, name: str) -> str:
    value = request.cookies.get(name, "")
    return value if 16 <= len(value) <= _LIMIT and value.isascii() else ""


def _set(response: Response, name: str, value: str, settings: WebSettings, max_age: int | None) -> None:
    secure = settings.secure_cookie
    response.set_cookie(name, value, max_age=max_age, path="/", secure=secure, httponly=True, samesite="lax")
