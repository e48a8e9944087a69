"""The Bot API over HTTP: a call goes out, and its result comes back, or an error that says what to do about it."""

from collections.abc import Mapping
from typing import Any, NoReturn, TypeVar

import aiohttp
import msgspec

from bot.gateways.telegram.call import Call, Upload
from bot.gateways.telegram.connection import session
from bot.gateways.telegram.update import Unreadable

TIMEOUT = aiohttp.ClientTimeout(total=60, sock_connect=20)
HEADERS = {"Content-Type": "application/json"}
T = TypeVar("T")
_encode = msgspec.json.Encoder().encode


class CallFailed(Exception):
    """A call that has not worked. Its text never holds what the call says, nor an address of Telegram with a token."""


class Refused(CallFailed):
    """Telegram does not do that, and would not the next time; ``reason`` is its own word for the status (4xx)."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__()
        self.status, self.reason = status, reason


class SlowDown(CallFailed):
    """It may be made again after ``retry_after`` seconds (429)."""

    def __init__(self, retry_after: int) -> None:
        super().__init__()
        self.retry_after = retry_after


class ServerTrouble(CallFailed):
    """Telegram, or a gateway in front of it, says that it has failed (5xx): nothing was done."""


class NotReached(CallFailed):
    """There was no connection, so nothing was done."""


class NoAnswer(CallFailed):
    """The connection ended before an answer came: nobody knows whether it was done."""


PASSING = (SlowDown, ServerTrouble, NotReached, NoAnswer)
"""What may work later; all else would be refused again."""


class _Parameters(msgspec.Struct, frozen=True):
    retry_after: int | None = None


class _Answer(msgspec.Struct, frozen=True):
    ok: bool
    result: msgspec.Raw = msgspec.Raw(b"null")
    description: str = ""
    error_code: int = 0
    parameters: _Parameters = _Parameters()


_decode = msgspec.json.Decoder(_Answer).decode


def read(result: msgspec.Raw, kind: type[T]) -> T:
    """What is needed of a result. Raises ServerTrouble when it is not of that kind."""
    try:
        return msgspec.json.decode(result, type=kind)
    except Unreadable:
        raise ServerTrouble from None


class Client:
    """One bot's connections to the Bot API at ``api``, such as ``https://api.telegram.org``."""

    def __init__(self, token: str, api: str) -> None:
        self._base = f"{api.rstrip('/')}/bot{token}"
        self._session: aiohttp.ClientSession | None = None

    async def make(self, call: Call) -> msgspec.Raw:
        """Makes the call once and gives its result as JSON. Raises ``CallFailed``."""
        try:
            url = f"{self._base}/{call.method}"
            async with self._connected().post(url, **_body(call), allow_redirects=False) as response:
                return _result(response.status, await response.read())
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
            raise NotReached from None
        except (aiohttp.ClientError, TimeoutError):
            raise NoAnswer from None

    async def close(self) -> None:
        """Lets go of the connections."""
        if self._session is not None:
            await self._session.close()

    def _connected(self) -> aiohttp.ClientSession:
        # Not before there is a loop; and again for a reply that is still to be sent after its bot was stopped.
        if self._session is None or self._session.closed:
            self._session = session(self._base, TIMEOUT)
        return self._session


def _body(call: Call) -> dict[str, Any]:
    if call.upload is None:
        return {"data": _encode(call.parameters), "headers": HEADERS}
    return {"data": _form(call.parameters, call.upload)}


def _form(parameters: Mapping[str, Any], upload: Upload) -> aiohttp.FormData:
    """With a file, parameters are fields of a form: words as they are, everything else as JSON."""
    form = aiohttp.FormData(quote_fields=False)  # Telegram reads names of files as they are.
    for name, value in parameters.items():
        form.add_field(name, value if isinstance(value, str) else _encode(value).decode())
    form.add_field(upload.field, upload.content, filename=upload.name)
    return form


def _result(status: int, body: bytes) -> msgspec.Raw:
    try:
        answer = _decode(body)
    except Unreadable:
        # A gateway in between speaks HTML when it fails. Its words may hold anything: they go no further.
        raise ServerTrouble from None
    return answer.result if answer.ok else _refuse(answer, answer.error_code or status)


def _refuse(answer: _Answer, code: int) -> NoReturn:
    if answer.parameters.retry_after is not None:
        raise SlowDown(answer.parameters.retry_after)
    if code >= 500:
        raise ServerTrouble
    raise Refused(code, answer.description)
