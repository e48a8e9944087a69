"""The schemas for editors say what the model says."""

import json

import pytest

from content.schema import FOLDER, SCHEMAS, schema


@pytest.mark.parametrize("kind", SCHEMAS)
def test_schema_in_the_repository_is_up_to_date(kind: str) -> None:
    assert (FOLDER / f"{kind}.json").read_text(encoding="utf-8") == schema(kind) + "\n"


def test_editor_knows_the_fields_of_a_unit_and_refuses_others() -> None:
    unit = json.loads(schema("unit"))
    assert {"id", "title", "competence", "steps", "review"} <= unit["properties"].keys()
    assert unit["additionalProperties"] is False
