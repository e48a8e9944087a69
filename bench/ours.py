"""Our server: its start, its memory, and chats that have joined and stand in the middle of a unit."""

import asyncio
import json
import os
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psutil

from bench.load import Ask, Target, converse
from bench.processes import fetch, free_port, running

INLEKU = str(Path(sys.executable).with_name("inleku"))
SECRET = "bench-secret"
UNIT = "/lernen ki-daten"
SCRIPT = ("/menue", UNIT, "1", "1")
"""Menu, back to the unit, two ticks at a question: turns of one message and no picture, so nothing else goes out."""
MAX_STEPS = 25


@contextmanager
def serving(folder: Path, bot_api: int, core: int | None) -> Iterator[Target]:
    """The server with its webhook, on one core."""
    port = free_port()
    telegram = {
        "INLEKU_TELEGRAM_TOKEN": "123456:bench-token",
        "INLEKU_WEBHOOK_SECRET": SECRET,
        "INLEKU_TELEGRAM_RATE": "0",
        "INLEKU_TELEGRAM_API": f"http://127.0.0.1:{bot_api}",
    }
    settings = _settings(folder / "ours", port) | telegram
    with running([INLEKU, "run"], port, folder / "ours.log", settings, core) as server:
        yield Target(port, server.pid, b"/telegram/123456", SECRET.encode(), SCRIPT)


def _settings(data: Path, port: int) -> dict[str, str]:
    return {"INLEKU_LISTEN": f"127.0.0.1:{port}", "INLEKU_DATA_DIR": str(data)}


async def join(target: Target, folder: Path, chats: Sequence[int]) -> None:
    """Every chat joins and walks to the last question of its first unit."""
    code = await asyncio.to_thread(_invite, folder / "ours", target.port)

    async def talk(ask: Ask) -> None:
        await _walk(ask, code)

    for chat in chats:
        await converse(target, chat, talk)


def _invite(data: Path, port: int) -> str:
    wanted = ["--company", "muster", "--group", "montage", "--role", "learner", "--uses", "1000", "--json"]
    output = subprocess.run(
        [INLEKU, "invite", *wanted], env={**os.environ, **_settings(data, port)}, capture_output=True, check=True
    ).stdout
    return str(json.loads(output)["code"])


async def _walk(ask: Ask, code: str) -> None:
    await _until(ask, b'"/lernen ', f"/start {code}")
    await _until(ask, "⬜".encode(), UNIT)


async def _until(ask: Ask, wanted: bytes, text: str) -> bytes:
    """Says ``text``, then takes English or else the first option until ``wanted`` is in the answer. What was sent
    besides the answer is asked for once more."""
    answer = b""
    for _ in range(MAX_STEPS):
        answer = await ask(text)
        if wanted in answer:
            return answer
        text = "/weiter" if not answer else "English" if b"English" in _buttons(answer) else "1"
    raise RuntimeError(f"{wanted!r} did not come within {MAX_STEPS} steps; last: {answer[:300]!r}")


def _buttons(answer: bytes) -> bytes:
    markup = json.loads(answer).get("reply_markup", {})
    return json.dumps(markup.get("inline_keyboard", [])).encode()


def start(folder: Path, data: str) -> float:
    """Seconds from the start of the process, without Telegram, until it is ready."""
    port = free_port()
    with running([INLEKU, "run"], port, folder / "start.log", _settings(folder / data, port)) as server:
        return server.seconds


def starts(folder: Path, runs: int = 5) -> dict[str, float]:
    """The first start on a fresh folder, and the start on one that has everything; medians."""
    first = [start(folder, f"first-{run}") for run in range(runs)]
    again = [start(folder, "first-0") for _ in range(runs)]
    return {"start_seconds": statistics.median(again), "start_seconds_first": statistics.median(first)}


def memory(folder: Path) -> float:
    """Megabytes of the process without Telegram once it has served its start page and what that page asks for."""
    port = free_port()
    with running([INLEKU, "run"], port, folder / "memory.log", _settings(folder / "first-0", port)) as server:
        status, page = fetch(port, "/")
        if status >= 400:
            raise RuntimeError(f"the start page answered {status}")
        for path in set(re.findall(r'(?:href|src)="(/[^"#]+)"', page.decode())):
            fetch(port, path)
        return float(psutil.Process(server.pid).memory_info().rss) / 1e6
