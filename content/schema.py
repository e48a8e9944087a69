"""JSON Schemas of the authored files, so that editors complete and check while somebody writes.

``python -m content.schema`` renews content/schema/*.json. They follow from the model; the test compares.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from content.model import Block, Competences, Unit, Value

SCHEMAS: Mapping[str, type[Value]] = {"unit": Unit, "block": Block, "competences": Competences}
FOLDER = Path(__file__).parent / "schema"


def schema(kind: str) -> str:
    """The schema of one kind of file, as JSON; KeyError when there is no such kind."""
    made = SCHEMAS[kind].model_json_schema()
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **made}, indent=1, ensure_ascii=False)


def main(folder: Path = FOLDER) -> None:
    """Write all of them."""
    folder.mkdir(exist_ok=True)
    for kind in SCHEMAS:
        (folder / f"{kind}.json").write_text(schema(kind) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
