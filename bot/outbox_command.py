"""``inleku outbox``: what is on its way, and what needs an operator."""

from typing import Annotated

import typer

from bot.mendable import explained

app = typer.Typer(no_args_is_help=True, help="Messages on their way. Nobody's name or address is shown.")


@app.command("list")
def list_() -> None:
    """How many messages wait, were sent or dropped, and each one that needs you, with its reason."""
    with explained():
        from bot.dead_letters import report

        for line in report():
            typer.echo(line)


@app.command("retry")
def retry(
    numbers: Annotated[
        list[int] | None, typer.Argument(help="Numbers of dead messages, from `inleku outbox list`.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="All of them.")] = False,
) -> None:
    """Send dead messages after all, once you have mended the reason. Nothing goes out after its time."""
    if not numbers and not everything:
        raise typer.BadParameter("name the numbers, or say --all")
    with explained():
        from bot.dead_letters import retry as send_again

        lines, all_go = send_again(None if everything else numbers)
    for line in lines:
        typer.echo(line)
    if not all_go:
        raise typer.Exit(2)
