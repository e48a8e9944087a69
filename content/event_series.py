"""Events that repeat themselves (RRULE, RDATE of RFC 5545), as one event for each time."""

from collections.abc import Iterator
from datetime import date, timedelta

import recurring_ical_events
from icalendar import Calendar, Component

from content.shift_event import Wrong

DAY = timedelta(days=1)
RULES = ("RRULE", "RDATE")
SELDOM = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
TIMES = ("BYHOUR", "BYMINUTE", "BYSECOND")


def is_series(event: Component) -> bool:
    """Whether the event itself repeats; one time of a series that differs (RECURRENCE-ID) does not."""
    return any(rule in event for rule in RULES)


def comes_with_its_series(calendar: Calendar, event: Component) -> bool:
    """Whether the event is one time, not like the others, of a series that is in the calendar."""
    return "RECURRENCE-ID" in event and any(
        is_series(each) and _differs(event, each) for each in calendar.walk("VEVENT")
    )


def occurrences(calendar: Calendar, event: Component, first: date, last: date) -> Iterator[Component]:
    """All times of a series from ``first`` to ``last``, both included, without those that were taken out (EXDATE) and
    with those that differ. Wrong when it repeats more often than a shift can."""
    _check(event)
    try:
        yield from recurring_ical_events.of(_alone(calendar, event)).between(first, last + DAY)
    except (ValueError, TypeError, KeyError, ArithmeticError) as error:
        rule = next(rule for rule in RULES if rule in event)
        raise Wrong(rule, f"the days it repeats on cannot be found ({error})", "correct the rule") from None


def _check(event: Component) -> None:
    rules = event.get("RRULE", [])
    for rule in rules if isinstance(rules, list) else [rules]:
        if not rule.get("FREQ"):
            raise Wrong("RRULE", "the rule does not say how often (FREQ)", "correct or remove it")
        if not SELDOM.issuperset(rule["FREQ"]) or any(len(rule.get(times, ())) > 1 for times in TIMES):
            raise Wrong("RRULE", "it repeats itself more than once a day", "let it repeat each day or less often")
        if min(rule.get("INTERVAL", (1,))) < 1:  # It would be followed for ever.
            raise Wrong("RRULE", "INTERVAL is less than 1", "correct or remove it")


def _alone(calendar: Calendar, event: Component) -> Calendar:
    """The calendar with this series only: what is wrong in it is not blamed on others."""
    alone = Calendar(calendar)
    alone.pop("X-WR-TIMEZONE", None)  # A time without a zone is the company's, in a series as elsewhere.
    for each in calendar.subcomponents:
        if each.name == "VTIMEZONE" or each is event or _differs(each, event):
            alone.add_component(each)
    return alone


def _differs(event: Component, series: Component) -> bool:
    return "RECURRENCE-ID" in event and event.get("UID") == series.get("UID")
