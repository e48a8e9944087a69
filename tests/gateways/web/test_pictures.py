"""The drawings as browsers fetch them."""

from pathlib import Path

import pytest

from content.pictures import png, svg
from tests.gateways.web.client import Client
from tests.gateways.web.conftest import DRAWING


def test_drawing_is_served_for_a_day_and_then_asked_about(client: Client) -> None:
    answer = client.get("/picture/mess-schieber.svg")
    assert (answer.status_code, answer.content) == (200, DRAWING)
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.headers["cache-control"] == "public, max-age=86400"
    assert "sandbox" in answer.headers["content-security-policy"]
    again = client.get("/picture/mess-schieber.svg", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("name", ["gone", "..%2Fcompanies%2Fmuster", "mess-schieber.svg", "%00"])
def test_other_drawing_is_not_there(client: Client, name: str) -> None:
    assert client.get(f"/picture/{name}.svg").status_code == 404


def test_drawing_is_read_and_becomes_pixels(tmp_path: Path) -> None:
    (tmp_path / "mess-schieber.svg").write_bytes(DRAWING)
    assert svg("mess-schieber", tmp_path) == DRAWING
    pixels = png("mess-schieber", folder=tmp_path)
    assert pixels.startswith(b"\x89PNG\r\n\x1a\n")
    assert (int.from_bytes(pixels[16:20]), int.from_bytes(pixels[20:24])) == (1080, 720)


@pytest.mark.parametrize("name", ["gone", "../secret", "", "a/b", "MESS", "mess-schieber\n"])
def test_name_that_is_no_drawing_is_an_error(tmp_path: Path, name: str) -> None:
    (tmp_path.parent / "secret.svg").write_bytes(DRAWING)
    with pytest.raises(KeyError):
        svg(name, tmp_path)
