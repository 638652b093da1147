"""What an alarm does when it changes its state.

Source: CloudWatch User Guide, "Alarm actions".
"""

from app.model import Protocol, Semantics

PROTOCOL = Protocol(
    id="alarm-action",
    title="Alarm action",
    summary="The alarm tells the target when its state changes.",
    semantics=frozenset({Semantics.ASYNC}),
    words={
        Semantics.ASYNC: "{source} tells {target} when it goes off",
    },
)
