"""A call of the Bot API as a plain value, so that it can travel in a webhook's response or be sent."""

from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Upload:
    """A file for the parameter ``field``."""

    field: str
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Call:
    """A method with its parameters. ``cosmetic``: the conversation goes on the same without it.

    ``picture`` names the drawing that is still to be put in as ``photo``.
    """

    method: str
    parameters: dict[str, Any]
    cosmetic: bool = False
    upload: Upload | None = None
    picture: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether it can be written as JSON, without any file."""
        return self.upload is None and not self.picture

    def with_parameters(self, more: dict[str, Any]) -> "Call":
        """The same call with more parameters."""
        return replace(self, parameters={**self.parameters, **more})
