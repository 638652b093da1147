"""What parts and arrows say, made of their kinds' and protocols' words."""

import re

from app.catalog import load_catalog
from app.settings import ROOT
from app.web.book import Book
from app.web.explain import ends, explain_arrow, explain_part


def plain(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


def test_every_part_and_arrow_of_the_catalog_is_told_in_whole_sentences(book: Book) -> None:
    for pattern in book.catalog.patterns:
        for scene in pattern.scenes:
            for arrow in scene.design.connections:
                told = explain_arrow(scene.design, arrow)
                said = plain(told.sentence)
                assert said.endswith(".")
                assert "{" not in said
                assert told.source.split("&")[0] in said or told.target.split("&")[0] in said
            for component in scene.design.components:
                part = explain_part(scene.design, component, scene.entry)
                assert component.id in part.near


def test_settings_carry_their_units_in_words_for_people() -> None:
    design = load_catalog(ROOT / "patterns").by_id["scalable-webhook"].design
    settings = {component.id: explain_part(design, component, "api").settings for component in design.components}
    assert "visibility timeout 180 s" in settings["events"]
    assert "retention 14 days" in settings["dead-letters"]
    assert "reserved concurrency 5 instances" in settings["writer"]


def test_names_are_data(book: Book) -> None:
    design = book.catalog.by_id["scalable-webhook"].design
    hostile = design.model_copy(
        update={
            "components": tuple(
                component.model_copy(update={"name": "<b onclick=x>{source}</b>", "about": "<script>"})
                for component in design.components
            )
        }
    )
    hostile.__dict__.pop("by_id", None)
    said = explain_arrow(hostile, hostile.connections[0]).sentence
    assert "<b onclick" not in said
    assert "{source}" in said
    assert "<script" not in explain_part(hostile, hostile.components[0], None).about


def test_the_ends_of_arrows_are_named_once(book: Book) -> None:
    design = book.catalog.by_id["scalable-webhook"].design
    assert ends(design, ["call", "hand-in"]) == ("provider", "api", "intake")
