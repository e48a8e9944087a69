"""Offers of multipliers to learn together: what one says, and for whom it still counts."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec

PREFIX, CALLED_OFF = "offer:", "calledoff:"
"""Of the items: the offer with a number, and the word that it is called off."""
ON_THE_WAY = timedelta(minutes=15)
"""Before it begins, an offer reaches nobody any more: there would be no time to come."""


class Offer(msgspec.Struct, frozen=True):
    """``host`` is the mark of a multiplier's name (see ``flows.contact``), ``block`` what it is about. ``starts_at`` is
    aware. ``number`` is 0 while it is being written."""

    host: str
    block: str
    groups: tuple[str, ...]
    starts_at: datetime
    number: int = 0
    called_off: bool = False

    @property
    def item(self) -> str:
        return f"{PREFIX}{self.number}"

    @property
    def cancellation(self) -> str:
        """The item of the word that it is called off."""
        return f"{CALLED_OFF}{self.number}"

    @property
    def not_after(self) -> datetime:
        """Until when somebody may hear of it."""
        return self.starts_at - ON_THE_WAY


def meant(item: str, offers: Iterable[Offer]) -> Offer | None:
    """The offer that the item is about; None when it is gone."""
    number = item.partition(":")[2]
    return next((each for each in offers if str(each.number) == number), None)


def standing(offers: Iterable[Offer], now: datetime) -> tuple[Offer, ...]:
    """Those that take place, the next one first."""
    return tuple(sorted((each for each in offers if not each.called_off and now < each.starts_at), key=_begin))


def _begin(offer: Offer) -> tuple[datetime, int]:
    return offer.starts_at, offer.number
