"""A stub of the Bot API in a thread: everything works, nothing is kept but the number of calls."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ANSWER = (
    b'{"ok":true,"result":{"id":123456,"is_bot":true,"first_name":"Bench","username":"bench_bot",'
    b'"message_id":1,"date":1700000000,"chat":{"id":1,"type":"private"}}}'
)
DONE = b'{"ok":true,"result":true}'
TO_BE_DONE = ("set", "delete", "answer")
"""How the methods begin that give nothing back."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # Head and body in one packet: in two, the second would wait for the other side's late ACK.
    calls = 0

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        _Handler.calls += 1
        answer = DONE if self.path.rpartition("/")[2].startswith(TO_BE_DONE) else ANSWER
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""


def calls() -> int:
    """Calls so far."""
    return _Handler.calls


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


@contextmanager
def stub() -> Iterator[int]:
    """Serves as long as the ``with`` lasts; gives its port."""
    server = _Server(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
