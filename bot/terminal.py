"""``inleku chat``: the console gateway at standard input and output."""

import locale
import sys
from collections.abc import Iterable

from bot.exchange import Past
from bot.gateways.console import SOURCE, Console
from bot.service import Service, new_id
from bot.settings import Settings

ADDRESS_FILE = "console"


def talk(settings: Settings) -> None:
    """Chat until the end of input. The person is found again through a file in the data folder."""
    service = Service.open(settings)
    try:
        console = _console(service)
        converse(console, console.open())
    finally:
        service.close()


def converse(console: Console, opening: Iterable[str]) -> None:
    """The opening, then an answer to each line that is typed; an empty line asks for news."""
    _print(opening)
    while (line := _read()) is not None:
        _print(console.answer(line) if line.strip() else console.news())


def _console(service: Service) -> Console:
    kept = service.settings.data_dir / ADDRESS_FILE
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.touch(0o600)
        kept.write_text(new_id(), encoding="utf-8")
    address = kept.read_text(encoding="utf-8").strip()

    def history(after: int) -> tuple[Past, ...]:
        return service.database.perform_now(lambda tx: service.turns.past(tx, SOURCE, address, after, 20))

    language = (locale.getlocale()[0] or "")[:2]
    return Console(service.turns.take_now, history, address, new_id(), language)


def _read() -> str | None:
    try:
        return input("\n> ")
    except (EOFError, KeyboardInterrupt):
        return None


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")
