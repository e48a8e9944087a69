"""Public holidays: ``python -m bot.free_days '[["NI/none", "BY/catholic"], [2026]]'`` prints them as JSON.

The library loads the calendars of 250 countries for one of them: twelve megabytes that would stay for good. So it is
asked in a process of its own, once a year, whose memory goes with it.
"""

import subprocess
import sys
from datetime import date

import msgspec


def public_holidays(places: tuple[str, ...], years: tuple[int, ...]) -> dict[str, frozenset[date]]:
    """All public holidays of places (state and ``Company.local_holidays``, such as NI/none) in the given years."""
    asked = msgspec.json.encode((places, years)).decode()
    done = subprocess.run([sys.executable, "-m", "bot.free_days", asked], check=True, stdout=subprocess.PIPE)
    return msgspec.json.decode(done.stdout, type=dict[str, frozenset[date]])


def _answer(asked: str) -> bytes:
    places, years = msgspec.json.decode(asked, type=tuple[list[str], list[int]])
    return msgspec.json.encode({place: _holidays(place, years) for place in places})


def _holidays(place: str, years: list[int]) -> list[date]:
    import holidays

    state, _, local = place.partition("/")
    categories = ("public", "catholic") if local == "catholic" else ("public",)
    subdivision = "Augsburg" if local == "augsburg" else state
    return sorted(holidays.country_holidays("DE", subdiv=subdivision, years=years, categories=categories))


if __name__ == "__main__":
    sys.stdout.buffer.write(_answer(sys.argv[1]))
