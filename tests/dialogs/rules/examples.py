"""Working times to try the rules on, and a second, slow reading of the rules to compare with."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from content.model import Break, Hours, Shift, ShiftModel
from dialogs.rules.calendar import Window, WorkingTime

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 1, 5)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
SPRING = date(2026, 3, 29)
AUTUMN = date(2026, 10, 25)

EARLY = Shift(name="Früh", start=time(6), end=time(14), breaks=(Break(start=time(9, 30), end=time(10)),))
LATE = Shift(name="Spät", start=time(14), end=time(22), breaks=(Break(start=time(18), end=time(18, 30)),))
NIGHT = Shift(name="Nacht", start=time(22), end=time(6), breaks=(Break(start=time(1, 30), end=time(2)),))
SHIFTS = {"F": EARLY, "S": LATE, "N": NIGHT}
ROTATION = ShiftModel(
    id="conti", name="Conti", anchor=MONDAY, cycle="FFSSNNoooo", shifts=SHIFTS, crews={"A": 0, "B": 2, "E": 8}
)
WEEKS = ShiftModel(id="woche", name="Woche", anchor=MONDAY, cycle="FFFFFoo", shifts=SHIFTS, crews={"A": 0})
NIGHTS = ShiftModel(id="nacht", name="Nacht", anchor=MONDAY, cycle="N", shifts=SHIFTS, crews={"A": 0})


def works(model: ShiftModel, **more: object) -> WorkingTime:
    return WorkingTime(model, "A", BERLIN, **more)  # type: ignore[arg-type]


def at(day: date, hour: int, minute: int = 0, *, fold: int = 0) -> datetime:
    """A wall-clock moment in Berlin, in UTC."""
    return datetime.combine(day, time(hour, minute, fold=fold), BERLIN).astimezone(UTC)


def span(day: date, start: str, end: str, later: int = 0) -> Window:
    """A span on a day in Berlin; ``later`` counts the days by which the end is later."""
    first, last = time.fromisoformat(start), time.fromisoformat(end)
    return Window(at(day, first.hour, first.minute), at(day + later * DAY, last.hour, last.minute))


def allowed(working: WorkingTime, moment: datetime) -> bool:
    """Whether a reminder may go out, read off the rules for this one moment and by the clock on the wall."""
    local = moment.astimezone(working.zone)
    wall = local.time()
    if time(2) <= wall < time(5) or (working.silent_until is not None and local.date() < working.silent_until):
        return False
    return any(_runs(working, day, moment, wall) for day in (local.date() - DAY, local.date()))


def _runs(working: WorkingTime, day: date, moment: datetime, wall: time) -> bool:
    found = _shift(working, day)
    if found is None:
        return False
    shift, start, end = found
    if not start + 30 * MINUTE <= moment < end - 20 * MINUTE:
        return False
    last = end.astimezone(working.zone)
    if datetime.combine(day + DAY, time(), working.zone) < last and _shift(working, day + DAY) is None:
        return False
    earlier = (_shift(working, day - DAY), _shift(working, day - 2 * DAY))
    if any(each is not None and moment < each[2] + timedelta(hours=11) for each in earlier):
        return False
    holes = [*shift.breaks, *([shift.standby] if shift.standby else [])]
    return not any(_within(wall, each.start, each.end) for each in holes)


def _shift(working: WorkingTime, day: date) -> tuple[Shift, datetime, datetime] | None:
    """The shift of that day with its first and last moment."""
    model, shift, own = working.model, None, working.hours
    letter = model.cycle[((day - model.anchor).days - model.crews[working.crew]) % len(model.cycle)]
    by_crew = None if letter == "o" else model.shifts[letter]
    swap = working.swaps.get(day)
    alike = working.days is None and working.hours is None
    if swap == "own":
        shift = by_crew or next(iter(model.shifts.values()))
    elif swap is not None:
        shift, own = model.shifts.get(swap), None
    elif day in working.special and (alike or working.special[day] is None):
        shift = working.special[day]
    elif day not in working.free and day.isoweekday() in (working.days or range(1, 8)):
        shift = by_crew
    if shift is None:
        return None
    first, last = own or ((shift.core.start, shift.core.end) if shift.core else (shift.start, shift.end))
    start = datetime.combine(day, first, working.zone).astimezone(UTC)
    end = datetime.combine(day + (last <= first) * DAY, last, working.zone).astimezone(UTC)
    return shift, start, end


def _within(wall: time, start: time, end: time) -> bool:
    return start <= wall < end if start < end else wall >= start or wall < end


def _clock(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)


@st.composite
def shifts(draw: st.DrawFn) -> Shift:
    """A shift of up to 8 hours that is over at 6 in the morning, with up to two breaks; some with core or standby."""
    start = draw(st.integers(6 * 4, 22 * 4)) * 15
    length = draw(st.integers(1, 32)) * 15
    breaks = []
    for offset in draw(st.lists(st.integers(0, length - 1), max_size=2)):
        pause = draw(st.integers(5, 60))
        breaks.append(Break(start=_clock(start + offset), end=_clock(start + offset + pause)))
    core = (
        Hours(start=_clock(start + 15), end=_clock(start + length - 15))
        if length > 60 and draw(st.booleans())
        else None
    )
    standby = Hours(start=_clock(start + length), end=_clock(start + length + 60)) if draw(st.booleans()) else None
    return Shift(
        name="S", start=_clock(start), end=_clock(start + length), breaks=tuple(breaks), core=core, standby=standby
    )


DATES = st.one_of(
    st.dates(date(2025, 12, 20), date(2027, 12, 31)),
    st.dates(SPRING - 3 * DAY, SPRING + 2 * DAY),
    st.dates(AUTUMN - 3 * DAY, AUTUMN + 2 * DAY),
)
MOMENTS = st.builds(
    lambda day, minutes, micro: at(day, 0) + minutes * MINUTE + timedelta(microseconds=micro),
    DATES,
    st.integers(0, 24 * 60 - 1),
    st.sampled_from([0, 0, 1, 250_000, 999_999]),
)


@st.composite
def working_times(draw: st.DrawFn) -> WorkingTime:
    """Any rotation, whole-time or with own days or hours, with some holidays."""
    cycle = draw(st.text("FSNo", min_size=1, max_size=21))
    own = st.tuples(st.integers(0, 95), st.integers(1, 95)).map(
        lambda pair: (_clock(pair[0] * 15), _clock((pair[0] + pair[1]) * 15))
    )
    known = st.just(SHIFTS) | st.fixed_dictionaries({letter: shifts() for letter in "FSN"})
    model = ShiftModel(
        id="m", name="M", anchor=draw(DATES), cycle=cycle, shifts=draw(known), crews={"A": draw(st.integers(0, 30))}
    )
    return works(
        model,
        days=draw(st.none() | st.frozensets(st.integers(1, 7), min_size=1)),
        hours=draw(st.none() | own),
        free=draw(st.frozensets(DATES, max_size=4)),
        special=draw(st.dictionaries(DATES, st.none() | shifts(), max_size=3)),
        swaps=draw(st.dictionaries(DATES, st.sampled_from(["F", "S", "N", "o", "own"]), max_size=3)),
        silent_until=draw(st.none() | DATES),
    )
