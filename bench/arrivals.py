"""A Bot API that only notes when messages come, by the token of the bot; with the delay of a network."""

import json
import threading
import time
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

DELAY = 0.05
"""Seconds until an answer."""
MESSAGE = {"message_id": 1, "date": 1700000000, "chat": {"id": 1, "type": "private"}, "text": "?"}
BOT = {"id": 123456, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}


@dataclass
class Arrivals:
    """``port`` and, by token, the moments in seconds."""

    port: int = 0
    moments: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def per_second(self, token: str, seconds: float) -> float:
        """Messages of the bot in a second, counted from its first one, for so many seconds."""
        found = self.moments[token]
        return bisect_left(found, found[0] + seconds) / seconds if found else 0.0

    def longest_window(self, token: str) -> int:
        """The most messages of the bot in any second, its end not included."""
        found = sorted(self.moments[token])
        return max((bisect_left(found, at + 1.0) - n for n, at in enumerate(found)), default=0)


@contextmanager
def noting() -> Iterator[Arrivals]:
    """Serves as long as the ``with`` lasts."""
    found = Arrivals()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1

        def do_POST(self) -> None:
            at = time.monotonic()
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            token, method = self.path.removeprefix("/bot").split("/")[:2]
            is_message = method.lower() == "sendmessage"
            if is_message:
                found.moments[token].append(at)
                time.sleep(DELAY)
            self._answer({"ok": True, "result": MESSAGE if is_message else BOT})

        def _answer(self, answer: object) -> None:
            body = json.dumps(answer).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Silent."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 256

    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    found.port = int(server.server_address[1])
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
