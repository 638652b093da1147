"""The rules about handlers: what is composed of patterns runs their code, which knows its own drawing only."""

import pytest

from app.edits import apply
from app.model import Component, Connection, Design, Endpoint, Finding, Semantics
from app.model.edit import Batch
from app.review import review
from tests.export.projects import designs

RULES = {"trigger-its-handler-does-not-take", "target-its-handler-misses", "target-its-handler-does-not-use"}


def found(design: Design) -> list[Finding]:
    return [finding for finding in review(design) if finding.rule in RULES]


def more(design: Design, *parts: Component, arrows: tuple[Connection, ...] = (), without: str = "") -> Design:
    """With more components and arrows, and without an arrow."""
    kept = tuple(arrow for arrow in design.connections if arrow.id != without)
    said = {"components": (*design.components, *parts), "connections": (*kept, *arrows)}
    return Design.model_validate({field: getattr(design, field) for field in design.model_fields_set} | said)


def arrow(id_: str, source: tuple[str, str], target: tuple[str, str], **properties: object) -> Connection:
    return Connection(
        id=id_,
        source=Endpoint(component=source[0], port=source[1]),
        target=Endpoint(component=target[0], port=target[1]),
        semantics=Semantics.ASYNC,
        properties=properties,
    )


@pytest.mark.parametrize("name", designs())
def test_what_the_catalog_draws_fits_its_code(name: str) -> None:
    assert found(designs()[name]) == []


def test_a_topic_that_calls_a_handler_for_requests_is_told() -> None:
    breaker = more(
        designs()["circuit-breaker"],
        Component(id="paid", kind="topic", name="Paid"),
        arrows=(arrow("tell", ("paid", "subscribers"), ("rates", "notices")),),
    )
    (finding,) = found(breaker)
    assert (finding.rule, finding.connections) == ("trigger-its-handler-does-not-take", ("tell",))
    assert "notices of a topic from Paid" in finding.message


def test_a_topic_put_before_the_queue_takes_the_queue_from_the_code() -> None:
    webhook = designs()["scalable-webhook"]
    sent = next(one.id for one in webhook.connections if one.source.component == "intake")
    split = more(
        webhook,
        Component(id="topic", kind="topic", name="Topic"),
        arrows=(
            arrow("send", ("intake", "sends"), ("topic", "messages")),
            arrow("pass", ("topic", "subscribers"), ("events", "messages")),
        ),
        without=sent,
    )
    assert {finding.rule for finding in found(split)} == RULES - {"trigger-its-handler-does-not-take"}
    assert any("'events'" in finding.message for finding in found(split))


def test_another_target_of_the_same_kind_can_only_be_meant_and_is_told_by_its_name() -> None:
    webhook = designs()["scalable-webhook"]
    sent = next(one for one in webhook.connections if one.source.component == "intake")
    other = more(
        webhook,
        Component(id="inbox", kind="queue", name="Inbox"),
        arrows=(arrow("send", ("intake", "sends"), ("inbox", sent.target.port or "")),),
        without=sent.id,
    )
    (missing,) = [finding for finding in found(other) if finding.rule == "target-its-handler-misses"]
    assert missing.safe
    mended, _ = apply(other, Batch(edits=missing.fix or ()))
    assert found(mended) == []


def test_a_handler_that_looks_for_its_targets_takes_new_ones() -> None:
    compare = designs()["aggregator--third-parties"]
    asked = next(one for one in compare.connections if one.target.component == "bike-courier")
    fourth = more(
        compare,
        Component(id="cargo-bike", kind="external-api", name="Cargo bike"),
        arrows=(
            asked.model_copy(update={"id": "ask-cargo", "target": Endpoint(component="cargo-bike", port="requests")}),
        ),
    )
    assert found(fourth) == []
