"""A whole bot, and people, trouble and time at random: every tap is answered once, and nothing has its effect twice.

The suite runs a few examples, always the same ones. For a long run, with other examples each time:

    MACHINE_EXAMPLES=300 nice .venv/bin/python -m pytest -q -n0 tests/machine
"""

import os
from datetime import timedelta
from functools import partial

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.chaos import setting
from tests.chaos.records import Records
from tests.machine.bot import PLANS
from tests.machine.choices import people, spans, words
from tests.machine.invariants import learned, outside_paid_time, problems
from tests.machine.surroundings import Surroundings
from tests.machine.trouble import METHODS, TROUBLE

EXAMPLES, STEPS = int(os.environ.get("MACHINE_EXAMPLES", "0")), 10


class Machine(RuleBasedStateMachine):
    """Rules are what happens; ``around`` is everything that it happens to."""

    around: Surroundings

    @initialize(by_webhook=st.booleans())
    def begin(self, by_webhook: bool) -> None:
        self.around = Surroundings(by_webhook)

    # -- what people do ----------------------------------------------------------------------------------------------

    @rule(who=people, said=words)
    def write(self, who: int, said: str) -> None:
        self._opens(who)
        before = self.around.records()
        self.around.settle(lambda: self.around.people[who].person.say(said))
        self._gains_at_most_one(before)

    @rule(who=people, data=st.data(), times=st.integers(1, 2), is_old=st.booleans())
    def tap(self, who: int, data: st.DataObject, times: int, is_old: bool) -> None:
        somebody = self.around.people[who]
        newest = somebody._keys()
        keys = somebody.seen if is_old else newest
        if keys and who + setting.FIRST_CHAT not in self.around.closed:
            shown, token = data.draw(st.sampled_from(keys))
            before = self.around.records()
            self.around.settle(*[lambda: somebody.person.tap_token(shown, token)] * times)
            self._gains_at_most_one(before)

    @rule(who=people)
    def block(self, who: int) -> None:
        person = self.around.people[who].person
        if not person.chat.blocked:
            self.around.settle(lambda: person.say("Tschüss"), person.block)
            self.around.closed[person.chat.chat_id] = len(self.around.watch.seen)

    @rule(who=people)
    def unblock(self, who: int) -> None:
        self._opens(who)
        self.around.settle(self.around.people[who].person.unblock)

    # -- what happens to the bot -------------------------------------------------------------------------------------

    @rule(method=st.sampled_from(METHODS), trouble=st.sampled_from(sorted(TROUBLE)), who=st.none() | people)
    def something_goes_wrong_next(self, method: str, trouble: str, who: int | None) -> None:
        chat = None if who is None or method == "getUpdates" else setting.FIRST_CHAT + who
        self.around.watch.once(method, TROUBLE[trouble], chat_id=chat)

    @rule()
    def restart(self) -> None:
        self.around.restart(after_a_commit=False)

    @rule(who=people, said=words, after_a_commit=st.booleans())
    def die(self, who: int, said: str, after_a_commit: bool) -> None:
        self._opens(who)
        before = self.around.records()
        self.around.restart(lambda: self.around.people[who].person.say(said), after_a_commit=after_a_commit)
        self._gains_at_most_one(before)

    @precondition(lambda self: self.around.bot.by_webhook)
    @rule(data=st.data())
    def update_comes_again(self, data: st.DataObject) -> None:
        known = [each for each in self.around.updates.all if "my_chat_member" not in each]
        if known:
            update = data.draw(st.sampled_from(known))
            before = self.around.records()
            self.around.bring_again(update)
            after = self.around.records()
            assert (after.states, after.turns, after.due) == (before.states, before.turns, before.due)

    # -- what comes by itself ----------------------------------------------------------------------------------------

    @rule(plan=st.sampled_from(sorted(PLANS)))
    def plan_changes(self, plan: str) -> None:
        self.around.bot.change_plan(plan)

    @rule(span=spans, often=st.integers(1, 3), is_down=st.booleans())
    def time_passes(self, span: timedelta, often: int, is_down: bool) -> None:
        before, known = self.around.records(), len(self.around.sent)
        self.around.pass_time(span * often, is_down)
        assert outside_paid_time(self.around.sent[known:], before) == []
        if self.around.bot.plan == "withdrawn":
            assert len(self.around.records().turns) == len(before.turns)

    # -- what must hold ----------------------------------------------------------------------------------------------

    @invariant()
    def nothing_is_wrong(self) -> None:
        if hasattr(self, "around"):
            assert problems(self.around, self.around.records()) == []

    def teardown(self) -> None:
        """When nothing goes wrong any more, everybody gets an answer, a few faults that were left over later."""
        if not hasattr(self, "around"):
            return
        try:
            self.around.watch.clear()
            for somebody in self.around.people:
                person = somebody.person
                self.around.settle(person.unblock, partial(person.say, "/hilfe"))
                assert person.screen[-1].by_bot, "no answer"
        finally:
            self.around.close()

    def _opens(self, who: int) -> None:
        """Whoever writes, or unblocks the bot, may be written to."""
        self.around.closed.pop(setting.FIRST_CHAT + who, None)

    def _gains_at_most_one(self, before: Records) -> None:
        gained = learned(self.around.records()) - learned(before)
        assert all(count <= 1 for count in gained.values()), gained


TestMachine = Machine.TestCase
TestMachine.settings = settings(
    max_examples=EXAMPLES or 40,
    stateful_step_count=STEPS,
    deadline=None,
    derandomize=not EXAMPLES,
    database=None,
    suppress_health_check=list(HealthCheck),
)
