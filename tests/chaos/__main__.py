"""``python -m tests.chaos --seed 1 --chats 300 --seconds 120 --kills 12``: exit code 1 when something was lost."""

import argparse
import asyncio
import sys

from tests.chaos.run import Wanted, run
from tests.chaos.table import Row

WAYS = {"polling": (False,), "webhook": (True,), "both": (False, True)}


def main() -> int:
    """One run for each way in which updates reach the program."""
    options = _options()
    good = True
    for by_webhook in WAYS[options.way]:
        wanted = Wanted(options.seed, options.chats, options.seconds, options.kills, by_webhook, options.database)
        rows = asyncio.run(run(wanted))
        show(rows)
        good = good and all(row.holds is not False for row in rows)
    if not good:
        sys.stdout.write(f"Something was lost. The same again: python -m tests.chaos {' '.join(sys.argv[1:])}\n")
    return 0 if good else 1


def show(rows: list[Row]) -> None:
    """One line for each row."""
    marks = {True: "ok", False: "NOT", None: ""}
    for row in rows:
        sys.stdout.write(f"{marks[row.holds]:<4}{row.what:<46}{row.value}\n")
    sys.stdout.write("\n")
    sys.stdout.flush()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="decides about people, faults and kills (default 1)")
    parser.add_argument("--chats", type=int, default=300, help="people (default 300)")
    parser.add_argument("--seconds", type=float, default=120.0, help="of trouble, for each way (default 120)")
    parser.add_argument("--kills", type=int, default=12, help="for each way (default 12)")
    parser.add_argument("--way", choices=tuple(WAYS), default="both", help="how updates arrive (default both)")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
