"""Taking over a shift calendar at the command line."""

from pathlib import Path

from typer.testing import CliRunner

from bot.command import app
from content.reader import read_company
from tests.content.examples import COMPANY_YAML, write_company
from tests.content.test_shift_calendar import HEAD, SHIFT, SHUTDOWN


def test_calendar_is_kept_beside_the_company_and_named_in_it(tmp_path: Path) -> None:
    company = write_company(tmp_path, COMPANY_YAML)
    source = tmp_path / "export.ics"
    source.write_text(f"{HEAD}{SHUTDOWN}{SHIFT}END:VCALENDAR\n", encoding="utf-8")
    for _ in range(2):  # Once more replaces it.
        done = CliRunner().invoke(app, ["calendar", "import", str(source), "--company", str(company)])
        assert done.exit_code == 0, done.output
        assert "4 days for Probe GmbH" in done.output
        assert "3 days from 2026-12-24 to 2026-12-26: shutdown, everybody" in done.output
        assert "2026-11-28: Sonder-Schicht 06:00–12:00, eins" in done.output
        assert len(read_company(company).exceptional_days) == 4
    assert company.read_text(encoding="utf-8").count("calendar:") == 1


def test_calendar_with_a_problem_changes_nothing(tmp_path: Path) -> None:
    company = write_company(tmp_path, COMPANY_YAML)
    source = tmp_path / "export.ics"
    source.write_text(f"{HEAD}{SHIFT.replace('Eins', 'Nord')}END:VCALENDAR\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["calendar", "import", str(source), "--company", str(company)])
    assert done.exit_code == 2
    assert 'export.ics:10: there is no group or crew "Nord"; use some of: eins' in done.output
    assert company.read_text(encoding="utf-8") == COMPANY_YAML
    assert sorted(each.name for each in company.parent.iterdir()) == ["probe.yaml"]
