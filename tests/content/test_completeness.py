"""How complete the languages are, and that every message can be put together in each of them."""

from pathlib import Path

import pytest

from content.completeness import completeness
from content.po import languages, load, sources
from dialogs.text import Text, render

ROOT = Path(__file__).parents[2]
COMPLETE = ("ar", "en", "hr", "it", "pl", "ro", "ru", "tr", "uk")
"""Languages that are complete; the others show German where something is missing."""


def test_complete_languages_are_complete() -> None:
    found = {each.language: each for each in completeness(ROOT)}
    for language in COMPLETE:
        each = found[language]
        assert (each.program, each.content, each.fuzzy) == (each.of_program, each.of_content, 0), str(each)


def test_share_says_100_only_when_nothing_is_missing() -> None:
    each = next(iter(completeness(ROOT)))
    assert ("100 %" in str(each).split("content")[0]) == (each.program == each.of_program)


@pytest.mark.parametrize("language", languages(ROOT / "locales"))
def test_every_sentence_of_the_program_is_put_together(language: str) -> None:
    catalogue = load(language, ROOT / "locales")
    for source in sources(ROOT / "locales"):
        names = {part.split("}")[0] for part in source.split("{")[1:]}
        said = render(Text(source, tuple((name, "17") for name in sorted(names))), catalogue)
        assert said.strip()
        assert all("17" in said for _ in names)
