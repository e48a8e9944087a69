"""Somebody with an account, who may write to several bots."""

from dataclasses import dataclass
from typing import Any


@dataclass
class User:
    """``language_code`` is that of the app; ``deactivated``: the account is deleted, for all bots."""

    user_id: int
    language_code: str = "de"
    first_name: str = "Person"
    deactivated: bool = False

    @property
    def as_user(self) -> dict[str, Any]:
        """As updates name it."""
        named = {"id": self.user_id, "is_bot": False, "first_name": self.first_name}
        return {**named, "language_code": self.language_code}
