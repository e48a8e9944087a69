"""The poster: one page, a code that leads to the link, and words that people read in passing."""

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
import segno

from bot.documents.poster import SENTENCES, Poster, draw
from bot.invitations import InvitationError, Wanted
from bot.output import OutputError
from bot.printing import check_qr, write_poster, write_qr
from bot.reading import read
from bot.service import Service
from bot.settings import Settings
from content.catalogue import Catalogue
from dialogs.text import render
from tests.bot.talk import KNOWLEDGE

WEB, TELEGRAM = "https://lernen.example.org/join/K7QM-2F4X", "https://t.me/lernbegleiter_bot?start=K7QM-2F4X"
POSTER = Poster("Muster-Antriebe Leinetal GmbH", "Montage", "K7QM-2F4X", WEB, TELEGRAM)
ARABIC = Catalogue("ar", {SENTENCES[0].source: "تعلّم خلال 2 إلى 5 دقائق."})


def drawn_codes(pdf: bytes) -> list[list[list[bool]]]:
    """The QR codes as they are drawn: the squares of each shape as a grid, without the white around it."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    page = next(text for text in map(_unpacked, streams) if b" re" in text)
    shapes = [re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) [\d.]+ re\b", line) for line in page.split(b"\n")]
    return [_grid([(float(x), float(y), float(side)) for x, y, side in shape]) for shape in shapes if len(shape) > 9]


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def _grid(squares: list[tuple[float, float, float]]) -> list[list[bool]]:
    left, top = min(x for x, _, _ in squares), min(y for _, y, _ in squares)
    places = {(round((y - top) / side), round((x - left) / side)) for x, y, side in squares}
    size = max(row for row, _ in places) + 1
    return [[(row, column) in places for column in range(size)] for row in range(size)]


def modules(link: str) -> list[list[bool]]:
    """What the code of a link looks like."""
    return [[bool(each) for each in row] for row in segno.make(link, error="m", micro=False, boost_error=False).matrix]


@pytest.mark.parametrize("catalogue", [*(KNOWLEDGE.catalogue(each) for each in KNOWLEDGE.languages), ARABIC])
def test_poster_is_one_page_in_a4_with_both_codes(catalogue: Catalogue) -> None:
    pdf = draw(POSTER, catalogue)
    assert len(re.findall(rb"/Type /Page\b", pdf)) == 1
    assert b"/MediaBox [0 0 595.28 841.89]" in pdf
    assert drawn_codes(pdf) == [modules(WEB), modules(TELEGRAM)]


def test_without_a_bot_there_is_one_code() -> None:
    poster = Poster(POSTER.company, POSTER.group, POSTER.code, WEB)
    assert drawn_codes(draw(poster, KNOWLEDGE.catalogue("de"))) == [modules(WEB)]


def test_names_and_addresses_of_any_length_fit_on_the_page() -> None:
    long = Poster("Donaudampfschifffahrt " * 9, "Instandhaltung " * 9, "K7QM-2F4X", f"https://{'x' * 90}.org/join/K")
    assert len(re.findall(rb"/Type /Page\b", draw(long, KNOWLEDGE.catalogue("de")))) == 1


@pytest.mark.parametrize("language", KNOWLEDGE.languages)
def test_poster_has_three_short_sentences(language: str) -> None:
    said = [render(sentence, KNOWLEDGE.catalogue(language)) for sentence in SENTENCES]
    assert len(said) == 3
    assert all(len(each.split()) <= 12 and each.count(".") == 1 for each in said)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Of one companion for all tests here; it has read the shipped content already."""
    files, keys = read(), ("a secret of the tests",)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.service.read", lambda: files)
        data = tmp_path_factory.mktemp("data")
        yield Settings(data_dir=data, public_url="https://lernen.example.org", keys=keys)


def test_poster_with_a_new_code_lets_many_people_in(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "poster.pdf"
    made = write_poster(settings, "muster", "montage", "tr", path, None)
    assert drawn_codes(path.read_bytes()) == [modules(made["web"])]
    assert made["web"] == f"https://lernen.example.org/join/{made['code']}"
    again = write_poster(settings, "muster", "montage", None, path, made["code"].lower().replace("-", " "))
    assert again == made


def test_code_of_another_group_or_role_is_not_printed(settings: Settings, tmp_path: Path) -> None:
    service = Service.open(settings)
    others = [
        service.invite(Wanted("muster", role, group))
        for role, group in (("learner", "logistik"), ("consultant", None), ("multiplier", "montage"))
    ]
    anywhere = service.invite(Wanted("muster", "learner"))
    service.close()
    for code in others:
        with pytest.raises(InvitationError, match="is not for learners of muster in montage"):
            write_poster(settings, "muster", "montage", None, tmp_path / "poster.pdf", code)
    assert not (tmp_path / "poster.pdf").exists()
    assert write_poster(settings, "muster", "montage", None, tmp_path / "poster.pdf", anywhere)["code"] == anywhere


@pytest.mark.parametrize(
    ("group", "language", "code", "words"),
    [
        ("nix", None, None, "known: zerspanung"),
        ("montage", "xx", None, "does not speak 'xx'; known: de"),
        ("montage", None, "AAAA-BBBB", "does not work: unknown"),
        ("montage", None, "Zettel", "does not work: unknown"),
    ],
)
def test_poster_that_cannot_be_says_why(
    settings: Settings, tmp_path: Path, group: str, language: str | None, code: str | None, words: str
) -> None:
    with pytest.raises(InvitationError, match=words):
        write_poster(settings, "muster", group, language, tmp_path / "poster.pdf", code)


def test_qr_code_of_an_invitation_is_drawn_as_svg_and_png(tmp_path: Path) -> None:
    for name in ("code.svg", "CODE.PNG"):
        write_qr(WEB, tmp_path / name)
    assert (tmp_path / "code.svg").read_bytes().startswith(b"<?xml")
    png = (tmp_path / "CODE.PNG").read_bytes()
    wide = (len(modules(WEB)) + 8) * 20
    assert (int.from_bytes(png[16:20]), int.from_bytes(png[20:24])) == (wide, wide)


@pytest.mark.parametrize(
    ("name", "words"), [("code.jpg", "must end in .svg or .png"), ("nix/code.svg", "there is no folder")]
)
def test_qr_code_that_cannot_be_written_says_why(tmp_path: Path, name: str, words: str) -> None:
    with pytest.raises(OutputError, match=words):
        check_qr(tmp_path / name)
