"""The page templates. Every visible word goes through ``t``, with the German sentence as source."""

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from bot.gateways.web.headers import dressed
from bot.gateways.web.language import direction
from bot.gateways.web.static import PAGES, Static
from content.catalogue import Catalogue


class Templates:
    """Renders pages in the language of a catalogue."""

    def __init__(self, catalogue_for: Callable[[str], Catalogue], static: Static, company_name: str = "") -> None:
        self._catalogue_for = catalogue_for
        self._environment = Environment(
            loader=FileSystemLoader(PAGES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(static=static.url, company_name=company_name, t=_no_language)

    def sentence(self, language: str) -> Callable[[str], str]:
        """What turns German source sentences into ``language``."""
        return self._catalogue_for(language).gettext

    def page(self, name: str, language: str, status: int = 200, **values: Any) -> Response:
        """The page ``name``.html with all headers."""
        template = self._environment.get_template(f"{name}.html")
        catalogue = self._catalogue_for(language)
        words = {"t": catalogue.gettext, "day": catalogue.days.written, "language": language}
        html = template.render(**values, **words, direction=direction(language))
        return dressed(HTMLResponse(html, status))


def _no_language(source: str) -> str:
    return source
