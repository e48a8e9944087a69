"""A random walk over all flows and commands: whatever a person does, there is an answer and a way on."""

import msgspec
from hypothesis import HealthCheck, assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from dialogs.effects import Button, Say, Toast
from dialogs.engine import Turn
from dialogs.events import Event, Nudged, Said, Showed, Tapped
from dialogs.table import COMMANDS
from tests.dialogs.person import CODES, Person, library, member, shipped, shortened, without_unit

MOST_BYTES = 64
"""What Telegram allows for a button's token."""
WORDS = st.one_of(st.text(max_size=400), st.sampled_from(["1", "2", "9", "Ja", "Fertig", "Menü", "Stopp", *CODES]))
ITEMS = st.sampled_from([
    "unit:phishing", "unit:gone", "block:ziel", "block:ziel/nachfrage", "block:ziel/gone", "x",
    "offer:1", "calledoff:1",
])  # fmt: skip
ROLES = st.sampled_from(["learner", "multiplier"])
GROUPS = st.sampled_from([("zerspanung", "B"), ("buero", "Team"), ("dissolved", "A"), ("montage", "gone")])


class Walk(RuleBasedStateMachine):
    """One person at random, with every button that was ever offered."""

    def __init__(self) -> None:
        super().__init__()
        self.person = Person()
        self.offered: list[Button] = []
        self.latest: list[Button] = []

    @initialize(joined=st.none() | GROUPS, role=ROLES, language=st.sampled_from(["de", "en"]))
    def begin(self, joined: tuple[str, str] | None, role: str, language: str) -> None:
        self.person = member(*joined, language) if joined else Person()
        if self.person.profile is not None:
            self.person.profile = msgspec.structs.replace(self.person.profile, role=role)

    @rule(data=st.data())
    def tap_on_what_was_said_last(self, data: st.DataObject) -> None:
        assume(self.latest)
        button = data.draw(st.sampled_from(self.latest), "button")
        self._take(Tapped(button.token))

    @rule(data=st.data())
    def tap_on_an_old_button(self, data: st.DataObject) -> None:
        assume(self.offered)
        self._take(Tapped(data.draw(st.sampled_from(self.offered), "button").token))

    @rule(token=st.text(max_size=20))
    def tap_on_something_made_up(self, token: str) -> None:
        self._take(Tapped(token))

    @rule(words=WORDS)
    def write(self, words: str) -> None:
        self._take(Said(words))

    @rule(name=st.sampled_from([*COMMANDS, "unknown"]), argument=st.one_of(ITEMS, WORDS, st.just("")))
    def command(self, name: str, argument: str) -> None:
        self._take(Said(f"/{name} {argument}"))

    @rule(code=st.sampled_from(list(CODES)))
    def follow_a_link(self, code: str) -> None:
        self._take(Said(f"/start {code}"))

    @rule(kind=st.sampled_from(["photo", "voice", "sticker", "file", "other", "new"]))
    def show(self, kind: str) -> None:
        self._take(Showed(kind))

    @rule(item=ITEMS, reason=st.sampled_from(["plan", "wish", "follow-up", "new"]))
    def nudge(self, item: str, reason: str) -> None:
        before = self.person.conversation()
        turn = self.person.take(Nudged(item, reason))
        assert self.person.conversation() == before
        self._keep(turn)

    @rule(unit=st.sampled_from(sorted(library().units)), steps=st.integers(0, 3))
    def change_content(self, unit: str, steps: int) -> None:
        self.person.content = shortened(shipped(), unit, steps) if steps else without_unit(shipped(), unit)

    def _take(self, event: Event) -> None:
        before, joined = self.person.state, self.person.profile is not None
        turn = self.person.take(event)
        said = [effect for effect in turn.effects if isinstance(effect, Say)]
        assert said or any(isinstance(effect, Toast) for effect in turn.effects)
        if turn.private:
            assert self.person.state == before
        if said and joined and self.person.profile is not None:
            assert said[-1].buttons, "somebody who has joined always sees a way on"
        self._keep(turn)

    def _keep(self, turn: Turn) -> None:
        said = [effect for effect in turn.effects if isinstance(effect, Say)]
        for each in said:
            assert each.lines
            assert all(button.token and len(button.token.encode()) <= MOST_BYTES for button in each.buttons)
            self._leads_somewhere(each.buttons)
        if said:
            self.latest = list(said[-1].buttons)
        self.offered.extend(button for each in said for button in each.buttons)
        del self.offered[:-200]

    def _leads_somewhere(self, buttons: tuple[Button, ...]) -> None:
        """A button is a known command, or an option of the question that is open now."""
        for button in buttons:
            if button.token.startswith("/"):
                assert button.token[1:].partition(" ")[0] in COMMANDS
                continue
            state = self.person.conversation()
            number, _, key = button.token.partition(":")
            frame = state.stack[-1]
            step = self.person.content.engine.flows[frame.flow].steps[frame.step]
            options = step.ask(frame.data, self.person.world(Said(""))).options
            assert int(number, 16) == state.asked
            assert key in [option.key for option in options]


TestWalk = Walk.TestCase
TestWalk.settings = settings(
    max_examples=60, stateful_step_count=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
