"""A Bot API within the process of python-telegram-bot: calls are built and answered, but never sent."""

import json
from typing import Any

from telegram.request import BaseRequest, RequestData

ME = {"id": 123456, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
SENT = {"message_id": 1, "date": 1700000000, "chat": {"id": 1, "type": "private"}, "text": "…"}


class StubRequest(BaseRequest):
    """A Bot API that is always there and always content."""

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *args: Any, **kwargs: Any
    ) -> tuple[int, bytes]:
        result = ME if url.endswith("/getMe") else SENT
        return 200, json.dumps({"ok": True, "result": result}).encode()
