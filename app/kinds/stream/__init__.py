"""Kinesis stream: An ordered, replayable log of records, spread over shards."""

from typing import Literal

from app.kinds.ports import ASYNC, SYNC, arrives, leaves
from app.model import Family, Kind, Properties, prop


class StreamProperties(Properties):
    """What can be set on a Kinesis stream."""

    mode: Literal["on-demand", "provisioned"] = prop(
        "on-demand", "Whether AWS or the owner decides how many shards there are."
    )
    shards: int = prop(1, "How many shards a provisioned stream has.", unit="shards", ge=1, le=10_000)
    retention: int = prop(
        24,
        "How long records are kept.",
        unit="h",
        ge=24,
        le=8_760,
        source="Kinesis Data Streams Developer Guide, Changing the data retention period",
    )

    def telling(self) -> tuple[str, ...]:
        """The shards, where the owner counts them."""
        return (f"{self.shards} shards" if self.shards > 1 else "1 shard",) if self.mode == "provisioned" else ()


KIND = Kind(
    id="stream",
    title="Kinesis stream",
    family=Family.STREAMING,
    aws_service="Amazon Kinesis Data Streams",
    summary="An ordered, replayable log of records, spread over shards.",
    notes=(),
    icon="architecture-service/AmazonKinesisDataStreams",
    glyph="K",
    properties=StreamProperties,
    ports=(
        arrives("messages", "message", ASYNC, "Takes records.", actions=("kinesis:PutRecord", "kinesis:PutRecords")),
        arrives("events", "target", ASYNC, "Receives events by a rule."),
        arrives("log-lines", "log-events", ASYNC, "Receives log lines."),
        leaves("records", "stream", ASYNC, "Is followed by readers."),
        leaves("metrics", "metric", ASYNC, "Reports metrics."),
    ),
)
