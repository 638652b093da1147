"""Layouts: where they come from, how they are kept, and what happens when the engine fails."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.catalog import Catalog
from app.diagram import Form, Orientation, cache, draw, tidy, warm
from app.diagram.arrange import arrange
from app.diagram.cards import specify
from app.diagram.engine import Engine, EngineError, Worker, system, wheel
from app.diagram.labels import Labeller
from app.diagram.spec import Spec
from app.model import Component, Connection, Design, Endpoint, Point, Semantics
from app.settings import ROOT
from tests.diagram.laws import breaches, see


def chain(count: int, *, label: str = "") -> Design:
    """Functions that invoke one another in a row."""
    return Design(
        name="Chain",
        components=tuple(Component(id=f"c{at}", kind="function", name=f"Step {at}") for at in range(count)),
        connections=tuple(
            Connection(
                id=f"a{at}",
                source=Endpoint(component=f"c{at}", port="invokes"),
                target=Endpoint(component=f"c{at + 1}", port="invoke"),
                semantics=Semantics.ASYNC,
                label=label,
            )
            for at in range(count - 1)
        ),
    )


def _spec(design: Design) -> Spec:
    return specify(design, Form.PAGE, Orientation.WIDE)[0]


def _fail(_: str) -> str:
    raise EngineError("it is broken")


BROKEN = Engine("broken", _fail, lambda: None)


def test_user_text_never_reaches_graphviz() -> None:
    heard: list[str] = []

    def listen(dot: str) -> str:
        heard.append(dot)
        raise EngineError("heard enough")

    design = chain(3, label="secret label")
    arrange(_spec(design), Engine("ear", listen, lambda: None))
    assert heard
    assert not any(word in dot for dot in heard for word in ("Step", "secret", "Chain", "c0"))


@pytest.mark.usefixtures("cache_folder")
@pytest.mark.parametrize("broken", [BROKEN, None])
def test_without_graphviz_there_is_a_plainer_lawful_layout(
    catalog: Catalog, broken: Engine | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "engine", lambda: broken)
    for name in ("scalable-webhook", "simple-web-service"):
        design = catalog.by_id[name].design
        for orientation in Orientation:
            assert breaches(draw(design, orientation=orientation).svg, design) == []


def test_a_layout_that_a_failing_engine_left_is_not_kept(cache_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "engine", lambda: BROKEN)
    draw(chain(2))
    assert not list(cache_folder.rglob("*.json"))


@pytest.mark.usefixtures("cache_folder")
@pytest.mark.skipif(system() is None, reason="there is no dot on this machine")
def test_the_systems_dot_serves_as_well(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "engine", system)
    design = catalog.by_id["scalable-webhook"].design
    assert breaches(draw(design).svg, design) == []


@pytest.mark.skipif(wheel() is None, reason="pygraphviz is not installed")
def test_a_worker_that_died_is_started_again() -> None:
    worker = Worker((sys.executable, str(ROOT / "app" / "diagram" / "worker.py")))
    dot = "digraph { a -> b }"
    before = worker.ask(dot)
    assert worker._process is not None
    worker._process.kill()
    worker._process.wait()
    assert worker.ask(dot) == before
    with pytest.raises(EngineError):
        worker.ask("digraph { broken")
    assert worker.ask(dot) == before
    worker.stop()


def test_a_worker_that_says_nonsense_or_nothing_is_an_engine_error() -> None:
    for said in ("print('nonsense')", "print('[1]')", "pass"):
        worker = Worker((sys.executable, "-c", said))
        with pytest.raises(EngineError):
            worker.ask("digraph { a }")
        worker.stop()


def test_a_worker_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.diagram.engine.TIMEOUT", 0.05)
    monkeypatch.setattr("app.diagram.engine.START_TIMEOUT", 0.05)
    worker = Worker((sys.executable, "-c", "import sys; sys.stdin.read()"))
    with pytest.raises(EngineError, match="longer"):
        worker.ask("digraph { a }")
    assert worker._process is None


def test_a_restart_lays_out_nothing_again(
    catalog: Catalog, cache_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    designs = [scene.design for scene in catalog.by_id["scalable-webhook"].scenes]
    warm(designs, (Form.PAGE, Form.THUMBNAIL))
    before = [draw(design).svg for design in designs]
    assert list(cache_folder.rglob("*.json"))
    cache.forget()

    def never(*_: object) -> None:
        raise AssertionError("it was laid out again")

    monkeypatch.setattr(cache, "arrange", never)
    warm(designs, (Form.PAGE, Form.THUMBNAIL))
    assert [draw(design).svg for design in designs] == before


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"width": 1}', "null", "\x00" * 50])
def test_a_spoilt_file_only_costs_time(cache_folder: Path, content: str) -> None:
    design = chain(3, label="go")
    before = draw(design).svg
    for path in cache_folder.rglob("*.json"):
        path.write_text(content)
    cache.forget()
    assert draw(design).svg == before
    assert all(json.loads(path.read_text())["width"] for path in cache_folder.rglob("*.json"))


def test_a_layout_of_another_design_in_the_file_is_not_believed(cache_folder: Path) -> None:
    draw(chain(2))
    small = next(cache_folder.rglob("*.json")).read_text()
    for path in cache_folder.rglob("*.json"):
        path.unlink()
    before = draw(chain(4)).svg
    for path in cache_folder.rglob("*.json"):
        path.write_text(small)
    cache.forget()
    assert draw(chain(4)).svg == before


def test_a_cache_folder_that_cannot_be_written_is_no_error(cache_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache_folder.write_text("a file, not a folder")
    assert draw(chain(2)).svg
    monkeypatch.setattr(cache, "MAX_KEPT", 1)
    assert draw(chain(3)).svg


def test_the_layout_depends_on_engine_and_content_but_not_on_words_of_one_width() -> None:
    here = cache.key(_spec(chain(3, label="abc")))
    assert cache.key(_spec(chain(3, label="bca"))) == here
    assert cache.key(_spec(chain(3, label="abcd"))) != here
    assert cache.key(_spec(chain(4, label="abc"))) != here


@pytest.mark.slow
def test_the_same_design_gives_the_same_bytes_in_another_process(catalog: Catalog) -> None:
    design = catalog.by_id["scalable-webhook"].design
    code = (
        "import sys; from app.diagram import draw; from app.model import Design;"
        "sys.stdout.write(draw(Design.model_validate_json(sys.stdin.read())).svg)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=design.model_dump_json(by_alias=True),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert done.stdout == draw(design).svg


def test_saved_positions_are_used(catalog: Catalog) -> None:
    design = catalog.by_id["scalable-webhook"].design
    places = tidy(design)
    flipped = {name: Point(x=point.x, y=-3 * point.y) for name, point in places.items()}
    moved = design.model_copy(update={"layout": flipped})
    picture = see(draw(moved).svg)
    first, *rest = [
        (picture.cards[name].centre.x - point.x, picture.cards[name].centre.y - point.y)
        for name, point in flipped.items()
    ]
    assert all(other == pytest.approx(first, abs=0.2) for other in rest)
    assert breaches(draw(moved).svg, moved) == []


def test_positions_of_some_components_only_are_not(catalog: Catalog) -> None:
    design = catalog.by_id["scalable-webhook"].design
    partly = design.model_copy(update={"layout": {"api": Point(x=5000, y=0)}})
    assert draw(partly).svg == draw(design).svg


def test_saved_positions_may_be_anything() -> None:
    design = chain(4, label="go")
    for points in (
        [(0, 0)] * 4,
        [(0, 0), (10, 0), (20, 0), (30, 0)],
        [(0, 0), (0, 70), (180, 70), (-1e6, 1e6)],
    ):
        layout = {f"c{at}": Point(x=x, y=y) for at, (x, y) in enumerate(points)}
        drawing = draw(design.model_copy(update={"layout": layout}))
        assert drawing.svg.count('data-arrow="a') >= 3


def test_tidy_ignores_what_was_saved_and_keeps_the_flow(catalog: Catalog) -> None:
    design = catalog.by_id["scalable-webhook"].design
    places = tidy(design)
    spoilt = design.model_copy(update={"layout": {name: Point(x=0, y=0) for name in places}})
    assert tidy(spoilt) == places
    assert list(places) == [component.id for component in design.components]
    flow = [places[name].x for name in ("provider", "api", "intake", "events", "writer", "database")]
    assert flow == sorted(flow)
    # What failed hangs below the queue.
    assert places["dead-letters"].x == places["events"].x
    assert places["dead-letters"].y > places["events"].y


@pytest.mark.usefixtures("cache_folder")
def test_words_that_fit_nowhere_become_numbers_with_notes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.diagram.labels._AWAY", ())
    choose = Labeller._choices

    def no_words(self: Labeller, at: int, which: range) -> object:
        return choose(self, at, which) if which.start else []

    monkeypatch.setattr(Labeller, "_choices", no_words)
    design = chain(4, label="hand on")
    for form, orientation in ((Form.PAGE, Orientation.WIDE), (Form.PAGE, Orientation.TALL)):
        svg = draw(design, form=form, orientation=orientation).svg
        assert breaches(svg, design) == []
        assert [number in svg for number in (">1<", ">2<", ">3<")] == [True] * 3
        assert [f">{number}  hand on<" in svg for number in (1, 2, 3)] == [True] * 3


def test_an_empty_design_and_an_empty_service_are_drawn() -> None:
    assert draw(Design(name="Nothing")).svg
    design = Design.model_validate({"name": "Hollow", "services": [{"id": "s", "name": "S"}]})
    for form in Form:
        assert draw(design, form=form).svg


@pytest.mark.slow
def test_two_thousand_components_are_drawn_in_rows() -> None:
    design = chain(2000)
    picture = see(draw(design).svg)
    assert len(picture.cards) == 2000
    assert len(picture.there) == 1999


@pytest.mark.slow
def test_a_hub_with_many_arrows_is_drawn() -> None:
    count = 90
    design = Design(
        name="Hub",
        components=tuple(Component(id=f"c{at}", kind="function", name=f"F{at}") for at in range(count)),
        connections=tuple(
            Connection(
                id=f"a{at}",
                source=Endpoint(component="c0", port="invokes"),
                target=Endpoint(component=f"c{at}", port="invoke"),
                semantics=Semantics.SYNC,
                label="call",
            )
            for at in range(count)
        ),
    )
    assert len(see(draw(design).svg).there) == count
