"""Searching and filtering the catalog; pages and API share it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from app.catalog import Catalog, aws_services, communications
from app.model import Communication, Pattern, Purpose, nearest
from app.search import Hit, Index, entry_of
from app.web.words import COMMUNICATION, short, slug

MAX_TEXT = 200
"""Characters of a search that are read."""


@dataclass(frozen=True)
class Filters:
    """What to show. Each filter that is added leaves fewer patterns: they have to fulfil all."""

    text: str = ""
    service: tuple[str, ...] = ()
    communication: tuple[str, ...] = ()
    purpose: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text or self.chosen)

    @property
    def chosen(self) -> tuple[tuple[str, str], ...]:
        """The filters as (facet, value)."""
        return tuple((name, value) for name in FACETS for value in getattr(self, name))

    def without(self, facet: str, value: str) -> "Filters":
        """The same less one filter."""
        left = tuple(other for other in getattr(self, facet) if other != value)
        return Filters(self.text, **{name: left if name == facet else getattr(self, name) for name in FACETS})

    def address(self, path: str = "/") -> str:
        """The shortest address that shows this."""
        asked = ([("q", self.text)] if self.text else []) + list(self.chosen)
        return path + (f"?{urlencode(asked)}" if asked else "")


FACETS = ("service", "communication", "purpose")


@dataclass(frozen=True)
class Choice:
    """One value of a facet; `count` is how many patterns are shown when it is chosen as well."""

    value: str
    title: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """One group of filters."""

    name: str
    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Found:
    """The patterns to show, in order, each with the symptom that a search matched."""

    patterns: tuple[tuple[Pattern, Hit | None], ...]
    facets: tuple[Facet, ...]


@dataclass(frozen=True)
class Gallery:
    """The catalog with its index and its facets."""

    catalog: Catalog
    index: Index = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "index", Index(entry_of(pattern) for pattern in self.catalog.patterns))

    @cached_property
    def titles(self) -> Mapping[str, Mapping[str, str]]:
        """What can be chosen: facet → value → title, in the order in which it is shown."""
        named = {name for pattern in self.catalog.patterns for name in aws_services(pattern.design)}
        services = sorted(named, key=lambda name: short(name).lower())
        used = {purpose for pattern in self.catalog.patterns for purpose in pattern.purposes}
        spoken = {way for pattern in self.catalog.patterns for way in communications(pattern.design)}
        return {
            "service": {slug(name): name for name in services},
            "communication": {way.value: COMMUNICATION[way] for way in Communication if way in spoken},
            "purpose": {slug(purpose): purpose.capitalize() for purpose in Purpose if purpose in used},
        }

    @cached_property
    def _values(self) -> Mapping[str, Mapping[str, frozenset[str]]]:
        return {
            pattern.id: {
                "service": frozenset(slug(name) for name in aws_services(pattern.design)),
                "communication": frozenset(way.value for way in communications(pattern.design)),
                "purpose": frozenset(slug(purpose) for purpose in pattern.purposes),
            }
            for pattern in self.catalog.patterns
        }

    def read(self, query: QueryParams) -> tuple[Filters, tuple[str, ...]]:
        """The filters of an address, and a complaint for each value that there is not."""
        complaints: list[str] = []
        chosen: dict[str, tuple[str, ...]] = {}
        for facet in FACETS:
            values = [value for value in dict.fromkeys(query.getlist(facet)) if value]
            chosen[facet] = tuple(value for value in self.titles[facet] if value in values)
            complaints += [
                f"there is no {facet} {value[:60]!r}{nearest(value, self.titles[facet])}"
                for value in values[:8]
                if value not in self.titles[facet]
            ]
        text = " ".join(query.get("q", "")[:MAX_TEXT].split())
        return Filters(text=text, **chosen), tuple(complaints)

    def find(self, filters: Filters) -> Found:
        """What fits, best first where something is searched for and in the article's order otherwise."""
        hits = {hit.id: hit for hit in self.index.find(filters.text)}
        candidates: Iterable[Pattern] = (
            (self.catalog.by_id[key] for key in hits) if filters.text else self.catalog.patterns
        )
        pool = tuple(candidates)
        shown = tuple(pattern for pattern in pool if self._fits(pattern, filters))
        return Found(
            patterns=tuple((pattern, hits.get(pattern.id)) for pattern in shown),
            facets=tuple(self._facet(name, filters, shown) for name in FACETS),
        )

    def _fits(self, pattern: Pattern, filters: Filters) -> bool:
        return all(value in self._values[pattern.id][facet] for facet, value in filters.chosen)

    def _facet(self, name: str, filters: Filters, shown: tuple[Pattern, ...]) -> Facet:
        chosen = getattr(filters, name)

        def has(pattern: Pattern, value: str) -> bool:
            return value in self._values[pattern.id][name]

        return Facet(
            name=name,
            title={"service": "AWS service", "communication": "Communication", "purpose": "Purpose"}[name],
            choices=tuple(
                Choice(value, title, sum(has(pattern, value) for pattern in shown), value in chosen)
                for value, title in self.titles[name].items()
            ),
        )
