"""Whether a text names a person."""

import re
from functools import lru_cache
from itertools import pairwise

from content.plan.first_names import FIRST_NAMES

_WORD = r"[^\W\d_][\w'’-]+"
_NAME = re.compile(rf"({_WORD})(,?)\s+({_WORD})(?:\s+({_WORD}))?")
_INITIAL = re.compile(r"[A-ZÄÖÜ]\.\s?[A-ZÄÖÜ][a-zäöüß-]{2,}|[A-ZÄÖÜ][a-zäöüß-]{2,},?\s[A-ZÄÖÜ]\.")


@lru_cache(65_536)
def is_person_name(text: str) -> bool:
    """Whether this is all of it the name of a person, such as "Müller, Anna" or "Anna Müller"."""
    if _INITIAL.fullmatch(text):
        return True
    found = _NAME.fullmatch(text)
    if found is None or not all(part[0].isupper() for part in found.groups() if part and part != ","):
        return False
    given = found[3] if found[2] else found[1]
    return given.casefold().partition("-")[0] in FIRST_NAMES or (not found[2] and found[3].casefold() in FIRST_NAMES)


def speaks_of_a_person(text: str) -> bool:
    """Whether a person is named anywhere in it, such as in "Anna Müller leitet die Fertigung".

    An initial counts only where it is all of the text: inside a sentence "Halle A." looks just the same.
    """
    words = [word.strip("\"„“”'().:;!?") for word in text.split()]
    pairs = (f"{first} {second.strip(',')}" for first, second in pairwise(words))
    return is_person_name(text) or any(map(is_person_name, pairs))
