"""What every pattern of the catalog owes its readers; the patterns are found, and only the issue's list is named."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from app.catalog import Catalog, aws_services, communications, load_catalog
from app.documents import read_text
from app.kinds import kinds
from app.model import Communication, Pattern, Purpose, Scene, Semantics, Variation
from app.settings import get_settings
from tests.contract.runs import LENGTH, digest, known, runs

PATTERNS = get_settings().patterns
FOLDERS = sorted(path.parent.name for path in PATTERNS.glob("*/pattern.yaml"))
IDS = [
    "simple-web-service",
    "scalable-webhook",
    "gatekeeper",
    "internal-api",
    "internal-handoff",
    "aggregator",
    "notifier",
    "fifoer",
    "streamer",
    "strangler",
    "state-machine",
    "router",
    "robust-api",
    "frugal-consumer",
    "read-heavy-reporting-engine",
    "fan-out-fan-in",
    "eventually-consistent",
    "distributed-trigger",
    "circuit-breaker",
]
"""In the article's order; used in every address."""
PROMISED = {
    "scalable-webhook": ("straight-to-queue", "through-topic"),
    "fifoer": ("as-published",),
    "state-machine": ("express-answer",),
    "router": ("triager",),
    "circuit-breaker": ("pinger",),
}
"""The variations that the article, its comments or the field notes name outright."""
MARKETING = re.compile(
    r"\b(seamless\w*|effortless\w*|powerful|blazing\w*|cutting[- ]edge|world[- ]class|best[- ]in[- ]class"
    r"|game[- ]chang\w+"
    r"|supercharg\w+|unleash\w*|empower\w*|revolution\w+|next[- ]gen\w*|state[- ]of[- ]the[- ]art|leverag\w+|unlock\w*"
    r"|delight\w*|incredibl\w+|amazing\w*|awesome|superhero\w*|magic\w*|turnkey|frictionless|holistic|synerg\w+)\b",
    re.IGNORECASE,
)


@cache
def catalog() -> Catalog:
    return load_catalog(PATTERNS)


every_pattern = pytest.mark.parametrize("name", FOLDERS)


def scenes(name: str) -> Iterator[tuple[str, Scene]]:
    pattern = catalog().by_id[name]
    yield name, pattern
    for variation in pattern.variations:
        yield f"{name}/{variation.id}", variation


