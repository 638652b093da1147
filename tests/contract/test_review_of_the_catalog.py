"""Our own catalog passes the review, or states its reasons in its designs."""

import pytest

from app.model import Scene
from app.review import review
from tests.patterns import catalog

SCENES = [
    pytest.param(scene, id=f"{pattern.id}/{scene.id}")  # type: ignore[attr-defined] # both scenes have one
    for pattern in catalog().patterns
    for scene in pattern.scenes
]


@pytest.mark.parametrize("scene", SCENES)
def test_a_pattern_passes_the_review_or_states_its_reasons(scene: Scene) -> None:
    assert [str(finding) for finding in review(scene.design)] == []


WITH_DEAD_LETTERS = [
    case
    for case in SCENES
    if any(arrow.source.port == "redrives" for arrow in case.values[0].design.connections)  # type: ignore[union-attr] # a scene
]


@pytest.mark.parametrize("scene", WITH_DEAD_LETTERS)
def test_a_queue_of_the_catalog_that_loses_its_dead_letters_is_found(scene: Scene) -> None:
    arrows = tuple(arrow for arrow in scene.design.connections if arrow.source.port != "redrives")
    bare = scene.design.model_copy(update={"connections": arrows, "suppressions": ()})
    assert "queue-without-dead-letters" in {finding.rule for finding in review(bare)}
