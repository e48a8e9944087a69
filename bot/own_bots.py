"""Companies' own bots in the database, for the operator."""

from bot.invitations import InvitationError
from bot.messengers import TELEGRAM, telegram_source
from bot.service import Service
from bot.settings import Settings
from storage import bots
from storage.bots import Bot


def add_bot(company: str, token: str, rate: int) -> str:
    """A sentence about what happens now. InvitationError when there is no such company."""
    with Service.opened(Settings.read()) as service:
        known = service.knowledge.companies
        if company not in known:
            raise InvitationError(f"there is no company {company!r}; known: {', '.join(known)}")
        new = Bot(telegram_source(token), company, service.keyring.seal(token), "", rate)
        service.database.perform_now(lambda tx: bots.add(tx, new, service.clock()))
    return f"Added. A running companion connects {new.source} within a few seconds; its log says so."


def listed() -> list[str]:
    """A line for each bot."""
    with Service.opened(Settings.read()) as service:
        found = service.database.perform_now(bots.known)
    return [_line(bot) for bot in found] or ["There is no bot. Add one with: inleku bot add --company …"]


def remove_bot(number: str) -> str:
    """A sentence about what happened. InvitationError when there is no such bot."""
    source = TELEGRAM + number.removeprefix(TELEGRAM)
    with Service.opened(Settings.read()) as service:
        own = [bot.source for bot in service.database.perform_now(bots.known) if bot.token is not None]
        if source not in own:
            raise InvitationError(f"there is no bot {number!r} to remove; known: {', '.join(own) or 'none'}")
        service.database.perform_now(lambda tx: bots.remove(tx, source))
    return f"Removed {source}. A running companion lets go of it within a few seconds."


def _line(bot: Bot) -> str:
    name = f"@{bot.handle}" if bot.handle else "(not connected yet)"
    origin = "from the settings" if bot.token is None else f"{bot.per_second} messages in a second"
    return f"{bot.source}  {name}  {bot.company or 'all companies'}  {origin}"
