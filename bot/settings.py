"""The settings of the process: ``INLEKU_*`` in the environment, each also from a file named by ``INLEKU_*_FILE``."""

import os
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Self, TypeVar
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from bot.vapid import is_private_key

T = TypeVar("T")
_HOST = re.compile(r"[\w-]+(\.[\w-]+)+", re.ASCII)
_CONTACT = re.compile(rf"(mailto:[^@\s]+@|https://){_HOST.pattern}", re.ASCII)

PREFIX = "INLEKU_"
EXPECTED = {
    "listen": "host:port, for example 127.0.0.1:8080",
    "data_dir": "a folder",
    "database_url": "sqlite:///path or postgresql://user@host/name",
    "telegram_token": "the token of a bot, for example 123456:ABC-def",
    "telegram_api": "an address that begins with http:// or https://",
    "telegram_rate": "messages in a second, from 1 to 1000; 0 for no limit with a Bot API server of your own",
    "public_url": "an address that begins with http:// or https://",
    "webhook_secret": "1 to 256 characters out of A-Z a-z 0-9 _ -",
    "keys": "secrets of at least 16 characters, the newest first, with commas between them",
    "vapid_key": "a private key for Web Push: 43 characters out of A-Z a-z 0-9 _ -, as `inleku keys` makes it",
    "push_contact": "mailto: with an e-mail address, or https:// with the name of a host",
    "clock_start": "a moment with offset, for example 2026-11-23T06:00:00+01:00",
    "clock_speed": "a number above 0, for example 600",
}


class SettingsError(Exception):
    """One or more settings are wrong; the text names each and says what is expected."""


class Settings(BaseModel):
    """All settings with their defaults. ``keys`` and ``vapid_key`` empty: made once and kept in the data folder."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    listen: str = "127.0.0.1:8080"
    data_dir: Path = Path("var")
    database_url: str = ""
    telegram_token: str = ""
    telegram_api: str = "https://api.telegram.org"
    telegram_rate: int = 30
    public_url: str = ""
    webhook_secret: str = ""
    keys: tuple[str, ...] = ()
    vapid_key: str = ""
    push_contact: str = ""
    clock_start: datetime | None = None
    clock_speed: float = 1.0

    @property
    def host(self) -> str:
        return self.listen.rpartition(":")[0].strip("[]")

    @property
    def port(self) -> int:
        return int(self.listen.rpartition(":")[2])

    @property
    def database(self) -> str:
        """The database's address; a file in the data folder when none is set."""
        return self.database_url or f"sqlite:///{self.data_dir / 'inleku.db'}"

    @property
    def address(self) -> str:
        """Where people reach the web chat, without a slash at the end."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return (self.public_url or f"http://{host}:{self.port}").rstrip("/")

    @property
    def contact(self) -> str:
        """Whom a push service may ask about what it gets (RFC 8292, 2.1): this host, when nobody else is named."""
        host = urlsplit(self.address).hostname or ""
        return self.push_contact or f"https://{host if _HOST.fullmatch(host) else 'localhost'}"

    @field_validator("keys", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("keys")
    @classmethod
    def _long_enough(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return _expect(value, all(len(key) >= 16 for key in value))

    @field_validator("listen")
    @classmethod
    def _host_and_port(cls, value: str) -> str:
        host, _, port = value.rpartition(":")
        return _expect(value, bool(host) and port.isascii() and port.isdigit() and int(port) < 65536)

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        return _expect(value, not value or value.startswith(("sqlite:///", "postgresql://", "postgres://")))

    @field_validator("telegram_token")
    @classmethod
    def _token(cls, value: str) -> str:
        return _expect(value, not value or re.fullmatch(r"[0-9]+:[A-Za-z0-9_-]+", value) is not None)

    @field_validator("telegram_api", "public_url")
    @classmethod
    def _web_address(cls, value: str) -> str:
        return _expect(value, not value or re.fullmatch(r"https?://[^\s/]+\S*", value) is not None)

    @field_validator("telegram_rate")
    @classmethod
    def _rate(cls, value: int) -> int:
        return _expect(value, 0 <= value <= 1000)

    @field_validator("webhook_secret")
    @classmethod
    def _secret(cls, value: str) -> str:
        return _expect(value, re.fullmatch(r"[A-Za-z0-9_-]{0,256}", value) is not None)

    @field_validator("vapid_key")
    @classmethod
    def _private_key(cls, value: str) -> str:
        return _expect(value, not value or is_private_key(value))

    @field_validator("push_contact")
    @classmethod
    def _reachable(cls, value: str) -> str:
        return _expect(value, not value or _CONTACT.fullmatch(value) is not None)

    @field_validator("clock_start")
    @classmethod
    def _aware(cls, value: datetime | None) -> datetime | None:
        return _expect(value, value is None or value.tzinfo is not None)

    @field_validator("clock_speed")
    @classmethod
    def _forward(cls, value: float) -> float:
        return _expect(value, value > 0)

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """The settings in ``environment``; SettingsError names every wrong one and what is expected."""
        problems: list[str] = []
        values = _collect(environment, problems)
        settings = None
        try:
            settings = cls.model_validate(values)
        except ValidationError as error:
            problems.extend(_explain(str(detail["loc"][0])) for detail in error.errors())
        if settings is None or problems:
            raise SettingsError("\n".join(dict.fromkeys(problems)))
        return settings


def _expect(value: T, holds: bool) -> T:
    if not holds:
        raise ValueError
    return value


def _collect(environment: Mapping[str, str], problems: list[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for name, value in environment.items():
        if not name.startswith(PREFIX) or not value:
            continue
        key = name.removeprefix(PREFIX).lower()
        if key in EXPECTED:
            values[key] = value
        elif key.removesuffix("_file") in EXPECTED:
            _from_file(name, value, values, problems)
        else:
            problems.append(
                f"{name} is not a setting; known are {', '.join(PREFIX + known.upper() for known in EXPECTED)}"
            )
    return values


def _from_file(name: str, path: str, values: dict[str, str], problems: list[str]) -> None:
    key = name.removeprefix(PREFIX).lower().removesuffix("_file")
    try:
        values.setdefault(key, Path(path).read_text(encoding="utf-8").strip())
    except (OSError, UnicodeDecodeError):
        problems.append(f"{name} names a file that cannot be read; expected is a text file with {EXPECTED[key]}")


def _explain(key: str) -> str:
    # The value itself is left out: it may be a secret.
    return f"{PREFIX}{key.upper()} is wrong; expected is {EXPECTED[key]}"
