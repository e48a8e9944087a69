"""An author chats with what was just written."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.preview import command_for
from content.problems import ContentError
from tests.bot.talk import KNOWLEDGE

INLEKU = str(Path(sys.executable).with_name("inleku"))


def previewed(folder: Path, item: str, *typed: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "INLEKU_DATA_DIR": str(folder)}
    command = [INLEKU, "content", "preview", item]
    return subprocess.run(command, input="\n".join(typed), env=environment, capture_output=True, text=True, check=False)


def test_unit_is_shown_and_answered_and_nothing_is_kept(tmp_path: Path) -> None:
    shown = previewed(tmp_path, "phishing", "1")
    assert "Falsche Nachrichten erkennen · 1 von 6" in shown.stdout
    assert "Falsche Nachrichten erkennen · 2 von 6" in shown.stdout
    assert list(tmp_path.iterdir()) == []


def test_block_is_shown(tmp_path: Path) -> None:
    assert "Mein Lern-Ziel" in previewed(tmp_path, "ziel").stdout


def test_unknown_id_is_named_with_a_close_one(tmp_path: Path) -> None:
    shown = previewed(tmp_path, "fishing")
    assert shown.returncode == 2
    assert 'there is no unit or block "fishing"; did you mean "phishing"?' in shown.stderr
    with pytest.raises(ContentError, match="use one of"):
        command_for("qqqqqq", KNOWLEDGE.library)
