"""Messenger addresses and codes: encrypted for sending, keyed hashes for finding."""

import base64
from collections.abc import Callable, Sequence
from hashlib import blake2b
from pathlib import Path

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from storage.transaction import DatabaseError


class Keyring:
    """Secrets, the newest first: new hashes and ciphertexts use the newest, old ones are still found and read."""

    def __init__(self, secrets: Sequence[str]) -> None:
        if not secrets:
            raise ValueError("a keyring needs at least one secret")
        self._hash_keys = tuple(_derive(secret, b"inleku address hash") for secret in secrets)
        ciphers = [Fernet(base64.urlsafe_b64encode(_derive(secret, b"inleku address cipher"))) for secret in secrets]
        self._cipher = MultiFernet(ciphers)

    @classmethod
    def read_or_create(cls, path: Path, new_key: Callable[[], str]) -> "Keyring":
        """The keys in a file that only its owner can read; made when there is none. DatabaseError when it is broken."""
        try:
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.touch(0o600, exist_ok=False)
                path.write_text(new_key() + "\n", encoding="utf-8")
            secrets = path.read_text(encoding="utf-8").split()
        except (OSError, UnicodeDecodeError) as error:
            raise DatabaseError(f"the keys in {path} cannot be read or made ({type(error).__name__})") from None
        if not secrets:
            raise DatabaseError(f"{path} holds no key; restore it from a backup, without it nobody is found again")
        return cls(secrets)

    def hashes(self, source: str, address: str) -> tuple[bytes, ...]:
        """What an address can be found by, one hash for each secret."""
        words = f"{source}\0{address}".encode()
        return tuple([blake2b(words, key=key, digest_size=20).digest() for key in self._hash_keys])

    def code_hashes(self, code: str) -> tuple[bytes, ...]:
        """What an invitation can be found by."""
        return self.hashes("code", code)

    def seal(self, address: str) -> bytes:
        """The address, readable with one of the secrets only."""
        return self._cipher.encrypt(address.encode())

    def open(self, sealed: bytes) -> str:
        """The address again. ``cryptography.fernet.InvalidToken`` when none of the secrets fits."""
        return self._cipher.decrypt(sealed).decode()


def _derive(secret: str, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=purpose).derive(secret.encode())
