"""`/rules` and `/rules/{name}`: what the review looks for, why, and how right looks beside wrong."""

from dataclasses import dataclass
from difflib import get_close_matches

from fastapi import APIRouter, Request
from fastapi.responses import Response
from markupsafe import Markup

from app.diagram import Form, Orientation, draw
from app.model import Design, Finding, Severity
from app.review import Harm, Page, Rule, page, review, rulebook
from app.web import templates
from app.web.book import Book
from app.web.drawings import LEAST, Picture
from app.web.errors import NotFoundError

SEVERITIES = {
    Severity.ERROR: "will not work, or will lose data",
    Severity.WARNING: "will hurt",
    Severity.ADVICE: "could be better",
}


@dataclass(frozen=True)
class RuleView:
    """A rule in the list."""

    rule: Rule
    page: Page


@dataclass(frozen=True, kw_only=True)
class RulesPage(templates.Page):
    """The context of rules.html."""

    harms: tuple[tuple[Harm, tuple[RuleView, ...]], ...]
    severities: dict[Severity, str]
    count: int


@dataclass(frozen=True)
class ExampleView:
    """A design of a rule's page: how it looks, how it is written and what the rule says of it."""

    picture: Picture
    text: str
    prose: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, kw_only=True)
class RulePage(templates.Page):
    """The context of rule.html."""

    rule: Rule
    written: Page
    severity: str
    wrong: ExampleView
    right: ExampleView
    siblings: tuple[RuleView, ...]


def rule_address(rule: str) -> str:
    """Where a rule is explained."""
    return f"/rules/{rule}"


def routes(book: Book) -> APIRouter:
    """The two routes."""
    router = APIRouter()

    def picture(rule: str, which: str, design: Design) -> Picture:
        drawing = draw(
            design,
            form=Form.PAGE,
            orientation=Orientation.WIDE,
            title=f"{rule}: {which}",
            prefix=f"{which}-",
            sprite_url=book.drawings.sprite_address,
        )
        return Picture(Markup(drawing.svg), round(drawing.width * LEAST))  # noqa: S704 - drawn by us

    def of_harm(harm: Harm) -> tuple[RuleView, ...]:
        order = list(Severity)
        found = [RuleView(rule, page(rule.id)) for rule in rulebook().values() if rule.harm is harm]
        return tuple(sorted(found, key=lambda view: (order.index(view.rule.severity), view.rule.id)))

    @router.api_route("/rules", methods=["GET", "HEAD"])
    def rules(request: Request) -> Response:
        context = RulesPage(
            title="What the review looks for",
            description="Every rule of the design review: what it finds, why it matters and what to do about it.",
            here="/rules",
            harms=tuple((harm, of_harm(harm)) for harm in Harm),
            severities=SEVERITIES,
            count=len(rulebook()),
        )
        return book.page(request, "rules.html", context)

    @router.api_route("/rules/{name}", methods=["GET", "HEAD"])
    def rule(request: Request, name: str) -> Response:
        found = rulebook().get(name)
        if found is None:
            near = next(iter(get_close_matches(name[:80], rulebook(), n=1, cutoff=0.5)), "")
            raise NotFoundError(f"there is no rule {name[:60]!r}", rule_address(near) if near else "", near)
        written = page(name)
        of_rule = tuple(finding for finding in review(written.wrong) if finding.rule == name)
        context = RulePage(
            title=name,
            description=" ".join(written.what.split()),
            here="/rules",
            rule=found,
            written=written,
            severity=SEVERITIES[found.severity],
            wrong=ExampleView(picture(name, "wrong", written.wrong), written.wrong_text, written.wrong_prose, of_rule),
            right=ExampleView(picture(name, "right", written.right), written.right_text, written.right_prose, ()),
            siblings=tuple(view for view in of_harm(found.harm) if view.rule.id != name),
        )
        return book.page(request, "rule.html", context)

    return router
