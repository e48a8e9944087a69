"""A whole bot with real turns; people and trouble at random: nothing is lost, nothing is said twice without need."""

import asyncio
import tempfile
from collections import Counter
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import stamina
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from bot.delivery import Delivery
from bot.dispatcher import Dispatcher
from bot.gateways.telegram.limiter import Limits
from bot.service import Service, new_id
from bot.settings import Settings
from bot.telegram import Telegram
from bot.turns import TurnTaker
from storage.database import Database
from tests.bot.talk import Clock as Standing
from tests.chaos import findings, setting
from tests.chaos.kills import Kill
from tests.chaos.people import COMMANDS, WORDS, Somebody
from tests.chaos.records import Records, read
from tests.chaos.twin import Twin, live_again
from tests.chaos.watch import Noted, Seen, Watch
from tests.gateways.telegram.listening import listening
from tests.telegram import Clock, Server
from tests.telegram.faults import BadGateway, Dropped, Fault, Refused, Slow
from tests.telegram.refusal import Refusal

SECRET = "a-secret"
SEED, CHATS, SECONDS = 4, 3, 60.0
"""A setting with somebody who has joined and somebody who has not."""
TROUBLE: dict[str, Fault] = {
    "500": Refused(Refusal(500, "Internal Server Error")),
    "502": BadGateway(),
    "dropped before": Dropped(),
    "dropped after": Dropped(done=True),
    "slow": Slow(0.1),
}
METHODS = ("sendMessage", "editMessageText", "answerCallbackQuery", "getUpdates")
PATIENCE = 20.0
TICK = 0.05
"""Seconds by which the server's clock moves at each look, since what is brought again waits on it."""
people = st.integers(0, CHATS - 1)


