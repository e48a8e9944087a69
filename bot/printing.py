"""Posters and QR codes for joining."""

from io import BytesIO
from pathlib import Path

from bot import invitations, output
from bot.invitations import MANY, InvitationError, Wanted
from bot.reception import links
from bot.service import Service
from bot.settings import Settings
from dialogs.world import Refused

PIXELS = 20
"""Pixels of a module of a QR code as PNG."""


def check_qr(path: Path) -> None:
    """``output.OutputError`` where no QR code could be written."""
    output.check(path, (".svg", ".png"))


def write_qr(link: str, path: Path) -> None:
    """The link as a QR code: SVG or PNG, after the file's name."""
    import segno

    made = BytesIO()
    segno.make(link, error="m", micro=False).save(made, kind=path.suffix[1:].lower(), scale=PIXELS, border=4)
    output.write(path, made.getvalue())


def write_poster(
    settings: Settings, company: str, group: str, language: str | None, path: Path, code: str | None
) -> dict[str, str]:
    """A poster for a group of a company as PDF, with this code or a new one for many people; gives code and links."""
    output.check(path, (".pdf",))
    service = Service.open(settings)
    try:
        wanted = Wanted(company, "learner", group, MANY)
        invitations.check(wanted, service.knowledge.companies)
        spoken = _language(service, company, language)
        shown = _known(service, code, wanted) if code is not None else service.invite(wanted)
        found = links(settings, shown)
        output.write(path, _draw(service, wanted, spoken, shown, found))
    finally:
        service.close()
    return {"code": shown, **found}


def _language(service: Service, company: str, wanted: str | None) -> str:
    offered = [each for each in service.knowledge.companies[company].languages if each in service.knowledge.languages]
    if wanted is not None and wanted not in offered:
        raise InvitationError(f"{company} does not speak {wanted!r}; known: {', '.join(offered)}")
    return wanted or next(iter(offered), "de")


def _known(service: Service, code: str, wanted: Wanted) -> str:
    """The code as it is printed, when it works and is for this group."""
    found = service.database.perform_now(
        lambda tx: invitations.look_up(tx, service.keyring, code, service.clock(), service.knowledge.companies)
    )
    if isinstance(found, Refused):
        raise InvitationError(f"the code {code!r} does not work: {found.reason}")
    if (found.company, found.group or wanted.group, found.role) != (wanted.company, wanted.group, wanted.role):
        raise InvitationError(f"the code {code!r} is not for learners of {wanted.company} in {wanted.group}")
    return invitations.printed(code)


def _draw(service: Service, wanted: Wanted, language: str, code: str, found: dict[str, str]) -> bytes:
    from bot.documents.poster import Poster, draw

    company = service.knowledge.companies[wanted.company]
    assert wanted.group is not None
    group = company.group(wanted.group).name
    poster = Poster(company.name, group, code, found["web"], found.get("telegram", ""))
    return draw(poster, service.knowledge.catalogue(language))
