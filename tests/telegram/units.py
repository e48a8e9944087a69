"""How the Bot API measures words."""

from collections.abc import Callable


def utf16(text: str) -> int:
    """Units of UTF-16: most characters have one, emojis two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf8(text: str) -> int:
    """Bytes."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


UNITS: dict[str, Callable[[str], int]] = {"utf16": utf16, "bytes": utf8}
