"""``inleku bot``: a company's own bot, which a running companion picks up by itself."""

import re
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.mendable import explained

app = typer.Typer(no_args_is_help=True, help="Telegram bots of single companies.")
TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")


@app.command("add")
def add(
    company: Annotated[str, typer.Option(help="Id of the company whose people the bot serves.")],
    token_file: Annotated[Path | None, typer.Option(help="File with the bot's token; else it is asked for.")] = None,
    rate: Annotated[int, typer.Option(help="Messages in a second; 1000 with paid broadcasts.", min=1, max=1000)] = 30,
) -> None:
    """Let a company's people write to a bot of their own. The token is stored encrypted."""
    with explained():
        from bot.own_bots import add_bot

        told = add_bot(company, _token(token_file), rate)
    typer.echo(told)


@app.command("list")
def list_() -> None:
    """All bots, and whom they serve."""
    with explained():
        from bot.own_bots import listed

        for line in listed():
            typer.echo(line)


@app.command("remove")
def remove(
    bot: Annotated[str, typer.Argument(help="The number of the bot, the part of its token before the colon.")],
) -> None:
    """Stop a bot. Its people stay; they can go on in the web chat or with another bot."""
    with explained():
        from bot.own_bots import remove_bot

        typer.echo(remove_bot(bot))


def _token(file: Path | None) -> str:
    """Never an argument: those stand in the list of processes and in the shell's history."""
    if file is None:
        given = typer.prompt("Token", hide_input=True) if sys.stdin.isatty() else sys.stdin.readline()
    else:
        try:
            given = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise typer.BadParameter(f"{file} cannot be read ({type(error).__name__})") from None
    token: str = given.strip()
    if TOKEN.fullmatch(token) is None:
        raise typer.BadParameter("that is no token of a bot; @BotFather gives one such as 123456:ABC-def")
    return token
