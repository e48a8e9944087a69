"""``inleku keys`` makes what is missing, and never anything twice."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.command import app
from bot.service import vapid_key
from bot.settings import Settings
from bot.vapid import is_private_key, new_private_key, public_key
from storage.transaction import DatabaseError


def run(folder: Path, **more: str) -> str:
    """What the command prints."""
    result = CliRunner().invoke(app, ["keys"], env={"INLEKU_DATA_DIR": str(folder), **more})
    assert result.exit_code == 0, result.output
    return result.output


def test_keys_are_made_readable_for_their_owner_only(tmp_path: Path) -> None:
    said = run(tmp_path / "new")
    for name in ("keys", "vapid-key"):
        path = tmp_path / "new" / name
        assert path.stat().st_mode & 0o777 == 0o600
        assert f"made: {path}" in said
        assert path.read_text().strip() not in said
    key = (tmp_path / "new" / "vapid-key").read_text().strip()
    assert is_private_key(key)
    assert f"public key for Web Push: {public_key(key)}" in said


def test_second_run_changes_nothing(tmp_path: Path) -> None:
    run(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    said = run(tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert said.count("already there, left as it is") == 2


def test_keys_from_settings_are_not_written_down(tmp_path: Path) -> None:
    key = new_private_key()
    said = run(tmp_path, INLEKU_KEYS="a secret of some length", INLEKU_VAPID_KEY=key)
    assert list(tmp_path.iterdir()) == []
    assert "from INLEKU_KEYS, nothing made" in said and "from INLEKU_VAPID_KEY, nothing made" in said
    assert public_key(key) in said and key not in said
    assert vapid_key(Settings(data_dir=tmp_path, vapid_key=key)) == key


@pytest.mark.parametrize("content", ["", "no key", "A" * 43])
def test_broken_file_is_named_and_left_alone(tmp_path: Path, content: str) -> None:
    path = tmp_path / "vapid-key"
    path.write_text(content)
    with pytest.raises(DatabaseError, match=str(path)):
        vapid_key(Settings(data_dir=tmp_path))
    assert path.read_text() == content
