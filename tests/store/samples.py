"""Small designs."""

from typing import Any

from app.model import Component, Design
from app.store import design_of

ORDERS: dict[str, Any] = {
    "schema": 1,
    "name": "Orders",
    "description": "Takes orders.",
    "services": [{"id": "shop", "name": "Shop"}, {"id": "billing", "name": "Billing"}],
    "components": [
        {"id": "client", "kind": "client", "name": "Browser"},
        {"id": "api", "kind": "http-api", "name": "Orders API", "service": "shop"},
        {"id": "take", "kind": "function", "name": "Take order", "service": "shop", "properties": {"memory": 256}},
        {"id": "orders", "kind": "queue", "name": "Orders", "service": "shop", "properties": {"fifo": True}},
    ],
    "connections": [
        {
            "id": "call",
            "from": "client.requests",
            "to": "api.requests",
            "semantics": "sync",
            "properties": {"timeout": 5},
        },
    ],
    "layout": {"client": {"x": 0, "y": 0}, "take": {"x": 200, "y": 40.5}},
    "suppressions": [{"rule": "dead-end", "at": "orders", "reason": "not built yet"}],
}


def orders(**changes: Any) -> Design:  # noqa: ANN401 - any part of a document
    """The sample, with some of its parts replaced."""
    return design_of({**ORDERS, **changes})


def named(name: str) -> Design:
    """A design with nothing but a name and one component."""
    return Design(name=name, components=(Component(id="orders", kind="queue", name="Orders"),))
