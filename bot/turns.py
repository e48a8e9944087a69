"""A turn: read, decide, write in one transaction, in one synchronous function, answered after the commit."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import msgspec

from bot import devices, sessions
from bot import invitations as codes
from bot.clock import Clock
from bot.commands import of_role
from bot.exchange import Answered, Inbound, Past, Reach, Reply
from bot.history import history
from bot.knowledge import Knowledge
from bot.person import CodeTaken, Person, decode_profile, decode_record
from bot.planner import set_anew
from bot.recording import is_private, record, replay
from bot.rendering import Find, no_recording, reply
from dialogs.codec import dump
from dialogs.effects import Say, SendOwnData, Toast
from dialogs.engine import Turn
from dialogs.events import Event, Said, command_of
from dialogs.flows import workshop
from dialogs.flows.login import ROLES
from dialogs.flows.workshop_steps import Summary
from dialogs.state import Conversation, Profile, Record
from dialogs.table import APPROVAL, DEVICE, LOGIN, OFFER, WORKSHOP
from dialogs.text import readable, t
from dialogs.world import Invitation, Refused, World
from storage import channels, conversations, learners, outbox, turns
from storage.addresses import Keyring
from storage.conversations import Found
from storage.database import Database
from storage.transaction import Transaction

COMPANY_MISSING = t(
    "Die Angaben zu deinem Betrieb fehlen gerade. Dein Lernstand ist sicher. Versuch es später noch einmal."
)
_encode = msgspec.json.Encoder().encode
_OWN_WORDS = _encode({"own": True})


@dataclass(frozen=True, slots=True)
class TurnTaker:
    """``bot.exchange.Turns`` on the database. ``new_id`` gives a random uuid4, ``address`` is that of the pages."""

    database: Database
    knowledge: Knowledge
    keyring: Keyring
    clock: Clock
    new_id: Callable[[], str]
    recorded: Find = no_recording
    address: str = ""

    async def take(self, inbound: Inbound) -> Reply:
        """See ``bot.exchange.Turns.take``."""
        now = self.clock()
        return await self.database.perform(lambda tx: self.turn(tx, inbound, now))

    def begin(self, inbound: Inbound, done: Answered) -> None:
        """See ``bot.exchange.Begin``."""
        now = self.clock()
        self.database.request(lambda tx: self.turn(tx, inbound, now), done)

    def take_now(self, inbound: Inbound) -> Reply:
        """The same for a caller without an event loop."""
        now = self.clock()
        return self.database.perform_now(lambda tx: self.turn(tx, inbound, now))

    async def answered(self, inbound: Inbound) -> None:
        """See ``bot.exchange.Turns.answered``."""
        await self.database.perform(lambda tx: turns.answered(tx, inbound.source, inbound.key))

    async def history(self, source: str, address: str, after: int = 0, limit: int = 50) -> tuple[Past, ...]:
        """See ``bot.exchange.Turns.history``."""
        return await self.database.perform(lambda tx: self.past(tx, source, address, after, limit))

    async def joined(self, source: str, address: str) -> bool:
        """See ``bot.exchange.Turns.joined``."""
        hashes = self.keyring.hashes(source, address)
        found = await self.database.perform(lambda tx: conversations.find(tx, hashes, source, ""))
        return found is not None and found.profile is not None

    def turn(self, tx: Transaction, inbound: Inbound, now: datetime) -> Reply:
        """The whole turn. Runs again from the start when its transaction has to."""
        hashes = self.keyring.hashes(inbound.source, inbound.address)
        found = conversations.find(tx, hashes, inbound.source, inbound.key)
        if found is not None and found.repeated is not None:
            return self._repeated(tx, found, inbound, now)
        if found is None or found.key_taken:
            turns.free(tx, inbound.source, inbound.key)
        event, arrived = inbound.event, False
        if isinstance(event, Reach):
            return self._reach(tx, found, event, now)
        if found is None or found.profile is None:
            arrived = devices.arrive(tx, self.keyring, _code_in(event), inbound, found, now)
            if arrived:
                found, event = conversations.find(tx, hashes, inbound.source, inbound.key), Said("/start")
        person = _person(found, now, self.new_id)
        state = self.knowledge.codec.load(found.state) if found else Conversation()
        language = state.language or inbound.language
        before = ("", "") if arrived else (person.role, state.language)
        if person.profile is not None:
            company = self.knowledge.companies.get(person.profile.company)
            if company is None:
                return reply((Say((COMPANY_MISSING,)),), self.knowledge.catalogue(language), 0, "")
            person.zone = company.time_zone
        try:
            turn = self._decide(tx, person, state, event, language, inbound.company)
            if turn.private:
                return self._answer(tx, turn, person, language, event, before)
            person.heard()
            person.apply(tx, turn.effects)
        except CodeTaken:
            turn = self._refused(person, state, language)
        if not person.erased:
            self._keep(tx, found, person.id, hashes[0], inbound, turn.state, now)
        if person.moved and not person.erased:
            set_anew(tx, self.knowledge, person.id, person.profile, person.record, now)
        number = self._record(tx, person, inbound, turn)
        return self._answer(tx, turn, person, turn.state.language or language, event, before, number)

    def _reach(self, tx: Transaction, found: Found | None, event: Reach, now: datetime) -> Reply:
        """Whoever has blocked us gets nothing more; whoever lets us in again does, from the next reminder on."""
        if found is not None:
            channels.reach(tx, found.hash, event.open)
            if not event.open:
                outbox.drop_for(tx, found.hash, now)
        return Reply(0, "")

    def _decide(
        self, tx: Transaction, person: Person, state: Conversation, event: Event, language: str, company: str
    ) -> Turn:
        invitation = self._invitation(tx, person, event, company)
        world = self.knowledge.world(person.now, person.id, language, person.profile, person.record, invitation)
        if person.profile is not None:
            world = self._asked_for(tx, person, person.profile, event, world)
            world = self._with_plan(tx, person.profile, state, event, world)
        return self.knowledge.engine.advance(state, event, world)

    def _asked_for(self, tx: Transaction, person: Person, profile: Profile, event: Event, world: World) -> World:
        """What only single commands need to know."""
        command = (command_of(event) or ("",))[0]
        if command == DEVICE:
            code = devices.issue(tx, self.keyring, person.id, person.now)
            return msgspec.structs.replace(world, device_code=code)
        if command == LOGIN and person.role in ROLES:
            token = sessions.issue(tx, self.keyring, person.id, person.now)
            return msgspec.structs.replace(world, login_link=f"{self.address}/login/{token}")
        if command == OFFER:
            self.knowledge.refresh(tx)
            return msgspec.structs.replace(world, offers=self.knowledge.offers[profile.company])
        if command == APPROVAL:
            # Loaded only where plans are approved: their models are of no use to anybody else.
            from bot.approvals import keys_of

            return msgspec.structs.replace(world, keys=keys_of(tx, profile.company, profile.role, person.now))
        return world

    def _with_plan(self, tx: Transaction, profile: Profile, state: Conversation, event: Event, world: World) -> World:
        """The plan, while its workshop begins or is open."""
        if profile.role != workshop.ROLE:
            return world
        held = [frame.data for frame in state.stack if frame.flow == workshop.NAME]
        if not held and (command_of(event) or ("",))[0] != WORKSHOP:
            return world
        # Loaded only where plans are made: their models are of no use to anybody else.
        from bot.workshop import ground

        draft = held[-1].draft if held and isinstance(held[-1], Summary) else None
        found = ground(tx, profile.company, draft, self.knowledge.library, state.language)
        return msgspec.structs.replace(world, workshop=found)

    def _refused(self, person: Person, state: Conversation, language: str) -> Turn:
        """Somebody else was faster with the last use of the code: back to the question for a code."""
        world = self.knowledge.world(person.now, person.id, language, None, person.record, Refused("used"))
        return self.knowledge.engine.advance(Conversation((), state.asked, state.language), Said("/start -"), world)

    def _invitation(self, tx: Transaction, person: Person, event: Event, company: str) -> Invitation | Refused | None:
        """A company's own bot does not know the codes of others."""
        code = _code_in(event) if person.profile is None else None
        every = self.knowledge.companies
        served = {company: every[company]} if company in every else every if not company else {}
        return codes.look_up(tx, self.keyring, code, person.now, served) if code else None

    def _keep(
        self,
        tx: Transaction,
        found: Found | None,
        person: str,
        address_hash: bytes,
        inbound: Inbound,
        state: Conversation,
        now: datetime,
    ) -> None:
        today = now.date()
        if found is None:
            sealed = self.keyring.seal(inbound.address)
            conversations.begin(tx, person, dump(state), address_hash, inbound.source, sealed, today)
            return
        conversations.save(tx, person, dump(state), today)
        if not found.preferred or found.hash != address_hash:
            conversations.prefer(tx, person, found.hash, address_hash)

    def _record(self, tx: Transaction, person: Person, inbound: Inbound, turn: Turn) -> int:
        if person.erased:
            return 0
        heard = _OWN_WORDS if isinstance(inbound.event, Said) and not is_private(turn.effects) else None
        said = record(turn.effects, self.knowledge.phrasebook)
        return turns.record(tx, inbound.source, inbound.key, person.id, int(person.now.timestamp()), heard, said)

    def _answer(
        self,
        tx: Transaction,
        turn: Turn,
        person: Person,
        language: str,
        event: Event,
        before: tuple[str, str],
        number: int = 0,
    ) -> Reply:
        wanted = any(isinstance(effect, SendOwnData) for effect in turn.effects)
        own_data = learners.own_data(tx, person.id) if wanted else None
        data = msgspec.json.format(_encode(own_data), indent=2) if own_data is not None else None
        commands = self._commands(before, (person.role, turn.state.language))
        protected = self.knowledge.protects(person.profile.company if person.profile else None)
        catalogue = self.knowledge.catalogue(language)
        return reply(turn.effects, catalogue, number, _words(event), data, protected, commands, self.recorded)

    def _commands(self, before: tuple[str, str], now: tuple[str, str]) -> tuple[tuple[str, str], ...] | None:
        """What a messenger lists, where role or language have changed; () for a person who has left."""
        (_, language), joined = now, bool(now[0])
        if now == before or not (joined or before[0]):
            return None
        return of_role(now[0], self.knowledge.catalogue(language)) if joined else ()

    def _repeated(self, tx: Transaction, found: Found, inbound: Inbound, now: datetime) -> Reply:
        """The stored reply; the person's own words come out of the repeated update itself."""
        assert found.repeated is not None
        number = found.repeated.number
        state = self.knowledge.codec.load(found.state)
        language = state.language or inbound.language
        if found.repeated.answered:
            return Reply(number, language, answered=True)
        effects = replay(found.repeated.said, self.knowledge.phrasebook)
        if not any(isinstance(effect, Say | Toast) for effect in effects):
            # What is private was not written down: the question that is open now says the most of it.
            person = _person(found, now, self.new_id)
            world = self.knowledge.world(now, person.id, language, person.profile, person.record)
            if person.profile is not None:
                world = self._with_plan(tx, person.profile, state, Said("/weiter"), world)
            effects = (*effects, *self.knowledge.engine.advance(state, Said("/weiter"), world).effects)
        protected = found.profile is not None and self.knowledge.protects(decode_profile(found.profile).company)
        catalogue = self.knowledge.catalogue(language)
        words = _words(inbound.event)
        return reply(effects, catalogue, number, words, protected=protected, recorded=self.recorded)

    def past(self, tx: Transaction, source: str, address: str, after: int, limit: int) -> tuple[Past, ...]:
        """The recorded turns of a person, rendered in the language they speak now."""
        found = conversations.find(tx, self.keyring.hashes(source, address), source, "")
        return history(tx, self.knowledge, found, after, limit) if found else ()


def _person(found: Found | None, now: datetime, new_id: Callable[[], str]) -> Person:
    if found is None:
        return Person(new_id(), now, None, Record())
    profile = decode_profile(found.profile) if found.profile is not None else None
    return Person(
        found.conversation, now, profile, decode_record(found.record) if found.record is not None else Record()
    )


def _words(event: Event | Reach) -> str:
    return readable(event.words) if isinstance(event, Said) else ""


def _code_in(event: Event) -> str | None:
    """What could be a code: behind ``/start``, or plainly written."""
    if not isinstance(event, Said):
        return None
    words = readable(event.words)
    command = command_of(Said(words))
    if command is not None:
        return command[1] or None if command[0] == "start" else None
    return words
