"""A Kinesis data stream: like a queue it decouples, but every reader sees every record, in order within a shard."""

from typing import Literal, Self

from pydantic import model_validator

from app.kinds.ports import ASYNC, OURS, arrives, leaves
from app.model import Family, Kind, Properties, contradiction, prop


class StreamProperties(Properties):
    """Capacity and memory of a Kinesis stream."""

    mode: Literal["on-demand", "provisioned"] = prop(
        "on-demand", "Whether AWS or the owner decides how many shards there are."
    )
    shards: int = prop(1, "How many shards a provisioned stream has.", unit="shards", ge=1, le=10_000, source=OURS)
    retention: int = prop(
        24,
        "How long records are kept.",
        unit="h",
        ge=24,
        le=8_760,
        source="Kinesis Data Streams Developer Guide, Change the data retention period",
    )

    @model_validator(mode="after")
    def _on_demand_counts_itself(self) -> Self:
        if self.mode == "on-demand" and self.shards != 1:
            raise contradiction(
                "shards", "an on-demand stream counts its own shards: set mode: provisioned, or drop this"
            )
        return self

    def telling(self) -> tuple[str, ...]:
        """The shards, where the owner counts them."""
        return (f"{self.shards} shard{'s' if self.shards > 1 else ''}",) if self.mode == "provisioned" else ()


KIND = Kind(
    id="stream",
    title="Kinesis stream",
    family=Family.STREAMING,
    aws_service="Amazon Kinesis Data Streams",
    summary="An ordered, replayable log of records, spread over shards.",
    notes=(
        "A shard takes 1 MB or 1,000 records a second and gives 2 MB a second, shared by its readers.",
        "Order holds within a partition key; a record may be read twice.",
        "A batch that fails blocks its shard until it succeeds, expires or goes to a failure target.",
    ),
    icon="architecture-service/AmazonKinesisDataStreams",
    glyph="K",
    properties=StreamProperties,
    ports=(
        arrives(
            "messages",
            "message",
            ASYNC,
            "The sender puts a record on the stream.",
            actions=("kinesis:PutRecord", "kinesis:PutRecords"),
        ),
        arrives("events", "target", ASYNC, "The stream receives the events that match a rule."),
        arrives("log-lines", "log-events", ASYNC, "The stream receives log lines, compressed."),
        leaves("records", "stream", ASYNC, "A reader follows the stream."),
        leaves("metrics", "metric", ASYNC, "The stream reports a metric to an alarm."),
    ),
)
