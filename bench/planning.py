"""``python -m bench planning``: everybody's next moment, for crowds of several sizes, next to one job for each person.

Each round measures all databases, sizes and peers in turn, each crowd in a process of its own; figures are medians, in
microseconds of one person unless named otherwise.
"""

import argparse
import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg

from bench import planning_peers
from bench.crowd import Figures
from tests.postgresql import Server

DATABASES = ("sqlite", "postgresql")
SIZES, MILLION = (10_000, 100_000), 1_000_000
Found = dict[str, list[float]]
Crowds = dict[tuple[str, int], str]
"""The address of the database of each crowd, by kind and size."""


def main(arguments: list[str]) -> Figures:
    """All figures."""
    options = _options(arguments)
    sizes, found = (*SIZES, MILLION) if options.million else SIZES, Found()
    with (
        tempfile.TemporaryDirectory(prefix="bench-", dir="var") as name,
        _addresses(name, options.databases) as address,
    ):
        crowds = {(kind, size): address(kind, size) for kind in options.databases for size in sizes}
        for (kind, size), url in crowds.items():
            _process("enrol", url, size)
            if kind == "postgresql":
                _analyze(url)
        for number in range(options.rounds):
            _round(number, crowds, found, Path(name) / f"jobs-{number}.db")
    figures = {name: statistics.median(values) for name, values in found.items()}
    return figures | _ratios(figures, options.databases, sizes)


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench planning", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="interleaved rounds (default 3)")
    parser.add_argument("--databases", nargs="+", choices=DATABASES, default=DATABASES, help="default: both")
    parser.add_argument(
        "--million",
        action="store_true",
        help="a million people as well; takes minutes and 2 GB of disk for each database",
    )
    return parser.parse_args(arguments)


@contextmanager
def _addresses(folder: str, kinds: list[str]) -> Iterator[Callable[[str, int], str]]:
    """Gives the address of a new database; PostgreSQL runs out of the same wheel as in the tests."""
    with ExitStack() as stack:
        server = stack.enter_context(Server.start()) if "postgresql" in kinds else None

        def address(kind: str, size: int) -> str:
            return server.new_database() if server and kind == "postgresql" else f"sqlite:///{folder}/{size}.db"

        yield address


def _analyze(url: str) -> None:
    """What a server does by itself within a minute."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ANALYZE")


def _round(number: int, crowds: Crowds, found: Found, jobs: Path) -> None:
    for (kind, size), url in crowds.items():
        for name, value in json.loads(_process("round", url, size, number)).items():
            found.setdefault(f"{kind}_{name}_{size}", []).append(value)
    for name, value in (planning_peers.apscheduler(jobs) | asyncio.run(planning_peers.job_queue())).items():
        found.setdefault(name, []).append(value)


def _process(what: str, *about: object) -> bytes:
    command = [sys.executable, "-m", "bench.crowd", what, *map(str, about)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


def _ratios(figures: Figures, kinds: list[str], sizes: tuple[int, ...]) -> Figures:
    ratios = {}
    for kind in kinds:
        for larger in sizes[1:]:
            for name in ("change_cpu", "dispatch_cpu", "redate_cpu", "memory_mb"):
                pair = [figures[f"{kind}_{name}_{size}"] for size in (larger, sizes[0])]
                ratios[f"{kind}_{name}_{larger}_vs_{sizes[0]}"] = pair[0] / pair[1]
        redate = figures[f"{kind}_redate_{SIZES[-1]}"]
        ratios[f"{kind}_redated_per_second"] = 1e6 / redate
        ratios[f"{kind}_redated_per_cpu_second"] = 1e6 / figures[f"{kind}_redate_cpu_{SIZES[-1]}"]
        ratios[f"{kind}_plan_change_of_100000_seconds"] = figures[f"{kind}_change_100000"] / 10
        for peer in ("apscheduler", "job_queue"):
            ratios[f"{peer}_vs_{kind}_redate"] = figures[f"{peer}_redate"] / redate
            ratios[f"{peer}_vs_{kind}_change"] = figures[f"{peer}_plan"] / figures[f"{kind}_change_{SIZES[-1]}"]
    return ratios


def show(figures: Figures) -> None:
    """The table."""
    for name, value in sorted(figures.items()):
        sys.stdout.write(f"{name:<46}{value:>12,.2f}\n")
