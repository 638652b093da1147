"""Leaving something with a channel: SendMessage, Publish, PutEvents, PutRecord. The channel's port says which."""

from app.model import ArrowProperties, Protocol, Semantics, prop


class MessageProperties(ArrowProperties):
    """What a FIFO channel has to know."""

    group_by: str | None = prop(
        None,
        "What messages must stay in order for, such as the order number; needed by FIFO queues and topics.",
        min_length=1,
        max_length=128,
        source="Amazon SQS Developer Guide, Amazon SQS message quotas: Message group ID",
    )


PROTOCOL = Protocol(
    id="message",
    title="Message",
    summary="The sender leaves a message, record or event with a channel and goes on.",
    semantics=frozenset({Semantics.ASYNC}),
    words={
        Semantics.ASYNC: "{source} puts a message on {target}, gets an acknowledgement and goes on",
    },
    properties=MessageProperties,
)
