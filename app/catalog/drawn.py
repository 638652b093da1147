"""What a pattern's handler is made for: what triggers it and what it talks to, read from the scenes that run it.

A handler is code, and no drawing changes it: a function that gets another trigger, or loses a target, still runs what
was written for its pattern.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from app.catalog.load import load_pattern
from app.kinds import kinds
from app.model import Component, Connection, Design, Semantics
from app.settings import get_settings

Target = tuple[str, str]
"""What code knows a target by, such as `EVENTS`, and what it takes it for, such as `queue`."""

APIS = frozenset({"http-api", "rest-api"})
"""They send requests, each kind in a form of its own."""
_MICROSERVICE = {"invoke": "function", "messages": "queue"}
"""Another microservice is called as what its port stands for."""
_SAME = {"database-proxy": "database", "url": "http-api"}
"""A proxy is logged in to as its database; a function's own address sends what an HTTP API sends."""


@dataclass(frozen=True)
class Made:
    """What a handler is made for."""

    takes: frozenset[str]
    """What triggers it: a port of the function, or the kind of API."""
    needs: frozenset[Target]
    """What every scene gives it."""
    uses: frozenset[Target]
    """What some scene gives it."""
    finds: bool
    """Whether it looks for itself what there is, so that a new arrow needs no new code."""


@cache
def made_for(handler: str) -> Made | None:
    """What the catalog draws a handler with; None for one that it does not have."""
    pattern, _, name = handler.partition("/")
    folder = get_settings().patterns / pattern
    if not pattern or not folder.is_dir():
        return None
    found = load_pattern(folder)
    drawn = [
        (scene.design, part)
        for scene in (found, *found.variations)
        for part in scene.design.components
        if part.kind == "function" and part.properties.get("handler") == handler
    ]
    if not drawn:
        return None
    code = (folder / "handlers" / "python" / name / "app.py").read_text(encoding="utf-8")
    given = [
        frozenset(
            target
            for arrow in leaving(design, part)
            # Most failures are AWS's affair; some handlers leave theirs themselves.
            if f'"{(target := target_of(design, arrow))[0]}_' in code or arrow.semantics is not Semantics.ERROR
        )
        for design, part in drawn
    ]
    return Made(
        takes=frozenset(trigger_of(design, arrow) for design, part in drawn for arrow in arriving(design, part)),
        needs=frozenset.intersection(*given),
        uses=frozenset.union(*given),
        finds="in os.environ" in code,
    )


def arriving(design: Design, function: Component) -> Iterator[Connection]:
    """The arrows that trigger a function; an error that it gets for an answer does not."""
    return (arrow for arrow in design.arriving(function.id) if arrow.target.port != "refusals")


def leaving(design: Design, function: Component) -> Iterator[Connection]:
    """The arrows to what a function's code may talk to; where log lines and metrics go is AWS's affair."""
    return (arrow for arrow in design.leaving(function.id) if arrow.source.port not in ("logs", "metrics"))


def trigger_of(design: Design, arrow: Connection) -> str:
    """What kind of event an arrow brings: a port of the function, or the kind of an API that waits for its answer."""
    source, port = design.by_id[arrow.source.component].kind, str(arrow.target.port)
    waits = source in APIS and port == "invoke" and arrow.semantics is Semantics.SYNC
    return _SAME.get(port, source if waits else port)


def target_of(design: Design, arrow: Connection) -> Target:
    """What a function's code finds of a target in its environment, as `app.lower` names it."""
    target = design.by_id[arrow.target.component]
    port = kinds()[target.kind].port(arrow.target.port)
    name = str(arrow.properties.get("known_as") or target.id).upper().replace("-", "_")
    if port is not None and port.protocol == "http":
        return name, "http"
    if target.kind == "microservice":
        return name, _MICROSERVICE.get(str(arrow.target.port), target.kind)
    return name, _SAME.get(target.kind, target.kind)
