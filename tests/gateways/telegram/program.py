"""The real program as a process, with a bot of the test server."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.telegram import Server

INLEKU = str(Path(sys.executable).with_name("inleku"))
SECRET = "a-secret-of-the-webhook"


@dataclass
class Program:
    """``inleku`` with its data in ``folder``. ``more``: further settings."""

    folder: Path
    server: Server
    more: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=lambda: _free_port())
    process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> str:
        """All that it has written about itself."""
        return (self.folder / "log.txt").read_text(encoding="utf-8")

    @property
    def environment(self) -> dict[str, str]:
        """What ``inleku`` reads its settings from."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("INLEKU_")}
        own = {
            "INLEKU_DATA_DIR": str(self.folder),
            "INLEKU_LISTEN": f"127.0.0.1:{self.port}",
            "INLEKU_TELEGRAM_TOKEN": self.server.token,
            "INLEKU_TELEGRAM_API": self.server.url,
        }
        return kept | own | self.more

    def by_webhook(self) -> None:
        """Updates are brought to it instead of being fetched."""
        self.more |= {"INLEKU_WEBHOOK_SECRET": SECRET, "INLEKU_PUBLIC_URL": f"http://127.0.0.1:{self.port}"}

    def invite(self) -> str:
        """A code for a learner of the assembly."""
        wanted = ["--company", "muster", "--group", "montage", "--role", "learner", "--json"]
        made = subprocess.run([INLEKU, "invite", *wanted], env=self.environment, check=True, stdout=subprocess.PIPE)
        return str(json.loads(made.stdout)["code"])

    def start(self) -> None:
        """Starts it, and does not wait: what is said meanwhile must not be lost."""
        with (self.folder / "log.txt").open("ab") as log:
            self.process = subprocess.Popen([INLEKU, "run"], env=self.environment, stderr=log)

    def kill(self) -> None:
        """Ends it without any warning."""
        if self.process is not None:
            os.kill(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


@asynccontextmanager
async def program(folder: Path) -> AsyncIterator[Program]:
    """A program that has not been started yet; killed at the end. Every call it made was allowed."""
    async with Server("123456:test-token") as server:
        found = Program(folder, server)
        try:
            yield found
        finally:
            found.kill()
        assert server.violations == []


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
