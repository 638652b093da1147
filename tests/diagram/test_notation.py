"""The notation: one large black arrow, two smaller black arrows, red; and how a drawing is put together."""

import re
from xml.etree import ElementTree

import pytest

from app.catalog import Catalog
from app.diagram import Form, Orientation, Theme, draw, legend, legend_arrows, standalone_style_hash
from app.diagram.theme import PALETTES, STROKES
from app.diagram.words import arrow_words
from app.model import Component, Connection, Design, Endpoint, Semantics, Service
from tests.diagram.laws import see


def test_async_is_one_large_arrow_sync_two_smaller_ones_error_red() -> None:
    big, small, error = (STROKES[meaning] for meaning in (Semantics.ASYNC, Semantics.SYNC, Semantics.ERROR))
    assert big.width >= 2 * small.width
    assert big.head_half >= 2 * small.head_half
    assert big.head_length > small.head_length
    assert big.colour == small.colour == "ink"
    assert small.apart > 0 == big.apart == error.apart
    for palette in PALETTES.values():
        red, green, blue = (int(getattr(palette, error.colour)[at : at + 2], 16) for at in (1, 3, 5))
        assert red > green + 80
        assert red > blue + 80
        ink = [int(palette.ink[at : at + 2], 16) for at in (1, 3, 5)]
        assert max(ink) - min(ink) < 16


def test_error_differs_in_more_than_colour() -> None:
    error = STROKES[Semantics.ERROR]
    assert error.dash
    assert error.open_head
    assert error.cross
    assert not any(STROKES[meaning].dash or STROKES[meaning].cross for meaning in (Semantics.ASYNC, Semantics.SYNC))


def _pair(semantics: Semantics) -> Design:
    return Design(
        name="Pair",
        components=(Component(id="a", kind="function", name="A"), Component(id="b", kind="function", name="B")),
        connections=(
            Connection(
                id="go",
                source=Endpoint(component="a", port="invokes"),
                target=Endpoint(component="b", port="invoke"),
                semantics=semantics,
            ),
        ),
    )


@pytest.mark.parametrize("orientation", Orientation)
def test_a_sync_arrow_goes_there_and_back_on_lines_of_its_own(orientation: Orientation) -> None:
    picture = see(draw(_pair(Semantics.SYNC), orientation=orientation).svg)
    there, back = picture.there["go"], picture.back["go"]
    a, b = picture.cards["a"], picture.cards["b"]
    assert a.grow(4).contains(there.box) is False
    first, last = there.points[0], back.points[0]
    assert a.grow(3).left <= first.x <= a.grow(3).right
    assert b.grow(3).left <= last.x <= b.grow(3).right
    apart = abs(first.y - back.points[-1].y) if orientation is Orientation.WIDE else abs(first.x - back.points[-1].x)
    assert apart == pytest.approx(2 * STROKES[Semantics.SYNC].apart, abs=0.2)
    # There runs on its own left: above on the way to the right, so that both ways are told apart everywhere.
    assert (first.y < last.y) if orientation is Orientation.WIDE else (first.x > last.x)


@pytest.mark.parametrize("semantics", [Semantics.ASYNC, Semantics.ERROR])
def test_the_others_have_one_line_and_one_head(semantics: Semantics) -> None:
    picture = see(draw(_pair(semantics)).svg)
    assert not picture.back
    assert len(picture.heads["go"]) == 1


def test_arrows_carry_what_scripts_and_screen_readers_need(catalog: Catalog) -> None:
    design = catalog.by_id["scalable-webhook"].design
    svg = draw(design, prefix="main-").svg
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own drawing
    groups = {group.get("id"): group for group in root.iter("g")}
    drain = groups["main-arrow-drain"]
    assert (
        drain.attrib
        | {
            "class": "arrow arrow-async",
            "data-arrow": "drain",
            "data-semantics": "async",
            "data-from": "events",
            "data-to": "writer",
            "role": "img",
            "aria-label": "Write events works through the messages of Events, batch by batch (batches of 10).",
        }
        == drain.attrib
    )
    writer = groups["main-node-writer"]
    assert (
        writer.attrib
        | {
            "data-component": "writer",
            "data-kind": "function",
            "tabindex": "0",
            "role": "img",
            "aria-label": "Write events, Lambda function, concurrency 5",
        }
        == writer.attrib
    )
    assert groups["main-service-webhook"].get("data-service") == "webhook"
    assert root.get("role") == "group"
    assert root.findtext("title") == design.name
    assert all(arrow_words(design, arrow) in (root.findtext("desc") or "") for arrow in design.connections)


