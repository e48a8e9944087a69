"""The command ``inleku``."""

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot import plan_command
from bot.command_errors import explained
from bot.settings import Settings

app = typer.Typer(no_args_is_help=True, add_completion=False, help="InLeKu Lernbegleiter: the learning companion.")
content_app = typer.Typer(no_args_is_help=True, help="Authored content: units, building blocks, companies.")
app.add_typer(content_app, name="content")
app.add_typer(plan_command.app, name="plan")
app.add_typer(plan_command.audit_app, name="audit")


@app.command()
def run() -> None:
    """Start the companion: web chat, reminders, and Telegram when a token is set."""
    with explained():
        settings = Settings.read()
        from bot.reading import Apart
        from bot.server import serve

        serve(settings, Apart())


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
) -> None:
    """Make a code with which people join, and print it with its links."""
    with explained():
        settings = Settings.read()
        from bot.invitations import Wanted
        from bot.reception import invite_one

        invitation = invite_one(settings, Wanted(company, role, group, uses), days)
    typer.echo(
        json.dumps(invitation, ensure_ascii=False) if as_json else "\n".join(f"{k}: {v}" for k, v in invitation.items())
    )


@app.command()
def migrate() -> None:
    """Bring the database to this version, as ``run`` does at its start."""
    with explained():
        from storage.database import Database

        Database.open(Settings.read().database).close()
    typer.echo("The database is up to date.")


@app.command()
def simulate(
    learners: Annotated[int, typer.Option(help="How many people.", min=1)] = 130,
    weeks: Annotated[int, typer.Option(help="How many weeks.", min=1)] = 12,
    seed: Annotated[int, typer.Option(help="Who they are and what they do; the same number gives the same run.")] = 1,
    start: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="First day; else the agreement's first Monday.")
    ] = None,
    company: Annotated[Path | None, typer.Option(help="A company's YAML file; else the demo company.")] = None,
) -> None:
    """Try a plan with synthetic people; every delivery and non-delivery is a JSON line."""
    with explained():
        from bot.trial import simulate as run_trial

        run_trial(learners, weeks, seed, start.date() if start else None, company)


@content_app.command("check")
def content_check() -> None:
    """Read all content and name file, line and remedy for every problem."""
    with explained():
        from bot.knowledge import Knowledge
        from bot.reading import ROOT
        from content.check import check
        from content.finding import located

        knowledge = Knowledge.read()
        findings = located(check(knowledge.library, knowledge.companies.values(), knowledge.catalogues.values()), ROOT)
    for finding in findings:
        typer.echo(f"{finding.severity}: {finding}")
    errors = sum(finding.severity == "error" for finding in findings)
    read = f"{len(knowledge.library.units)} units, {len(knowledge.library.blocks)} blocks"
    typer.echo(f"{read}: {errors} errors, {len(findings) - errors} warnings")
    if errors:
        raise typer.Exit(1)


@content_app.command("preview")
def content_preview(
    item: Annotated[str, typer.Argument(help="Id of a unit or building block.")],
    language: Annotated[str, typer.Option(help="Language of the chat.")] = "de",
) -> None:
    """Chat with a unit or a building block; nothing is stored."""
    with explained():
        from bot.preview import preview

        preview(Settings.read(), item, language)


@content_app.command("readability")
def content_readability() -> None:
    """How easy the German texts are to read, the hardest first."""
    with explained():
        from bot.reading import ROOT
        from content.readability import measured, report
        from content.reader import read_library

        lines = report(measured(read_library(ROOT / "content")))
    for line in lines:
        typer.echo(line)


@content_app.command("languages")
def content_languages() -> None:
    """How complete each language is, in the program's words and in the content."""
    with explained():
        from bot.reading import ROOT
        from content.completeness import completeness

        found = completeness(ROOT)
    for each in found:
        typer.echo(str(each))
