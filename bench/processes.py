"""Server processes: started on a core, waited for, ended whatever happens."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

PATIENCE = 60.0
GRACE = 10.0
TAIL = 20
"""Lines of the log to show when a server does not start."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server. ``seconds`` passed from its start until it was ready."""

    pid: int
    port: int
    seconds: float


def free_port() -> int:
    """A port of the loopback interface that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def pin(core: int | None, pid: int = 0) -> None:
    """Keep a process on one core, where the system can do that."""
    if core is not None and hasattr(os, "sched_setaffinity"):
        with suppress(OSError):
            os.sched_setaffinity(pid, {core})


def cores() -> tuple[int | None, int | None]:
    """One core for the servers and another for the load; None where there are not two."""
    known = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    return (known[-1], known[0]) if len(known) > 1 else (None, None)


def cpu_seconds(pid: int) -> float:
    """Processor time that a process and its children have used so far, their system calls included."""
    process = psutil.Process(pid)
    times = [each.cpu_times() for each in (process, *process.children(recursive=True))]
    return float(sum(each.user + each.system for each in times))


def module(name: str, *arguments: str) -> list[str]:
    """The command that runs a module of ours."""
    return [sys.executable, "-m", name, *arguments]


@contextmanager
def running(
    command: Sequence[str], port: int, log: Path, extra: Mapping[str, str] | None = None, core: int | None = None
) -> Iterator[Server]:
    """The server as long as the ``with`` lasts. Raises RuntimeError with the end of its log when it does not start."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("INLEKU_")}
    with log.open("wb") as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, env={**environment, **(extra or {})}, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
        try:
            pin(core, process.pid)
            _wait(process, port, log)
            yield Server(process.pid, port, time.perf_counter() - start)
        finally:
            _end(process)


def _wait(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    deadline = time.perf_counter() + PATIENCE
    while time.perf_counter() < deadline and process.poll() is None:
        with suppress(OSError, http.client.HTTPException):
            if fetch(port, "/readyz")[0] == 200:
                return
        time.sleep(0.01)
    state = "did not get ready" if process.poll() is None else f"ended with code {process.returncode}"
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()[-TAIL:]
    raise RuntimeError("\n".join([f"a server {state}; the end of its log:", *lines]))


def fetch(port: int, path: str) -> tuple[int, bytes]:
    """Status and body of a page."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def _end(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
