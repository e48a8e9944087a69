"""What a person at the terminal can mend is one sentence, never a stack trace."""

import pytest
import typer

from bot.mendable import explained
from bot.settings import SettingsError


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (SettingsError("INLEKU_LISTEN is wrong"), "inleku: INLEKU_LISTEN is wrong\n"),
        (
            PermissionError(13, "Permission denied", "var/keys"),
            "inleku: var/keys: no rights to it (Permission denied); check those of file and folder\n",
        ),
    ],
)
def test_error_is_told_in_one_sentence(capsys: pytest.CaptureFixture[str], error: Exception, told: str) -> None:
    with pytest.raises(typer.Exit) as ended, explained():
        raise error
    assert (ended.value.exit_code, capsys.readouterr().err) == (2, told)
