"""A CloudWatch alarm watching a component. The arrow runs as the numbers do: from what is watched to the alarm."""

from app.model import ArrowProperties, Protocol, Semantics, prop


class MetricProperties(ArrowProperties):
    """The metric."""

    metric: str | None = prop(
        None,
        "The CloudWatch metric that is watched; unset means the one that tells most for that component.",
        pattern=r"^[A-Za-z0-9]{1,255}$",
        max_length=255,
        source="CloudWatch API Reference, PutMetricAlarm: MetricName",
    )


PROTOCOL = Protocol(
    id="metric",
    title="Metric",
    summary="The alarm watches a metric of the component.",
    semantics=frozenset({Semantics.ASYNC}),
    words={
        Semantics.ASYNC: "{target} watches a metric of {source}",
    },
    properties=MetricProperties,
)
