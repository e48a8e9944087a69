"""The commands about plans, at a terminal: reading, saying what is wrong, writing, deciding."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NoReturn
from zoneinfo import ZoneInfo

import typer

from bot.clock import now, shifted
from bot.plan_store import Overview, PlanStore, PlanStoreError
from bot.plan_words import PARTIES, said
from bot.reading import ROOT
from bot.settings import Settings
from content.model import Library
from content.plan.fault import Fault, PlanError
from content.plan.file import TEXTS, WORKBOOKS, read_plan, write_plan
from content.plan.model import Plan
from content.plan.wording import LANGUAGES
from content.reader import read_library
from storage.database import Database

DEMO = ROOT / "content" / "plans" / "muster.yaml"

WRONG_FILE = {"file_missing", "file_folder", "file_kind"}
"""Faults of the command, not of a plan."""


class Desk:
    """One command's work, in one language."""

    def __init__(self, language: str, company: str | None = None) -> None:
        if language not in LANGUAGES:
            refuse("language", "de")
        self.language, self.company = language, company
        self._library: Library | None = None

    @property
    def library(self) -> Library:
        """All learning content; read when first asked for."""
        if self._library is None:
            self._library = read_library(ROOT / "content")
        return self._library

    def say(self, key: str, **values: object) -> None:
        """To standard output."""
        typer.echo(said(key, self.language, **values))

    def read(self, path: Path, quiet: bool = True) -> Plan:
        """The plan in a file; exit code 1 after all that is wrong with it, 2 when the path names no plan.
        Warnings are left out when ``quiet``."""
        try:
            plan, warnings = read_plan(path, self.library)
        except PlanError as error:
            if {fault.key for fault in error.faults} <= WRONG_FILE:
                self.refuse(error, path)
            self.show(error.faults, path)
            errors = sum(fault.severity == "error" for fault in error.faults)
            typer.echo(said("failed", self.language, errors=errors, warnings=len(error.faults) - errors), err=True)
            raise typer.Exit(1) from None
        if not quiet:
            self.show(warnings, path)
            people = sum(group.headcount for group in plan.groups)
            counts = {"groups": len(plan.groups), "competences": len(plan.competences), "entries": len(plan.entries)}
            self.say("checked", people=people, warnings=len(warnings), **counts)
        return plan

    def plan(self, named: str) -> Plan:
        """The plan in a file, or the stored one that a hash, ``active`` or ``newest`` names."""
        path = Path(named)
        if path.is_file() or path.suffix.lower() in (*TEXTS, *WORKBOOKS):
            return self.read(path)
        with self.store() as (store, _):
            return store.plan(self.company, named)

    def show(self, faults: Iterable[Fault], path: Path) -> None:
        """A line for each, on standard output."""
        for fault in faults:
            typer.echo(f"{said(fault.severity, self.language)}: {fault.said(self.language, path.name)}")

    def write(self, plan: Plan, path: Path) -> None:
        """The plan into a file; exit code 2 and a sentence when that does not work."""
        try:
            write_plan(plan, path, self.library, self.language)
        except PlanError as error:
            self.refuse(error, path)
        except Exception as error:
            if not self.is_unwritable(error):
                raise
            self.unwritable(path, error)
        self.say("written", path=path)

    def save(self, body: bytes, path: Path | None) -> None:
        """Into a file, or to standard output."""
        if path is None:
            typer.echo(body.decode(), nl=False)
            return
        try:
            path.write_bytes(body)
        except OSError as error:
            self.unwritable(path, error)
        self.say("written", path=path)

    def refuse(self, error: PlanError, path: Path) -> NoReturn:
        """Ends the command, as the path names nothing that it could use."""
        typer.echo(f"inleku: {error.faults[0].said(self.language, str(path))}", err=True)
        raise typer.Exit(2) from None

    def unwritable(self, path: Path, error: Exception) -> None:
        """Ends the command."""
        cause = error.args[0] if error.args and isinstance(error.args[0], OSError) else error
        reason = getattr(cause, "strerror", None) or str(cause)
        refuse("cannot_write", self.language, path=path, reason=reason)

    def is_unwritable(self, error: Exception) -> bool:
        """Whether writing a file failed for a reason that a person can mend. XlsxWriter has its own error for that."""
        return isinstance(error, OSError) or type(error).__name__ == "FileCreateError"

    @contextmanager
    def store(self) -> Iterator[tuple[PlanStore, datetime]]:
        """The stored plans, and what time it is; exit code 2 and a sentence when something cannot be done."""
        settings = Settings.read()
        clock = shifted(settings.clock_start, settings.clock_speed) if settings.clock_start else now
        database = Database.open(settings.database)
        try:
            yield PlanStore(database), clock()
        except PlanStoreError as error:
            refuse(error.key, self.language, **error.values)
        finally:
            database.close()

    def stand(self, overview: Overview) -> None:
        """Which version is active, and what the others wait for."""
        active = overview.standing.active
        if active is None:
            self.say("none_active_now")
        else:
            self.say("active", hash=active)
        for version in overview.versions:
            waits = overview.standing.waits_for(version.hash)
            if version.hash != active and len(waits) < len(PARTIES):
                self.say("waits", hash=version.hash[:12], parties=[PARTIES[p][self.language == "en"] for p in waits])


def refuse(key: str, language: str, **values: object) -> None:
    """Ends the command with exit code 2 and a sentence on standard error."""
    typer.echo(f"inleku: {said(key, language, **values)}", err=True)
    raise typer.Exit(2)


def monday_from(start: datetime | None, plan: Plan) -> date:
    """The Monday of the week of ``start``; of next week at the company without one."""
    if start is not None:
        day = start.date()
        return day - timedelta(days=day.weekday())
    today = now().astimezone(ZoneInfo(plan.time_zone)).date()
    return today + timedelta(days=7 - today.weekday())
