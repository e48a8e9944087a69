"""``python -m bench``: our turn next to the peers, in interleaved rounds; a table, and var/bench.json."""

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

from bench import bot_api, ours
from bench.load import FIRST_CHAT, Target, turns_per_second
from bench.processes import cores, free_port, module, pin, running

OURS, ECHO, PTB = "turns_per_second", "aiogram_echo_per_second", "ptb_sqlmodel_per_second"
RESULT = Path("var/bench.json")


def main() -> int:
    """Measure everything; exit code 1 with a sentence when something does not run."""
    options = _options()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    RESULT.parent.mkdir(exist_ok=True)
    try:
        # In the folder of the data: a file system in memory would make every commit look free.
        with tempfile.TemporaryDirectory(prefix="bench-", dir=RESULT.parent, ignore_cleanup_errors=True) as name:
            figures = measure(Path(name).absolute(), options)
    except KeyboardInterrupt:
        return 130
    except (RuntimeError, OSError) as error:
        sys.stderr.write(f"bench: {str(error) or type(error).__name__}\n")
        return 1
    RESULT.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    show(figures)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="interleaved rounds (default 5)")
    parser.add_argument("--seconds", type=float, default=3.0, help="seconds of each measurement (default 3)")
    parser.add_argument("--connections", type=int, default=64, help="chats at the same time (default 64)")
    return parser.parse_args()


def measure(folder: Path, options: argparse.Namespace) -> dict[str, float]:
    """All figures, rounded."""
    figures = ours.starts(folder)
    figures["memory_mb"] = ours.memory(folder)
    for_servers, for_load = cores()
    with servers(folder, for_servers) as targets:
        pin(for_load)
        rates = uvloop.run(rounds(folder, targets, options))
    figures |= {name: statistics.median(found) for name, found in rates.items()}
    figures["turn_vs_aiogram_echo"] = figures[OURS] / figures[ECHO]
    figures["turn_vs_ptb_sqlmodel"] = figures[OURS] / figures[PTB]
    return {name: round(value, 3) for name, value in sorted(figures.items())}


@contextmanager
def servers(folder: Path, core: int | None) -> Iterator[dict[str, Target]]:
    """Ours and the peers, all on the same core; whoever is not measured idles."""
    echo, ptb = free_port(), free_port()
    echo_command = module("bench.aiogram_echo", str(echo))
    ptb_command = module("bench.ptb_sqlmodel", str(ptb), str(folder / "ptb.db"))
    with (
        bot_api.stub() as stub,
        running(echo_command, echo, folder / "echo.log", core=core),
        running(ptb_command, ptb, folder / "ptb.log", core=core),
        ours.serving(folder, stub, core) as target,
    ):
        yield {
            OURS: target,
            ECHO: Target(echo, b"/webhook", b"bench-secret", ("/start", "1", "1", "1")),
            PTB: Target(ptb, b"/webhook", b"bench-secret", ("/start", "1", "1", "1")),
        }


async def rounds(folder: Path, targets: dict[str, Target], options: argparse.Namespace) -> dict[str, list[float]]:
    """Turns per second of every server in every round."""
    chats = range(FIRST_CHAT, FIRST_CHAT + options.connections)
    await ours.join(targets[OURS], folder, chats)
    rates: dict[str, list[float]] = {name: [] for name in targets}
    calls = bot_api.calls()
    for _ in range(options.rounds):
        await _round(targets, chats, options.seconds, rates)
    if bot_api.calls() != calls:
        raise RuntimeError("measured turns called the Bot API; they are meant to have one message only")
    return rates


async def _round(
    targets: dict[str, Target], chats: Sequence[int], seconds: float, rates: dict[str, list[float]]
) -> None:
    for name, target in targets.items():
        rates[name].append(await turns_per_second(target, chats, seconds))
        await asyncio.sleep(0.2)  # What was still in flight comes to its end.


def show(figures: dict[str, float]) -> None:
    """The table."""
    for name, value in figures.items():
        sys.stdout.write(f"{name:<26}{value:>12,.2f}\n")


if __name__ == "__main__":
    sys.exit(main())
