"""Data Firehose stream: Gathers records and writes them to their destination in batches."""

from app.kinds.ports import ASYNC, ERROR, SYNC, arrives, leaves
from app.model import Family, Kind, Properties, prop


class DeliveryStreamProperties(Properties):
    """What can be set on a Data Firehose stream."""

    buffer_size: int = prop(
        5,
        "How much is gathered before a batch is written.",
        unit="MB",
        ge=1,
        le=128,
        source="Data Firehose Developer Guide, Understand buffering hints",
    )
    buffer_interval: int = prop(
        300,
        "How long is gathered at most before a batch is written.",
        unit="s",
        ge=0,
        le=900,
        source="Data Firehose Developer Guide, Understand buffering hints",
    )

    def telling(self) -> tuple[str, ...]:
        """The buffer."""
        return (f"{self.buffer_size} MB or {self.buffer_interval} s",)


KIND = Kind(
    id="delivery-stream",
    title="Data Firehose stream",
    family=Family.STREAMING,
    aws_service="Amazon Data Firehose",
    summary="Gathers records and writes them to their destination in batches.",
    notes=("Until 2024 it was called Kinesis Data Firehose.",),
    icon="architecture-service/AmazonDataFirehose",
    glyph="F",
    properties=DeliveryStreamProperties,
    ports=(
        arrives(
            "messages", "message", ASYNC, "Takes records.", actions=("firehose:PutRecord", "firehose:PutRecordBatch")
        ),
        arrives("records", "stream", ASYNC, "Follows a Kinesis stream.", peers=("stream",)),
        arrives("log-lines", "log-events", ASYNC, "Receives log lines."),
        arrives("notices", "subscription", ASYNC, "Receives a topic's messages."),
        arrives("events", "target", ASYNC, "Receives events by a rule."),
        leaves("delivers", "delivery", ASYNC, "Writes batches to its destination."),
        leaves("fails", "failure", ERROR, "Keeps what it could not deliver.", peers=("bucket",)),
    ),
)
