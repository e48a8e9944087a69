"""The entry of ``inleku``. The server runs without the library of the command line, which would stay in its memory."""

import sys


def main() -> None:
    """Serve, or hand over to the command line."""
    if sys.argv[1:] == ["run"]:
        from bot.startup import run

        run()
    else:
        from bot.command import app

        app()


if __name__ == "__main__":
    main()
