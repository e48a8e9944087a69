"""Self-assessment check-ins and the person's own trend, which nobody else can read."""

import msgspec

from content.model import Block, CheckInItem
from dialogs import phrases
from dialogs.agenda import check_in_block
from dialogs.effects import Button, CheckedIn, Say
from dialogs.flow import Ask, Begin, Done, Flow, Goto, Option, Step, Then, View
from dialogs.state import CheckIn
from dialogs.text import Text, authored, t, verbatim
from dialogs.world import World

SCALE = (
    Option("0", t("Nie")),
    Option("1", t("1-mal")),
    Option("2", t("Mehrmals")),
    Option("3", t("Jede Arbeits-Woche")),
    Option("-", t("Passt nicht")),
)
BARS = ("▁", "▃", "▅", "▇")
SHOWN = 6
"""Answers of one item that the trend shows, the newest last."""


class Item(msgspec.Struct, frozen=True):
    """The check-in of a block stands at its item ``number``."""

    block: str
    number: int = 0


def _items(item: Item, world: World) -> tuple[CheckInItem, ...]:
    block = world.library.blocks.get(item.block)
    return block.check_in if block else ()


def _ask(item: Item, world: World) -> Ask:
    items = _items(item, world)
    heading = t("🧭 Deine Einschätzung · {number} von {of}", number=item.number + 1, of=len(items))
    return Ask((heading, t("In den letzten 4 Wochen:"), authored(items[item.number].text)), SCALE)


def _answer(item: Item, key: str, world: World) -> Then:
    items = _items(item, world)
    answered = CheckedIn(items[item.number].id, None if key == "-" else int(key))
    if item.number + 1 < len(items):
        return Then(Goto("item", Item(item.block, item.number + 1)), (answered,))
    trend = Button(t("Mein Verlauf"), "/verlauf", "📈")
    thanks = Say((t("Danke. Nur du siehst deine Antworten."),), (trend, Button(phrases.MENU, "/menue", "☰")))
    return Then(Done(), (answered, thanks))


def _with_items(world: World) -> list[Block]:
    return [block for block in world.library.blocks.values() if block.check_in]


def begin(argument: str, world: World) -> Begin | View:
    """The command: the items of the block named in ``argument``, else of the one whose turn it is."""
    blocks = {block.id: block for block in _with_items(world)}
    block = blocks.get(argument) or check_in_block(world.library, world.record)
    if block is None:
        return View((Say((t("Zurzeit gibt es keine Fragen zur Selbst-Einschätzung."),)),))
    return Begin("checkin", "item", Item(block.id), go_on=True)


def trend(argument: str, world: World) -> View:
    """The command: a line of bars for every item that was answered. A private view."""
    lines = [line for block in _with_items(world) for item in block.check_in if (line := _line(item, world))]
    if not lines:
        nothing = t("Hier ist noch nichts. Beantworte zuerst die Fragen zur Selbst-Einschätzung.")
        return View((Say((nothing,), (Button(t("Einschätzung"), "/checkin", "🧭"),), private=True),), private=True)
    key = t("▁ nie · ▃ 1-mal · ▅ mehrmals · ▇ jede Arbeits-Woche. Links ist alt, rechts ist neu.")
    back = Button(t("Zurück"), "/weiter", "↩️")
    return View((Say((t("📈 Dein Verlauf. Nur du siehst ihn."), *lines, key), (back,), private=True),), private=True)


def _line(item: CheckInItem, world: World) -> Text | None:
    answers = [answer for answer in world.record.check_ins if answer.item == item.id][-SHOWN:]
    if not answers:
        return None
    bars = verbatim(" ".join(_bar(answer) for answer in answers))
    return t("{item}\n{bars}", item=authored(item.text), bars=bars)


def _bar(answer: CheckIn) -> str:
    return "–" if answer.value is None else BARS[answer.value]


def _fits(item: Item, world: World) -> bool:
    return item.number < len(_items(item, world))


FLOW = Flow("checkin", {"item": Step(Item, _ask, _answer, fits=_fits)}, about=lambda item: item.block)
