"""What the model refuses, in words for authors: each mistake once, with its place and a remedy."""

from collections.abc import Iterator
from difflib import get_close_matches

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from content import model
from content.model import Value
from content.yaml_file import Loc

_REMEDIES = {
    "missing": "add it",
    "string_type": "put the text in quotes",
    "union_tag_invalid": "use card, single, multiple, order or decide",
    "too_short": "add more",
    "too_long": "take some away",
    "bool_parsing": "write true or false",
    "bool_type": "write true or false",
    "int_parsing": "write a whole number, such as 3",
    "int_type": "write a whole number, such as 3",
    "int_from_float": "write a whole number, such as 3",
    "model_type": "write its fields below it, indented",
    "tuple_type": "write a list below it, each line with -",
}


def explained(error: ValidationError) -> Iterator[tuple[Loc, str, str]]:
    """Place, message and remedy of every mistake."""
    for detail in _without_twins(_innermost(error.errors(include_url=False))):
        yield (detail["loc"], *_words(detail))


def _innermost(details: list[ErrorDetails]) -> list[ErrorDetails]:
    # A list with a wrong item is also reported as too short; only the item is the author's mistake.
    inner = {detail["loc"][:depth] for detail in details for depth in range(len(detail["loc"]))}
    return [detail for detail in details if detail["loc"] not in inner]


def _without_twins(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """A misspelt field is unknown, and the right one is missing: one mistake of the author, named once."""
    missing = {detail["loc"]: detail for detail in details if detail["type"] == "missing"}
    for detail in details:
        if detail["type"] == "extra_forbidden":
            *parent, written = detail["loc"]
            wanted = [str(loc[-1]) for loc in missing if list(loc[:-1]) == parent]
            close = wanted if len(wanted) == 1 else get_close_matches(str(written), wanted, n=1, cutoff=0.4)
            if close:
                del missing[(*parent, close[0])]
                detail["ctx"] = {"meant": close[0]}
    return [detail for detail in details if detail["type"] != "missing" or detail["loc"] in missing]


def _words(detail: ErrorDetails) -> tuple[str, str]:
    kind, context = detail["type"], detail.get("ctx", {})
    field = next((part for part in reversed(detail["loc"]) if isinstance(part, str)), "")
    if kind == "missing":
        return f'the field "{field}" is missing', "add it"
    if kind == "extra_forbidden":
        meant = context.get("meant")
        return f'there is no field "{field}"', f'did you mean "{meant}"?' if meant else _suggestion(field)
    if detail["input"] is None:
        return f'the field "{field}" is empty', "write what belongs there, or remove it"
    if kind == "too_short":
        return f'"{field}" has {context["actual_length"]} of at least {context["min_length"]}', "add more"
    return f'"{field}": {detail["msg"]}', _REMEDIES.get(kind, "correct this value")


def _suggestion(field: str) -> str:
    kinds = (kind for kind in vars(model).values() if isinstance(kind, type) and issubclass(kind, Value))
    known = sorted({name for kind in kinds for name in kind.model_fields} | {"weeks", "groups"})
    close = get_close_matches(field, known, n=1)
    return f'did you mean "{close[0]}"?' if close else "remove it"
