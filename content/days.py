"""How each language writes a day, from the Unicode Common Locale Data Repository by way of Babel."""

import re

from babel import Locale

from content.catalogue import Days

# The day before the month, as everybody around reads it; American English turns that round.
_LOCALES = {"en": "en_GB"}
_PARTS = {"d": "{day}", "M": "{month}", "L": "{month}", "y": "{year}"}
_TOKEN = re.compile(r"'([^']*)'|([a-zA-Z])\2*")


def days_in(language: str) -> Days:
    """The months' names and the patterns for a day. ValueError when Babel does not know the language."""
    locale = Locale.parse(_LOCALES.get(language, language))
    names = locale.months["format"]["wide"]
    long = locale.date_formats["long"].pattern
    skeletons = locale.datetime_skeletons
    short = (skeletons.get("MMMMd") or skeletons["MMMd"]).pattern
    return Days(tuple(names[month] for month in range(1, 13)), _pattern(short), _pattern(long))


def _pattern(cldr: str) -> str:
    """The pattern as a format string: ``d. MMMM`` becomes ``{day}. {month}``."""
    return _TOKEN.sub(lambda token: token[1] if token[2] is None else _PARTS[token[2]], cldr)
