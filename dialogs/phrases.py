"""What the engine itself says when an event does not fit."""

from dialogs.text import Text, n, t

UNKNOWN_COMMAND = t("Diesen Befehl kenne ich nicht. Hier geht es weiter.")
JOIN_FIRST = t("Dafür brauche ich zuerst deinen Code.")
ALREADY_ANSWERED = t("Diese Frage hast du schon beantwortet.")
OLD_BUTTON = t("Dieser Knopf gehört zu einer früheren Frage. Hier geht es weiter.")
ONLY_BUTTONS = t("Ich bin ein Programm. Hier verstehe ich nur die Knöpfe oder ihre Nummer.")
NOTHING_OPEN = t("Ich bin ein Programm, kein Mensch. Freie Sätze verstehe ich nicht. Das hier kann ich.")
EMPTY_WORDS = t("Da war kein Text, den ich lesen kann. Bitte schreib es noch einmal.")
GO_ON = t("Es geht weiter, wo du warst.")
MENU = t("Menü")
ON = t("Weiter")
START_AGAIN = t("Mit /start kannst du neu anfangen.")
IN_CIRCLES = t("Hier drehe ich mich im Kreis. Ich habe diesen Teil geschlossen.")
CONTENT_CHANGED = t("Dieser Inhalt ist jetzt anders. Ich habe ihn geschlossen. Dein Lernstand bleibt.")

_MEDIA = {
    "photo": t("Danke für das Bild. Ich kann es nicht ansehen und speichere es nicht."),
    "voice": t("Danke für die Sprach-Nachricht. Ich kann sie nicht anhören und speichere sie nicht."),
    "sticker": t("Ein Sticker, schön. Ich verstehe aber nur Knöpfe und Text."),
    "file": t("Danke für die Datei. Ich kann sie nicht öffnen und speichere sie nicht."),
}
_OTHER = t("Das kann ich nicht lesen. Ich speichere es nicht. Ich verstehe Knöpfe und Text.")


def not_readable(kind: str) -> Text:
    """The polite answer to a photo, a voice message, a sticker or a file."""
    return _MEDIA.get(kind, _OTHER)


def too_long(limit: int) -> Text:
    """The answer to more words than fit."""
    return n(
        "Das ist zu lang für mich. Bitte schreib höchstens {limit} Zeichen.",
        "Das ist zu lang für mich. Bitte schreib höchstens {limit} Zeichen.",
        limit=limit,
    )
