"""What a page sends: read with a limit, as JSON or as an ordinary form."""

from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import parse_qs

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request

from dialogs.events import Said, Tapped

LIMIT = 64 * 1024
KEY_LIMIT = 200


class Sent(msgspec.Struct, frozen=True):
    """One event from the page; exactly one of ``text`` and ``token``. ``key`` is the page's own, new for each event."""

    key: str
    text: str | None = None
    token: str | None = None

    def event(self) -> Said | Tapped:
        """What happened; 400 when that is not clear."""
        if not 0 < len(self.key) <= KEY_LIMIT or (self.text is None) == (self.token is None):
            raise HTTPException(400)
        return Said(self.text) if self.text is not None else Tapped(self.token or "")


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form, each once."""

    fields: dict[str, str]

    def sent(self) -> Sent:
        """The event of a page without scripts."""
        text, token = self.fields.get("text"), self.fields.get("token")
        # The key is made with the page. Somebody who goes back to an old page and sends something else from it
        # must not get the old answer, so what was sent belongs to the key.
        fresh = sha256(f"{text}\n{token}".encode()).hexdigest()[:32]
        key = self.fields.get("key", "")
        return Sent(f"{key}.{fresh}" if key else "", text if token is None else None, token)


async def read(request: Request, limit: int = LIMIT) -> bytes:
    """The body; 413 when it is over the limit, before it is in memory."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise HTTPException(413)
    return bytes(body)


async def read_form(request: Request) -> Form:
    """The fields of an ordinary form post; the last one wins when a field comes twice."""
    try:
        fields = parse_qs((await read(request)).decode("ascii"), keep_blank_values=True, max_num_fields=20)
    except ValueError as error:
        raise HTTPException(400) from error
    return Form({name: values[-1] for name, values in fields.items()})


async def read_json(request: Request) -> Sent:
    """The event of a page with scripts."""
    try:
        return msgspec.json.decode(await read(request), type=Sent)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise HTTPException(400) from error


def is_json(request: Request) -> bool:
    """Whether the page talks JSON."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower() == "application/json"
