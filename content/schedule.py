"""The compact way of writing a plan: one line for several groups and a rhythm of weeks."""

import re
from collections.abc import Iterator
from typing import Any

_WEEKS = re.compile(r"(\d{1,2})(?:-(\d{1,2})(?:/(\d{1,2}))?)?")

Raw = dict[str, Any]


def expand(plan: list[Any]) -> Iterator[tuple[int, Any]]:
    """Plain entries (one ``week``, one ``group``) of a plan, each with the index of the line that it came from.

    ``weeks: 1-53/4`` stands for week 1 and every 4th week after it, ``groups: [a, b]`` for one entry each. Entries
    that cannot be read are passed on as they are; the model then refuses them.
    """
    for index, entry in enumerate(plan):
        if not isinstance(entry, dict):
            yield index, entry
            continue
        for plain in _with_groups(entry):
            yield from ((index, single) for single in _with_weeks(plain))


def weeks(rhythm: str) -> tuple[int, ...] | None:
    """The weeks of "7", "1-53" or "1-53/4"; None when it is not written like that."""
    found = _WEEKS.fullmatch(rhythm.strip())
    if found is None or found[3] == "0":
        return None
    first, last, step = int(found[1]), int(found[2] or found[1]), int(found[3] or 1)
    return tuple(range(first, last + 1, step)) or None


def _with_groups(entry: Raw) -> list[Raw]:
    groups = entry.get("groups")
    if not isinstance(groups, list) or not groups or "group" in entry:
        return [entry]
    rest = {key: value for key, value in entry.items() if key != "groups"}
    return [{**rest, "group": group} for group in groups]


def _with_weeks(entry: Raw) -> list[Raw]:
    rhythm = entry.get("weeks")
    known = weeks(str(rhythm)) if rhythm is not None and "week" not in entry else None
    if known is None:
        return [entry]
    rest = {key: value for key, value in entry.items() if key != "weeks"}
    return [{**rest, "week": week} for week in known]
