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
    from bot.server import serve
    from bot.settings import Settings

    try:
        serve(Settings.read())
    except mendable() as error:
        sys.stderr.write(f"inleku: {error}\n")
        sys.exit(2)


if __name__ == "__main__":
    main()
