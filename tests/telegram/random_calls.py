"""Calls and updates made up from the description of the Bot API: right, and without any sense."""

from typing import Any

from hypothesis import strategies as st

from tests.telegram.person import PIXEL
from tests.telegram.rules import ACTIONS, CHAT_ACTIONS, KINDS_OF_UPDATES, STYLES
from tests.telegram.schema import METHODS, TYPES, UNIONS, needed

Parameters = dict[str, Any]
DEPTH = 3
"""Objects within objects; deeper, only what is needed is there."""
LETTERS = "abcdefghijklmnopqrstuvwxyz"
KNOWN: dict[str, st.SearchStrategy[Any]] = {
    "action": st.sampled_from(sorted(CHAT_ACTIONS)),
    "allowed_updates": st.lists(st.sampled_from(sorted(KINDS_OF_UPDATES))),
    "chat_id": st.sampled_from([7, -7]),
    "language_code": st.sampled_from(["", "de"]),
    "style": st.sampled_from(sorted(STYLES)),
    "url": st.just("https://example.org/"),
}
"""Fields whose values the description says nothing about."""
APART = ("parse_mode", "entities")
"""Ends of the names of fields that only make sense together with others."""


@st.composite
def calls(draw: st.DrawFn) -> tuple[str, Parameters]:
    """A method with parameters."""
    method = draw(st.sampled_from(sorted(METHODS)))
    return method, draw(_object(METHODS[method], 0, True))


def update_contents(kind: str) -> st.SearchStrategy[Any]:
    """What an update of that kind carries."""
    field = next(field for field in TYPES["Update"]["fields"] if field["name"] == kind)
    return _field(field, 0)


def _object(described: dict[str, Any], depth: int, optional: bool) -> st.SearchStrategy[Parameters]:
    fields = [field for field in described["fields"] if not field.get("deprecated")]
    fields = [field for field in fields if not field["name"].endswith(APART)]
    always = {field["name"]: _field(field, depth) for field in fields if needed(field)}
    if described["name"] == "InlineKeyboardButton":
        only = next(field for field in fields if field["name"] == "callback_data")
        return st.fixed_dictionaries({**always, "callback_data": _field(only, depth)})
    if described["name"].startswith("editMessage"):
        always |= {"chat_id": st.just(7), "message_id": st.just(1)}
    if described["name"] == "editMessageText":
        always["text"] = st.text(LETTERS, min_size=1)
    left_out = {*always, *ACTIONS - {"url"}, "inline_message_id", "rich_message"}
    more = {field["name"]: field for field in fields if field["name"] not in left_out}
    optionally = {name: _field(field, depth) for name, field in more.items()} if optional and depth < DEPTH else {}
    return st.fixed_dictionaries(always, optional=optionally)


def _field(field: dict[str, Any], depth: int) -> st.SearchStrategy[Any]:
    if field["name"] in KNOWN:
        return KNOWN[field["name"]]
    return st.deferred(lambda: st.one_of(*(_value(kind, field, depth + 1) for kind in field["types"])))


def _value(kind: str, field: dict[str, Any], depth: int) -> st.SearchStrategy[Any]:
    if kind.startswith("Array of "):
        return _array(kind.removeprefix("Array of "), field, depth)
    if kind in ("Integer", "Float"):
        return st.integers(field.get("min", 1), field.get("max", 100))
    if kind == "String":
        return st.text(
            LETTERS, min_size=max(1, field.get("min_length", 1)), max_size=min(30, field.get("max_length", 30))
        )
    if kind.startswith("="):
        return st.just({"true": True, "0": 0}.get(kind[1:], kind[1:].strip('"')))
    if kind in UNIONS:
        return st.text(LETTERS, min_size=1)
    simple = {"Boolean": st.booleans(), "True": st.just(True), "InputFile": st.just(PIXEL)}
    if kind in simple:
        return simple[kind]
    return _described(kind, depth)


def _described(kind: str, depth: int) -> st.SearchStrategy[Any]:
    subtypes = TYPES[kind].get("subtypes")
    if subtypes:
        return st.deferred(lambda: st.one_of(*(_described(each, depth) for each in subtypes)))
    return st.deferred(lambda: _object(TYPES[kind], depth, False))


def _array(inner: str, field: dict[str, Any], depth: int) -> st.SearchStrategy[Any]:
    least = field.get("min_items", 0)
    least = least if least <= field.get("max_items", least) else 0
    most = min(field.get("max_items", 2), least + 1) if depth < DEPTH else least
    if not most:
        return st.just([])
    types = [inner] if inner.startswith("Array of ") else inner.split("|")
    plain = {"name": field["name"]}
    one = st.deferred(lambda: st.one_of(*(_value(kind, plain, depth + 1) for kind in types)))
    return st.lists(one, min_size=least, max_size=max(least, most))


def _least(kind: str, field: dict[str, Any]) -> Any:
    """One small value of a type."""
    if kind.startswith("Array of "):
        inner = kind.removeprefix("Array of ").split("|")[0]
        return [_least(inner, {}) for _ in range(field.get("min_items", 0))]
    known = {"Integer": field.get("min", 1), "Float": 1, "String": "a", "Boolean": True, "InputFile": PIXEL}
    if kind in known:
        return known[kind]
    if kind.startswith("="):
        return kind[1:].strip('"')
    described = TYPES[kind]
    if described.get("subtypes"):
        return _least(described["subtypes"][0], field)
    return {each["name"]: _least(each["types"][0], each) for each in described["fields"] if needed(each)}


def _smallest(method: dict[str, Any]) -> Parameters:
    made = {field["name"]: _least(field["types"][0], field) for field in method["fields"] if needed(field)}
    fixed = {"chat_id": 7, "url": "https://example.org/", "action": "typing"}
    made |= {name: value for name, value in fixed.items() if name in made}
    if method["name"].startswith("editMessage"):
        made |= {"chat_id": 7, "message_id": 1}
    return made | ({"text": "a"} if method["name"] == "editMessageText" else {})


LEAST: dict[str, Parameters] = {name: _smallest(method) for name, method in METHODS.items()}
"""The smallest call of each method."""
