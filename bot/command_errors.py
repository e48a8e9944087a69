"""What a command says when a person can mend what went wrong."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from bot.mendable import mendable


@contextmanager
def explained() -> Iterator[None]:
    """Turns what a person can mend into a sentence on standard error and exit code 2."""
    try:
        yield
    except mendable() as error:
        typer.echo(f"inleku: {error}", err=True)
        raise typer.Exit(2) from None
