"""What the program itself takes for an error."""

import logging


class Errors(logging.Handler):
    """``said``: each of them in its words."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Kept."""
        self.said.append(record.getMessage())
