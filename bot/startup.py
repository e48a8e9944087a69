"""The start of ``inleku run``: what a person can mend is found out first, then content and server load side by side."""

import os
import socket
import sys

from bot.mendable import mendable
from bot.settings import Settings, SettingsError


def run() -> None:
    """Serve until told to stop; exit code 2 after a sentence about what the person can mend."""
    from bot.reading import Apart

    try:
        settings = Settings.read()
        check_address(settings)
        content = Apart()
        from bot.server import serve  # While the content is being read.

        serve(settings, content)
    except mendable() as error:
        sys.stderr.write(f"inleku: {error}\n")
        sys.exit(2)


def check_address(settings: Settings) -> None:
    """SettingsError when it cannot be listened at: found out before anything else, since a second process on the same
    database file would take over what the first one is at work on."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        socket.create_server((settings.host, settings.port), family=family).close()
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno and error.errno > 0 else "unknown host"
        raise SettingsError(
            f"INLEKU_LISTEN: {settings.listen} cannot be used ({reason}); stop what uses it, or choose another"
        ) from None
