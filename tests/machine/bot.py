"""The whole bot in this process, as often as it is started anew, in front of the Bot API server of the tests."""

from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.delivery import Delivery
from bot.dispatcher import Dispatcher
from bot.gateways.telegram.limiter import Limits
from bot.planner import Planner
from bot.service import Service, new_id
from bot.settings import Settings
from bot.telegram import Telegram
from content.model import Agreement, Company
from storage import outbox, reminders
from storage.database import Database
from tests.bot.talk import Clock
from tests.chaos.setting import KEYRING, KNOWLEDGE, SOURCE, TOKEN
from tests.gateways.telegram.listening import listening
from tests.machine.mortal import Death, MortalTurns
from tests.machine.prepared import url
from tests.telegram import Server

SECRET = "a-secret"
COMPANY = KNOWLEDGE.companies["muster"]
WITHDRAWN = Agreement(**{**COMPANY.agreement.model_dump(), "works_council_approved": None})
PLANS: dict[str, Company] = {
    "whole": COMPANY,
    "shorter": COMPANY.model_copy(update={"plan": COMPANY.plan[1:]}),
    "withdrawn": COMPANY.model_copy(update={"agreement": WITHDRAWN}),
}


class Bot:
    """``life`` counts the processes. ``plan`` is the one that the company has; nothing is sent by one without keys."""

    def __init__(self, folder: Path, server: Server, clock: Clock, by_webhook: bool) -> None:
        self.folder, self.server, self.clock, self.by_webhook = folder, server, clock, by_webhook
        self.companies = {COMPANY.id: COMPANY}
        self.knowledge = replace(KNOWLEDGE, companies=self.companies)
        self.plan, self.life = "whole", 0

    @property
    def unconfirmed(self) -> set[int]:
        """The updates that will come, or come again."""
        waiting = self.server.webhook.waiting if self.by_webhook else self.server.updates.pending
        return {int(update["update_id"]) for update in waiting}

    @property
    def is_busy(self) -> bool:
        """Whether an update is brought, or answered, or what follows it is still under way."""
        webhook = self.telegram.webhook
        under_way = [*(webhook._background if webhook is not None else ()), *self.server.webhook._tasks.values()]
        return bool(self.unconfirmed) or not all(task.done() for task in under_way)

    def change_plan(self, plan: str) -> None:
        """Somebody approved another version, or took an approval back."""
        self.plan, self.companies[COMPANY.id] = plan, PLANS[plan]

    async def start(self) -> None:
        """A process begins; what another one has left in the middle it gives back first, as the application does."""
        self.life += 1
        self.death = Death()
        self.stack = AsyncExitStack()
        self.database = Database.open(url(self.folder))
        self.stack.callback(self.database.close)
        await self._give_back()
        turns = MortalTurns(self.database, self.knowledge, KEYRING, self.clock, new_id, death=self.death)
        secret = SECRET if self.by_webhook else ""
        wanted = Settings(telegram_api=self.server.url, webhook_secret=secret, data_dir=self.folder)
        service = Service(wanted, self.knowledge, KEYRING, self.database, self.clock, turns)
        self.telegram = telegram = Telegram(service, TOKEN, "", Limits(1000, 0.0), _introduced)
        self.stack.push_async_callback(telegram.close)
        if telegram.webhook is not None:
            self.server.webhook.url = await self.stack.enter_async_context(listening(telegram.webhook))
            self.server.webhook.secret = SECRET
        self.planner = Planner(self.database, self.knowledge, self.clock)
        self.dispatcher = Dispatcher(self.database, self.knowledge, self.clock)
        self.delivery = Delivery(self.database, self.knowledge, KEYRING, self.clock, {SOURCE: telegram})
        telegram.start()

    async def stop(self) -> None:
        """The process ends."""
        await self.stack.aclose()

    async def look(self) -> None:
        """The alarm clock rings once."""
        await self.planner.follow()
        await self.dispatcher.dispatch()
        await self.delivery.deliver()

    async def pass_time(self, span: timedelta, is_down: bool) -> None:
        """From one moment at which something is due to the next; ``is_down``: nobody looks until the end."""
        end = self.clock.moment + span
        while not is_down:
            at = await self.database.perform(reminders.next_due)
            if at is None or at > end:
                break
            self._move(max(at - self.clock.moment, timedelta(seconds=1)))
            await self.look()
        self._move(max(end - self.clock.moment, timedelta()))
        await self.look()

    def _move(self, span: timedelta) -> None:
        self.clock.moment += span
        self.server.clock.advance(span.total_seconds())

    async def _give_back(self) -> None:
        now = self.clock()
        await self.database.perform(lambda tx: reminders.release_claimed(tx, now))
        await self.database.perform(lambda tx: outbox.recover(tx, now))


async def _introduced(name: str) -> None:
    """The name is known."""
