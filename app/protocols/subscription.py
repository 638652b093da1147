"""An SNS subscription.

Source: SNS Developer Guide, "Amazon SNS subscription filter policies", "Amazon SNS raw message delivery".
"""

from collections.abc import Mapping
from typing import Any, Literal, Self

from pydantic import model_validator

from app.model import ArrowProperties, Protocol, Semantics, contradiction, prop


class SubscriptionProperties(ArrowProperties):
    """Which messages the subscriber gets, and in which form."""

    filter_policy: Mapping[str, Any] | None = prop(
        None,
        "Which messages the subscriber wants, as an SNS filter policy; unset means all.",
        source="SNS Developer Guide, Filter policy constraints in Amazon SNS",
    )
    filter_scope: Literal["MessageAttributes", "MessageBody"] = prop(
        "MessageAttributes", "Whether the filter looks at the attributes or into the body."
    )
    raw_delivery: bool = prop(
        False, "Whether a queue, Firehose or HTTP subscriber gets the bare message, without the SNS envelope."
    )

    @model_validator(mode="after")
    def _filter_can_match(self) -> Self:
        if self.filter_policy is None:
            return self
        if not 1 <= len(self.filter_policy) <= 5:
            raise contradiction("filter_policy", f"a filter policy has 1 to 5 keys, not {len(self.filter_policy)}")
        for key, value in self.filter_policy.items():
            nested = self.filter_scope == "MessageBody" and isinstance(value, Mapping)
            if not nested and (not isinstance(value, list) or not value):
                raise contradiction("filter_policy", f"{key} must be a list of what matches, such as [shipped]")
        return self


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
