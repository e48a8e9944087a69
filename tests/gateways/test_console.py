"""What a message brings, in a terminal."""

from bot.exchange import Inbound, Reply
from bot.gateways.console import Console
from tests.gateways.web.fake_turns import BROUGHT


def test_picture_stands_there_in_words_and_a_file_as_it_is() -> None:
    def take(inbound: Inbound) -> Reply:
        return Reply(1, "de", (BROUGHT,))

    console = Console(take, lambda after: (), "me", "now")
    assert list(console.answer("/bild")) == [
        "",
        "Was zeigt er?",
        "[Bild: Ein Mess-Schieber um ein Rohr]",
        "🪪 Ayşe Demirtaş",
        "BEGIN:VCARD\r\nFN:Ayşe",
        "  [1] 12 mm",
    ]
