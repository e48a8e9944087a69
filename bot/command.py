"""The command ``inleku``."""

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot import bot_command, calendar_command, content_command, outbox_command, plan_command
from bot.mendable import explained
from bot.settings import Settings

app = typer.Typer(no_args_is_help=True, add_completion=False, help="InLeKu Lernbegleiter: the learning companion.")
app.add_typer(content_command.app, name="content")
app.add_typer(plan_command.app, name="plan")
app.add_typer(plan_command.audit_app, name="audit")
app.add_typer(bot_command.app, name="bot")
app.add_typer(outbox_command.app, name="outbox")
app.add_typer(calendar_command.app, name="calendar")


@app.command()
def run() -> None:
    """Start the companion: web chat, reminders, and Telegram when a token is set."""
    from bot import startup

    startup.run()


@app.command()
def chat() -> None:
    """Chat in this terminal."""
    with explained():
        settings = Settings.read()
        from bot.terminal import talk

        talk(settings)


@app.command()
def invite(
    company: Annotated[str, typer.Option(help="Id of the company.")],
    role: Annotated[str, typer.Option(help="learner, multiplier, consultant, employer, works-council or operator.")],
    group: Annotated[str | None, typer.Option(help="Id of the group; without it the person chooses.")] = None,
    uses: Annotated[int, typer.Option(help="How many people may use the code.", min=1)] = 1,
    days: Annotated[int | None, typer.Option(help="Days until the code expires; without it, never.", min=1)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    qr: Annotated[Path | None, typer.Option(help="Also write the web link as a QR code: a file .svg or .png.")] = None,
) -> None:
    """Make a code with which people join, and print it with its links."""
    with explained():
        settings = Settings.read()
        from bot.invitations import Wanted
        from bot.printing import check_qr, write_qr
        from bot.reception import invite_one

        if qr is not None:
            check_qr(qr)
        invitation = invite_one(settings, Wanted(company, role, group, uses), days)
        if qr is not None:
            write_qr(invitation["web"], qr)
    typer.echo(json.dumps(invitation, ensure_ascii=False) if as_json else _lines(invitation))


@app.command()
def poster(
    company: Annotated[str, typer.Option(help="Id of the company.")],
    group: Annotated[str, typer.Option(help="Id of the group.")],
    out: Annotated[Path, typer.Option(help="The file to write, such as poster.pdf.")],
    language: Annotated[str | None, typer.Option(help="A language of the company; else its first one.")] = None,
    code: Annotated[str | None, typer.Option(help="A code that exists; else a new one for many people.")] = None,
) -> None:
    """Make a poster with which a group joins: PDF, one page in A4, with code and QR code."""
    with explained():
        settings = Settings.read()
        from bot.printing import write_poster

        made = write_poster(settings, company, group, language, out, code)
    typer.echo(_lines(made))
    if not settings.public_url:
        typer.echo("INLEKU_PUBLIC_URL is not set: other devices cannot open the link on this poster.", err=True)


def _lines(values: dict[str, str]) -> str:
    return "\n".join(f"{name}: {value}" for name, value in values.items())


@app.command()
def migrate() -> None:
    """Bring the database to this version, as ``run`` does at its start."""
    with explained():
        from storage.database import Database

        Database.open(Settings.read().database).close()
    typer.echo("The database is up to date.")


@app.command()
def keys() -> None:
    """Make the keys in the data folder that are missing, and say where they are; none is ever overwritten."""
    with explained():
        settings = Settings.read()
        from bot.keys import make_keys

        lines = list(make_keys(settings))
    for line in lines:
        typer.echo(line)


@app.command()
def simulate(
    learners: Annotated[int, typer.Option(help="How many people.", min=1)] = 130,
    weeks: Annotated[int, typer.Option(help="How many weeks.", min=1)] = 12,
    seed: Annotated[int, typer.Option(help="Who they are and what they do; the same number gives the same run.")] = 1,
    start: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="First day; else the agreement's first Monday.")
    ] = None,
    company: Annotated[
        Path | None, typer.Option(help="A company's YAML file, or a plan (.xlsx, .ods, .yaml); else the demo company.")
    ] = None,
    picture: Annotated[Path | None, typer.Option(help="Draw weeks by groups into this .svg or .png file.")] = None,
) -> None:
    """Try a plan with synthetic people; every delivery and non-delivery is a JSON line."""
    with explained():
        from bot.trial import simulate as run_trial

        run_trial(learners, weeks, seed, start.date() if start else None, company, picture)
