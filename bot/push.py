"""Web Push (RFC 8030, 8291, 8292): a few encrypted bytes to the push service of a browser, which wakes it up."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import msgspec

from bot.clock import now

TIMEOUT = 10.0
"""Seconds for the whole request."""
TOPIC = "reminder"
"""A newer push replaces an older one that has not arrived yet."""
PAUSE = 60.0
LONGEST_PAUSE = 3600.0
"""Seconds until a busy push service is asked again, if it does not say when, and at most."""
UNREACHABLE = 503
"""Stands for a push service that does not answer."""
UNUSABLE = 410
"""Stands for keys with which nothing can be encrypted."""
SIGNED_FOR = timedelta(hours=12)
"""Push services refuse what is signed for longer than a day."""
_HEADERS = {
    "Content-Encoding": "aes128gcm",
    "Content-Type": "application/octet-stream",
    "Urgency": "low",
    "Topic": TOPIC,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the push service said: its status, and for how many seconds to wait when it is busy."""

    status: int
    pause: float = PAUSE

    @property
    def accepted(self) -> bool:
        return 200 <= self.status < 300

    @property
    def gone(self) -> bool:
        """The browser no longer wants to be woken."""
        return self.status in (404, 410)

    @property
    def busy(self) -> bool:
        return self.status == 429 or self.status >= 500


@dataclass(frozen=True, slots=True)
class Pusher:
    """Sends in the program's name. ``contact`` is whom a push service may ask: ``mailto:…`` or ``https://…``."""

    private_key: str
    contact: str

    async def push(self, subscription: str, payload: bytes, lifetime: timedelta) -> Answer:
        """Hand over a payload that is worth something for ``lifetime``; never raises for what the service does.

        Nobody may log the endpoint: it is as good as an address.
        """
        # Loading the library and encrypting take their time, and other people are waiting for their turn.
        request = await asyncio.to_thread(self._request, subscription, payload, int(lifetime.total_seconds()))
        return await _post(request) if request else Answer(UNUSABLE)

    def _request(self, subscription: str, payload: bytes, seconds: int) -> "_Request | None":
        from pywebpush import Vapid, WebPusher

        info = msgspec.json.decode(subscription)
        parts = urlsplit(info["endpoint"])
        # By the real clock, which the push service has, whatever the program's own one says.
        expires = int((now() + SIGNED_FOR).timestamp())
        claims = {"aud": f"{parts.scheme}://{parts.netloc}", "exp": expires, "sub": self.contact}
        try:
            body = WebPusher(info).encode(payload)["body"]
        except ValueError:  # A point that is not on the curve.
            return None
        signed = Vapid.from_raw(self.private_key.encode()).sign(claims)
        return _Request(info["endpoint"], body, {**_HEADERS, **signed, "TTL": str(seconds)})


@dataclass(frozen=True, slots=True)
class _Request:
    endpoint: str
    body: bytes
    headers: dict[str, str]


async def _post(request: _Request) -> Answer:
    import aiohttp

    timeout = aiohttp.ClientTimeout(total=TIMEOUT)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout, trust_env=True) as session,
            # No redirects: they could lead to where endpoints may not.
            session.post(
                request.endpoint, data=request.body, headers=request.headers, allow_redirects=False
            ) as response,
        ):
            return Answer(response.status, _pause(response.headers.get("Retry-After", "")))
    except (aiohttp.ClientError, TimeoutError, OSError):
        return Answer(UNREACHABLE)


def _pause(retry_after: str) -> float:
    """Seconds, or a date (RFC 9110, 10.2.3)."""
    if retry_after.isascii() and retry_after.isdigit():
        return min(float(retry_after), LONGEST_PAUSE)
    try:
        seconds = (parsedate_to_datetime(retry_after) - now()).total_seconds()
    except (ValueError, TypeError):
        return PAUSE
    return min(max(seconds, 1.0), LONGEST_PAUSE)
