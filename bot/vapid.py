"""The program's identity towards push services (VAPID, RFC 8292): a private key on the curve P-256."""

import base64
import secrets

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Of P-256 (SEC 2, 2.4.2): a private key is a number above 0 and below it."""


def new_private_key() -> str:
    """A new private key: 32 bytes in base64url without padding."""
    # Any number in the range is a key; the library that works with them is not needed for that at the start.
    return _text((secrets.randbelow(ORDER - 1) + 1).to_bytes(32))


def is_private_key(text: str) -> bool:
    """Whether this is a key as ``new_private_key`` makes them."""
    try:
        raw = _bytes(text)
    except ValueError:
        return False
    return len(raw) == 32 and 0 < int.from_bytes(raw) < ORDER and _text(raw) == text.rstrip("=")


def public_key(private_key: str) -> str:
    """The public half, as browsers want it: an uncompressed point in base64url without padding."""
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    key = ec.derive_private_key(int.from_bytes(_bytes(private_key)), ec.SECP256R1())
    return _text(key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4), altchars=b"-_", validate=True)
