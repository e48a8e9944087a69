"""Messenger addresses and codes: encrypted for sending, keyed hashes for finding."""

import base64
import hmac
from collections.abc import Callable, Sequence
from functools import cached_property
from hashlib import blake2b, sha256
from pathlib import Path
from typing import TYPE_CHECKING

from storage import key_file

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet


class WrongKey(Exception):
    """None of the secrets fits: what was sealed cannot be read."""


class Keyring:
    """Secrets, the newest first: new hashes and ciphertexts use the newest, old ones are still found and read."""

    def __init__(self, secrets: Sequence[str]) -> None:
        if not secrets:
            raise ValueError("a keyring needs at least one secret")
        self._hash_keys = tuple(_derive(secret, b"inleku address hash") for secret in secrets)
        self._cipher_keys = tuple(_derive(secret, b"inleku address cipher") for secret in secrets)

    @cached_property
    def _cipher(self) -> "MultiFernet":
        """Loaded with the first address that is sealed or opened: most turns need only hashes."""
        from cryptography.fernet import Fernet, MultiFernet

        return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in self._cipher_keys])

    @classmethod
    def read_or_create(cls, path: Path, new_key: Callable[[], str]) -> "Keyring":
        """The keys in a file that only its owner can read; made when there is none. DatabaseError when it is broken."""
        return cls(key_file.read_or_create(path, new_key))

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
        """The address again. Raises WrongKey."""
        from cryptography.fernet import InvalidToken

        try:
            return self._cipher.decrypt(sealed).decode()
        except InvalidToken:
            raise WrongKey from None


def _derive(secret: str, purpose: bytes) -> bytes:
    """32 bytes by HKDF with SHA-256 (RFC 5869), without a salt."""
    extracted = hmac.digest(bytes(32), secret.encode(), sha256)
    return hmac.digest(extracted, purpose + b"\x01", sha256)
