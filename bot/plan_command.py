"""``inleku plan`` and ``inleku audit``: from a consultant's workbook to an approved version."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.mendable import explained

app = typer.Typer(no_args_is_help=True, help="The competency plan: template, check, gaps, preview, approval.")
audit_app = typer.Typer(no_args_is_help=True, help="The log of every change to plans and approvals.")

Language = Annotated[str, typer.Option(help="Language of messages and of workbooks that are written: de or en.")]
File = Annotated[Path, typer.Argument(help="A plan: .xlsx, .ods or .yaml.")]
Start = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="A day of the first week; else next week.")]
Weeks = Annotated[int, typer.Option(help="How many weeks.", min=1, max=520)]
Company = Annotated[str | None, typer.Option(help="Id of the company, when there are several.")]
Party = Annotated[str, typer.Option(help="employer or works-council.")]
Named = Annotated[str, typer.Argument(help="A file; or a stored version: the beginning of its hash, active, newest.")]
Out = Annotated[Path | None, typer.Option(help="The file to write; else standard output.")]


@app.command()
def template(path: Annotated[Path, typer.Argument(help="The .xlsx to write.")], language: Language = "de") -> None:
    """Write an empty workbook with drop-downs, formulas and grey examples."""
    with explained():
        from bot.plan_desk import Desk
        from content.plan.workbook_writer import write_workbook

        desk = Desk(language)
        try:
            write_workbook(path, desk.library, language)
        except Exception as error:
            if not desk.is_unwritable(error):
                raise
            desk.unwritable(path, error)
        desk.say("written", path=path)


@app.command()
def demo(path: Annotated[Path, typer.Argument(help="The .xlsx or .yaml to write.")], language: Language = "de") -> None:
    """Write the plan of the demo company."""
    with explained():
        from bot.plan_desk import DEMO, Desk

        desk = Desk(language)
        desk.write(desk.read(DEMO), path)


@app.command()
def check(file: File, language: Language = "de") -> None:
    """Read a plan and name sheet, cell and remedy for every problem; its hash when there is none."""
    with explained():
        from bot.plan_desk import Desk
        from content.plan.version import plan_hash

        desk = Desk(language)
        desk.say("hash", hash=plan_hash(desk.read(file, quiet=False)))


@app.command()
def convert(
    file: File,
    target: Annotated[Path, typer.Argument(help="The .xlsx or .yaml to write.")],
    language: Language = "de",
) -> None:
    """Turn a workbook into YAML, or YAML into a workbook, without loss."""
    with explained():
        from bot.plan_desk import Desk

        desk = Desk(language)
        desk.write(desk.read(file), target)


@app.command()
def gaps(
    named: Named,
    on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day to judge by; else today.")] = None,
    language: Language = "de",
    company: Company = None,
) -> None:
    """Show how many people are below the target, the most pressing gap first."""
    with explained():
        from bot.clock import now
        from bot.plan_desk import Desk
        from bot.plan_printing import gap_lines
        from content.plan.gaps import gaps as gaps_of

        desk = Desk(language, company)
        plan = desk.plan(named)
        found = [gap for gap in gaps_of(plan, (on or now()).date()) if gap.below]
        if not found:
            desk.say("no_gaps")
            return
        for line in gap_lines(found, plan, language):
            typer.echo(line)


@app.command()
def propose(
    named: Named,
    out: Out = None,
    weeks: Weeks = 12,
    start: Start = None,
    language: Language = "de",
    company: Company = None,
) -> None:
    """Draft plan entries from the gaps, each with its reason, for a person to change."""
    with explained():
        from bot.plan_desk import Desk, monday_from
        from bot.plan_printing import proposal_lines
        from content.plan.proposal import propose as draft_of

        desk = Desk(language, company)
        plan = desk.plan(named)
        draft = draft_of(plan, desk.library, monday_from(start, plan), weeks, language)
        if out is not None:  # First: whoever reads only the beginning of the lines still gets the file.
            desk.write(plan.model_copy(update={"entries": (*plan.entries, *draft.entries)}), out)
        for line in proposal_lines(draft, plan, language):
            typer.echo(line)
        desk.say("proposed", count=len(draft.entries))
        if draft.left:
            desk.say("left", count=len(draft.left))
            for wish in draft.left[:10]:
                typer.echo(f"  {wish.gap.group}: {wish.content}")


@app.command()
def diff(
    old: Named, new: Named, weeks: Weeks = 52, start: Start = None, language: Language = "de", company: Company = None
) -> None:
    """Say what reminders a version adds, moves and removes, for each group and week, and which rules it changes."""
    with explained():
        from bot.plan_desk import Desk, monday_from
        from bot.plan_printing import difference_lines
        from content.plan.diff import difference
        from content.plan.schedule import iso_weeks

        desk = Desk(language, company)
        before, after = desk.plan(old), desk.plan(new)
        found = difference(before, after, iso_weeks(monday_from(start, after), weeks))
        if found.is_empty:
            desk.say("no_change")
            return
        for line in difference_lines(found, after, language):
            typer.echo(line)


@app.command()
def preview(
    named: Named,
    weeks: Weeks = 4,
    start: Start = None,
    form: Annotated[str, typer.Option("--format", help="table, csv or ics.")] = "table",
    out: Out = None,
    language: Language = "de",
    company: Company = None,
) -> None:
    """List what would be sent to which group and when, with the shifts of each crew."""
    with explained():
        from bot.plan_desk import Desk, monday_from, refuse
        from bot.plan_preview import Preview
        from bot.plan_printing import FORMATS
        from content.plan.contents import Contents
        from content.plan.schedule import iso_weeks

        desk = Desk(language, company)
        if form not in FORMATS:
            refuse("format", language)
        plan = desk.plan(named)
        shown = Preview(plan, Contents.of(desk.library))
        lines = list(shown.lines(iso_weeks(monday_from(start, plan), weeks)))
        if not lines and form == "table":
            desk.say("nothing_sent")
            return
        desk.save(FORMATS[form](shown, lines, language), out)


@app.command("import")
def import_(file: File, language: Language = "de") -> None:
    """Store a plan as a new version. Nothing is sent before both parties approve it."""
    with explained():
        from bot.plan_desk import Desk

        desk = Desk(language)
        plan = desk.read(file, quiet=False)
        with desk.store() as (store, at):
            version, is_new = store.add(plan, at)
        desk.say("imported" if is_new else "known", number=version.number, company=version.company)
        desk.say("hash", hash=version.hash)


@app.command()
def versions(company: Company = None, language: Language = "de") -> None:
    """List the stored versions and who has approved them."""
    with explained():
        from bot.plan_desk import Desk
        from bot.plan_words import PARTIES

        desk = Desk(language, company)
        with desk.store() as (store, _):
            overview = store.overview(company)
        for each in overview.versions:
            keys = [
                words[language == "en"]
                for party, words in PARTIES.items()
                if (each.hash, party) in overview.standing.keys
            ]
            typer.echo(f"{each.number:4}  {each.hash}  {each.imported_at:%Y-%m-%d %H:%M}  {', '.join(keys) or '–'}")
        desk.stand(overview)


@app.command()
def approve(version: str, party: Party = "", company: Company = None, language: Language = "de") -> None:
    """Approve exactly one version, named by (the beginning of) its hash."""
    _decide(version, party, company, language, approves=True)


@app.command()
def withdraw(version: str, party: Party = "", company: Company = None, language: Language = "de") -> None:
    """Withdraw a party's approval; an active version stops at once."""
    _decide(version, party, company, language, approves=False)


