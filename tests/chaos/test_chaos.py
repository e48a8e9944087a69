"""A small run of chaos; ``make chaos`` is the large one."""

import pytest

from tests.chaos.run import Wanted, run


@pytest.mark.parametrize("by_webhook", [False, True], ids=["polling", "webhook"])
async def test_kills_and_faults_lose_nothing(by_webhook: bool) -> None:
    rows = await run(Wanted(7, 24, 4.0, 1, by_webhook, every=6.0, silence=1.0))
    assert [row for row in rows if row.holds is False] == []
