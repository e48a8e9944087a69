"""Finding and reading addresses, also after the keys have changed."""

from pathlib import Path

import pytest

from storage.addresses import Keyring, WrongKey
from storage.transaction import DatabaseError

OLD, NEW = "an old secret of some length", "a new secret of some length"


def test_address_is_found_by_the_same_hash() -> None:
    assert Keyring([OLD]).hashes("web", "a") == Keyring([OLD]).hashes("web", "a")


def test_same_address_in_another_messenger_has_another_hash() -> None:
    assert Keyring([OLD]).hashes("web", "1") != Keyring([OLD]).hashes("telegram:1", "1")


def test_new_key_still_finds_and_reads_the_old() -> None:
    old, both = Keyring([OLD]), Keyring([NEW, OLD])
    assert old.hashes("web", "a")[0] in both.hashes("web", "a")
    assert both.open(old.seal("a")) == "a"


def test_sealed_address_is_closed_without_its_key() -> None:
    with pytest.raises(WrongKey):
        Keyring([NEW]).open(Keyring([OLD]).seal("a"))


def test_keys_are_made_once_and_for_the_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "new" / "keys"
    first = Keyring.read_or_create(path, lambda: OLD)
    second = Keyring.read_or_create(path, lambda: NEW)
    assert first.hashes("web", "a") == second.hashes("web", "a")
    assert path.stat().st_mode & 0o077 == 0


def test_empty_key_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("\n")
    with pytest.raises(DatabaseError, match="holds no key"):
        Keyring.read_or_create(tmp_path / "keys", lambda: NEW)