def prose(value: Any) -> Iterator[str]:  # noqa: ANN401 - whatever a file holds
    """Every text in a file's data that stands for reading."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from prose(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in ("article_name", "kind", "from", "to", "id", "arrows", "service", "entry", "pattern"):
                yield from prose(item)


@cache
def texts(name: str) -> tuple[tuple[str, str], ...]:
    """Every text of a pattern's files, with the file's name."""
    return tuple(
        (str(file.relative_to(PATTERNS)), text)
        for file in sorted((PATTERNS / name).rglob("*.yaml"))
        for text in prose(read_text(file.read_text(encoding="utf-8")).data)
    )


def borrowed(text: str) -> list[str]:
    """The runs of words that a text shares with the article."""
    return [run for run in runs(text) if digest(run) in known()]


def test_the_nineteen_come_first_in_the_articles_order() -> None:
    patterns = catalog().patterns
    assert [pattern.id for pattern in patterns][:19] == IDS
    assert [pattern.number for pattern in patterns] == list(range(1, len(patterns) + 1))
    assert [pattern.article_name is not None for pattern in patterns] == [pattern.id in IDS for pattern in patterns]
    assert len(patterns) == len(FOLDERS)


def test_names_are_told_apart() -> None:
    for names in (
        [pattern.name for pattern in catalog().patterns],
        [pattern.article_name for pattern in catalog().patterns if pattern.article_name],
        [pattern.intent for pattern in catalog().patterns],
    ):
        assert max(Counter(names).values()) == 1


@pytest.mark.parametrize(("name", "variations"), PROMISED.items(), ids=PROMISED.keys())
def test_the_promised_variations_are_there(name: str, variations: tuple[str, ...]) -> None:
    assert {variation.id for variation in catalog().by_id[name].variations} >= set(variations)


@pytest.mark.parametrize("name", IDS)
def test_a_pattern_of_the_article_has_a_variation(name: str) -> None:
    assert catalog().by_id[name].variations


@every_pattern
def test_every_component_says_what_it_does_here(name: str) -> None:
    for place, scene in scenes(name):
        assert all(component.about for component in scene.design.components), place


@every_pattern
def test_names_and_labels_fit_their_cards(name: str) -> None:
    for place, scene in scenes(name):
        assert max(len(component.name) for component in scene.design.components) <= 28, place
        assert max(len(arrow.label) for arrow in scene.design.connections) <= 24, place


@every_pattern
def test_no_two_components_of_a_drawing_have_one_name(name: str) -> None:
    for place, scene in scenes(name):
        names = Counter(component.name for component in scene.design.components)
        assert max(names.values()) == 1, f"{place}: {names.most_common(1)}"


@every_pattern
def test_the_walk_through_is_short_and_lights_every_arrow(name: str) -> None:
    for place, scene in scenes(name):
        assert 3 <= len(scene.steps) <= 7, place
        lit = {arrow for step in scene.steps for arrow in step.arrows}
        assert lit == set(scene.design.arrows), place
        assert len({step.title for step in scene.steps}) == len(scene.steps), place


@every_pattern
def test_a_step_names_no_arrow_twice(name: str) -> None:
    for place, scene in scenes(name):
        for step in scene.steps:
            assert len(set(step.arrows)) == len(step.arrows), f"{place}: {step.title}"


@every_pattern
def test_sockets_are_the_placeholders_of_the_drawing(name: str) -> None:
    for place, scene in scenes(name):
        placeholders = {c.id for c in scene.design.components if kinds()[c.kind].socket}
        assert set(scene.sockets) == placeholders, place
        assert scene.entry not in placeholders, f"{place}: the entry is the pattern's own"


@every_pattern
def test_whatever_calls_in_finds_the_entry(name: str) -> None:
    for place, scene in scenes(name):
        if scene.entry is None:
            continue
        callers = {arrow.source.component for arrow in scene.design.arriving(scene.entry)}
        assert callers & set(scene.sockets), f"{place}: no placeholder calls the entry"


@every_pattern
def test_no_component_stands_alone(name: str) -> None:
    for place, scene in scenes(name):
        for component in scene.design.components:
            touched = scene.design.leaving(component.id) or scene.design.arriving(component.id)
            assert touched, f"{place}: {component.id}"


@every_pattern
def test_whatever_is_handed_on_shows_how_it_fails_or_says_why_it_does_not(name: str) -> None:
    for place, scene in scenes(name):
        meanings = {arrow.semantics for arrow in scene.design.connections}
        if Semantics.ASYNC in meanings and Semantics.ERROR not in meanings:
            assert "no red arrow" in scene.failure, f"{place}: what is handed on can fail with nobody waiting"
        assert len(scene.failure.split()) >= 15, place


@every_pattern
def test_a_placeholder_belongs_to_no_service_of_ours(name: str) -> None:
    for place, scene in scenes(name):
        for component in scene.design.components:
            if component.kind in ("client", "external-api"):
                assert component.service is None, f"{place}: {component.id}"


@every_pattern
def test_every_service_owns_something(name: str) -> None:
    for place, scene in scenes(name):
        for service in scene.design.services:
            assert scene.design.members(service.id), f"{place}: {service.id}"


@every_pattern
def test_the_prose_is_complete(name: str) -> None:
    pattern = catalog().by_id[name]
    assert pattern.intent.count(".") == 1
    assert pattern.intent.endswith(".")
    assert len(pattern.problem.split()) >= 25
    assert len(pattern.how_it_works.split()) >= 40
    for sentences in (pattern.when, pattern.when_not, pattern.watch_out, pattern.since_2018):
        assert len(sentences) >= 2 or sentences is pattern.since_2018
        assert all(sentence[0].isupper() or sentence[0] in "`“" for sentence in sentences)
        assert all(sentence.rstrip()[-1] in ".?)" for sentence in sentences)
    assert 3 <= len(pattern.symptoms) <= 12
    assert all(not symptom.endswith(".") for symptom in pattern.symptoms)


@every_pattern
def test_neighbours_are_other_patterns_each_named_once(name: str) -> None:
    pattern = catalog().by_id[name]
    related = [neighbour.pattern for neighbour in pattern.related]
    assert related
    assert len(set(related)) == len(related)
    assert name not in related


@every_pattern
def test_a_variation_is_another_drawing_with_its_source(name: str) -> None:
    pattern = catalog().by_id[name]
    shapes = [shape(scene) for _, scene in scenes(name)]
    for position, variation in enumerate(pattern.variations, start=1):
        assert len(variation.text.split()) >= 15
        assert variation.source.endswith(".")
        assert shapes[position] not in shapes[:position], f"{variation.id} is drawn like another"


def shape(scene: Pattern | Variation | Scene) -> frozenset[tuple[str, str]]:
    """What is drawn, names aside."""
    components = {(c.id, c.kind + str(sorted(c.properties.items()))) for c in scene.design.components}
    return frozenset(components | {(str(a.source), str(a.target)) for a in scene.design.connections})


@every_pattern
def test_no_sentence_is_the_articles(name: str) -> None:
    for file, text in texts(name):
        assert borrowed(text) == [], f"{file} has {LENGTH} words in a row from the article"


def test_a_borrowed_sentence_is_recognised() -> None:
    # Five of the article's words are quoted here at a time, never eight.
    said = " ".join(("The Simple Web Service fronts", "a Lambda function with an API Gateway"))
    assert borrowed(f"As it says: {said}, more or less.")
    assert not borrowed("The API hands each request to a small function that checks it and puts it on a queue.")


@every_pattern
def test_no_word_sells_anything(name: str) -> None:
    for file, text in texts(name):
        assert not MARKETING.search(text), f"{file}: {MARKETING.search(text)}"


@every_pattern
def test_nothing_is_left_to_do(name: str) -> None:
    for file, text in texts(name):
        assert not re.search(r"\b(TODO|FIXME|TBD|XXX|lorem ipsum)\b", text, re.IGNORECASE), file
        assert "  " not in text.replace("\n", " ").strip() or "\n" in text, file


def test_every_purpose_and_every_way_to_talk_leads_to_a_pattern() -> None:
    patterns = catalog().patterns
    assert {purpose for pattern in patterns for purpose in pattern.purposes} == set(Purpose)
    assert {way for pattern in patterns for scene in pattern.scenes for way in communications(scene.design)} == set(
        Communication
    )


@every_pattern
def test_the_services_are_named_as_aws_does(name: str) -> None:
    services = aws_services(catalog().by_id[name].design)
    assert services
    assert list(services) == sorted(set(services))


def test_the_hashes_are_small_enough_to_keep() -> None:
    assert Path(__file__).with_name("article_runs.txt").stat().st_size < 100_000
    assert len(known()) > 5_000
