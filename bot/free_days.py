"""Public holidays of the federal states: ``python -m bot.free_days '[["NI"], [2026]]'`` prints them as JSON.

The library loads the calendars of 250 countries for one of them: twelve megabytes that would stay for good. So it is
asked in a process of its own, once a year, whose memory goes with it.
"""

import subprocess
import sys
from datetime import date

import msgspec


def public_holidays(federal_states: tuple[str, ...], years: tuple[int, ...]) -> dict[str, frozenset[date]]:
    """All public holidays of the given German states (such as NI) in the given years."""
    asked = msgspec.json.encode((federal_states, years)).decode()
    done = subprocess.run([sys.executable, "-m", "bot.free_days", asked], check=True, stdout=subprocess.PIPE)
    return msgspec.json.decode(done.stdout, type=dict[str, frozenset[date]])


def _answer(asked: str) -> bytes:
    import holidays

    states, years = msgspec.json.decode(asked, type=tuple[list[str], list[int]])
    found = {state: list(holidays.country_holidays("DE", subdiv=state, years=years)) for state in states}
    return msgspec.json.encode(found)


if __name__ == "__main__":
    sys.stdout.buffer.write(_answer(sys.argv[1]))
