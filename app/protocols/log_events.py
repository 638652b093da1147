"""A CloudWatch Logs subscription filter; a log group takes at most two.

Source: CloudWatch Logs User Guide, "Real-time processing of log data with subscriptions".
"""

from app.model import ArrowProperties, Protocol, Semantics, prop


class LogEventsProperties(ArrowProperties):
    """The filter."""

    filter_pattern: str = prop(
        "",
        "Which lines are sent on, as a CloudWatch Logs filter pattern; empty means all.",
        max_length=1_024,
        source="CloudWatch Logs API Reference, PutSubscriptionFilter: filterPattern",
    )


PROTOCOL = Protocol(
    id="log-events",
    title="Subscription filter",
    summary="The log group sends matching log lines on.",
    semantics=frozenset({Semantics.ASYNC}),
    words={
        Semantics.ASYNC: "{source} sends the log lines that match the filter to {target}",
    },
    properties=LogEventsProperties,
)
