"""The lists behind the drop-downs: fixed ones in sheet 11, the plan's own ids in the sheets where they are entered."""

from collections.abc import Mapping

from content.plan.cells import YES_NO
from content.plan.contents import Contents
from content.plan.fault import letters
from content.plan.levels import NAMES
from content.plan.sheets import BY_KEY, OTHERS
from content.plan.states import STATES
from content.plan.words import AIMS, CLOSED_OR_SHIFT, GROUP_OR_ROLE, KINDS, LOCAL_HOLIDAYS, MEASURES, MODEL_OR_SHIFT
from content.plan.written_rows import content_shown

FIRST, LAST = 5, 2000
"""Rows (from 1) of the ids in their sheets."""
TOP = 4
"""Row (from 1) of the headers of the lists."""
OWN = {
    "people_of": ("groups", "id"),
    "competences": ("competences", "id"),
    "shift_models": ("shifts", "model"),
    "goals": ("goals", "id"),
}


class Lists:
    """``columns`` are the fixed lists in the order in which they stand, each with its title."""

    def __init__(self, language: str, contents: Contents, sites: tuple[str, ...]) -> None:
        self._n = 1 if language == "en" else 0
        self.columns: dict[str, tuple[str, list[str]]] = {
            "levels": (("Stufen", "Levels")[self._n], [str(level) for level in range(len(NAMES))]),
            "kinds": (("Kompetenzarten", "Kinds of competence")[self._n], self._words(KINDS)),
            "measures": (("Maßnahmen", "Measures")[self._n], self._words(MEASURES)),
            "group_or_role": (("Gruppe oder Rolle", "Group or role")[self._n], self._words(GROUP_OR_ROLE)),
            "model_or_shift": (("Modell oder Schicht", "Model or shift")[self._n], self._words(MODEL_OR_SHIFT)),
            "closed_or_shift": (("Geschlossen oder Schicht", "Closed or shift")[self._n], self._words(CLOSED_OR_SHIFT)),
            "local_holidays": (("Örtliche Feiertage", "Local holidays")[self._n], self._words(LOCAL_HOLIDAYS)),
            "aims": (("Ziel-Ebenen", "Kinds of aim")[self._n], self._words(AIMS)),
            "yes_no": (("ja / nein", "yes / no")[self._n], self._words(YES_NO)),
            "states": (("Bundesländer", "Federal states")[self._n], list(STATES.values())),
            **({"sites": (("Standorte", "Sites")[self._n], list(sites))} if sites else {}),
            "contents": (
                ("Lerninhalte", "Contents")[self._n],
                [content_shown(ref, language) for ref in contents.titles],
            ),
        }
        self.titles = list(contents.titles.values())

    def _words(self, options: Mapping[str, tuple[str, str]]) -> list[str]:
        return [words[self._n] for words in options.values()]

    @property
    def first_column(self) -> int:
        """Left of it stand the company's own marks."""
        return 6

    def source(self, name: str) -> str:
        """The range of a list for a drop-down; empty when there is none."""
        if name in OWN:
            return "=" + self._own(*OWN[name])
        if name not in self.columns:
            return ""
        column = letters(self.first_column + list(self.columns).index(name))
        return f"='{OTHERS[2][self._n]}'!${column}${TOP + 1}:${column}${TOP + len(self.columns[name][1])}"

    @property
    def groups(self) -> str:
        return self._own("groups", "id")

    @property
    def headcounts(self) -> str:
        return self._own("groups", "headcount")

    def _own(self, key: str, field: str) -> str:
        sheet = BY_KEY[key]
        column = letters([each.field for each in sheet.columns].index(field))
        return f"'{sheet.name[self._n]}'!${column}${FIRST}:${column}${LAST}"
