"""Recordings: made by a voice of the test on PATH, found again by the words of the open question, never required."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.exchange import AudioFile, Message
from bot.gateways.telegram.call import Upload
from bot.gateways.telegram.message import message_calls
from bot.output import OutputError
from bot.rendering import NO_VOICE
from bot.speaking import everything, make
from bot.speech import Recordings, file_name, spoken
from content.catalogue import Catalogue
from dialogs.events import Said
from dialogs.text import render
from storage.database import Database
from tests.bot.talk import KNOWLEDGE, Talk, text

GERMAN = Catalogue("de")
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
VOICE = """#!/bin/sh
# espeak-ng -v LANGUAGE -s PACE -w FILE --stdin
[ "$2" = xx ] && { echo "no such voice" >&2; exit 1; }
{ echo "$2"; cat; } > "$6"
"""
PACKER = """#!/bin/sh
for last; do :; done
{ printf OggS; cat "$4"; } > "$last"
"""


@pytest.fixture
def bin_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Alone on PATH, but for the shell's own tools."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("sh", "cat"):
        (folder / name).symlink_to(f"/bin/{name}")
    monkeypatch.setenv("PATH", str(folder))
    return folder


@pytest.fixture
def voice(bin_folder: Path) -> Path:
    return program(bin_folder / "espeak-ng", VOICE)


def program(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.mark.usefixtures("voice")
def test_file_holds_the_words_in_the_language_and_is_found_by_the_message(tmp_path: Path) -> None:
    words = spoken("🔔 Passt es jetzt?\n\nEin Satz.", ["▶️ Ja", "⏭️ Nein"])
    assert words == "Passt es jetzt?\nEin Satz.\nJa\nNein"
    made = make([words], "de", tmp_path)
    assert (made.new, made.kept, made.removed) == (1, 0, 0)
    found = Recordings(tmp_path).find("🔔 Passt es jetzt?\n\nEin Satz.", ["▶️ Ja", "⏭️ Nein"], GERMAN)
    assert found == AudioFile("🔊 Vorlesen", "lern-begleiter.wav", "audio/wav", f"de\n{words}".encode())
    assert Recordings(tmp_path).find("Etwas anderes.", [], GERMAN) is None
    assert Recordings(tmp_path).find("🔔 Passt es jetzt?\n\nEin Satz.", ["Ja", "Nein"], Catalogue("pl")) is None


@pytest.mark.usefixtures("voice")
def test_second_time_only_what_is_new_is_made_and_what_is_gone_is_removed(tmp_path: Path) -> None:
    make(["eins", "zwei"], "de", tmp_path)
    made = make(["zwei", "drei"], "de", tmp_path)
    assert (made.new, made.kept, made.removed) == (1, 1, 1)
    names = {file_name(words, "de") for words in ("zwei", "drei")}
    assert {path.stem for path in (tmp_path / "de").iterdir()} == names


@pytest.mark.usefixtures("voice")
def test_sound_is_packed_where_there_is_a_program_for_it(tmp_path: Path, bin_folder: Path) -> None:
    program(bin_folder / "opusenc", PACKER)
    make(["eins"], "de", tmp_path)
    found = Recordings(tmp_path).find("eins", [], GERMAN)
    assert found is not None and (found.media_type, found.content) == ("audio/ogg", b"OggSde\neins")


@pytest.mark.usefixtures("bin_folder")
def test_missing_voice_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="espeak-ng is missing: install it, on Debian and Ubuntu with: apt install"):
        make(["eins"], "de", tmp_path)


@pytest.mark.usefixtures("voice")
def test_language_without_voice_says_so_and_leaves_no_half_file(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="espeak-ng: no voice for 'xx': no such voice"):
        make(["eins"], "xx", tmp_path)
    assert list((tmp_path / "xx").iterdir()) == []


def test_everything_that_is_asked_is_there_once_and_without_signs() -> None:
    words = everything(KNOWLEDGE, "de", NOW)
    units, blocks = KNOWLEDGE.library.units.values(), KNOWLEDGE.library.blocks.values()
    assert (
        len(words) > sum(len(unit.steps) + len(unit.review) for unit in units) + sum(len(b.steps) for b in blocks) / 2
    )
    assert len(set(words)) == len(words)
    assert not any(sign in each for each in words for sign in "🔔▶⬜✅{")
    assert everything(KNOWLEDGE, "pl", NOW)[0] != words[0]


def test_open_question_comes_with_its_recording_also_when_the_update_comes_again(
    database: Database, tmp_path: Path
) -> None:
    [words] = [each for each in everything(KNOWLEDGE, "de", NOW) if "Phishing heißt" in each]
    (tmp_path / "de").mkdir()
    (tmp_path / "de" / f"{file_name(words, 'de')}.ogg").write_bytes(b"OggS")
    person = Talk(database, recorded=Recordings(tmp_path).find).join()
    asked = person.say("/lernen phishing")
    reply = person.take(Said("/vorlesen"), key="77")
    assert text(reply) == asked
    assert [each.content for each in reply.messages[-1].attachments if isinstance(each, AudioFile)] == [b"OggS"]
    assert person.take(Said("/vorlesen"), key="77") == reply
    [*_, past] = database.perform_now(lambda tx: person.turns.past(tx, person.source, person.address, 0, 50))
    assert (text(past.reply), past.reply.messages[-1].attachments) == (asked, reply.messages[-1].attachments[:-1])
    person.tap("Weiter")
    assert person.say("Vorlesen").startswith(render(NO_VOICE, GERMAN))


def test_without_recordings_one_sentence_says_so_and_the_question_stays(database: Database) -> None:
    person = Talk(database).join()
    asked = person.say("/lernen phishing")
    assert person.say("/vorlesen") == f"{render(NO_VOICE, GERMAN)}\n\n{asked}"
    assert "2 von 6" in person.tap("Weiter")


def test_with_nothing_open_the_menu_comes(database: Database) -> None:
    assert "Was möchtest du tun?" in Talk(database).join().say("/vorlesen")


def test_telegram_gets_the_recording_as_a_file_with_the_words_under_it() -> None:
    audio = AudioFile("🔊 Vorlesen", "lern-begleiter.ogg", "audio/ogg", b"OggS")
    [call] = message_calls(Message("Ein Satz.", (("Ja", "1:y"),), attachments=(audio,)), 7)
    assert (call.method, call.parameters["caption"]) == ("sendDocument", "Ein Satz.")
    assert call.upload == Upload("document", "lern-begleiter.ogg", b"OggS")
