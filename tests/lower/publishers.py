"""A topic into which an AWS service publishes, and everybody else who can publish to a topic as well."""

from app.model import Design

ARROWS: tuple[tuple[str, str, str, str, str, dict[str, str]], ...] = (
    ("bus", "rules", "news", "events", "async", {}),
    ("sender", "sends", "news", "messages", "async", {}),
    ("api", "sends", "news", "messages", "async", {"route": "POST /news"}),
    ("flow", "sends", "news", "messages", "async", {}),
    ("bus", "rules", "worker", "events", "async", {}),
    ("worker", "fails", "news", "failures", "error", {}),
    ("sender", "sends", "quiet", "messages", "async", {"known_as": "quiet"}),
    ("quiet-api", "sends", "quiet", "messages", "async", {"route": "POST /news"}),
)
KINDS = {
    "bus": "event-bus",
    "sender": "function",
    "api": "rest-api",
    "flow": "state-machine",
    "worker": "function",
    "news": "topic",
    "quiet": "topic",
    "quiet-api": "rest-api",
}


def publishers() -> Design:
    """The design; `news` is under a key of the stack's own, `quiet` under the account's."""
    arrows = [
        {
            "id": f"arrow-{number}",
            "source": {"component": source, "port": start},
            "target": {"component": target, "port": end},
            "semantics": semantics,
            "properties": properties,
        }
        for number, (source, start, target, end, semantics, properties) in enumerate(ARROWS)
    ]
    parts = [{"id": name, "kind": kind, "name": name.title()} for name, kind in KINDS.items()]
    return Design.model_validate({"name": "Publishers", "components": parts, "connections": arrows})
