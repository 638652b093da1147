"""Icons: AWS's where they are installed, glyphs where they are not, safe in either theme."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from app.diagram import Form, draw, icon_sprite
from app.diagram.icons import symbol
from app.kinds import kinds
from app.model import Component, Design
from app.settings import get_settings

ICON = """<?xml version="1.0"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><title>Arch_AWS-Lambda</title>
<defs><linearGradient id="a"><stop stop-color="#ed7100"/></linearGradient></defs>
<script>alert(1)</script>
<path fill="url(#a)" onclick="alert(1)" style="color:red" d="M0 0h64v64H0z"/><path fill="#232f3d" d="M0 0h9"/></svg>
"""


@pytest.fixture
def static(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATTERNBOOK_STATIC", str(tmp_path))
    get_settings.cache_clear()
    return tmp_path


def _ids(svg: str) -> list[str]:
    return [part.get("id", "") for part in ElementTree.fromstring(svg)]  # noqa: S314 - our own file


def test_the_icon_file_has_every_kind_once() -> None:
    assert _ids(icon_sprite()) == [f"icon-{kind}" for kind in kinds()]
    assert "<title" not in icon_sprite()


def test_without_the_package_every_kind_has_a_glyph(static: Path) -> None:
    sprite = icon_sprite()
    assert not list(static.iterdir())
    assert _ids(sprite) == [f"icon-{kind}" for kind in kinds()]
    for kind in kinds().values():
        assert f">{kind.glyph}</text>" in sprite
    design = Design(name="One", components=(Component(id="a", kind="function", name="A"),))
    assert ">λ</text>" in draw(design, form=Form.STANDALONE).svg


def test_an_official_icon_keeps_its_fills_and_loses_what_it_must_not_bring(static: Path) -> None:
    icon = kinds()["function"].icon
    path = static / "node_modules" / "aws-icons" / "icons" / f"{icon}.svg"
    path.parent.mkdir(parents=True)
    path.write_text(ICON)
    drawn = symbol("function", "x-")
    assert drawn.startswith('<symbol id="x-icon-function" viewBox="0 0 64 64">')
    assert "#ed7100" in drawn
    assert 'id="x-icon-function-a"' in drawn
    assert "url(#x-icon-function-a)" in drawn
    assert not re.search(r"<title|script|onclick|style=|alert", drawn)
    # AWS's dark ink follows the theme.
    assert "#232f3d" not in drawn
    assert 'fill="currentColor"' in drawn


def test_a_broken_icon_file_gives_a_glyph(static: Path) -> None:
    path = static / "node_modules" / "aws-icons" / "icons" / f"{kinds()['function'].icon}.svg"
    path.parent.mkdir(parents=True)
    path.write_text("<svg")
    assert "λ" in symbol("function")


def test_pages_refer_to_the_sites_icon_file() -> None:
    design = Design(name="One", components=(Component(id="a", kind="function", name="A"),))
    assert 'href="/static/icons-1.svg#icon-function"' in draw(design, sprite_url="/static/icons-1.svg").svg
