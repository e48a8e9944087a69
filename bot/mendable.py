"""Errors that the person at the terminal can mend: their texts say what, where and what to do."""

from collections.abc import Iterator
from contextlib import contextmanager


def mendable() -> tuple[type[Exception], ...]:
    """What is told in one sentence, with exit code 2, never with a stack trace."""
    from bot.invitations import InvitationError
    from bot.output import OutputError
    from bot.settings import SettingsError
    from content.problems import ContentError
    from storage.transaction import DatabaseError, Unavailable

    return (SettingsError, ContentError, DatabaseError, InvitationError, OutputError, Unavailable)


@contextmanager
def explained() -> Iterator[None]:
    """Turns what a person can mend into a sentence on standard error and exit code 2."""
    import typer

    try:
        yield
    except mendable() as error:
        told = str(error)
    except PermissionError as error:  # Also just looking whether there is a file can be forbidden.
        told = f"{error.filename}: no rights to it ({error.strerror}); check those of file and folder"
    else:
        return
    typer.echo(f"inleku: {told}", err=True)
    raise typer.Exit(2)
