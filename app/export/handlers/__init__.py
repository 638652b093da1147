"""The default handlers: what a function runs that is drawn freely, by what triggers it.

`python/<trigger>/` is a whole handler with one place for the user's own logic. Beside it the export writes
`targets.json`, a list of `{"name": NAME, "kind": kind, "sync": bool}` for the arrows along which the result goes on:
NAME as in `app.lower`, kind as in `GIVEN`. Error arrows are not in it, and neither are stores that are only read.

Every handler exists in both languages, equal in behaviour: `app.py` gives `lambda_handler`, `app.ts` gives `handler`.
A module that several handlers import stands once, in `<language>/shared/`, with its tests in `shared/tests/`. Python
finds it as `database`, TypeScript as `#shared/database`; an exported project gets those that its functions import.
Tests find their helpers as `handler_testing` and `#testing`. In TypeScript `shared/observed.ts` gives every handler its
logs and traces, `shared/http.ts` the routes, `shared/clients.ts` the clients of AWS with their timeouts, and settings
are read when they are needed (`setting("NAME")`), so that a test may give its own.
"""

from collections.abc import Mapping

from app.catalog.drawn import APIS, trigger_of
from app.model import Component, Design

TRIGGERS: Mapping[str, str] = {
    "alarms": "invoke",
    "authorize": "authorizer",
    "events": "invoke",
    "failures": "invoke",
    "invoke": "invoke",
    "log-lines": "logs",
    "messages": "queue",
    "notices": "topic",
    "objects": "bucket",
    "records": "stream",
    "ticks": "invoke",
    "url": "api",
}
"""The default handler for each port at which a function is triggered."""
MIXED = "mixed"
GIVEN = frozenset(
    {
        "queue",
        "topic",
        "event-bus",
        "stream",
        "delivery-stream",
        "table",
        "bucket",
        "function",
        "state-machine",
        "http",
    }
)
"""The kinds of targets that `targets.py` gives a result to; `http` is whatever is known by a BASE_URL."""


def default_for(design: Design, function: Component) -> str:
    """The folder of the default handler: the one of its trigger, or the one that tells several apart."""
    wanted = {
        "api" if trigger_of(design, arrow) in APIS else TRIGGERS[arrow.target.port]
        for arrow in design.arriving(function.id)
        if arrow.target.port in TRIGGERS
    }
    return wanted.pop() if len(wanted) == 1 else MIXED if wanted else "invoke"
