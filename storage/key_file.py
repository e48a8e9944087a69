"""Secrets in a file that only its owner can read."""

from collections.abc import Callable
from pathlib import Path

from storage.transaction import DatabaseError


def read_or_create(path: Path, new_key: Callable[[], str]) -> list[str]:
    """The secrets in the file, the newest first; one is made when there is no file. DatabaseError when it is broken."""
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(0o600, exist_ok=False)
            path.write_text(new_key() + "\n", encoding="utf-8")
        secrets = path.read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError) as error:
        raise DatabaseError(f"the keys in {path} cannot be read or made ({type(error).__name__})") from None
    if not secrets:
        raise DatabaseError(f"{path} holds no key; restore it from a backup, without it nobody is found or woken again")
    return secrets
