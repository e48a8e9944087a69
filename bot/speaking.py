"""Making the sound files of ``bot.speech``: every question of the units and blocks, in one language."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.knowledge import Knowledge
from bot.output import OutputError
from bot.speech import KINDS, file_name, spoken
from content.model import Block, Library
from dialogs.flow import Ask
from dialogs.flows.block import Here, flow_name
from dialogs.flows.place import At
from dialogs.flows.review import Later
from dialogs.flows.unit_end import Plan, Sure
from dialogs.state import Frame, Profile, Record
from dialogs.text import render
from dialogs.world import World

VOICE = "espeak-ng"
PACE = "150"
"""Words in a minute: slower than the voice's own 175."""
LONGEST = 120
"""Seconds that one message may take."""


@dataclass(frozen=True, slots=True)
class Made:
    """How many files are new, were there already and are gone because nobody says those words any more."""

    new: int
    kept: int
    removed: int


def everything(knowledge: Knowledge, language: str, now: datetime) -> list[str]:
    """What there is to read, each once: all questions as somebody in a day shift gets them."""
    world = _world(knowledge, language, now)
    asked = (_ask(knowledge, frame, world) for frame in _frames(knowledge.library))
    return list(dict.fromkeys(_words(ask, world) for ask in asked if ask.lines))


def make(words: list[str], language: str, folder: Path) -> Made:
    """Write the files for one language that are missing below ``folder``. OutputError when there is no voice for it."""
    if shutil.which(VOICE) is None:
        raise OutputError(f"{VOICE} is missing: install it, on Debian and Ubuntu with: apt install {VOICE}")
    place = folder / language
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{place}: {(error.strerror or 'it cannot be written').lower()}") from None
    wanted = {file_name(each, language): each for each in words}
    there = {path.stem: path for path in place.iterdir() if path.suffix in KINDS}
    for name in wanted.keys() - there.keys():
        _speak(wanted[name], language, place / name)
    for name in there.keys() - wanted.keys():
        there[name].unlink()
    return Made(len(wanted.keys() - there.keys()), len(wanted.keys() & there.keys()), len(there.keys() - wanted.keys()))


def _speak(words: str, language: str, target: Path) -> None:
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        wave = Path(folder) / "spoken.wav"
        _run([VOICE, "-v", language, "-s", PACE, "-w", str(wave), "--stdin"], words, f"no voice for {language!r}")
        packed = _packed(wave)
        # Whoever looks for it finds the whole file or none.
        packed.replace(target.with_suffix(packed.suffix))


def _packed(wave: Path) -> Path:
    """As Ogg Opus, a tenth of the size, where there is a program for it."""
    ogg = wave.with_suffix(".ogg")
    if shutil.which("opusenc"):
        _run(["opusenc", "--quiet", "--bitrate", "24", str(wave), str(ogg)], "", "it cannot be packed")
    elif shutil.which("ffmpeg"):
        quiet = ["ffmpeg", "-loglevel", "error", "-nostdin", "-i", str(wave)]
        _run([*quiet, "-c:a", "libopus", "-b:a", "24k", str(ogg)], "", "it cannot be packed")
    return ogg if ogg.is_file() else wave


def _run(command: list[str], words: str, problem: str) -> None:
    try:
        done = subprocess.run(command, input=words.encode(), capture_output=True, timeout=LONGEST, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise OutputError(f"{command[0]}: {problem} ({type(error).__name__})") from None
    if done.returncode != 0:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise OutputError(f"{command[0]}: {problem}{': ' + said[-1] if said else ''}")


def _frames(library: Library) -> Iterator[Frame]:
    for unit in library.units.values():
        start = At(unit.id)
        yield from (Frame("unit", "at", At(unit.id, number)) for number in range(len(unit.steps)))
        yield from (Frame("review", "at", Later(unit.id, number)) for number in range(len(unit.review)))
        yield Frame("unit", "sure", Sure(start))
        if unit.plan:
            yield Frame("unit", "plan", Plan(start))
    for block in library.blocks.values():
        for name in block.steps:
            yield from (Frame(flow_name(block.id), name, Here(marks)) for marks in _marks(block, name))


def _marks(block: Block, name: str) -> list[tuple[str, ...]]:
    """Without any mark, and with each that changes the words of the step."""
    known = {choice.mark for step in block.steps.values() for choice in step.choices if choice.mark}
    return [(), *((variant.when,) for variant in block.steps[name].variants if variant.when in known)]


def _ask(knowledge: Knowledge, frame: Frame, world: World) -> Ask:
    return knowledge.engine.flows[frame.flow].steps[frame.step].ask(frame.data, world)


def _words(ask: Ask, world: World) -> str:
    text = "\n\n".join(render(line, world.catalogue) for line in ask.lines)
    labels = (f"{option.icon} {render(option.label, world.catalogue)}" for option in ask.options)
    return spoken(text, labels)


def _world(knowledge: Knowledge, language: str, now: datetime) -> World:
    company = next(iter(knowledge.companies.values()))
    group = company.groups[0]
    crew = next(iter(company.shift_model(group.id).crews))
    profile = Profile(company.id, group.id, "learner", now.date(), crew)
    return knowledge.world(now, "", language, profile, Record())
