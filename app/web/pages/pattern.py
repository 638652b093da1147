"""`/patterns/{id}` and its diagram as a file."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.catalog import aws_services, communications
from app.diagram import Orientation, Theme, standalone_style_hash
from app.export import Language
from app.model import Communication, Design, Finding, Pattern, Scene, Semantics, Step, Variation, nearest
from app.review import spared
from app.web.book import Book
from app.web.drawings import Picture, title_of
from app.web.errors import NotFoundError
from app.web.explain import ArrowView, PartView, ends, explain_arrow, explain_part
from app.web.projects import FORMATS, code_address, download_address
from app.web.rendered import rendered
from app.web.templates import Page
from app.web.words import COMMUNICATION, diagram_address, pattern_address, slug

DIAGRAM_CACHE = "public, max-age=86400, stale-while-revalidate=604800"
"""A README shows yesterday's drawing rather than ask at every view."""


@dataclass(frozen=True)
class VariationLink:
    """An entry of the switch between designs."""

    name: str
    address: str
    current: bool


@dataclass(frozen=True)
class StepView:
    """A step of the walk-through with its arrows in words."""

    step: Step
    arrows: tuple[ArrowView, ...]
    parts: tuple[str, ...]
    """The ids of the components at their ends."""


@dataclass(frozen=True)
class SparedView:
    """What a precaution of the design is good for: a rule that its naive form would break."""

    rule: str
    why: str
    also: tuple[str, ...]
    """The names of other components that the same would happen to."""


@dataclass(frozen=True)
class CodeLink:
    """A format in which the design can be had."""

    name: str
    look: str
    take: str


@dataclass(frozen=True)
class SceneView:
    """The design that is shown and everything said about it."""

    scene: Scene
    title: str
    variation: Variation | None
    wide: Picture
    tall: Picture
    steps: tuple[StepView, ...]
    failures: tuple[ArrowView, ...]
    failing_parts: tuple[str, ...]
    """The ids of the components at the ends of red arrows."""
    parts: tuple[PartView, ...]
    entry: str
    sockets: tuple[str, ...]
    diagram: str
    """The address of the diagram as a file."""
    spared: tuple[SparedView, ...]
    code: tuple[CodeLink, ...]


@dataclass(frozen=True)
class Neighbour:
    """A pattern that another one names."""

    pattern: Pattern
    how: str


@dataclass(frozen=True, kw_only=True)
class PatternPage(Page):
    """The context of pattern.html."""

    pattern: Pattern
    view: SceneView
    variations: tuple[VariationLink, ...]
    ways: tuple[tuple[Communication, str], ...]
    services: tuple[tuple[str, str], ...]
    """AWS services of the shown design, as (value of the filter, name)."""
    purposes: tuple[tuple[str, str], ...]
    related: tuple[Neighbour, ...]
    before: Pattern | None
    after: Pattern | None


def scene_of(pattern: Pattern, variation: str | None) -> Scene:
    """The design of a pattern that a query names. Raises NotFoundError."""
    if not variation:
        return pattern
    for scene in pattern.variations:
        if scene.id == variation:
            return scene
    names = [scene.id for scene in pattern.variations]
    raise NotFoundError(
        f"{pattern.name} has no variation {variation[:60]!r}{nearest(variation, names)}",
        pattern_address(pattern.id),
        pattern.name,
    )


def pattern_of(book: Book, pattern_id: str) -> Pattern:
    """The pattern of an id. Raises NotFoundError, which names the nearest."""
    pattern = book.catalog.by_id.get(pattern_id)
    if pattern is None:
        raise NotFoundError.for_pattern(pattern_id, book.catalog)
    return pattern


