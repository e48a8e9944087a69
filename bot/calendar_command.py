"""``inleku calendar``: a company's shutdowns and exceptional shifts."""

from pathlib import Path
from typing import Annotated

import typer

from bot.mendable import explained

app = typer.Typer(no_args_is_help=True, help="The shift calendar of a company.")


@app.callback()
def calendar() -> None:
    """Keeps ``import`` a word of its own, as long as it is the only one."""


@app.command("import")
def calendar_import(
    file: Annotated[Path, typer.Argument(help="An iCalendar file: whole days are shutdowns, times are shifts.")],
    company: Annotated[Path, typer.Option(help="The company's YAML file; the calendar is kept beside it.")],
) -> None:
    """Take over shutdowns and exceptional shifts; every problem is named with line and remedy."""
    with explained():
        from bot.calendar_import import import_calendar

        lines = list(import_calendar(file, company))
    for line in lines:
        typer.echo(line)
