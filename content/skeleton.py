"""New files for authors: valid at once, with a remark at each field and gaps that the check names until they are gone.

A gap is written in single angle quotes: ‹what belongs here›.
"""

import re
from pathlib import Path
from typing import Literal

from content.problems import ContentError, Problem
from content.reader import ID

Kind = Literal["unit", "block"]

_UNIT = """\
# yaml-language-server: $schema=../schema/unit.json
# A micro-unit of 2 to 5 minutes. Replace each ‹gap›, then: inleku content check
# Texts: 1 idea each, at most 60 words, sentences of at most 12 words, "du", digits.
id: {id}
title: ‹Titel, 2 bis 5 Wörter›
icon: 🔧
competence: {competence}    # an id of content/competences.yaml
sources:
  - "‹Norm, Anleitung oder Buch, aus dem die Fakten sind›"    # for authors only
minutes: 3
steps:
  - kind: card
    picture: 💡
    # image: {{file: name-of-the-drawing, alt: "Was darauf zu sehen ist."}}    # content/pictures/<file>.svg
    text: >-
      ‹Was ist am Arbeits-Platz los? Warum ist es wichtig?›
  - kind: single    # exactly 1 option is right; others: multiple, order (written in order), decide (none is right)
    # again_in_days: 7    # asks this question once more
    text: >-
      ‹Eine Lage am Arbeits-Platz. Was machst du?›
    options:
      - text: ‹Die richtige Antwort›
        right: true
        why: ‹Warum das stimmt›
      - text: ‹Eine falsche Antwort, die jemand glaubt›
        why: ‹Was dann passiert›
review:    # at least 2 questions for later: the same skill in another situation
  - kind: single
    text: ‹Die gleiche Fähigkeit, an einem anderen Platz›
    options:
      - text: ‹Richtig›
        right: true
        why: ‹Warum das stimmt›
      - text: ‹Falsch›
        why: ‹Was dann passiert›
  - kind: single
    text: ‹Noch eine andere Lage›
    options:
      - text: ‹Falsch›
        why: ‹Was dann passiert›
      - text: ‹Richtig›
        right: true
        why: ‹Warum das stimmt›
plan: ‹Wann probierst du es aus?›    # invites to an if-then plan; remove it if none fits
# safety: true    # facts that keep people safe; then approved_by is needed
# approved_by: "Sicherheits-Fachkraft der …"
"""
_BLOCK = """\
# yaml-language-server: $schema=../schema/block.json
# A building block: a dialog, statements for the check-in, a guide for the multiplier.
# Replace each ‹gap›, then: inleku content check, inleku content tree {id}
id: {id}
title: ‹Titel, 2 bis 5 Wörter›
icon: 🧩
sources:
  - "‹Buch, Norm oder Gesetz, aus dem die Fakten sind›"    # for authors only
minutes: 4
# private: true    # nobody can find out that it was used
start: anfang
steps:    # each step has exactly 1 way on: choices, write, to (with cases), runs or end
  anfang:
    text: >-
      ‹Worum geht es? Was hat der Mensch davon?›
    choices:
      - {{icon: ✍️, text: ‹Ich fange an›, to: aufgabe}}    # mark: begonnen    remembers the choice for this run
      - {{icon: 👋, text: ‹Heute nicht›, to: ende}}    # block: fehler    leads into another block
    # variants:
    #   - {{when: night, text: Ein anderer Text in der Nacht}}    # night, part-time, multiplier or a mark
  aufgabe:
    text: ‹Eine kleine Aufgabe für heute›
    write: danke    # the person's own words, never stored
    then_in_days: 7
    then_at: nachfrage
  danke:
    text: ‹Danke, und wie es weiter geht›
    to: ende
  nachfrage:
    text: ‹Hat es geklappt?›
    choices:
      - {{icon: 👍, text: ‹Ja›, to: ende}}
      - {{icon: 🔁, text: ‹Noch nicht›, to: aufgabe}}
  ende:
    text: ‹Ein guter Schluss›
    end: true
check_in:    # about the last 4 weeks, answered on a scale
  - {{id: {id}-1, text: ‹Ich habe …›}}
guide:    # for the multiplier
  aim: ‹Was Menschen danach anders machen›
  this_week: ‹Was du diese Woche tust›
  session:
    - ‹Minute 0 bis 10, Schritt für Schritt›
  questions:
    - ‹Eine offene Frage an die Runde›
  checklist:
    - ‹Woran du merkst, dass es wirkt›
  avoid:
    - ‹Was Vertrauen kostet›
"""


def write(kind: Kind, new_id: str, content: Path, competence: str) -> Path:
    """The new file; ``competence`` stands in a unit until its author chooses another one.

    ContentError when the id has other letters or there is such a file, which stays as it is.
    """
    path = content / f"{kind}s" / f"{new_id}.yaml"
    shown = f"content/{kind}s/{new_id}.yaml"
    if not ID.fullmatch(new_id):
        close = re.sub(r"[^a-z0-9]+", "-", _plain(new_id)).strip("-")
        remedy = f"write {close}" if close else "use lower-case letters a to z, digits and hyphens"
        raise ContentError((Problem("content", None, f'"{new_id}" is no id', remedy),))
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write((_UNIT if kind == "unit" else _BLOCK).format(id=new_id, competence=competence))
    except FileExistsError:
        raise ContentError((Problem(shown, None, "it exists already", "choose another id or edit it"),)) from None
    return path


def _plain(words: str) -> str:
    small = words.lower()
    for letter, pair in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        small = small.replace(letter, pair)
    return small
