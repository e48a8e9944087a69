"""What somebody means who writes instead of tapping: the number or the words of a button, or those of a command."""

from collections.abc import Mapping

from content.catalogue import Catalogue
from dialogs.flow import Command, Option
from dialogs.text import render

LONGEST = 40
"""Characters that the plain word of a command has at most."""


def option_meant(words: str, options: tuple[Option, ...], catalogue: Catalogue) -> Option | None:
    """The option whose number or label was written."""
    if words.isascii() and words.isdigit() and len(words) < 3:
        return options[int(words) - 1] if 0 < int(words) <= len(options) else None
    wanted = words.casefold()
    return next((option for option in options if render(option.label, catalogue).casefold() == wanted), None)


def command_meant(words: str, commands: Mapping[str, Command], catalogue: Catalogue) -> str | None:
    """The name of the command that has a plain word like this one, in German or in the person's language."""
    wanted = words.casefold().rstrip(".!?")
    if not wanted or len(wanted) > LONGEST:
        return None
    for name, command in commands.items():
        if any(wanted in (word.source.casefold(), render(word, catalogue).casefold()) for word in command.words):
            return name
    return None
