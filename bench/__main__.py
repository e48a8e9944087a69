"""``python -m bench``: our turn next to the peers, in interleaved rounds; a table, and var/bench.json.

``python -m bench limiter`` and ``python -m bench storm`` look at what leaves the bot; each has a table of its own.
"""

import argparse
import asyncio
import json
import signal
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import uvloop

from bench import bot_api, limiter, ours, storm
from bench.load import FIRST_CHAT, Rate, Target, measured
from bench.processes import cores, free_port, module, pin, running

OURS, ECHO, PTB = "turns", "aiogram_echo", "ptb_sqlmodel"
ECHO_FREE, PTB_FREE = "aiogram_echo_in_response", "ptb_sqlmodel_without_calls"
"""The same peers, spared the call of the Bot API."""
RESULT = Path("var/bench.json")
RESULTS = {"turns": RESULT, "limiter": Path("var/bench-limiter.json"), "storm": Path("var/bench-storm.json")}


def main() -> int:
    """Measure everything; exit code 1 with a sentence when something does not run."""
    if sys.argv[1:2] == ["planning"]:
        return _planning()
    if sys.argv[1:2] == ["plan"]:
        from bench.plan import main as measure_plan

        return measure_plan(sys.argv[2:])
    options = _options()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    RESULT.parent.mkdir(exist_ok=True)
    try:
        # In the folder of the data: a file system in memory would make every commit look free.
        with tempfile.TemporaryDirectory(prefix="bench-", dir=RESULT.parent, ignore_cleanup_errors=True) as name:
            figures = MEASURES[options.what](Path(name).absolute(), options)
    except KeyboardInterrupt:
        return 130
    except (RuntimeError, OSError) as error:
        sys.stderr.write(f"bench: {str(error) or type(error).__name__}\n")
        return 1
    RESULTS[options.what].write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    show(figures)
    return 0


def _planning() -> int:
    """The other bench, whose figures stand in a file of their own."""
    from bench import planning

    RESULT.parent.mkdir(exist_ok=True)
    figures = planning.main(sys.argv[2:])
    RESULT.with_name("bench-planning.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    planning.show(figures)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("what", nargs="?", choices=tuple(RESULTS), default="turns", help="what is measured")
    parser.add_argument("--rounds", type=int, default=5, help="interleaved rounds (default 5)")
    parser.add_argument("--seconds", type=float, default=3.0, help="seconds of each measurement (default 3)")
    parser.add_argument("--connections", type=int, default=32, help="chats at the same time (default 32)")
    parser.add_argument("--reminders", type=int, default=50_000, help="of a storm (default 50,000)")
    parser.add_argument("--rate", type=int, default=1000, help="messages a second in a storm (default 1,000)")
    return parser.parse_args()


def measure_limiter(folder: Path, options: argparse.Namespace) -> dict[str, float]:
    """What arrives at Telegram's side."""
    return limiter.run(options.seconds, options.rounds)


def measure_storm(folder: Path, options: argparse.Namespace) -> dict[str, float]:
    """How long people wait while reminders go out."""
    return storm.run(folder, options.reminders, options.rate)


def measure(folder: Path, options: argparse.Namespace) -> dict[str, float]:
    """All figures, rounded."""
    figures = ours.starts(folder)
    figures["memory_mb"] = ours.memory(folder)
    for_servers, for_load = cores()
    with servers(folder, for_servers) as targets:
        pin(for_load)
        found = uvloop.run(rounds(folder, targets, options))
    for name, rates in found.items():
        figures[f"{name}_per_second"] = statistics.median(rate.per_second for rate in rates)
        figures[f"{name}_per_cpu_second"] = statistics.median(rate.per_cpu_second for rate in rates)
    for peer in (ECHO, ECHO_FREE, PTB, PTB_FREE):
        figures[f"turn_vs_{peer}"] = figures[f"{OURS}_per_second"] / figures[f"{peer}_per_second"]
    figures["load_share"] = max(rate.load_share for rates in found.values() for rate in rates)
    return {name: round(value, 3) for name, value in sorted(figures.items())}


@contextmanager
def servers(folder: Path, core: int | None) -> Iterator[dict[str, Target]]:
    """Ours and the peers, all on the same core; whoever is not measured idles."""
    with (
        bot_api.stub() as stub,
        peer(folder, core, "bench.aiogram_echo", str(stub)) as echo,
        peer(folder, core, "bench.aiogram_echo") as echo_free,
        peer(folder, core, "bench.ptb_sqlmodel", str(folder / "ptb.db"), str(stub)) as ptb,
        peer(folder, core, "bench.ptb_sqlmodel", str(folder / "ptb-free.db")) as ptb_free,
        ours.serving(folder, stub, core) as target,
    ):
        yield {OURS: target, ECHO: echo, ECHO_FREE: echo_free, PTB: ptb, PTB_FREE: ptb_free}


@contextmanager
def peer(folder: Path, core: int | None, name: str, *arguments: str) -> Iterator[Target]:
    """A peer's server on a port of its own."""
    port = free_port()
    with running(module(name, str(port), *arguments), port, folder / f"{port}.log", core=core) as server:
        yield Target(port, server.pid, b"/webhook", b"bench-secret", ("/start", "1", "1", "1"))


async def rounds(folder: Path, targets: dict[str, Target], options: argparse.Namespace) -> dict[str, list[Rate]]:
    """What every server did in every round."""
    chats = range(FIRST_CHAT, FIRST_CHAT + options.connections)
    await ours.join(targets[OURS], folder, chats)
    rates: dict[str, list[Rate]] = {name: [] for name in targets}
    for _ in range(options.rounds):
        await _round(targets, chats, options.seconds, rates)
    return rates


async def _round(
    targets: dict[str, Target], chats: Sequence[int], seconds: float, rates: dict[str, list[Rate]]
) -> None:
    for name, target in targets.items():
        calls = bot_api.calls()
        rates[name].append(await measured(target, chats, seconds))
        await asyncio.sleep(0.2)  # What was still in flight comes to its end.
        if name == OURS and bot_api.calls() != calls:
            raise RuntimeError("measured turns called the Bot API; they are meant to have one message only")


MEASURES = {"turns": measure, "limiter": measure_limiter, "storm": measure_storm}


def show(figures: dict[str, float]) -> None:
    """The table."""
    for name, value in figures.items():
        sys.stdout.write(f"{name:<34}{value:>12,.2f}\n")


if __name__ == "__main__":
    sys.exit(main())
