"""One bot of the server: all that is known about it."""

from collections.abc import Awaitable, Callable
from typing import Any

from tests.telegram.call import Call
from tests.telegram.chat import Chat, group, private
from tests.telegram.clock import Clock
from tests.telegram.commands import Commands
from tests.telegram.faults import Faults, Refused
from tests.telegram.files import Files
from tests.telegram.group import Group
from tests.telegram.opinion import disagreements, disagreements_about_update
from tests.telegram.person import Person
from tests.telegram.profile import Profile
from tests.telegram.queries import Queries
from tests.telegram.rates import Limits, Rates
from tests.telegram.refusal import Refusal, bad_request
from tests.telegram.updates import Updates
from tests.telegram.user import User
from tests.telegram.webhook import Webhook

Execute = Callable[["Bot", str, dict[str, Any]], Awaitable[None]]


class Bot:
    """``violations`` are the calls that the Bot API does not allow; tests expect that there are none."""

    def __init__(
        self,
        token: str,
        username: str,
        users: dict[int, User],
        clock: Clock,
        limits: Limits | None,
        second_opinion: bool,
        execute: Execute,
    ) -> None:
        self.token, self.clock, self.users = token, clock, users
        self._second_opinion = second_opinion
        self.calls: list[Call] = []
        self.violations: list[str] = []
        self.profile = Profile(int(token.partition(":")[0]), username)
        self.commands = Commands()
        self.updates = Updates(clock)
        self.webhook = Webhook(lambda method, given: execute(self, method, given), clock)
        self.queries = Queries(clock)
        self.files = Files()
        self.rates = Rates(limits)
        self.faults = Faults()
        self.chats: dict[int, Chat] = {}

    def person(self, chat_id: int, language_code: str = "", first_name: str = "") -> Person:
        """Somebody who can write to the bot, and whom it can write to. "" leaves what is known about them."""
        user = self.users.setdefault(chat_id, User(chat_id))
        user.language_code = language_code or user.language_code
        user.first_name = first_name or user.first_name
        chat = self.chats.setdefault(chat_id, private(user, self.clock))
        chat.place["first_name"] = user.first_name
        return Person(self, chat, user)

    def group(self, chat_id: int, title: str = "Gruppe") -> Group:
        """A group that the bot is in; its number is negative."""
        return Group(self, self.chats.setdefault(chat_id, group(chat_id, title, self.clock)))

    def chat(self, chat_id: Any) -> Chat:
        """Raises ``Refusal`` when the bot knows no such chat."""
        found = self.chats.get(int(chat_id)) if str(chat_id).lstrip("-").isdigit() else None
        if found is None:
            raise bad_request("chat not found")
        return found

    def happened(self, chat_id: int, content: dict[str, Any]) -> None:
        """Like ``push``, with others' opinion on what is pushed."""
        if self._second_opinion:
            self.violations.extend(disagreements_about_update({"update_id": 1, **content}))
        self.push(chat_id, content)

    def push(self, chat_id: int, content: dict[str, Any]) -> None:
        """Something happened; the bot gets it in its way, if it asked for such."""
        if not self.updates.wanted(content):
            return
        update = self.updates.number(content)
        if self.webhook.url:
            self.webhook.add(chat_id, update)
        else:
            self.updates.add(update)

    def sent(self, message: dict[str, Any]) -> None:
        """Others' opinion on a message of the bot."""
        if self._second_opinion:
            self.violations.extend(disagreements(message))

    def refuse(self, method: str, *refusals: Refusal) -> None:
        """The next calls of the method fail like this, one after the other."""
        self.faults.once(method, *map(Refused, refusals))

    def made(self, method: str) -> list[dict[str, Any]]:
        """The parameters of all calls of the method."""
        return [call.parameters for call in self.calls if call.method == method]

    def longest_window(self) -> int:
        """The largest number of messages within any second."""
        return self.rates.longest_window()

    def shortest_gap(self) -> float:
        """The fewest seconds between two new messages in the same chat."""
        return self.rates.shortest_gap()
