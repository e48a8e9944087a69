"""The main menu and help."""

from dialogs.effects import Button, Say
from dialogs.flow import Resume, View
from dialogs.flows.duty import duties
from dialogs.flows.unit_end import next_unit
from dialogs.text import Day, Text, authored, n, t
from dialogs.world import World

ALWAYS = (
    Button(t("Alle Einheiten"), "/lernen", "📚"),
    Button(t("Bausteine"), "/bausteine", "🧩"),
    Button(t("Mein Ziel"), "/ziel", "🎯"),
    Button(t("Jemanden fragen"), "/fragen", "🙋"),
    Button(t("Einschätzung"), "/checkin", "🧭"),
    Button(t("Mein Verlauf"), "/verlauf", "📈"),
    Button(t("Arbeits-Zeit"), "/zeiten", "⏰"),
    Button(t("Pause"), "/pause", "⏸️"),
    Button(t("Sprache"), "/sprache", "🌍"),
    Button(t("Hilfe"), "/hilfe", "❓"),
)
AFTER_A_UNIT = (Button(t("Wiederholen"), "/wiederholen", "🔁"),)
TITLE = t("☰ Was möchtest du tun?")


def menu(world: World) -> Say:
    """What the companion can do now, with how far the person has come."""
    units = world.library.units
    done = sum(1 for unit_id in units if unit_id in world.record.units)
    lines = [TITLE]
    if units:
        lines.append(_done(done, len(units)))
    lines.extend(_silence(world))
    return Say(tuple(lines), _buttons(world))


def _done(done: int, of: int) -> Text:
    return n(
        "{bar} {done} von {of} Einheit geschafft",
        "{bar} {done} von {of} Einheiten geschafft",
        of=of,
        done=done,
        bar=_bar(done, of),
    )


def _bar(done: int, of: int) -> str:
    filled = max(round(8 * done / of), min(done, 1))  # The first one counts visibly.
    return "●" * filled + "○" * (8 - filled)


def _silence(world: World) -> tuple[Text, ...]:
    me = world.me()
    if me.stopped:
        return (t("⏹️ Ich schreibe dir nicht von mir aus. Mit /zurueck fange ich wieder an."),)
    if me.paused_until is not None and me.paused_until > world.today():
        return (t("⏸️ Pause bis {date}", date=Day(me.paused_until)),)
    return ()


def _buttons(world: World) -> tuple[Button, ...]:
    upcoming = next_unit(world)
    first = (Button(authored(upcoming.title), f"/lernen {upcoming.id}", "▶️"),) if upcoming else ()
    return (*duties(world), *first, *(AFTER_A_UNIT if world.record.units else ()), *ALWAYS)


def show(argument: str, world: World) -> View:
    """The command: the menu; the engine adds the way back to what is open."""
    return View((menu(world),))


def help_(argument: str, world: World) -> View:
    """The command: what this is, and every way on."""
    lines = (
        t("❓ Ich bin dein Lern-Begleiter. Ich bin ein Programm, kein Mensch."),
        t("Tippe auf einen Knopf. Oder schreib seine Nummer."),
        t("/menue Menü\n/lernen Lernen\n/fragen Jemanden fragen\n/zeiten Arbeits-Zeit\n/pause Pause\n/warum Warum?\n"
          "/stopp Aufhören\n/sprache Sprache\n/geraet Anderes Gerät\n"
          "/meine_daten Meine Daten\n/loeschen Alles löschen"),
    )  # fmt: skip
    return View((Say(lines, (*duties(world), Button(t("Weiter"), "/weiter", "▶️"))),))


def read_aloud(argument: str, world: World) -> Resume:
    """The command: the open question once more, as sound where there is a recording of it."""
    return Resume(aloud=True)


def resume(argument: str, world: World) -> Resume:
    """The command: the open question once more, or the menu."""
    return Resume()
