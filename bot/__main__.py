"""The entry of ``inleku``. The server runs without the library of the command line, which would stay in its memory."""

import sys


def main() -> None:
    """Serve, or hand over to the command line."""
    if sys.argv[1:] == ["run"]:
        _serve()
    else:
        from bot.command import app

        app()


def _serve() -> None:
    from bot.mendable import mendable
    from bot.reading import Apart
    from bot.settings import Settings

    try:
        settings, content = Settings.read(), Apart()
        from bot.server import serve  # While the content is being read.

        serve(settings, content)
    except mendable() as error:
        sys.stderr.write(f"inleku: {error}\n")
        sys.exit(2)


if __name__ == "__main__":
    main()
