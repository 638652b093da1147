"""Dense designs of users: tidying asks for no ways, and routing ends after a counted number of steps."""

import random
from typing import Any

import pytest

from app.diagram import draw, tidy
from app.diagram.geometry import Point
from app.diagram.route import _WEIGHED, _Router, route
from app.model import Component, Connection, Design, Endpoint, Semantics


def dense(components: int, arrows: int) -> Design:
    chance = random.Random(1)  # noqa: S311 - a sample, not a secret
    pairs = [(a, b) for a in range(components) for b in range(components) if a != b]
    return Design(
        name="Dense",
        components=tuple(Component(id=f"f{at}", kind="function", name=f"Function {at}") for at in range(components)),
        connections=tuple(
            Connection(
                id=f"a{at}",
                source=Endpoint(component=f"f{a}", port="invokes"),
                target=Endpoint(component=f"f{b}", port="invoke"),
                semantics=Semantics.ASYNC,
            )
            for at, (a, b) in enumerate(chance.sample(pairs, arrows))
        ),
    )


@pytest.mark.parametrize(("arrows", "routed"), [(80, 0), (20, 1)])
def test_tidying_a_dense_design_routes_nothing(monkeypatch: pytest.MonkeyPatch, arrows: int, routed: int) -> None:
    design = dense(26, arrows)
    calls: list[int] = []

    def noted(*given: Any) -> list[list[Point]]:  # noqa: ANN401 - whatever route takes
        calls.append(1)
        return route(*given)

    monkeypatch.setattr("app.diagram.arrange.route", noted)
    places = tidy(design)
    assert len({(place.x, place.y) for place in places.values()}) == len(design.components)
    assert (len(calls) > 0) == bool(routed)


@pytest.mark.slow
def test_routing_a_dense_design_keeps_to_its_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    routers: list[_Router] = []
    run = _Router.run

    def noted(router: _Router) -> list[list[object]]:
        routers.append(router)
        return run(router)  # type: ignore[return-value]

    monkeypatch.setattr(_Router, "run", noted)
    drawing = draw(dense(25, 80))
    assert drawing.svg.startswith("<svg")
    [router] = routers
    assert router.weighed <= _WEIGHED + 80
    # The last search may begin one step below the budget, and takes 40,000 at most.
    assert router.steps <= 200_000 // 4 + 40_000
