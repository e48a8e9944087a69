"""Which addresses of push services are taken from a browser: the program will send to them."""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

LIMIT = 1500
"""Characters. The longest that are in use have some 800."""
_NAME = re.compile(r"([a-z0-9_-]+\.)+[a-z][a-z0-9-]*", re.ASCII)
_INSIDE = ("localhost", "local", "localdomain", "internal", "intranet", "private", "corp", "home", "lan", "home.arpa")
"""Names that lead to the company's own network (RFC 6761, 6762, 8375, and what is common)."""


def is_acceptable(endpoint: str, on_this_machine: bool = False) -> bool:
    """Whether that is the public address of a push service: HTTPS on its usual port, by a name.

    A number instead of a name, however it is written, could lead into the company's network. A name could too, but
    then the certificate does not fit. ``on_this_machine`` also takes a server on 127.0.0.1, for tests.
    """
    if len(endpoint) > LIMIT or not endpoint.isascii() or not endpoint.isprintable() or " " in endpoint:
        return False
    try:
        parts = urlsplit(endpoint)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return False
    if parts.username is not None or parts.password is not None or "\\" in endpoint:
        return False
    if on_this_machine and _is_loopback(host):
        return True
    inside = any(host == name or host.endswith(f".{name}") for name in _INSIDE)
    return parts.scheme == "https" and port in (None, 443) and _NAME.fullmatch(host) is not None and not inside


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
