"""Colours: contrast in both themes, and the style sheet that repeats them."""

import re

import pytest

from app.diagram.pen import PAINT
from app.diagram.theme import COLOURS, PALETTES, Theme, contrast
from app.settings import ROOT

CSS = (ROOT / "static" / "styles" / "diagram.css").read_text(encoding="utf-8")
GROUNDS = ("paper", "service", "card", "socket")


@pytest.mark.parametrize("theme", PALETTES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("colour", ["ink", "muted", "error", "accent"])
def test_text_and_arrows_can_be_read_on_every_ground(theme: Theme, ground: str, colour: str) -> None:
    palette = PALETTES[theme]
    assert contrast(getattr(palette, colour), getattr(palette, ground)) >= 4.5


@pytest.mark.parametrize("theme", PALETTES)
def test_a_placeholders_outline_can_be_seen(theme: Theme) -> None:
    palette = PALETTES[theme]
    assert contrast(palette.socket_edge, palette.paper) >= 3
    assert contrast(palette.socket_edge, palette.service) >= 3


def test_contrast_is_wcags() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_style_sheet_has_the_themes_colours() -> None:
    written = dict(re.findall(r"--diagram-([a-z-]+): light-dark\((#[0-9a-f]{6}, #[0-9a-f]{6})\)", CSS))
    for colour in COLOURS:
        light, dark = (getattr(PALETTES[theme], colour) for theme in (Theme.LIGHT, Theme.DARK))
        assert written.pop(colour.replace("_", "-")) == f"{light}, {dark}"
    # What is left has no place in a drawing by itself.
    assert list(written) == ["glow"]


def test_the_style_sheet_paints_every_class_as_the_theme_does() -> None:
    rules = [
        ([part.strip() for part in selector.split(",")], body)
        for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", CSS, flags=re.DOTALL))
    ]
    for name, paint in PAINT.items():
        for key, colour in paint.items():
            wanted = f"{key}: var(--diagram-{colour.replace('_', '-')});"
            own = [body for selectors, body in rules if {f".diagram .{name}", f".{name}"} & set(selectors)]
            assert any(wanted in body for body in own), (name, wanted)


def test_the_glow_leaves_arrows_and_labels_readable() -> None:
    found = re.search(r"--diagram-glow: light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", CSS)
    assert found
    for theme, glow in zip((Theme.LIGHT, Theme.DARK), found.groups(), strict=True):
        assert contrast(PALETTES[theme].ink, glow) >= 3
        assert contrast(PALETTES[theme].error, glow) >= 3
