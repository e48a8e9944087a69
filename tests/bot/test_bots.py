"""A company's own bot: added, served and let go while the companion runs."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.application import Application
from bot.command import app
from bot.invitations import Wanted
from bot.service import Service
from bot.settings import Settings
from tests.telegram import Server

TOKEN = "4711:the-company-s-own-token"


@pytest.fixture
async def api() -> AsyncIterator[Server]:
    async with Server(TOKEN) as running:
        yield running
        assert running.violations == []


def inleku(folder: Path, *words: str, given: str = "") -> tuple[int, str]:
    """The command line; gives its exit code and all that it says."""
    environment = {"INLEKU_DATA_DIR": str(folder)}
    done = CliRunner().invoke(app, words, input=given, env=environment)
    return done.exit_code, done.output


async def test_bot_added_while_the_companion_runs_serves_its_company(api: Server, tmp_path: Path) -> None:
    service = Service.open(Settings(data_dir=tmp_path, telegram_api=api.url))
    bots = Application(service).bots
    await bots.refresh()
    assert inleku(tmp_path, "bot", "add", "--company", "muster", given=f"{TOKEN}\n")[0] == 0
    await bots.refresh()
    person = api.person(7)
    person.say(f"/start {service.invite(Wanted('muster', 'learner'))}")
    await person.wait_for("Welche Sprache")
    assert "telegram:4711  @lernbegleiter_bot  muster" in inleku(tmp_path, "bot", "list")[1]
    assert "https://t.me/lernbegleiter_bot?start=" in inleku(tmp_path, *INVITE)[1]
    assert inleku(tmp_path, "bot", "remove", "4711")[0] == 0
    await bots.refresh()
    person.say("/menue")
    await asyncio.sleep(0.2)
    assert len(person.heard) == 1
    assert TOKEN.encode() not in b"".join(file.read_bytes() for file in tmp_path.iterdir())
    await bots.close()
    service.close()


async def test_bot_added_again_runs_under_its_new_terms(api: Server, tmp_path: Path) -> None:
    service = Service.open(Settings(data_dir=tmp_path, telegram_api=api.url))
    bots = Application(service).bots
    assert inleku(tmp_path, "bot", "add", "--company", "muster", given=f"{TOKEN}\n")[0] == 0
    await bots.refresh()
    first = bots.carriers["telegram:4711"]
    await bots.refresh()
    assert bots.carriers["telegram:4711"] is first
    assert inleku(tmp_path, "bot", "add", "--company", "muster", "--rate", "1", given=f"{TOKEN}\n")[0] == 0
    await bots.refresh()
    assert (first.room, bots.carriers["telegram:4711"].room) == (60, 2)
    await bots.close()
    assert set(bots.carriers) == {"web", "console"}
    service.close()


INVITE = ("invite", "--company", "muster", "--group", "montage", "--role", "learner")


async def test_bot_of_the_settings_is_known_by_its_name(api: Server, tmp_path: Path) -> None:
    service = Service.open(Settings(data_dir=tmp_path, telegram_api=api.url, telegram_token=TOKEN))
    bots = Application(service).bots
    await bots.refresh()
    async with asyncio.timeout(60):
        while "https://t.me/lernbegleiter_bot?start=" not in inleku(tmp_path, *INVITE)[1]:
            await asyncio.sleep(0.05)
    await bots.close()
    service.close()


async def test_bot_whose_key_is_gone_is_named_and_the_others_go_on(
    api: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert inleku(tmp_path, "bot", "add", "--company", "muster", given=f"{TOKEN}\n")[0] == 0
    service = Service.open(Settings(data_dir=tmp_path, telegram_api=api.url, keys=("quite another key of ours",)))
    bots = Application(service).bots
    await bots.refresh()
    await bots.refresh()
    assert set(bots.carriers) == {"web", "console"}
    assert [record.getMessage() for record in caplog.records if "another key" in record.getMessage()] == [
        "Telegram: the token of telegram:4711 was sealed with another key; add the bot again"
    ]
    await bots.close()
    service.close()


@pytest.mark.parametrize(
    ("words", "given", "told"),
    [
        (("bot", "add", "--company", "muster"), "hunter2\n", "@BotFather gives one"),
        (("bot", "add", "--company", "mustr"), f"{TOKEN}\n", "known: muster"),
        (("bot", "add", "--company", "muster", "--token-file", "nowhere"), "", "cannot be read"),
        (("bot", "remove", "1"), "", "known: none"),
        (("outbox", "retry"), "", "--all"),
    ],
)
def test_wrong_command_says_what_to_do(tmp_path: Path, words: tuple[str, ...], given: str, told: str) -> None:
    code, output = inleku(tmp_path, *words, given=given)
    assert (code, told in " ".join(output.split())) == (2, True), output
    assert "hunter2" not in output


def test_empty_lists_say_so(tmp_path: Path) -> None:
    assert "There is no bot." in inleku(tmp_path, "bot", "list")[1]
    assert "Nothing has been sent yet." in inleku(tmp_path, "outbox", "list")[1]
    assert "0 of 0 will be sent again." in inleku(tmp_path, "outbox", "retry", "--all")[1]
