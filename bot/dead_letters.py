"""Messages that need an operator, in words."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.service import Service
from bot.settings import Settings
from storage.dead_letters import DeadLetter, counts, dead_letters
from storage.dead_letters import retry as retry_one


def report() -> list[str]:
    """Counts by gateway and state, then a line for each dead message."""
    with Service.opened(Settings.read()) as service:
        found = service.database.perform_now(counts)
        dead = service.database.perform_now(dead_letters)
        return [*_counted(found), *(_line(each, service.clock()) for each in dead)]


def retry(numbers: Sequence[int] | None) -> tuple[list[str], bool]:
    """Sends the dead messages with these numbers (None: all) again; a line about each that cannot be, and whether there
    is none of those."""
    with Service.opened(Settings.read()) as service:
        dead = {each.id: each for each in service.database.perform_now(dead_letters)}
        wanted = list(dead) if numbers is None else list(dict.fromkeys(numbers))
        now = service.clock()
        again = [n for n in wanted if service.database.perform_now(lambda tx, n=n: retry_one(tx, n, now))]  # type: ignore[misc]
    refused = [_refusal(number, dead.get(number)) for number in wanted if number not in again]
    return [*refused, f"{len(again)} of {len(wanted)} will be sent again."], not refused


def _counted(found: dict[tuple[str, str], int]) -> Iterator[str]:
    if not found:
        yield "Nothing has been sent yet."
    for (source, state), number in sorted(found.items()):
        yield f"{source}: {number} {state}"


def _line(letter: DeadLetter, now: datetime) -> str:
    rest = "its time has passed" if letter.not_after <= now else f"until {letter.not_after:%Y-%m-%d %H:%M} UTC"
    return f"#{letter.id} {letter.kind} by {letter.source}: {letter.reason} (tries: {letter.attempts}; {rest})"


def _refusal(number: int, letter: DeadLetter | None) -> str:
    return f"#{number} is no dead message." if letter is None else f"#{number} stays: its time has passed."
