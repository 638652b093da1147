"""Large designs: nothing overflows, and the cost grows as the design does (the bench measures by how much)."""

import pytest

from app.model import Component, Connection, Design, Endpoint, Semantics
from app.model.design import MAX_COMPONENTS
from app.review import Facts, review


def chain(length: int, *, closed: bool = False) -> Design:
    """Functions that call each other in turn, the last one the first if it is closed."""
    functions = tuple(Component(id=f"f{n}", kind="function", name=f"F{n}") for n in range(length))
    calls = tuple(
        Connection(
            id=f"a{n}",
            source=Endpoint(component=f"f{n}", port="invokes"),
            target=Endpoint(component=f"f{(n + 1) % length}", port="invoke"),
            semantics=Semantics.SYNC,
        )
        for n in range(length if closed else length - 1)
    )
    return Design(name="Chain", components=functions, connections=calls)


@pytest.mark.slow
def test_a_chain_of_every_component_that_a_design_may_have_is_one_finding() -> None:
    found = [finding for finding in review(chain(MAX_COMPONENTS)) if finding.rule == "deep-synchronous-chain"]
    assert [len(finding.components) for finding in found] == [MAX_COMPONENTS]


@pytest.mark.slow
def test_a_circle_of_every_component_is_one_finding() -> None:
    found = [finding for finding in review(chain(MAX_COMPONENTS, closed=True)) if finding.rule == "synchronous-cycle"]
    assert [len(finding.components) for finding in found] == [MAX_COMPONENTS]


def test_a_cap_is_looked_for_along_a_chain_that_has_an_end() -> None:
    design = chain(300)
    first = design.by_id["f0"].model_copy(update={"properties": {"reserved_concurrency": 3}})
    facts = Facts(design.model_copy(update={"components": (first, *design.components[1:])}))
    assert facts.cap("f299") is None
    assert facts.cap("f5") == 3
