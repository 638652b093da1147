"""`/notation`, `/principles` and `/glossary`: what one reads once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.content import Notation, Principle, Term
from app.diagram import Orientation
from app.kinds import kinds
from app.model import Family, Kind, Pattern, Protocol, Semantics
from app.protocols import protocols
from app.web.book import Book
from app.web.drawings import Picture
from app.web.templates import Page


@dataclass(frozen=True, kw_only=True)
class NotationPage(Page):
    """The context of notation.html."""

    notation: Notation
    sample: Pattern
    picture: Picture


@dataclass(frozen=True)
class PrincipleView:
    """A principle with the patterns that show it."""

    principle: Principle
    patterns: tuple[Pattern, ...]


@dataclass(frozen=True, kw_only=True)
class PrinciplesPage(Page):
    """The context of principles.html."""

    intro: str
    principles: tuple[PrincipleView, ...]


@dataclass(frozen=True)
class Setting:
    """A property of a kind, in words."""

    name: str
    doc: str
    bounds: str
    default: str
    source: str


@dataclass(frozen=True)
class KindView:
    """A kind and the patterns that use it."""

    kind: Kind
    settings: tuple[Setting, ...]
    patterns: tuple[Pattern, ...]


@dataclass(frozen=True)
class ProtocolView:
    """A way to join, and what it says for each meaning."""

    protocol: Protocol
    sentences: tuple[tuple[Semantics, str], ...]


@dataclass(frozen=True)
class TermView:
    """A term and the patterns where it matters."""

    term: Term
    patterns: tuple[Pattern, ...]


@dataclass(frozen=True, kw_only=True)
class GlossaryPage(Page):
    """The context of glossary.html."""

    terms: tuple[TermView, ...]
    families: tuple[tuple[Family, tuple[KindView, ...]], ...]
    protocols: tuple[ProtocolView, ...]


def settings_of(kind: Kind) -> tuple[Setting, ...]:
    """A kind's properties in words."""
    schema = kind.properties.model_json_schema()
    return tuple(_setting(name, field) for name, field in schema.get("properties", {}).items())


def _setting(name: str, field: Mapping[str, Any]) -> Setting:
    # An optional number is "one of number, null": the number's own bounds stand one level down.
    inner: Mapping[str, Any] = next((each for each in field.get("anyOf", ()) if each.get("type") != "null"), {})
    facts = {**inner, **field}
    unit = f" {facts['unit']}" if "unit" in facts else ""
    low, high = facts.get("minimum"), facts.get("maximum")
    bounds = ""
    if low is not None and high is not None:
        bounds = f"{low:,} to {high:,}{unit}"
    elif "enum" in facts:
        bounds = ", ".join(str(value) for value in facts["enum"])
    return Setting(
        name=name.replace("_", " "),
        doc=facts.get("description", ""),
        bounds=bounds,
        default=_default(facts.get("default"), unit),
        source=facts.get("source", ""),
    )


def _default(value: object, unit: str) -> str:
    match value:
        case None | [] | "":
            return "unset"
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return f"{value:,}{unit}"
        case _:
            return str(value)


def routes(book: Book) -> APIRouter:
    """The three routes."""
    router = APIRouter()
    by_id = book.catalog.by_id

    def users(kind: str) -> tuple[Pattern, ...]:
        return tuple(
            pattern
            for pattern in book.catalog.patterns
            if any(component.kind == kind for component in pattern.design.components)
        )

    @router.api_route("/notation", methods=["GET", "HEAD"])
    def notation(request: Request) -> Response:
        sample = by_id["scalable-webhook"]
        page = NotationPage(
            title="How to read the diagrams",
            description="Three arrows: one large is asynchronous, two small are synchronous, a red one is an error.",
            here="/notation",
            notation=book.content.notation,
            sample=sample,
            picture=book.drawings.in_page(sample, sample, Orientation.WIDE),
        )
        return book.page(request, "notation.html", page)

    @router.api_route("/principles", methods=["GET", "HEAD"])
    def principles(request: Request) -> Response:
        page = PrinciplesPage(
            title="Five principles",
            description="What a microservice should be able to do, whatever its size.",
            here="/principles",
            intro=book.content.principles.intro,
            principles=tuple(
                PrincipleView(each, tuple(by_id[name] for name in each.patterns))
                for each in book.content.principles.principles
            ),
        )
        return book.page(request, "principles.html", page)

    @router.api_route("/glossary", methods=["GET", "HEAD"])
    def glossary(request: Request) -> Response:
        page = GlossaryPage(
            title="Glossary",
            description="Every word that the patterns use, every kind of component and every way in which two join.",
            here="/glossary",
            terms=tuple(
                TermView(term, tuple(by_id[name] for name in term.patterns))
                for term in sorted(book.content.terms, key=lambda term: term.term.lower())
            ),
            families=tuple(
                (
                    family,
                    tuple(
                        KindView(kind, settings_of(kind), users(kind.id))
                        for kind in sorted(kinds().values(), key=lambda kind: kind.title.lower())
                        if kind.family == family
                    ),
                )
                for family in Family
            ),
            protocols=tuple(
                ProtocolView(
                    protocol,
                    tuple(
                        (meaning, words.format(source="one component", target="the other"))
                        for meaning, words in protocol.words.items()
                    ),
                )
                for protocol in sorted(protocols().values(), key=lambda protocol: protocol.title.lower())
            ),
        )
        return book.page(request, "glossary.html", page)

    return router