class Machine(RuleBasedStateMachine):
    """``again`` counts the updates that were brought a second time although they had been taken."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory(prefix="inleku-machine-")
        self.url = f"sqlite:///{Path(self.folder.name) / 'inleku.db'}"
        self.clock = Standing(setting.START)
        self.kills: list[Kill] = []
        self.again: Counter[int] = Counter()
        self.by_webhook = False
        stamina.set_testing(True, attempts=1000, cap=True)

    @initialize(by_webhook=st.booleans())
    def begin(self, by_webhook: bool) -> None:
        self.by_webhook = by_webhook
        with_all = Database.open(self.url)
        strangers = set(setting.prepare(with_all, SEED, CHATS, SECONDS))
        with_all.close()
        assert 0 < len(strangers) < CHATS
        self._run(self._begin(strangers))

    async def _begin(self, strangers: set[int]) -> None:
        self.server = Server(setting.TOKEN, clock=Clock(speed=0))
        await self.server.start()
        bot = self.server.bot(setting.TOKEN)
        self.watch = bot.faults = Watch(bot, lambda place, seen: None)
        self.updates = bot.updates = Noted(self.server.clock)
        chats = range(setting.FIRST_CHAT, setting.FIRST_CHAT + CHATS)
        known = [(self.server.person(chat, setting.language(chat)), chat in strangers) for chat in chats]
        self.people = [Somebody(person, SEED, setting.CODE if new else "", 1.0, lambda: False) for person, new in known]
        await self._open()

    # -- what people do ----------------------------------------------------------------------------------------------

    @rule(who=people, words=st.sampled_from([*WORDS, *COMMANDS, f"/start {setting.CODE}"]))
    def write(self, who: int, words: str) -> None:
        self._settle(lambda: self.people[who].person.say(words))

    @rule(who=people, words=st.text(max_size=300))
    def write_anything(self, who: int, words: str) -> None:
        self._settle(lambda: self.people[who].person.say(f"Ich: {words}"))

    @rule(who=people, data=st.data(), taps=st.integers(1, 3))
    def tap(self, who: int, data: st.DataObject, taps: int) -> None:
        if keys := self.people[who]._keys():
            shown, token = data.draw(st.sampled_from(keys))
            self._settle(*[lambda: self.people[who].person.tap_token(shown, token)] * taps)

    @rule(who=people, data=st.data())
    def tap_what_is_old(self, who: int, data: st.DataObject) -> None:
        if seen := self.people[who].seen:
            key = data.draw(st.sampled_from(seen))
            self._settle(lambda: self.people[who].person.tap_token(*key))

    @rule(who=people, back=st.booleans())
    def block(self, who: int, back: bool) -> None:
        person = self.people[who].person
        self._settle(lambda: person.say("Tschüss"), person.block, *([person.unblock] if back else []))

    # -- what happens to the bot -------------------------------------------------------------------------------------

    @rule(method=st.sampled_from(METHODS), trouble=st.sampled_from(sorted(TROUBLE)))
    def something_goes_wrong_next(self, method: str, trouble: str) -> None:
        self.watch.once(method, TROUBLE[trouble])

    @rule(who=people, words=st.sampled_from(COMMANDS), moment=st.sampled_from([0.0, 0.002, 0.01, 0.03]))
    def end_in_the_middle(self, who: int, words: str, moment: float) -> None:
        self._run(self._restart(lambda: self.people[who].person.say(words), moment))
        self._settle()

    @precondition(lambda self: self.by_webhook)
    @rule(data=st.data())
    def update_comes_again(self, data: st.DataObject) -> None:
        if self.updates.all:
            update = data.draw(st.sampled_from(self.updates.all))
            chat = int(next(each for name, each in update.items() if name != "update_id").get("chat", {}).get("id", 0))
            self.again[update["update_id"]] += 1
            self._settle(lambda: self.server.webhook.add(chat, update))

    @rule(hours=st.sampled_from([0.05, 0.5, 3]))
    def time_passes(self, hours: float) -> None:
        self.clock.moment += timedelta(hours=hours)
        self.server.clock.advance(3600 * hours)
        self._run(self._remind())
        self._settle()

    # -- the bot -----------------------------------------------------------------------------------------------------

    async def _open(self) -> None:
        self.watch.life += 1
        self.stack = AsyncExitStack()
        self.database = Database.open(self.url)
        self.stack.callback(self.database.close)
        turns = TurnTaker(self.database, setting.KNOWLEDGE, setting.KEYRING, self.clock, new_id)
        wanted = Settings(telegram_api=self.server.url, webhook_secret=SECRET if self.by_webhook else "")
        service = Service(wanted, setting.KNOWLEDGE, setting.KEYRING, self.database, self.clock, turns)
        self.telegram = Telegram(service, setting.TOKEN, "", Limits(1000, 0.0), _introduced)
        self.stack.push_async_callback(self.telegram.close)
        if self.telegram.webhook is not None:
            url = await self.stack.enter_async_context(listening(self.telegram.webhook))
            self.server.webhook.url, self.server.webhook.secret = url, SECRET
        self.telegram.start()

    async def _restart(self, before: Callable[[], object], moment: float) -> None:
        before()
        await asyncio.sleep(moment)
        self.kills.append(Kill("in the middle", self._unconfirmed()))
        await self.stack.aclose()
        await self._open()

    async def _remind(self) -> None:
        await Dispatcher(self.database, setting.KNOWLEDGE, self.clock).dispatch()
        carriers = {setting.SOURCE: self.telegram}
        await Delivery(self.database, setting.KNOWLEDGE, setting.KEYRING, self.clock, carriers).deliver()

    def _unconfirmed(self) -> frozenset[int]:
        waiting = self.server.webhook.waiting if self.by_webhook else self.updates.pending
        return frozenset(int(update["update_id"]) for update in waiting)

    def _run(self, what: Coroutine[Any, Any, None]) -> None:
        self.runner.run(what)

    def _settle(self, *happens: Callable[[], object]) -> None:
        self._run(self._quiet(happens))

    async def _quiet(self, happens: tuple[Callable[[], object], ...]) -> None:
        for each in happens:
            each()
        async with asyncio.timeout(PATIENCE):
            calls = -1
            while self._unconfirmed() or len(self.server.calls) != calls:
                calls = len(self.server.calls)
                self.server.clock.advance(TICK)
                await asyncio.sleep(0.03)

    # -- the end -----------------------------------------------------------------------------------------------------

    def teardown(self) -> None:
        """All of it is counted against a twin to which nothing has happened."""
        try:
            if hasattr(self, "server"):
                self._settle()
                self._run(self._close())
                self._count()
        finally:
            self.runner.close()
            stamina.set_testing(False)
            self.folder.cleanup()

    async def _close(self) -> None:
        await self.stack.aclose()
        await self.server.close()

    def _count(self) -> None:
        database = Database.open(self.url)
        records = read(database, setting.KEYRING)
        database.close()
        fresh = Database.open(f"sqlite:///{Path(self.folder.name) / 'twin.db'}")
        setting.prepare(fresh, SEED, CHATS, SECONDS)
        twin = live_again(fresh, records, [each for each in self.updates.all if "my_chat_member" not in each])
        fresh.close()
        assert self.server.violations == []
        assert problems(self.watch.seen, records, twin, self.kills, self.again) == []


async def _introduced(name: str) -> None:
    """The name is known."""


def problems(seen: list[Seen], records: Records, twin: Twin, kills: list[Kill], again: Counter[int]) -> list[str]:
    """What must not be."""
    replies, nudges = findings.replies(seen, twin, kills, again), findings.nudges(seen, records)
    wrong: dict[str, Any] = {
        "turns lost": findings.lost(records, twin),
        "turns changed": findings.changed(records, twin),
        "people elsewhere": twin.moved_apart,
        "replies missing": replies.missing,
        "edits missing": findings.edits_missing(seen, twin),
        "replies sent twice": replies.twice - replies.in_danger,
        "reminders sent twice": nudges.twice,
        "reminders missing": nudges.missing,
        "reminders without an end": [each for each in records.outbox if each[1] not in ("sent", "dropped", "waiting")],
        "taps not answered once": findings.taps_not_answered_once(seen, twin, kills, again),
    }
    return [f"{name}: {found}" for name, found in wrong.items() if found]


TestMachine = Machine.TestCase
TestMachine.settings = settings(
    max_examples=6, stateful_step_count=10, deadline=None, suppress_health_check=list(HealthCheck)
)
