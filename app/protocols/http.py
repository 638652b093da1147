"""An HTTP request: from a client to an API, from a function to a third party, from an API to the backend behind it.

Asynchronous is a request that is answered before the work is done (202, or an API that invokes a function as an event).
"""

from app.model import ArrowProperties, Protocol, Semantics, prop


class HttpProperties(ArrowProperties):
    """How patient the caller is."""

    timeout: float | None = prop(
        None,
        "How long the caller waits for the answer; unset means as long as it lives itself.",
        unit="s",
        ge=0.05,
        le=900,
        source="Lambda Developer Guide, Lambda quotas: no caller in a function lives longer",
    )


PROTOCOL = Protocol(
    id="http",
    title="HTTP request",
    summary="One side sends an HTTP request to an address of the other.",
    semantics=frozenset({Semantics.SYNC, Semantics.ASYNC}),
    words={
        Semantics.SYNC: "{source} sends {target} an HTTP request and waits for the answer",
        Semantics.ASYNC: "{source} sends {target} an HTTP request and gets only an acknowledgement",
    },
    properties=HttpProperties,
)
