"""Files that a person asks for at the terminal."""

from pathlib import Path


class OutputError(ValueError):
    """A file cannot be written; the text names it and says why."""


def check(path: Path, kinds: tuple[str, ...]) -> None:
    """OutputError where nothing of one of these kinds could be written: asked before anything else happens."""
    if path.suffix.lower() not in kinds:
        raise OutputError(f"{path}: the name must end in {' or '.join(kinds)}")
    if not path.parent.is_dir():
        raise OutputError(f"{path}: there is no folder {path.parent}")
    if path.is_dir():
        raise OutputError(f"{path}: this is a folder")


def write(path: Path, content: bytes) -> None:
    """OutputError where it cannot be written."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise OutputError(f"{path}: {(error.strerror or 'it cannot be written').lower()}") from None
