"""What the running process knows besides the database: content, companies, languages, free days, the engine."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from bot.catalogues import Catalogues
from bot.companies import Companies
from bot.free_days import public_holidays
from bot.offers import Offers
from bot.phrasebook import Phrasebook
from bot.reading import ROOT, Files, read
from content.catalogue import Catalogue
from content.model import Company, Library
from content.texts import texts
from dialogs import table
from dialogs.codec import Codec
from dialogs.engine import Engine
from dialogs.state import Profile, Record
from dialogs.world import Invitation, Refused, World
from storage.transaction import Transaction


@dataclass(frozen=True)
class Knowledge:
    """Read once at the start; immutable but for ``refresh``, so that any thread may use it."""

    library: Library
    companies: Mapping[str, Company]
    catalogues: Mapping[str, Catalogue]
    sources: tuple[str, ...]
    """The program's own source texts."""
    offers: Offers = field(default_factory=Offers)
    _public: dict[tuple[tuple[str, ...], int], Mapping[str, frozenset[date]]] = field(default_factory=dict)
    _free: dict[int, tuple[tuple[Company, ...], Mapping[str, frozenset[date]]]] = field(default_factory=dict)

    @classmethod
    def read(cls, root: Path = ROOT) -> "Knowledge":
        """All content under ``root``; ``content.problems.ContentError`` names everything that is wrong with it."""
        return cls.of(read(root))

    @classmethod
    def of(cls, files: Files) -> "Knowledge":
        """What the files say, as values."""
        companies = [Company.model_validate_json(bytes(company)) for company in files.companies]
        library = Library.model_validate_json(bytes(files.library))
        catalogues = Catalogues(files.catalogues, {text.text: text.text for text in texts(library)})
        return cls(
            library,
            Companies({company.id: company for company in companies}),
            catalogues,
            tuple(files.sources),
        )

    def refresh(self, tx: Transaction) -> bool:
        """Takes over what was imported, approved, withdrawn or offered meanwhile; whether there was anything."""
        companies = isinstance(self.companies, Companies) and self.companies.refresh(tx)
        return self.offers.refresh(tx) or companies

    @cached_property
    def languages(self) -> tuple[str, ...]:
        return tuple(self.catalogues)

    @cached_property
    def engine(self) -> Engine:
        return table.engine(self.library)

    @cached_property
    def codec(self) -> Codec:
        return Codec(self.engine.flows)

    @cached_property
    def phrasebook(self) -> Phrasebook:
        return Phrasebook([*self.sources, *(each.text for each in texts(self.library))])

    def catalogue(self, language: str) -> Catalogue:
        """The catalogue of a language or of its base ("de-AT" → "de"); German when there is none."""
        base = language.partition("-")[0].lower()
        return self.catalogues[language if language in self.catalogues else base if base in self.catalogues else "de"]

    def spoken(self, company: str = "") -> tuple[str, ...]:
        """The languages that the company speaks ("": that some company speaks) and that there are catalogues for."""
        asked = [each for name, each in self.companies.items() if company in ("", name)]
        wanted = {language for each in asked for language in each.languages}
        return tuple(language for language in self.languages if language in wanted)

    def protects(self, company: str | None) -> bool:
        """Whether the company of that name wants its messages neither forwarded nor saved."""
        found = self.companies.get(company) if company else None
        return found is not None and found.messenger.protect_content

    def world(
        self,
        now: datetime,
        learner: str,
        language: str,
        profile: Profile | None,
        record: Record,
        invitation: Invitation | Refused | None = None,
    ) -> World:
        """The snapshot for one turn."""
        return World(
            now=now,
            learner=learner,
            library=self.library,
            companies=dict(self.companies),
            catalogue=self.catalogue(language),
            languages=self.languages,
            free=self.free_days(now.year),
            offers=self.offers[profile.company] if profile is not None else (),
            profile=profile,
            record=record,
            invitation=invitation,
        )

    def free_days(self, year: int) -> Mapping[str, frozenset[date]]:
        """Public holidays of each company's state around that year, and its plant holidays."""
        companies = tuple(self.companies.values())
        known = self._free.get(year)
        if known is None or known[0] != companies:
            public = self._public_holidays(companies, year)
            free = {each.id: public[_place(each)] | frozenset(each.plant_holidays) for each in companies}
            known = self._free[year] = companies, free
        return known[1]

    def _public_holidays(self, companies: tuple[Company, ...], year: int) -> Mapping[str, frozenset[date]]:
        places = tuple(sorted({_place(company) for company in companies}))
        known = self._public.get((places, year))
        if known is None:
            known = self._public[places, year] = public_holidays(places, (year - 1, year, year + 1))
        return known


def _place(company: Company) -> str:
    """As ``public_holidays`` takes it."""
    return f"{company.federal_state}/{company.local_holidays}"
