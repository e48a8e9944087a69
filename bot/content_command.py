"""The command ``inleku content``: what authors use."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.mendable import explained
from bot.settings import Settings

app = typer.Typer(no_args_is_help=True, help="Authored content: units, building blocks, companies.")


class Kind(StrEnum):
    """What can be begun."""

    UNIT = "unit"
    BLOCK = "block"


@app.command("check")
def check_all() -> None:
    """Read all content and name file, line and remedy for every problem."""
    with explained():
        from bot.knowledge import Knowledge
        from bot.reading import ROOT
        from content.check import check
        from content.finding import located
        from content.pictures import read as drawings

        knowledge = Knowledge.read()
        companies, catalogues = knowledge.companies.values(), knowledge.catalogues.values()
        findings = located(check(knowledge.library, companies, catalogues, drawings()), ROOT)
    for finding in findings:
        typer.echo(f"{finding.severity}: {finding}")
    errors = sum(finding.severity == "error" for finding in findings)
    read = f"{len(knowledge.library.units)} units, {len(knowledge.library.blocks)} blocks"
    typer.echo(f"{read}: {errors} errors, {len(findings) - errors} warnings")
    if errors:
        raise typer.Exit(1)


@app.command("preview")
def preview(
    item: Annotated[str, typer.Argument(help="Id of a unit or building block.")],
    language: Annotated[str, typer.Option(help="Language of the chat.")] = "de",
) -> None:
    """Chat with a unit or a building block; nothing is stored."""
    with explained():
        from bot.preview import preview

        preview(Settings.read(), item, language)


@app.command("readability")
def readability() -> None:
    """How easy the German texts are to read, the hardest first."""
    with explained():
        from bot.reading import ROOT
        from content.readability import measured, report
        from content.reader import read_library

        lines = report(measured(read_library(ROOT / "content")))
    for line in lines:
        typer.echo(line)


@app.command("languages")
def languages() -> None:
    """How complete each language is, in the program's words and in the content."""
    with explained():
        from bot.reading import ROOT
        from content.completeness import completeness

        found = completeness(ROOT)
    for each in found:
        typer.echo(str(each))


@app.command("new")
def new(
    kind: Annotated[Kind, typer.Argument(help="What to begin.")],
    item: Annotated[str, typer.Argument(metavar="ID", help="Lower-case letters a to z, digits and hyphens.")],
) -> None:
    """Begin a unit or a building block with a commented file; the check names what is to be filled in."""
    with explained():
        from bot.reading import ROOT
        from content.reader import read_library
        from content.skeleton import write

        content = ROOT / "content"
        path = write(kind.value, item, content, next(iter(read_library(content).competences)))
    typer.echo(f"{path.relative_to(ROOT)}: fill in what stands in ‹ ›, then: inleku content check")


@app.command("tree")
def tree(
    item: Annotated[str, typer.Argument(metavar="ID", help="Id of a unit or building block.")],
    out: Annotated[Path | None, typer.Option(help="The SVG file to write; else ID.svg in this folder.")] = None,
) -> None:
    """Draw the flow of a unit or a building block as a picture."""
    with explained():
        from bot.output import check, write
        from bot.preview import unknown
        from bot.reading import ROOT
        from content.chart import chart
        from content.graph import of_block, of_unit
        from content.reader import read_library

        library = read_library(ROOT / "content")
        if item not in library.units and item not in library.blocks:
            raise unknown(item, library)
        boxes = of_unit(library.units[item]) if item in library.units else of_block(library.blocks[item])
        path = out or Path(f"{item}.svg")
        check(path, (".svg",))
        write(path, chart(boxes).encode())
    typer.echo(f"{path}: {len(boxes)} boxes. Open it in a browser.")


@app.command("speech")
def speech(
    language: Annotated[str, typer.Option(help="Language of the texts and of the voice.")] = "de",
) -> None:
    """Record what the companion asks, with the voice espeak-ng, for people who want to listen (/vorlesen)."""
    with explained():
        settings = Settings.read()
        from bot.clock import now
        from bot.knowledge import Knowledge
        from bot.output import OutputError
        from bot.speaking import everything, make
        from bot.speech import FOLDER

        knowledge = Knowledge.read()
        if language not in knowledge.languages:
            raise OutputError(f"there is no language {language!r}; use one of: {', '.join(knowledge.languages)}")
        folder = settings.data_dir / FOLDER
        made = make(everything(knowledge, language, now()), language, folder)
    typer.echo(f"{folder / language}: {made.new} new, {made.kept} kept, {made.removed} removed")
