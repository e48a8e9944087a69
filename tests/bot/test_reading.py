"""Files read by a process of their own say the same as files read here, and their mistakes arrive as they are."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from bot import reading
from bot.catalogues import Catalogues, pack
from bot.knowledge import Knowledge
from bot.reading import Apart, read
from content.catalogue import Catalogue, Days
from content.problems import ContentError
from tests.bot.talk import KNOWLEDGE

TURKISH = Catalogue(
    "tr",
    {"Fertig": "Bitti"},
    frozenset({"Weiter"}),
    {"{n} Tag": ("{n} gün", "{n} günler")},
    "n > 2",
    Days(("Ocak",) * 12, "{day} {month}", "{day} {month} {year}"),
)


def test_process_of_its_own_reads_the_same() -> None:
    apart = Knowledge.of(Apart().files())
    assert apart.library == KNOWLEDGE.library
    assert apart.sources == KNOWLEDGE.sources
    assert apart.languages == KNOWLEDGE.languages
    assert all(apart.catalogues[name].words == KNOWLEDGE.catalogues[name].words for name in apart.languages)


def test_mistake_arrives_with_file_line_and_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("bot", "content", "locales"):
        shutil.copytree(reading.ROOT / folder, tmp_path / folder)
    unit = tmp_path / "content" / "units" / "phishing.yaml"
    unit.write_text(unit.read_text(encoding="utf-8").replace("title:", "titel:"), encoding="utf-8")
    with pytest.raises(ContentError) as here:
        read(tmp_path)
    monkeypatch.setattr(reading, "ROOT", tmp_path)
    with pytest.raises(ContentError) as apart:
        Apart().files()
    assert apart.value.problems == here.value.problems
    assert 'did you mean "title"?' in str(apart.value)


def test_language_is_unpacked_when_asked_for_and_stays() -> None:
    source = "".join(["Fer", "tig"])
    packed = {"tr": pack(TURKISH)}
    catalogues = Catalogues(packed, {source: source})
    assert "tr" in catalogues and "de" not in catalogues
    assert catalogues["tr"] is catalogues["tr"]
    assert catalogues["tr"].gettext("Fertig") == "Bitti"
    assert catalogues["tr"].ngettext("{n} Tag", "{n} Tage", 2) == "{n} gün"
    assert catalogues["tr"].ngettext("{n} Tag", "{n} Tage", 3) == "{n} günler"
    assert catalogues["tr"].days.written(date(2026, 12, 3), year=False) == "3 Ocak"
    assert next(iter(catalogues["tr"].words)) is source
    with pytest.raises(KeyError):
        catalogues["xx"]
