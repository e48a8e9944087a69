"""The offers of all multipliers, as the running process knows them."""

from collections.abc import Iterator, Mapping

from dialogs.offers import Offer
from storage import offers
from storage.transaction import Transaction


class Offers(Mapping[str, tuple[Offer, ...]]):
    """By company; none where nothing was offered. Any thread may read it."""

    def __init__(self) -> None:
        self._present: Mapping[str, tuple[Offer, ...]] = {}
        self._seen = offers.NOTHING

    def __getitem__(self, company: str) -> tuple[Offer, ...]:
        return self._present.get(company, ())

    def __iter__(self) -> Iterator[str]:
        return iter(self._present)

    def __len__(self) -> int:
        return len(self._present)

    def refresh(self, tx: Transaction) -> bool:
        """Whether something was offered or called off since the last time, by whatever process."""
        found = offers.extent(tx)
        if found == self._seen:
            return False
        # Replaced as a whole, so that nobody ever sees half of it.
        self._present, self._seen = offers.by_company(tx), found
        return True
