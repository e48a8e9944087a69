"""Names as they are compared and as they become ids."""

import re
import unicodedata
from functools import lru_cache

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ı": "i", "ł": "l"})


@lru_cache(65_536)
def _plain(text: str) -> str:
    text = unicodedata.normalize("NFC", text).casefold().translate(_UMLAUTS)
    return "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))


def squeezed(text: str) -> str:
    """Letters and digits only, in lower case: "Pers.-Nr." is "persnr"."""
    return re.sub(r"[^a-z0-9]", "", _plain(text))


def slug(text: str) -> str:
    """The id that a name becomes: "Montage Linie 1" is "montage-linie-1"; empty when nothing is left."""
    return re.sub(r"[^a-z0-9]+", "-", _plain(text)).strip("-")
