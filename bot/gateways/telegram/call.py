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

    ``picture`` names the drawing that is still to be put in as ``photo``. ``instead``: the calls to make when this one
    is refused, since the message that it changes is gone.
    """

    method: str
    parameters: dict[str, Any]
    cosmetic: bool = False
    upload: Upload | None = None
    picture: str = ""
    instead: tuple["Call", ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether it can be written as JSON, without any file, and nobody has to know how it ends."""
        return self.upload is None and not self.picture and not self.instead

    def with_parameters(self, more: dict[str, Any]) -> "Call":
        """The same call with more parameters."""
        return replace(self, parameters={**self.parameters, **more})
