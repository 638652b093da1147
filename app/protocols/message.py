"""Leaving something with a channel: SendMessage, Publish, PutEvents, PutRecord. The channel's port says which."""

from app.model import ArrowProperties, Protocol, Semantics, prop


class MessageProperties(ArrowProperties):
    """What a channel that keeps order has to know."""

    group_by: str | None = prop(
        None,
        "The message's field whose value keeps messages in order, such as `order` or `customer.id`: FIFO queues and "
        "topics need it, a stream puts equal values into one shard, and a standard queue treats them as one tenant.",
        pattern=r"^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$",
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
