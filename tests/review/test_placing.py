"""Where a fix puts what it adds: nobody has the place, and no service's box comes to hold what is another's."""

from app.edits import apply
from app.model import Component, Connection, Design, Endpoint, Point, Semantics, Service
from app.model.edit import Batch
from app.review import review


def test_a_new_queue_does_not_stretch_its_service_over_somebody_elses() -> None:
    design = Design(
        name="Points",
        services=(Service(id="points", name="Points"), Service(id="mail", name="Mail")),
        components=(
            Component(id="orders", kind="microservice", name="Orders"),
            Component(id="book", kind="function", name="Book", service="points"),
            Component(id="api", kind="external-api", name="API"),
            Component(id="inbox", kind="queue", name="Inbox", service="mail"),
        ),
        connections=(
            Connection(
                id="hand-over",
                source=Endpoint(component="orders", port="invokes"),
                target=Endpoint(component="book", port="invoke"),
                semantics=Semantics.ASYNC,
            ),
        ),
        layout={
            "orders": Point(x=0, y=0),
            "book": Point(x=400, y=0),
            # Below, where the queue would go, and beside that.
            "api": Point(x=400, y=160),
            "inbox": Point(x=600, y=160),
        },
    )
    (finding,) = [one for one in review(design) if one.rule == "async-call-without-failure-target"]
    after, _ = apply(design, Batch(edits=finding.fix or ()))
    (added,) = [part for part in after.components if part.id not in design.by_id]
    own = [after.layout[part.id] for part in after.components if part.service == "points"]

    assert added.service == "points"
    for part in design.components:
        point = after.layout[part.id]
        inside = all(
            min(getattr(one, axis) for one in own) - 140
            < getattr(point, axis)
            < max(getattr(one, axis) for one in own) + 140
            for axis in ("x", "y")
        )
        assert part.service == "points" or not inside, (part.id, own)
