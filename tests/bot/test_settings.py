"""Wrong settings are named, with what is expected, and secrets are not repeated."""

from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError
from bot.vapid import new_private_key


def test_settings_without_environment_serve_this_machine() -> None:
    settings = Settings.read({})
    assert (settings.host, settings.port, settings.database) == ("127.0.0.1", 8080, "sqlite:///var/inleku.db")


def test_setting_is_read_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("123456:abc\n")
    settings = Settings.read({"INLEKU_TELEGRAM_TOKEN_FILE": str(tmp_path / "token")})
    assert settings.telegram_token == "123456:abc"


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("INLEKU_LISTEN", "8080", "host:port"),
        ("INLEKU_LISTEN", "localhost:99999", "host:port"),
        ("INLEKU_DATABASE_URL", "mysql://x", "sqlite:///path or postgresql://"),
        ("INLEKU_TELEGRAM_TOKEN", "hunter2", "the token of a bot"),
        ("INLEKU_TELEGRAM_API", "telegram", "begins with http"),
        ("INLEKU_PUBLIC_URL", "example.org", "begins with http"),
        ("INLEKU_WEBHOOK_SECRET", "with blank", "A-Z a-z 0-9"),
        ("INLEKU_KEYS", "short", "at least 16 characters"),
        ("INLEKU_VAPID_KEY", "A" * 43, "as `inleku keys` makes it"),
        ("INLEKU_VAPID_KEY", "short", "as `inleku keys` makes it"),
        ("INLEKU_PUSH_CONTACT", "somebody@example.org", "mailto:"),
        ("INLEKU_PUSH_CONTACT", "mailto:@example.org", "mailto:"),
        ("INLEKU_PUSH_CONTACT", "https://example.org/path", "the name of a host"),
        ("INLEKU_CLOCK_START", "yesterday", "a moment with offset"),
        ("INLEKU_CLOCK_SPEED", "0", "a number above 0"),
        ("INLEKU_LISTENN", "x", "is not a setting"),
        ("INLEKU_KEYS_FILE", "nowhere", "cannot be read"),
    ],
)
def test_wrong_setting_is_named_with_what_is_expected(name: str, value: str, expected: str) -> None:
    with pytest.raises(SettingsError) as error:
        Settings.read({name: value})
    assert name in str(error.value)
    assert expected in str(error.value)


def test_all_wrong_settings_are_named_at_once() -> None:
    with pytest.raises(SettingsError) as error:
        Settings.read({"INLEKU_LISTEN": "x", "INLEKU_PUBLIC_URL": "y"})
    assert len(str(error.value).splitlines()) == 2


def test_wrong_secret_is_not_repeated() -> None:
    with pytest.raises(SettingsError) as error:
        Settings.read({"INLEKU_TELEGRAM_TOKEN": "hunter2"})
    assert "hunter2" not in str(error.value)


@pytest.mark.parametrize(
    ("environment", "contact"),
    [
        ({}, "https://127.0.0.1"),
        ({"INLEKU_PUBLIC_URL": "https://lernen.example.org:8443/chat"}, "https://lernen.example.org"),
        ({"INLEKU_PUBLIC_URL": "http://learningserver"}, "https://localhost"),
        ({"INLEKU_PUSH_CONTACT": "mailto:lernen@example.org"}, "mailto:lernen@example.org"),
        ({"INLEKU_PUSH_CONTACT": "https://example.org"}, "https://example.org"),
    ],
)
def test_push_services_get_a_contact_that_they_accept(environment: dict[str, str], contact: str) -> None:
    from pywebpush import Vapid

    assert Settings.read(environment).contact == contact
    claims = {"aud": "https://push.example.net", "sub": contact}
    assert Vapid.from_raw(new_private_key().encode()).sign(claims)["Authorization"].startswith("vapid t=")
