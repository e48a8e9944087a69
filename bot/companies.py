"""The companies as the companion runs them now: from files, or under the version that both parties approved."""

from collections.abc import Iterator, Mapping

from content.model import Company
from storage import plans
from storage.transaction import Transaction


class Companies(Mapping[str, Company]):
    """By id. A company with stored plans is run by them, every other one by its file. Any thread may read it."""

    def __init__(self, files: Mapping[str, Company]) -> None:
        self._files = self._present = dict(files)
        self._seen = plans.NOTHING

    def __getitem__(self, name: str) -> Company:
        return self._present[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._present)

    def __len__(self) -> int:
        return len(self._present)

    def refresh(self, tx: Transaction) -> bool:
        """Whether something was imported, approved or withdrawn since the last time, by whatever process."""
        found = plans.extent(tx)
        if found == self._seen:
            return False
        # Loaded only where there are plans: their models are of no use to anybody else.
        from bot.plan_store import running_company

        stored = {name: running_company(tx, name) for name in plans.companies(tx)}
        # Replaced as a whole, so that nobody ever sees half of it.
        self._present, self._seen = {**self._files, **stored}, found
        return True
