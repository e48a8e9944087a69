"""``inleku keys``: the secrets that the program needs, made where there are none yet."""

from collections.abc import Callable, Iterator
from pathlib import Path

from bot.service import KEYS_FILE, VAPID_FILE, new_key, vapid_key
from bot.settings import PREFIX, Settings
from bot.vapid import public_key
from storage.addresses import Keyring


def make_keys(settings: Settings) -> Iterator[str]:
    """Makes what is missing and never overwrites anything; a line for each key says where it is. No line is secret."""
    yield _line(
        "key for addresses and codes",
        "KEYS" if settings.keys else "",
        settings.data_dir / KEYS_FILE,
        lambda path: Keyring.read_or_create(path, new_key),
    )
    yield _line(
        "key for Web Push",
        "VAPID_KEY" if settings.vapid_key else "",
        settings.data_dir / VAPID_FILE,
        lambda _: vapid_key(settings),
    )
    yield f"public key for Web Push: {public_key(vapid_key(settings))}"


def _line(name: str, setting: str, path: Path, make: Callable[[Path], object]) -> str:
    if setting:
        return f"{name}: from {PREFIX}{setting}, nothing made"
    existed = path.exists()
    make(path)
    return f"{name}: {'already there, left as it is' if existed else 'made'}: {path}"
