"""Reading a queue by hand: ReceiveMessage and DeleteMessage, as the FIFOer of 2018 had to.

Since FIFO queues trigger functions natively, this is for consumers that decide themselves when to ask.
"""

from app.model import Protocol, Semantics

PROTOCOL = Protocol(
    id="poll",
    title="Polling",
    summary="The function itself asks the queue for messages and deletes those it has dealt with.",
    semantics=frozenset({Semantics.SYNC}),
    words={
        Semantics.SYNC: "{source} asks {target} for messages, and deletes what it has dealt with",
    },
)
