"""A page on which a developer chats with the bots, without any messenger."""

import mimetypes
from collections.abc import Callable
from pathlib import Path
from typing import Any

from aiohttp import web

from tests.telegram.bot import Bot
from tests.telegram.chat import Shown
from tests.telegram.person import Person
from tests.telegram.schema import File

HTML = Path(__file__).with_name("page.html")


class Page:
    """``bots`` are those of the server, by token."""

    def __init__(self, bots: dict[str, Bot]) -> None:
        self._bots = bots

    @property
    def routes(self) -> list[web.RouteDef]:
        """The page, what it shows, what it does, and the files of messages."""
        place = "/chat/{bot}/{chat_id}"
        return [
            web.get("/", self._page),
            web.get("/chats", self._chats),
            web.get(place, self._show),
            web.post(place, self._act),
            web.get(place + "/file/{message_id}", self._file),
        ]

    async def _page(self, request: web.Request) -> web.Response:
        return web.Response(text=HTML.read_text(encoding="utf-8"), content_type="text/html")

    async def _chats(self, request: web.Request) -> web.Response:
        """All bots with the people who have a chat with them."""
        return web.json_response(
            [
                {
                    "bot": bot.profile.bot_id,
                    "name": bot.profile.text("name", ""),
                    "people": [
                        {"id": chat.chat_id, "name": chat.user.first_name} for chat in bot.chats.values() if chat.user
                    ],
                }
                for bot in self._bots.values()
            ]
        )

    async def _show(self, request: web.Request) -> web.Response:
        person = self._person(request)
        return web.json_response(
            {
                "messages": [_shown(shown) for shown in person.screen],
                "toasts": [{"text": toast.text, "alert": toast.alert} for toast in person.toasts],
                "commands": person.commands,
                "keyboard": person.chat.keyboard,
                "doing": person.chat.doing,
                "blocked": person.chat.blocked,
                "deactivated": person.user.deactivated,
                "violations": person.bot.violations[-5:],
            }
        )

    async def _act(self, request: web.Request) -> web.Response:
        person, form = self._person(request), await request.post()
        act = ACTIONS.get(str(form.get("act")))
        if act is None:
            return web.json_response({"error": "There is no such action."}, status=400)
        try:
            act(person, dict(form))
        except AssertionError as error:
            return web.json_response({"error": str(error)}, status=400)
        return web.json_response({})

    async def _file(self, request: web.Request) -> web.Response:
        number = request.match_info["message_id"]
        shown = next((one for one in self._person(request).screen if str(one.message_id) == number), None)
        if shown is None or shown.file is None:
            raise web.HTTPNotFound
        kind = mimetypes.guess_type(shown.file.name)[0] or "application/octet-stream"
        return web.Response(body=shown.file.content, content_type=kind)

    def _person(self, request: web.Request) -> Person:
        bot_id, chat_id = request.match_info["bot"], request.match_info["chat_id"]
        bot = next((bot for bot in self._bots.values() if str(bot.profile.bot_id) == bot_id), None)
        if bot is None or not chat_id.isdigit() or int(chat_id) == 0:
            raise web.HTTPNotFound
        return bot.person(int(chat_id), request.query.get("language", ""))


Form = dict[str, Any]


def _say(person: Person, form: Form) -> None:
    person.say(form.get("text", ""))


def _tap(person: Person, form: Form) -> None:
    shown = next((one for one in person.screen if str(one.message_id) == form.get("message_id")), None)
    assert shown is not None, "the message is gone"
    person.tap_token(shown, form.get("token", ""))


def _send_file(person: Person, form: Form) -> None:
    field = form.get("file")
    assert isinstance(field, web.FileField), "no file was chosen"
    file = File(field.filename, field.file.read())
    assert file.content, "the file is empty"
    (person.send_photo if field.content_type.startswith("image/") else person.send_document)(file)


def _voice(person: Person, form: Form) -> None:
    person.send_voice()


def _block(person: Person, form: Form) -> None:
    (person.unblock if person.chat.blocked else person.block)()


ACTIONS: dict[str, Callable[[Person, Form], None]] = {
    "say": _say,
    "tap": _tap,
    "file": _send_file,
    "voice": _voice,
    "block": _block,
}
"""What one can do on the page."""


def _shown(shown: Shown) -> dict[str, Any]:
    return {
        "id": shown.message_id,
        "date": shown.date,
        "text": shown.content.get("text", shown.content.get("caption", "")),
        "entities": shown.entities,
        "kind": shown.kind,
        "file": shown.file.name if shown.file else "",
        "contact": shown.contact,
        "by_bot": shown.by_bot,
        "silent": shown.silent,
        "protected": shown.protected,
        "edited": shown.edited is not None,
        "rows": shown.rows,
    }
