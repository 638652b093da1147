"""EventBridge Scheduler calling its target.

Source: EventBridge Scheduler User Guide, "Managing targets".
"""

from app.model import Protocol, Semantics

PROTOCOL = Protocol(
    id="schedule",
    title="Schedule",
    summary="The schedule fires and hands the target an event.",
    semantics=frozenset({Semantics.ASYNC}),
    words={
        Semantics.ASYNC: "{source} fires and hands {target} an event",
    },
)
