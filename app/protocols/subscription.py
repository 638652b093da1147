"""An SNS subscription.

Source: SNS Developer Guide, "Amazon SNS subscription filter policies", "Amazon SNS raw message delivery".
"""

from collections.abc import Mapping
from typing import Any, Literal

from app.model import ArrowProperties, Protocol, Semantics, prop


class SubscriptionProperties(ArrowProperties):
    """Which messages the subscriber gets, and in which form."""

    filter_policy: Mapping[str, Any] | None = prop(
        None, "Which messages the subscriber wants, as an SNS filter policy; unset means all."
    )
    filter_scope: Literal["MessageAttributes", "MessageBody"] = prop(
        "MessageAttributes", "Whether the filter looks at the attributes or into the body."
    )
    raw_delivery: bool = prop(
        False, "Whether a queue or HTTP subscriber gets the bare message, without the SNS envelope."
    )


PROTOCOL = Protocol(
    id="subscription",
    title="Subscription",
    summary="The topic pushes a copy of each message to the subscriber.",
    semantics=frozenset({Semantics.ASYNC}),
    words={
        Semantics.ASYNC: "{source} pushes a copy of each message to {target}",
    },
    properties=SubscriptionProperties,
)
