"""Diagrams as Chromium shows them: texts as wide as measured, colours by theme, nothing for axe-core to find."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from app.catalog import Catalog
from app.diagram import Form, Orientation, draw, icon_sprite, legend, text
from app.diagram.theme import PALETTES, STROKES, Theme
from app.model import Semantics
from app.settings import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AXE = ROOT / "static" / "node_modules" / "axe-core" / "axe.min.js"


def _page(browser: Browser, catalog: Catalog, theme: Theme) -> Page:
    css = (ROOT / "static" / "styles" / "diagram.css").read_text(encoding="utf-8")
    drawings = [
        draw(pattern.design, form=form, orientation=turn, prefix=f"{pattern.id}-{turn}-", sprite_url="").svg
        for pattern in catalog.patterns
        for form, turn in (
            (Form.PAGE, Orientation.WIDE),
            (Form.PAGE, Orientation.TALL),
            (Form.THUMBNAIL, Orientation.WIDE),
        )
    ]
    ground = PALETTES[theme].paper
    sprite = icon_sprite().replace("<svg", "<svg hidden", 1)
    page = browser.new_page()
    page.set_content(
        f'<!doctype html><html lang="en"><head><title>All</title><style>{css}</style><style>'
        f":root {{ color-scheme: {theme}; background: {ground}; color: {PALETTES[theme].ink} }}</style></head><body>"
        f"<main><h1>All</h1>{sprite}<p>{legend()}</p>{''.join(drawings)}</main>"
    )
    return page


def test_texts_are_no_wider_than_measured(browser: Browser, catalog: Catalog) -> None:
    page = _page(browser, catalog, Theme.LIGHT)
    told: list[list[Any]] = page.evaluate(
        """[...document.querySelectorAll("svg.diagram-page text")].map(text => [
            text.textContent, parseFloat(text.getAttribute("font-size")), text.getAttribute("font-weight") === "600",
            text.getComputedTextLength()])"""
    )
    assert len(told) > 500
    page.close()
    wrong = {
        (said, size, shown, measured)
        for said, size, bold, shown in told
        if not 0.9 * (measured := text.width(said, size, bold=bold)) - 1 <= shown <= measured + 0.1
    }
    assert wrong == set()


@pytest.mark.parametrize("theme", PALETTES)
def test_colours_follow_the_theme_and_axe_finds_nothing(browser: Browser, catalog: Catalog, theme: Theme) -> None:
    page = _page(browser, catalog, theme)
    for meaning in Semantics:
        shown = page.evaluate(
            f"getComputedStyle(document.querySelector('.diagram-page .arrow-{meaning} .there')).stroke"
        )
        colour = getattr(PALETTES[theme], STROKES[meaning].colour)
        assert [int(number) for number in re.findall(r"\d+", shown)] == [
            int(colour[at : at + 2], 16) for at in (1, 3, 5)
        ]
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    faults = [(violation["id"], node["html"][:200]) for violation in found["violations"] for node in violation["nodes"]]
    page.close()
    assert faults == []
