"""The plan's versions: what they hold, and approving or withdrawing exactly one of them."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, cast

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.gateways.web.errors import Refusal
from bot.gateways.web.headers import dressed
from bot.gateways.web.visiting import PARTIES, Visiting, refuse_forged
from bot.visits import Board, Edition, Visitor

if TYPE_CHECKING:
    from bot.plan_preview import Slot
    from content.plan.approval import Party

ACTS = {"approve": True, "withdraw": False}


class Plans:
    """Handlers for /plan, /plan/{version} and /plan/{version}/{act}."""

    def __init__(self, visiting: Visiting, board: Callable[[], Board]) -> None:
        self._visiting = visiting
        self._board = board

    async def all(self, request: Request) -> Response:
        """GET /plan"""
        visitor = await self._visiting.admit(request, "plan")
        editions = await self._board().editions(visitor.company)
        return self._visiting.page(request, "plans", visitor, editions=editions)

    async def one(self, request: Request) -> Response:
        """GET /plan/{version}: the same for everybody who may see it, but for the button below."""
        visitor = await self._visiting.admit(request, "plan")
        sight = await self._board().sight(visitor.company, request.path_params["version"])
        if sight is None:
            raise HTTPException(404)
        names = {group.id: group.name for group in sight.plan.groups}
        return self._visiting.page(request, "plan", visitor, sight=sight, names=names, when=when, warmth=warmth)

    async def ask(self, request: Request) -> Response:
        """GET /plan/{version}/{act}: what would happen, before it does."""
        visitor, party, edition = await self._asked(request)
        approves = ACTS[request.path_params["act"]]
        if (party in edition.keys) == approves:
            return dressed(RedirectResponse(f"/plan/{edition.short}", 303))
        other = next(each for each in PARTIES if each != party)
        both = other in edition.keys
        return self._visiting.page(
            request, "decide", visitor, edition=edition, approves=approves, party=party, both=both
        )

    async def decide(self, request: Request) -> Response:
        """POST /plan/{version}/{act}"""
        await refuse_forged(request)
        visitor, party, edition = await self._asked(request)
        await self._board().decide(visitor.company, edition.hash, party, ACTS[request.path_params["act"]])
        return dressed(RedirectResponse(f"/plan/{edition.short}", 303))

    async def _asked(self, request: Request) -> "tuple[Visitor, Party, Edition]":
        """Who wants to decide about what: 403 for whoever has no key, 404 for what is not there."""
        visitor = await self._visiting.admit(request, "plan")
        if request.path_params["act"] not in ACTS:
            raise HTTPException(404)
        if visitor.role not in PARTIES:
            raise Refusal(403, "role")
        edition = await self._board().edition(visitor.company, request.path_params["version"])
        if edition is None:
            raise HTTPException(404)
        return visitor, cast("Party", visitor.role), edition


def when(slots: "Iterable[Slot]") -> list[str]:
    """ "30.11.–4.12. 06:30–13:40": days in a row with the same hours together."""
    runs: list[list[Slot]] = []
    for slot in sorted(slots, key=lambda each: each.start):
        last = runs[-1][-1] if runs else None
        if last is not None and (slot.day - last.day).days == 1 and _hours(last) == _hours(slot):
            runs[-1].append(slot)
        else:
            runs.append([slot])
    return [f"{_days(run)} {_hours(run[0])}" for run in runs]


def warmth(share: float) -> int:
    """0 nothing is missing, to 4 nearly all are missing."""
    return 0 if share <= 0 else min(4, 1 + int(share * 4))


def _days(run: "list[Slot]") -> str:
    first, last = (f"{slot.day.day}.{slot.day.month}." for slot in (run[0], run[-1]))
    return first if first == last else f"{first}–{last}"


def _hours(slot: "Slot") -> str:
    return f"{slot.start:%H:%M}–{slot.end:%H:%M}"
