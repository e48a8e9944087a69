"""Small sound content that the tests spoil in one place each."""

from pathlib import Path

from content.model import Block, BlockStep, Choice, Competence, Guide, Library, Option, Question, Unit

UNIT_YAML = """id: probe
title: Probe
icon: 🔧
competence: test
minutes: 2
steps:
  - kind: card
    text: Ein Satz.
  - kind: single
    text: Was stimmt?
    options:
      - text: Das
        right: true
        why: Es stimmt.
      - text: Jenes
        why: Es stimmt nicht.
"""

COMPANY_YAML = """id: probe
name: Probe GmbH
about: Klein.
federal_state: NI
time_zone: Europe/Berlin
languages: [de]
sites: [Nord]
shift_models:
  - id: tag
    name: Tag
    anchor: 2026-01-05
    cycle: TTTTToo
    crews: {Team: 0}
    shifts:
      T: {name: Tagdienst, start: "08:00", end: "16:00"}
groups:
  - {id: eins, name: Eins, site: Nord, headcount: 5, shift_model: tag}
agreement: {reference: BV 1, valid_from: 2026-01-01, valid_until: 2026-12-31}
plan:
  - {week: 1, group: eins, unit: probe}
  - {weeks: 2-53/2, groups: [eins], unit: probe}
"""

OPTIONS = (Option(text="Das", right=True, why="Es stimmt."), Option(text="Jenes", why="Es stimmt nicht."))
UNIT = Unit(
    id="probe",
    title="Probe",
    icon="🔧",
    competence="test",
    minutes=2,
    sources=("Probe.",),
    steps=(Question(kind="single", text="Was stimmt?", options=OPTIONS),),
    review=(Question(kind="single", text="Und hier?", options=OPTIONS),) * 2,
)
COMPETENCE = Competence(id="test", name="Prüfen", icon="🔧", kind="professional")
STEPS = {
    "anfang": BlockStep(text="Weiter?", choices=(Choice(icon="➡️", text="Ja", to="ende"),)),
    "ende": BlockStep(text="Bis bald.", end=True),
}
GUIDE = Guide(aim="Ziel.", this_week="Tu es.", session=("1",), questions=("2",), checklist=("3",), avoid=("4",))
BLOCK = Block(id="baustein", title="Baustein", icon="🎯", minutes=2, start="anfang", steps=STEPS, guide=GUIDE)


def library(unit: Unit = UNIT, block: Block = BLOCK) -> Library:
    return Library(units={unit.id: unit}, blocks={block.id: block}, competences={COMPETENCE.id: COMPETENCE})


def with_steps(**steps: BlockStep) -> Library:
    """The library whose block has these steps changed or added."""
    return library(block=BLOCK.model_copy(update={"steps": {**STEPS, **steps}}))


def write_unit(folder: Path, text: str, name: str = "probe") -> Path:
    """Write a unit below ``folder``/content; the folder to read the library from."""
    path = folder / "content" / "units" / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return folder / "content"


def write_company(folder: Path, text: str) -> Path:
    """Write a company below ``folder``; the path of its file."""
    path = folder / "content" / "companies" / "probe.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
