"""Diagrams in words, for those who hear them."""

from app.diagram.cards import kind_of
from app.diagram.text import shown
from app.model import Connection, Design, Semantics
from app.protocols import protocols

_PLAIN = {
    Semantics.SYNC: "{source} calls {target} and waits for the answer",
    Semantics.ASYNC: "{source} sends to {target} and goes on",
    Semantics.ERROR: "what fails at {source} goes to {target}",
}
SAID = {
    Semantics.ASYNC: "asynchronous",
    Semantics.SYNC: "synchronous",
    Semantics.ERROR: "error",
}
"""The word for each meaning."""


def arrow_words(design: Design, arrow: Connection) -> str:
    """What an arrow says, as a sentence with a full stop."""
    source, target = design.by_id[arrow.source.component], design.by_id[arrow.target.component]
    kind = kind_of(source)
    port = kind.port(arrow.source.port) if kind else None
    protocol = protocols().get(port.protocol) if port else None
    words = (protocol.words.get(arrow.semantics) if protocol else None) or _PLAIN[arrow.semantics]
    said = words.format(source=shown(source.name), target=shown(target.name))
    label = f" ({shown(arrow.label)})" if shown(arrow.label) else ""
    return f"{said[:1].upper()}{said[1:]}{label}."


def description(design: Design) -> str:
    """All arrows of a design, in the author's order."""
    if not design.connections:
        names = ", ".join(shown(component.name) for component in design.components)
        return f"Components: {names}." if names else "An empty diagram."
    return " ".join(f"{arrow_words(design, arrow)} [{SAID[arrow.semantics]}]" for arrow in design.connections)
