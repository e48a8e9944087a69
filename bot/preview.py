"""``inleku content preview``: chat with a unit or a building block as somebody who has joined, and leave no trace."""

import tempfile
from difflib import get_close_matches
from pathlib import Path

from bot.gateways.console import SOURCE, Console
from bot.person import enrol
from bot.service import Service, new_id
from bot.settings import Settings
from bot.terminal import converse
from content.model import Company, Library
from content.problems import ContentError, Problem
from dialogs.state import Profile


def preview(settings: Settings, wanted: str, language: str) -> None:
    """Chat until the end of input. ContentError names what there is when the id is unknown."""
    with tempfile.TemporaryDirectory(prefix="inleku-preview-") as folder:
        apart = settings.model_copy(update={"data_dir": Path(folder), "database_url": ""})
        service = Service.open(apart)
        try:
            command = command_for(wanted, service.knowledge.library)
            address = _join(service, language)
            console = Console(service.turns.take_now, lambda after: (), address, new_id(), language)
            converse(console, console.answer(command))
        finally:
            service.close()


def command_for(wanted: str, library: Library) -> str:
    """What opens the unit or block with that id."""
    if wanted in library.units:
        return f"/lernen {wanted}"
    if wanted in library.blocks:
        return f"/bausteine {wanted}"
    raise unknown(wanted, library)


def unknown(wanted: str, library: Library) -> ContentError:
    """That there is no unit or block with that id, and which one may be meant."""
    close = get_close_matches(wanted, [*library.units, *library.blocks], n=1)
    remedy = f'did you mean "{close[0]}"?' if close else f"use one of: {', '.join([*library.units, *library.blocks])}"
    return ContentError((Problem("content", None, f'there is no unit or block "{wanted}"', remedy),))


def _join(service: Service, language: str) -> str:
    """Somebody in the first group of the first company; gives the address."""
    company, address = next(iter(service.knowledge.companies.values())), new_id()
    profile = _profile(company, service)
    service.database.perform_now(lambda tx: enrol(tx, service.keyring, new_id(), SOURCE, address, profile, language))
    return address


def _profile(company: Company, service: Service) -> Profile:
    group = company.groups[0]
    crew = next(iter(company.shift_model(group.id).crews))
    return Profile(company.id, group.id, "learner", service.clock().date(), crew)
