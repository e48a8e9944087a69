"""The only way in which a conversation changes: ``advance(state, event, world) -> Turn``.

The engine knows flows and commands only through the tables it is given. It never fails on what a person or an old
button does: whatever it cannot place is answered with a sentence and the question that is open.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from dialogs import phrases
from dialogs.effects import Aloud, Button, Chosen, Effect, Erase, Join, Remember, Say, Speak, Toast
from dialogs.events import Event, Nudged, Said, Showed, Tapped, command_of
from dialogs.flow import Again, Ask, Begin, Call, Close, Command, Flow, Goto, Move, Option, Resume, Step, Then, View
from dialogs.reading import command_meant, option_meant
from dialogs.state import Conversation, Frame, Record
from dialogs.text import MAX_WORDS_OF_A_PERSON, Text, readable
from dialogs.world import World

MAX_STEPS = 24
"""Steps that one event may run through; more means that an authored dialog goes in circles."""
MAX_DEPTH = 6
"""Flows that may lie on each other; the outermost is let go beyond that."""
ON = Button(phrases.ON, "/weiter", "▶️")
MENU = Button(phrases.MENU, "/menue", "☰")


@dataclass(frozen=True, slots=True)
class Turn:
    """What the event led to. ``private``: nothing of it may be recorded, and ``state`` is unchanged."""

    state: Conversation
    effects: tuple[Effect, ...]
    private: bool = False


@dataclass(frozen=True, slots=True)
class Engine:
    """Flows and commands by name; ``welcome`` opens the joining flow, ``menu`` is shown when nothing is open,
    ``nudge`` words a reminder."""

    flows: Mapping[str, Flow]
    commands: Mapping[str, Command]
    welcome: Callable[[World], Frame]
    menu: Callable[[World], Say]
    nudge: Callable[[Nudged, World], tuple[Effect, ...]]

    def advance(self, state: Conversation, event: Event, world: World) -> Turn:
        """The next state and what shall happen, for one event."""
        return _Run(self, world, state).turn(state, event)


class _Run:
    """One call of ``advance``: the stack and the effects while they grow."""

    def __init__(self, engine: Engine, world: World, state: Conversation) -> None:
        self.engine, self.world = engine, world
        self.stack, self.asked, self.language = list(state.stack), state.asked, state.language
        self.effects: list[Effect] = []
        self.private = self.dropped = False
        self.steps = 0
        self.waiting = 0
        """Effects up to and with the last question: later ones were said after it."""

    def turn(self, state: Conversation, event: Event) -> Turn:
        if isinstance(event, Nudged):
            return Turn(state, self.engine.nudge(event, self.world))
        if isinstance(event, Said):
            event = Said(readable(event.words))
        self._drop_unknown_steps()
        if self.dropped and command_of(event) is None:
            self._explain(phrases.CONTENT_CHANGED)
        else:
            self._handle(event)
        self._show_way_on()
        if self.private:
            return Turn(state, tuple(self.effects), True)
        return Turn(Conversation(tuple(self.stack), self.asked, self.language), tuple(self.effects))

    # -- what kind of event ------------------------------------------------------------------------------------------

    def _handle(self, event: Event) -> None:
        command = command_of(event)
        if command is not None:
            self._command(*command, tapped=isinstance(event, Tapped))
        elif not self.stack and self.world.profile is None and not isinstance(event, Said):
            self._open(self.engine.welcome(self.world))
        elif isinstance(event, Tapped):
            self._tap(event.token)
        elif isinstance(event, Showed):
            self._explain(phrases.not_readable(event.kind))
        elif isinstance(event, Said):
            self._words(event.words)

    def _command(self, name: str, argument: str, tapped: bool) -> None:
        command = self.engine.commands.get(name)
        if command is None:
            return self._explain(phrases.UNKNOWN_COMMAND)
        if self.world.profile is None and not command.before_joining:
            return self._explain(phrases.JOIN_FIRST)
        if tapped and command.once:
            self.effects.append(Chosen(command.label))
        self._answer(command.run(argument, self.world))

    def _answer(self, result: View | Begin | Close | Resume) -> None:
        self._apply(result.effects)
        if isinstance(result, View):
            self.private = result.private
        elif isinstance(result, Close):
            self.stack.clear()
        elif isinstance(result, Begin):
            self._begin(Frame(result.flow, result.step, result.data), result.go_on)
        elif self.dropped:
            self._explain(phrases.CONTENT_CHANGED)
        elif result.aloud and self.stack:
            question = self._question()
            self._say(msgspec.structs.replace(question, attachments=(*question.attachments, Aloud())))
        else:
            self._ask_again()

    def _begin(self, frame: Frame, go_on: bool) -> None:
        """On top of what is open. The same flow about the same thing never lies on the stack twice."""
        # A button of the question that this interrupts is an old one, but not an answered one.
        self.asked += 1
        if self.stack and self._step().light:
            self.stack.pop()
        about = self.engine.flows[frame.flow].about
        same = [each for each in self.stack if each.flow == frame.flow and about(each.data) == about(frame.data)]
        self.stack = [each for each in self.stack if each not in same]
        self._open(same[-1] if same and go_on else frame)

    def _tap(self, token: str) -> None:
        number, _, key = token.partition(":")
        options = self._question().options if self.stack and number == f"{self.asked:x}" else ()
        option = next((option for option in options if option.key == key), None)
        if option is not None:
            self._choose(option, tapped=True)
        elif number == f"{self.asked - 1:x}":
            # A second tap on the question just answered is a slip of the finger: what follows stands right under it.
            self.effects.append(Toast(phrases.ALREADY_ANSWERED))
        else:
            self._explain(phrases.OLD_BUTTON)

    def _words(self, words: str) -> None:
        if not self.stack and self.world.profile is None:
            self._push(self.engine.welcome(self.world))
        counted = bool(self.stack) and self._step().counts and words.isdigit()
        option = None if counted else option_meant(words, self._in_sight(), self.world.catalogue)
        if option is not None:
            return self._choose(option, tapped=False)
        name = command_meant(words, self.engine.commands, self.world.catalogue)
        if name is not None:
            return self._command(name, "", tapped=False)
        step = self._step() if self.stack else None
        if step is None or step.write is None:
            return self._explain(phrases.ONLY_BUTTONS if step else phrases.NOTHING_OPEN)
        if not words:
            return self._explain(phrases.EMPTY_WORDS)
        if len(words) > MAX_WORDS_OF_A_PERSON:
            return self._explain(phrases.too_long(MAX_WORDS_OF_A_PERSON))
        self._then(step.write(self.stack[-1].data, words, self.world))

    def _in_sight(self) -> tuple[Option, ...]:
        """What can be tapped now: the open question's options, or the menu's when none is open."""
        if self.stack:
            return self._question().options
        return tuple(Option(button.token, button.label) for button in self.engine.menu(self.world).buttons)

    # -- moving ------------------------------------------------------------------------------------------------------

    def _choose(self, option: Option, tapped: bool) -> None:
        if option.key.startswith("/"):
            name, _, argument = option.key[1:].partition(" ")
            return self._command(name, argument, tapped)
        step = self._step()
        assert step.answer is not None, "a step with options answers them"
        then = step.answer(self.stack[-1].data, option.key, self.world)
        if tapped and not isinstance(then.move, Again):
            self.effects.append(Chosen(option.label, option.icon))
        self._then(then, tapped)

    def _then(self, then: Then, tapped: bool = False) -> None:
        self._apply(then.effects)
        self._move(then.move, tapped)

    def _move(self, move: Move, tapped: bool = False) -> None:
        frame = self.stack.pop()
        if isinstance(move, Goto):
            self._open(Frame(frame.flow, move.step, move.data))
        elif isinstance(move, Again):
            self.stack.append(Frame(frame.flow, frame.step, move.data))
            # With something to say about it, the question stands anew below that; otherwise only its boxes change.
            self._say(self._question(), replace=tapped and move.data != frame.data)
        elif isinstance(move, Call):
            if move.back is not None:
                self.stack.append(Frame(frame.flow, move.back.step, move.back.data))
            self._open(Frame(move.flow, move.step, move.data))
        elif self.stack:
            # A light step under a flow has been waiting for its first turn, not been interrupted.
            if not self._step().light:
                self.effects.append(Say((phrases.GO_ON,)))
            self._arrive()
        else:
            self.asked += 1

    def _push(self, frame: Frame) -> None:
        self.stack.append(frame)
        del self.stack[:-MAX_DEPTH]

    def _open(self, frame: Frame) -> None:
        self._push(frame)
        self._arrive()

    def _arrive(self) -> None:
        self.steps += 1
        if self.steps > MAX_STEPS:
            self.stack.pop()
            return self._explain(phrases.IN_CIRCLES)
        ask = self._question()
        self._apply(ask.effects)
        if ask.then is None:
            self.asked += 1
        if ask.lines:
            self._say(ask)
        if ask.then is not None:
            self._move(ask.then)

    # -- asking ------------------------------------------------------------------------------------------------------

    def _step(self) -> Step[Any]:
        frame = self.stack[-1]
        return self.engine.flows[frame.flow].steps[frame.step]

    def _question(self) -> Ask:
        return self._step().ask(self.stack[-1].data, self.world)

    def _say(self, ask: Ask, replace: bool = False) -> None:
        buttons = tuple(self._button(option) for option in ask.options)
        self.effects.append(Say(ask.lines, buttons, replace, ask.private, ask.attachments))
        if ask.then is None:
            self.waiting = len(self.effects)

    def _button(self, option: Option) -> Button:
        token = option.key if option.key.startswith("/") else f"{self.asked:x}:{option.key}"
        return Button(option.label, token, option.icon)

    def _explain(self, sentence: Text) -> None:
        """Say what is the matter, then what is open: no event leads into nowhere."""
        self.effects.append(Say((sentence,)))
        self._ask_again()

    def _ask_again(self) -> None:
        if self.stack:
            self._say(self._question())
        elif self.world.profile is None:
            self._open(self.engine.welcome(self.world))
        else:
            self.effects.append(self.engine.menu(self.world))

    def _show_way_on(self) -> None:
        """What is said last leads on: back to the open question where it is not that itself, or to the menu."""
        said = [n for n, effect in enumerate(self.effects) if isinstance(effect, Say)]
        if not said or self.waiting > said[-1] or self.world.profile is None:
            return
        last = self.effects[said[-1]]
        assert isinstance(last, Say)
        button = ON if self.stack else MENU
        has_one = any(each.token == button.token for each in last.buttons)
        if not has_one and (self.stack or not last.buttons):
            self.effects[said[-1]] = msgspec.structs.replace(last, buttons=(*last.buttons, button))

    # -- keeping up --------------------------------------------------------------------------------------------------

    def _apply(self, effects: tuple[Effect, ...]) -> None:
        """Collect effects; the steps that follow in this turn already see the new profile."""
        self.effects.extend(effects)
        for effect in effects:
            if isinstance(effect, Join | Remember):
                self.world = msgspec.structs.replace(self.world, profile=effect.profile)
            elif isinstance(effect, Speak):
                self.language = effect.language
            elif isinstance(effect, Erase):
                self.world = msgspec.structs.replace(self.world, profile=None, record=Record())
                self.stack, self.language = self.stack[-1:], ""

    def _drop_unknown_steps(self) -> None:
        """Content changes while people talk: frames whose unit or step is gone are closed."""
        kept = [frame for frame in self.stack if self._still_there(frame)]
        self.dropped = len(kept) < len(self.stack)
        self.stack = kept

    def _still_there(self, frame: Frame) -> bool:
        flow = self.engine.flows.get(frame.flow)
        step = flow.steps.get(frame.step) if flow else None
        if step is None or not isinstance(frame.data, step.data):
            return False
        if self.world.profile is None and frame.flow != self.engine.welcome(self.world).flow:
            return False
        return step.fits is None or step.fits(frame.data, self.world)
