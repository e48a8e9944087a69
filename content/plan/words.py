"""The choices of the workbook's cells, in German and English."""

FEDERAL_STATE_HINT = ("Kürzel wie NI oder ganzer Name", "code such as NI, or the full name")

KINDS = {
    "professional": ("fachlich", "professional"),
    "methodical": ("methodisch", "methodical"),
    "social": ("sozial", "social"),
    "personal": ("persönlich", "personal"),
    "digital": ("digital", "digital"),
    "sustainable": ("nachhaltig", "sustainable"),
}
MEASURES = {
    "unit": ("Lern-Einheit", "unit"),
    "tandem": ("Tandem", "tandem"),
    "sprint": ("Lern-Sprint", "sprint"),
    "shadowing": ("Hospitation", "shadowing"),
    "instruction": ("Unterweisung", "instruction"),
    "course": ("Kurs", "course"),
    "external": ("externe Weiterbildung", "external"),
}
CHANNELS = {"web": ("Web-Chat", "web chat"), "telegram": ("Telegram", "Telegram")}
GROUP_OR_ROLE = {"group": ("Gruppe", "group"), "role": ("Rolle", "role")}
MODEL_OR_SHIFT = {"model": ("Modell", "model"), "shift": ("Schicht", "shift")}
CLOSED_OR_SHIFT = {"closed": ("geschlossen", "closed"), "shift": ("Schicht", "shift")}
LOCAL_HOLIDAYS = {
    "none": ("keine", "none"),
    "catholic": ("überwiegend katholisch", "mostly Catholic"),
    "augsburg": ("Augsburg", "Augsburg"),
}
AIMS = {"vision": ("Vision", "vision"), "goal": ("Ziel", "goal"), "change": ("Veränderung", "change")}
PRIORITIES = {"1": ("1 hoch", "1 high"), "2": ("2 mittel", "2 medium"), "3": ("3 niedrig", "3 low")}
CONTENT_KINDS = {"unit": ("Einheit", "Unit"), "block": ("Baustein", "Block"), "check-in": ("Check-in", "Check-in")}
