"""Every transcript is a conversation that happens exactly like this.

``WRITE_TRANSCRIPTS=1 pytest tests/dialogs/test_transcripts.py`` writes the present answers; review the difference.
"""

import os
from pathlib import Path

import pytest

from tests.dialogs.person import ROOT
from tests.dialogs.transcript import compare, rewrite

TRANSCRIPTS = sorted((ROOT / "tests" / "transcripts").glob("*.txt"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_transcript_happens_as_written(path: Path) -> None:
    script = path.read_text(encoding="utf-8")
    if os.environ.get("WRITE_TRANSCRIPTS"):
        path.write_text(rewrite(script), encoding="utf-8")
        return
    difference = compare(script)
    assert not difference, f"\n{difference}"


def test_there_is_a_transcript_to_run() -> None:
    assert len(TRANSCRIPTS) >= 10
