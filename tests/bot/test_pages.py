"""The icons are what the drawing gives."""

import struct

import pytest

from bot.pages.icons import FOLDER, icons

SIZES = {"icon-192.png": 192, "icon-512.png": 512, "icon-maskable-512.png": 512, "apple-touch-icon.png": 180}


@pytest.mark.parametrize("name", SIZES)
def test_icon_is_made_from_the_drawing(name: str) -> None:
    kept = (FOLDER / name).read_bytes()
    assert struct.unpack(">II", kept[16:24]) == (SIZES[name], SIZES[name])
    assert kept == icons()[name], "run: python -m bot.pages.icons"


def test_every_icon_is_checked() -> None:
    assert set(icons()) == {path.name for path in FOLDER.glob("*.png")} == set(SIZES)
