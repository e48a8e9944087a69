"""Calls made up from the description of the Bot API are right; with one mistake in them they are wrong."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.telegram import Server
from tests.telegram.calling import call
from tests.telegram.random_calls import LEAST, calls
from tests.telegram.rules import problems
from tests.telegram.schema import METHODS, File, needed

NO_TYPE = (None, {"nothing": 1}, [None])
"""Values that no parameter takes."""
quick = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def words(method: str, parameters: dict[str, Any]) -> list[str]:
    return [str(problem) for problem in problems(method, parameters)]


@quick
@given(calls())
def test_call_of_the_described_shape_is_taken(made: tuple[str, dict[str, Any]]) -> None:
    assert words(*made) == []


@quick
@given(calls(), st.data())
def test_call_without_a_needed_parameter_is_refused(made: tuple[str, dict[str, Any]], data: st.DataObject) -> None:
    method, parameters = made
    names = [field["name"] for field in METHODS[method]["fields"] if needed(field)]
    if names:
        gone = data.draw(st.sampled_from(names))
        assert f"{method}.{gone}: {gone} is missing" in words(
            method, {k: v for k, v in parameters.items() if k != gone}
        )


@quick
@given(calls(), st.data())
def test_call_with_a_value_of_no_type_is_refused(made: tuple[str, dict[str, Any]], data: st.DataObject) -> None:
    method, parameters = made
    if parameters:
        name = data.draw(st.sampled_from(sorted(parameters)))
        assert words(method, {**parameters, name: data.draw(st.sampled_from(NO_TYPE))})


@quick
@given(calls())
def test_call_with_an_unknown_parameter_is_refused(made: tuple[str, dict[str, Any]]) -> None:
    method, parameters = made
    assert words(method, {**parameters, "colour": "red"}) == [f"{method}: there is no colour"]


@quick
@given(calls(), st.data())
def test_call_with_words_beyond_their_limit_is_refused(made: tuple[str, dict[str, Any]], data: st.DataObject) -> None:
    method, parameters = made
    limited = [field for field in METHODS[method]["fields"] if "max_length" in field]
    if limited:
        field = data.draw(st.sampled_from(limited))
        assert words(method, {**parameters, field["name"]: "a" * (field["max_length"] + 1)})


async def test_every_method_answers_its_smallest_call(api: Server) -> None:
    for method, parameters in LEAST.items():
        if any(isinstance(value, File) for value in parameters.values()) or method == "getUpdates":
            continue
        status, answer = await call(api, method, json=parameters)
        assert status in (200, 400, 403, 501), (method, answer)
    assert [each for each in api.violations if not each.startswith("Not Implemented")] == []