def test_ids_are_unique_and_every_reference_is_met(catalog: Catalog) -> None:
    for pattern in catalog.patterns:
        for form, orientation in ((Form.PAGE, Orientation.TALL), (Form.STANDALONE, Orientation.WIDE)):
            svg = draw(pattern.design, form=form, orientation=orientation, prefix="p-").svg
            ids = re.findall(r' id="([^"]*)"', svg)
            assert len(ids) == len(set(ids))
            assert all(name.startswith("p-") for name in ids)
            for labelled in re.findall(r'aria-(?:labelledby|describedby)="([^"]*)"', svg):
                assert set(labelled.split()) <= set(ids)
            for used in re.findall(r'href="#([^"]*)"', svg):
                assert used in ids


def test_a_page_form_needs_no_inline_style(catalog: Catalog) -> None:
    for pattern in catalog.patterns:
        for form in (Form.PAGE, Form.THUMBNAIL):
            svg = draw(pattern.design, form=form).svg
            assert not re.search(r"<style|<script| style=| on\w+=", svg)
            assert not re.search(r"#[0-9a-f]{6}\b", svg)
    assert not re.search(r"<style| style=| id=", legend())


def test_a_thumbnail_is_small_and_without_words(catalog: Catalog) -> None:
    for pattern in catalog.patterns:
        svg = draw(pattern.design, form=Form.THUMBNAIL, title=pattern.name).svg
        assert len(svg) < 4_096
        assert "<text" not in svg
        assert f'aria-label="{pattern.name}"' in svg or "&" in svg


def test_a_standalone_drawing_needs_nothing_from_outside(catalog: Catalog) -> None:
    design = catalog.by_id["scalable-webhook"].design
    for theme in Theme:
        svg = draw(design, form=Form.STANDALONE, theme=theme, title="Scalable Webhook").svg
        root = ElementTree.fromstring(svg)  # noqa: S314 - our own drawing
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        assert not re.search(r'(?:href|src)="(?!#)|url\((?!#)|@import', svg)
        assert ">Scalable Webhook</text>" in svg
        assert ("<style>" in svg) == (theme is Theme.AUTO)
        assert "prefers-color-scheme" in svg or theme is not Theme.AUTO
    assert standalone_style_hash().startswith("'sha256-")


def test_the_legend_shows_each_meaning_once() -> None:
    assert list(legend_arrows()) == [Semantics.ASYNC, Semantics.SYNC, Semantics.ERROR]
    assert legend().count("<svg") == 3
    for word in ("asynchronous", "synchronous", "error"):
        assert f"</svg> {word}</span>" in legend()


EVIL = (
    '<script>alert("&1")</script> ]]> ${x} {{ y }} %s \\ " \' --> '
    "\u202e\u2067 \u0645\u0631\u062d\u0628\u0627 \U0001f600"
)


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("name", [EVIL, "x" * 300, "wide " * 60, "漢" * 80, "\u0301" * 20 + "e"])
def test_any_text_is_only_text(form: Form, name: str) -> None:
    evil = name[:300]
    design = Design(
        name=evil,
        services=(Service(id="s", name=evil, about=evil),),
        components=(
            Component(id="a", kind="function", name=evil, about=evil, service="s"),
            Component(id="b", kind="queue", name=evil, service="s"),
        ),
        connections=(
            Connection(
                id="go",
                source=Endpoint(component="a", port="sends"),
                target=Endpoint(component="b", port="messages"),
                semantics=Semantics.ASYNC,
                label=evil,
            ),
        ),
    )
    for orientation in Orientation:
        svg = draw(design, form=form, orientation=orientation, title=evil, description=evil).svg
        root = ElementTree.fromstring(svg)  # noqa: S314 - what a browser would read
        tags = {part.tag.split("}")[-1] for part in root.iter()}
        assert tags <= {"svg", "title", "desc", "g", "rect", "use", "text", "path", "style", "defs", "symbol"}
        assert not re.search("[\x00-\x08\x0b-\x1f\u202e\u2067]", svg)


def test_control_characters_that_a_model_let_through_are_dropped() -> None:
    component = Component.model_construct(
        id="a", kind="function", name="bell\x07 \ud800 null\x00", about="", service=None, properties={}
    )
    design = Design.model_construct(
        name="\x1b[31m",
        services=(),
        components=(component,),
        connections=(),
        layout={},
        description="",
        suppressions=(),
    )
    svg = draw(design).svg
    ElementTree.fromstring(svg)  # noqa: S314 - must be well-formed
    assert "bell null" in svg


def test_unknown_kinds_and_wrong_properties_are_drawn_as_well() -> None:
    design = Design(
        name="Odd",
        components=(
            Component(id="a", kind="from-tomorrow", name="A"),
            Component(id="b", kind="function", name="B", properties={"reserved_concurrency": "lots"}),
        ),
    )
    for form in Form:
        assert draw(design, form=form).svg
    assert "A, from-tomorrow" in draw(design).svg
