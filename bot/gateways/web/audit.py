"""What both parties can check at any time: the rules in force, the log of every change, what is stored."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from bot.documents import annex_words
from bot.gateways.web.visiting import Visiting
from bot.visits import Board


class Audit:
    """Handler for /audit."""

    def __init__(self, visiting: Visiting, board: Callable[[], Board]) -> None:
        self._visiting = visiting
        self._board = board

    async def show(self, request: Request) -> Response:
        """GET /audit"""
        visitor = await self._visiting.admit(request, "audit")
        record = await self._board().record(visitor.company)
        return self._visiting.page(request, "audit", visitor, record=record, annex=annex_words)
