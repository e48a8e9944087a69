"""A cell whose content is not what its column holds."""

from typing import Any


class Unreadable(Exception):
    """``key`` names the words in ``content.plan.wording``, ``values`` what they speak of."""

    def __init__(self, key: str, **values: Any) -> None:
        super().__init__(key)
        self.key = key
        self.values = values
