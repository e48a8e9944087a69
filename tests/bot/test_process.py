"""The real program as a process: it starts, is killed in the middle of a conversation, and nothing is lost."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

INLEKU = str(Path(sys.executable).with_name("inleku"))


def _environment(folder: Path, port: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("INLEKU_")}
    return {**kept, "INLEKU_DATA_DIR": str(folder), "INLEKU_LISTEN": f"127.0.0.1:{port}"}


@contextmanager
def running(folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A process that is ready; killed without warning at the end."""
    process = subprocess.Popen([INLEKU, "run"], env=_environment(folder, port), stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            try:
                if httpx.get(f"http://127.0.0.1:{port}/readyz").status_code == 200:
                    break
            except httpx.TransportError:
                time.sleep(0.1)
        yield process
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()


def _tap(client: httpx.Client, page: str, key: str) -> str:
    """Taps the newest button whose token ends like this; gives the new page."""
    tokens = re.findall(r'value="([0-9a-f]+:[^"]+)"', page)
    wanted = [token for token in tokens if token.endswith(f":{key}")][-1]
    sent = client.post("/chat", json={"key": f"tap-{wanted}", "token": wanted})
    assert sent.status_code == 200
    return client.get("/").text


def test_kill_in_the_middle_of_a_conversation_loses_nothing(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    invite = [INLEKU, "invite", "--company", "muster", "--group", "montage", "--role", "learner", "--json"]
    made = subprocess.run(invite, env=_environment(tmp_path, port), check=True, stdout=subprocess.PIPE)
    headers = {"Origin": f"http://127.0.0.1:{port}", "Accept-Language": "de"}
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=headers, follow_redirects=True) as client:
        with running(tmp_path, port):
            client.get("/")
            page = client.post("/join", data={"code": json.loads(made.stdout)["code"]}).text
            page = _tap(client, _tap(client, page, "de"), "next")
            assert "Nur du siehst" in page
            key = (tmp_path / "vapid-key").read_bytes()
        with running(tmp_path, port):
            page = client.get("/").text
            assert "Nur du siehst" in page
            page = _tap(client, _tap(client, page, "next"), "yes")
            assert "In welcher Schicht-Gruppe" in page
        assert (tmp_path / "vapid-key").read_bytes() == key, "browsers are bound to it"


def test_second_process_at_the_same_address_says_so_before_it_touches_anything(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        environment = _environment(tmp_path / "data", taken.getsockname()[1])
        started = subprocess.run([INLEKU, "run"], env=environment, check=False, capture_output=True, text=True)
    assert (started.returncode, started.stdout) == (2, "")
    assert started.stderr.startswith("inleku: INLEKU_LISTEN: 127.0.0.1:")
    assert "cannot be used (Address already in use)" in started.stderr and started.stderr.count("\n") == 1
    assert not (tmp_path / "data").exists()
