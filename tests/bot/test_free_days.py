"""Public holidays of the sixteen states, and those of some municipalities only."""

from datetime import date

from bot.free_days import public_holidays
from content.company_rules import LOCAL, STATES

ASSUMPTION, CORPUS_CHRISTI, PEACE = date(2026, 8, 15), date(2026, 6, 4), date(2026, 8, 8)
PLACES = tuple(f"{state}/{local}" for local, states in LOCAL.items() for state in states)


def test_public_holidays_of_all_states_and_municipalities() -> None:
    found = public_holidays(PLACES, (2026,))
    assert len(STATES) == 16
    assert all(date(2026, 10, 3) in days for days in found.values())
    assert {place for place, days in found.items() if ASSUMPTION in days} == {"SL/none", "BY/catholic", "BY/augsburg"}
    assert {place for place, days in found.items() if PEACE in days} == {"BY/augsburg"}
    catholic = {"SN/catholic", "TH/catholic", "BY/catholic", "BY/augsburg"}
    assert {place for place, days in found.items() if CORPUS_CHRISTI in days} == catholic | {
        f"{state}/none" for state in ("BW", "BY", "HE", "NW", "RP", "SL")
    }
