"""Codes and links for people: one at a time, and the set that a fresh demo company starts with."""

from dataclasses import replace
from datetime import timedelta

from bot.invitations import MANY, ROLES, Wanted
from bot.service import Service
from bot.settings import Settings
from storage import bots

SHOWN_ONCE = "codes.txt"
"""File in the data folder with the codes of the first start: the database knows only their hashes."""


def invite_one(settings: Settings, wanted: Wanted, days: int | None) -> dict[str, str]:
    """A new code and its links: ``code``, ``web`` and, with a bot whose name is known, ``telegram``."""
    service = Service.open(settings)
    try:
        expires = service.clock() + timedelta(days=days) if days else None
        code = service.invite(replace(wanted, expires_at=expires))
        return {"code": code, **links(service, code, wanted.company)}
    finally:
        service.close()


def links(service: Service, code: str, company: str) -> dict[str, str]:
    """Direct links for a code of a company. A bot's name is learned from Telegram when the companion first runs."""
    found = {"web": f"{service.settings.address}/join/{code}"}
    serving = [bot for bot in service.database.perform_now(bots.known) if bot.handle and bot.company in ("", company)]
    # The company's own bot before the one for all.
    for bot in sorted(serving, key=lambda bot: bot.company != company)[:1]:
        found["telegram"] = f"https://t.me/{bot.handle}?start={code}"
    return found


def demo_codes(service: Service) -> tuple[str, ...]:
    """Lines with a code and a link for each role of each company; made once, then read from the data folder."""
    kept = service.settings.data_dir / SHOWN_ONCE
    if not kept.is_file():
        lines = [
            f"{company} {role} {service.invite(Wanted(company, role, uses=MANY))}"
            for company in service.knowledge.companies
            for role in ROLES
        ]
        service.settings.data_dir.mkdir(parents=True, exist_ok=True)
        kept.touch(0o600)
        kept.write_text("\n".join(lines) + "\n", encoding="utf-8")
    entries = (line.split() for line in kept.read_text(encoding="utf-8").splitlines())
    web = service.settings.address
    return tuple(f"  {role:14} {code}   {web}/join/{code}" for _, role, code in entries)
