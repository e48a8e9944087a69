"""Telegram's limits hold at its side, whenever in between it counts a call."""

from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.gateways.telegram.limiter import Limiter, Limits

CHATS = (1, 2, 3)


@dataclass
class Bot:
    """Calls as fast as it may; each is counted by Telegram at some moment between its beginning and its end."""

    limits: Limits
    now: float = 0.0
    running: list[tuple[float, int, int | None]] = field(default_factory=list)
    counted: list[tuple[float, int | None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.limiter = Limiter(self.limits)

    def call(self, chat: int | None, lasts: float, share: float) -> None:
        while (opens := self.limiter.opens(chat)) > self.now:
            self._pass_until(opens)
        self.limiter.enter(chat)
        self.counted.append((self.now + share * lasts, chat))
        heappush(self.running, (self.now + lasts, len(self.counted), chat))

    def _pass_until(self, opens: float) -> None:
        if self.running and self.running[0][0] <= opens:
            self.now, _, chat = heappop(self.running)
            self.limiter.leave(chat, self.now)
        else:
            self.now = opens


def most_in_a_second(moments: list[float]) -> int:
    return max(sum(start <= other < start + 1 - 1e-9 for other in moments) for start in moments)


calls = st.lists(st.tuples(st.sampled_from(CHATS) | st.none(), st.floats(0, 3), st.floats(0, 1)), min_size=1)


@given(calls=calls, per_second=st.integers(1, 5))
def test_no_second_holds_more_calls_than_allowed(calls: list[tuple[int | None, float, float]], per_second: int) -> None:
    bot = Bot(Limits(per_second, per_chat=0.0))
    for chat, lasts, share in calls:
        bot.call(chat, lasts, share)
    assert most_in_a_second([at for at, _ in bot.counted]) <= per_second


@given(calls=calls)
def test_messages_to_one_chat_are_a_second_apart(calls: list[tuple[int | None, float, float]]) -> None:
    bot = Bot(Limits(per_second=30))
    for chat, lasts, share in calls:
        bot.call(chat, lasts, share)
    for chat in CHATS:
        moments = sorted(at for at, each in bot.counted if each == chat)
        assert all(later - earlier >= 1 - 1e-9 for earlier, later in pairwise(moments))


def test_quick_calls_use_the_whole_limit() -> None:
    bot = Bot(Limits(per_second=30, per_chat=0.0))
    for _ in range(30 * 60 + 30):
        bot.call(1, 0.001, 0.5)
    assert (len(bot.counted) - 30) / bot.now >= 29.9


def test_slowed_chats_wait_alone_until_one_after_the_other_is_slowed_down() -> None:
    limiter = Limiter(Limits(per_second=30))
    limiter.pause(1, 10.0, 7.0)
    limiter.pause(2, 10.5, 2.0)
    assert (limiter.opens(1), limiter.opens(2), limiter.opens(3) < 10.0) == (17.0, 12.5, True)
    limiter.pause(3, 11.0, 5.0)
    assert (limiter.opens(4), limiter.opens(None), limiter.opens(1)) == (16.0, 16.0, 17.0)


def test_bot_slowed_down_again_right_after_its_pause_is_paused_at_once() -> None:
    limiter = Limiter(Limits(per_second=30))
    for chat in (1, 2, 3):
        limiter.pause(chat, 10.0, 2.0)
    limiter.pause(4, 12.5, 3.0)
    assert limiter.opens(5) == 15.5


def test_chats_slowed_down_among_calls_that_work_wait_alone() -> None:
    limiter = Limiter(Limits(per_second=30))
    for chat in range(1, 10):
        limiter.pause(chat, 10.0, 5.0)
        limiter.worked()
    assert (limiter.opens(9), limiter.opens(10) < 10.0) == (15.0, True)


def test_same_chat_slowed_down_again_and_again_waits_alone() -> None:
    limiter = Limiter(Limits(per_second=30))
    for moment in (10.0, 20.0, 30.0):
        limiter.pause(1, moment, 5.0)
    assert (limiter.opens(1), limiter.opens(2) < 10.0) == (35.0, True)


def test_pause_in_the_middle_of_a_call_holds_after_it() -> None:
    limiter = Limiter(Limits(per_second=30))
    limiter.enter(1)
    limiter.pause(1, 10.0, 60.0)
    limiter.leave(1, 10.0)
    assert limiter.opens(1) == 70.0


def test_own_server_knows_no_limit() -> None:
    bot = Bot(Limits(per_second=0))
    for _ in range(100):
        bot.call(1, 1.0, 0.5)
    assert bot.now == 0.0


def test_own_server_is_given_the_patience_that_it_asks_for() -> None:
    limiter = Limiter(Limits(per_second=0))
    limiter.pause(1, 10.0, 7.0)
    assert (limiter.opens(1), limiter.opens(2) < 10.0) == (17.0, True)