def view_of(book: Book, pattern: Pattern, scene: Scene) -> SceneView:
    """Everything about one design of a pattern."""
    design = scene.design
    variation = scene if isinstance(scene, Variation) else None
    arrows = {arrow.id: explain_arrow(design, arrow) for arrow in design.connections}
    failures = tuple(arrow for arrow in arrows.values() if arrow.semantics == Semantics.ERROR)
    return SceneView(
        scene=scene,
        title=title_of(pattern, scene),
        variation=variation,
        wide=book.drawings.in_page(pattern, scene, Orientation.WIDE),
        tall=book.drawings.in_page(pattern, scene, Orientation.TALL),
        steps=tuple(
            StepView(step, tuple(arrows[each] for each in step.arrows), ends(design, step.arrows))
            for step in scene.steps
        ),
        failures=failures,
        failing_parts=ends(design, [arrow.id for arrow in failures]),
        parts=tuple(explain_part(design, component, scene.entry) for component in design.components),
        entry=design.by_id[scene.entry].name if scene.entry else "",
        sockets=tuple(design.by_id[socket].name for socket in scene.sockets),
        diagram=diagram_address(pattern.id, variation.id if variation else None),
        spared=_spared(design),
        code=tuple(
            CodeLink(
                name,
                code_address(pattern.id, variation.id if variation else None, format_, Language.PYTHON),
                download_address(pattern.id, variation.id if variation else None, format_, Language.PYTHON),
            )
            for format_, name in FORMATS.items()
        ),
    )


def _spared(design: Design) -> tuple[SparedView, ...]:
    by_rule: dict[str, list[Finding]] = {}
    for finding in spared(design):
        by_rule.setdefault(finding.rule, []).append(finding)
    return tuple(
        SparedView(rule, first.why, tuple(design.by_id[other.components[0]].name for other in others))
        for rule, (first, *others) in by_rule.items()
    )


def routes(book: Book) -> APIRouter:
    """The pattern's page and diagram."""
    router = APIRouter()
    patterns = book.catalog.patterns

    @router.api_route("/patterns/{pattern_id}", methods=["GET", "HEAD"])
    def page(request: Request, pattern_id: str, variation: str | None = None) -> Response:
        pattern = pattern_of(book, pattern_id)
        scene = scene_of(pattern, variation)
        place = patterns.index(pattern)
        context = PatternPage(
            title=title_of(pattern, scene),
            description=pattern.intent,
            here="/",
            pattern=pattern,
            view=view_of(book, pattern, scene),
            variations=(
                VariationLink("The pattern", pattern_address(pattern.id), scene is pattern),
                *(
                    VariationLink(each.name, pattern_address(pattern.id, each.id), scene is each)
                    for each in pattern.variations
                ),
            ),
            ways=tuple((way, COMMUNICATION[way]) for way in communications(scene.design)),
            services=tuple((slug(name), name) for name in aws_services(scene.design)),
            purposes=tuple((slug(purpose), purpose.value) for purpose in pattern.purposes),
            related=tuple(Neighbour(book.catalog.by_id[near.pattern], near.how) for near in pattern.related),
            before=patterns[place - 1] if place else None,
            after=patterns[place + 1] if place + 1 < len(patterns) else None,
        )
        return book.page(request, "pattern.html", context)

    @router.api_route("/patterns/{pattern_id}/diagram.svg", methods=["GET", "HEAD"])
    def diagram(
        request: Request,
        pattern_id: str,
        variation: str | None = None,
        theme: Theme = Theme.AUTO,
        orientation: Orientation = Orientation.WIDE,
    ) -> Response:
        pattern = pattern_of(book, pattern_id)
        svg = book.drawings.file(pattern, scene_of(pattern, variation), theme, orientation)
        return book.keep(
            request,
            rendered(
                svg.encode(),
                "image/svg+xml",
                cache_control=DIAGRAM_CACHE,
                headers={
                    # Anybody may show it, and opened by itself it may only draw: its style sheet is inside it.
                    "cross-origin-resource-policy": "cross-origin",
                    "access-control-allow-origin": "*",
                    "content-security-policy": f"default-src 'none'; style-src {standalone_style_hash()}",
                },
            ),
        )

    return router
