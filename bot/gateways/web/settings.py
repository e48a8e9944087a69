"""What the operator decides about the web chat."""

from dataclasses import dataclass

HALF_A_YEAR = 180 * 24 * 60 * 60
"""Long enough for a parental leave or a long break between two projects; in seconds."""


@dataclass(frozen=True, slots=True)
class WebSettings:
    """``secure_cookie`` when people come by HTTPS. ``company_name`` stands in the head of the page.

    ``push_on_this_machine`` also takes push services on 127.0.0.1; for tests.
    """

    secure_cookie: bool
    company_name: str
    session_max_age: int = HALF_A_YEAR
    push_on_this_machine: bool = False
