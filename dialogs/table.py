"""Every flow and every command by name. What is not in these tables does not exist."""

from collections.abc import Mapping

from content.model import Library
from dialogs.engine import Engine
from dialogs.flow import Command, Flow
from dialogs.flows import (
    appointment,
    approval,
    block,
    checkin,
    code,
    contact,
    device,
    join,
    language,
    login,
    menu,
    nudge,
    offer,
    pause,
    review,
    shelf,
    times,
    transfer,
    unit,
    why,
    workshop,
)
from dialogs.text import t

FLOWS = (
    join.FLOW,
    unit.FLOW,
    review.FLOW,
    checkin.FLOW,
    transfer.FLOW,
    times.FLOW,
    language.FLOW,
    pause.FLOW,
    pause.DELETE,
    approval.FLOW,
    workshop.FLOW,
    offer.FLOW,
)

DEVICE = "geraet"
"""The command that needs a new code in the world."""

APPROVAL = "freigabe"
"""The command that needs the party's keys in the world."""
LOGIN = "login"
"""The command that needs a new link in the world."""
WORKSHOP = "werkstatt"
"""The command that needs the plan in the world."""
OFFER = "angebot"
"""The command that needs the newest offers in the world."""

COMMANDS: Mapping[str, Command] = {
    "start": Command(t("Start"), code.start, before_joining=True),
    "menue": Command(t("Menü"), menu.show, words=(t("Menü"),)),
    "weiter": Command(t("Weiter"), menu.resume, before_joining=True, words=(t("Weiter"),)),
    "vorlesen": Command(t("Vorlesen"), menu.read_aloud, words=(t("Vorlesen"),)),
    "lernen": Command(t("Lernen"), shelf.learn, words=(t("Lernen"),)),
    "thema": Command(t("Thema"), shelf.topic),
    "bausteine": Command(t("Bausteine"), shelf.blocks, words=(t("Bausteine"),)),
    "wiederholen": Command(t("Wiederholen"), review.begin, words=(t("Wiederholen"),)),
    "ziel": Command(t("Mein Ziel"), shelf.goal, words=(t("Ziel"),)),
    "fragen": Command(t("Jemanden fragen"), contact.view, words=(t("Fragen"),)),
    "kontakt": Command(t("In meine Kontakte"), contact.send_card),
    "termin": Command(t("In den Kalender"), appointment.send),
    "checkin": Command(t("Einschätzung"), checkin.begin, words=(t("Einschätzung"),)),
    "verlauf": Command(t("Mein Verlauf"), checkin.trend, words=(t("Verlauf"),)),
    "zeiten": Command(t("Arbeits-Zeit"), times.begin, words=(t("Arbeits-Zeit"),)),
    "sprache": Command(t("Sprache"), language.begin, words=(t("Sprache"),)),
    "pause": Command(t("Pause"), pause.begin, words=(t("Pause"),)),
    "stopp": Command(t("Stopp"), pause.stop, words=(t("Stopp"),)),
    "stop": Command(t("Stopp"), pause.stop),
    "zurueck": Command(t("Wieder mitmachen"), pause.come_back),
    DEVICE: Command(t("Anderes Gerät"), device.show),
    APPROVAL: Command(t("Freigabe"), approval.begin),
    WORKSHOP: Command(t("Werkstatt"), workshop.begin),
    LOGIN: Command(t("Seiten öffnen"), login.show),
    OFFER: Command(t("Lern-Angebot"), offer.begin, words=(t("Lern-Angebot"),)),
    "hilfe": Command(t("Hilfe"), menu.help_, before_joining=True, words=(t("Hilfe"),)),
    "help": Command(t("Hilfe"), menu.help_, before_joining=True),
    "meine-daten": Command(t("Meine Daten"), pause.own_data, words=(t("Meine Daten"),)),
    "loeschen": Command(t("Alles löschen"), pause.delete, words=(t("Löschen"),)),
    "jetzt": Command(t("Jetzt"), nudge.open_item, once=True),
    "spaeter": Command(t("Später in der Schicht"), nudge.later, once=True),
    "naechste": Command(t("Nächste Schicht"), nudge.next_shift, once=True),
    "nichtwoche": Command(t("Nicht diese Woche"), nudge.not_this_week, once=True),
    "warum": Command(t("Warum bekomme ich das?"), why.why),
    "weniger": Command(t("Weniger schreiben"), why.fewer),
    "wiebisher": Command(t("So wie bisher"), why.as_before),
}


def flows(library: Library) -> Mapping[str, Flow]:
    """The program's own flows and one for each building block."""
    starts = {each.id: each.start for each in library.blocks.values()}
    authored = tuple(block.compile_block(each, starts) for each in library.blocks.values())
    return {flow.name: flow for flow in (*FLOWS, *authored)}


def engine(library: Library) -> Engine:
    """The engine for this library."""
    return Engine(flows(library), COMMANDS, code.welcome, menu.menu, nudge.nudge)