def _decide(version: str, party: str, company: str | None, language: str, approves: bool) -> None:
    with explained():
        from bot.plan_desk import Desk, refuse
        from content.plan.approval import PARTIES

        desk = Desk(language, company)
        chosen = next((each for each in PARTIES if each == party), None)
        if chosen is None:
            refuse("party", language)
            return
        with desk.store() as (store, at):
            desk.stand(store.decide(company, version, chosen, approves, at))


@app.command()
def annex(
    path: Annotated[Path, typer.Argument(help="The .pdf to write.")],
    plan: Annotated[str, typer.Option(help="A file, or a stored version: hash, active, newest.")] = "newest",
    language: Language = "de",
    company: Company = None,
) -> None:
    """Write the annex for the works agreement: what is sent, when, what is stored, and what is impossible."""
    with explained():
        from bot.documents.annex import annex_pdf
        from bot.plan_desk import Desk
        from content.plan.contents import Contents

        desk = Desk(language, company)
        chosen = desk.plan(plan)
        desk.save(annex_pdf(chosen, Contents.of(desk.library), language), path)


@audit_app.command()
def verify(
    head: Annotated[str, typer.Option(help="A hash noted down earlier, which the log must still hold.")] = "",
    language: Language = "de",
) -> None:
    """Check that no entry of the change log was altered, put in or taken out; names the first that was."""
    with explained():
        from bot.plan_audit import verify_lines
        from bot.plan_desk import Desk

        desk = Desk(language)
        with desk.store() as (store, _):
            lines, is_sound = verify_lines(store, head, language)
        for line in lines:
            typer.echo(line)
        if not is_sound:
            raise typer.Exit(1)


@audit_app.command("show")
def show_(company: Company = None, language: Language = "de") -> None:
    """Show the change log."""
    with explained():
        from bot.plan_audit import log_lines
        from bot.plan_desk import Desk

        desk = Desk(language, company)
        with desk.store() as (store, _):
            lines = log_lines(store.log(company), language)
        for line in lines:
            typer.echo(line)
