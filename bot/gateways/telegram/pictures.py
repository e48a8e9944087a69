"""Drawings on their way to Telegram: it gets each of them once, and from then on its name for the file is enough."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

import msgspec

from bot.gateways.telegram.call import Call, Upload
from bot.gateways.telegram.message import without_picture

Draw = Callable[[str], bytes]
"""The drawing of that name as PNG; KeyError when there is none. Takes its time."""


def no_drawing(name: str) -> bytes:
    """Where no drawings are at hand."""
    raise KeyError(name)


class _Size(msgspec.Struct):
    file_id: str


class _Shown(msgspec.Struct):
    photo: tuple[_Size, ...] = ()


_shown = msgspec.json.Decoder(_Shown).decode


class Pictures:
    """Telegram's names for files are good for one bot only, and as long as the process runs here."""

    def __init__(self, draw: Draw) -> None:
        self._draw = draw
        self._file_ids: dict[str, str] = {}

    def named(self, call: Call) -> Call:
        """The call with Telegram's name for the picture; unchanged where there is none yet."""
        file_id = self._file_ids.get(call.picture)
        return replace(call.with_parameters({"photo": file_id}), picture="") if file_id else call

    async def ready(self, call: Call) -> Call:
        """The call with its picture named or drawn, or with the words alone."""
        named = self.named(call)
        if not named.picture:
            return named
        try:
            png = await asyncio.to_thread(self._draw, call.picture)
        except KeyError:
            return without_picture(call)
        return replace(call, upload=Upload("photo", f"{call.picture}.png", png))

    def learn(self, name: str, message: msgspec.Raw) -> None:
        """Telegram's answer to the upload holds its name for the largest size."""
        photo = _shown(message).photo
        if photo:
            self._file_ids[name] = photo[-1].file_id
