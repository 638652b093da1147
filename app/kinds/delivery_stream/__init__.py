"""Amazon Data Firehose: a pipe that gathers, and writes when enough has come together.

Its COPY into Redshift goes through a bucket, so the drawing has both: a delivery to the bucket, a copy from there.
"""

from app.kinds.ports import ASYNC, ERROR, arrives, leaves
from app.model import Family, Kind, Properties, prop

_HINTS = "Data Firehose API Reference, BufferingHints"


class DeliveryStreamProperties(Properties):
    """When a batch is written: whichever of the two comes first."""

    buffer_size: int = prop(
        5,
        "How much is gathered before a batch is written.",
        unit="MiB",
        ge=1,
        le=128,
        source=f"{_HINTS}: SizeInMBs",
    )
    buffer_interval: int = prop(
        300,
        "How long is gathered at most before a batch is written.",
        unit="s",
        ge=0,
        le=900,
        source=f"{_HINTS}: IntervalInSeconds",
    )

    def telling(self) -> tuple[str, ...]:
        """The buffer, where somebody chose it."""
        usual = (self.buffer_size, self.buffer_interval) == (5, 300)
        return () if usual else (f"{self.buffer_size} MiB or {self.buffer_interval} s",)


KIND = Kind(
    id="delivery-stream",
    title="Data Firehose stream",
    family=Family.STREAMING,
    aws_service="Amazon Data Firehose",
    summary="Gathers records and writes them to their destination in batches.",
    notes=(
        "Until 2024 it was called Kinesis Data Firehose.",
        "The buffer is a hint: under load Firehose writes larger batches.",
        "Records may arrive twice and out of order; what can't be delivered goes to the backup bucket after retries.",
    ),
    icon="architecture-service/AmazonDataFirehose",
    glyph="F",
    properties=DeliveryStreamProperties,
    ports=(
        arrives(
            "messages",
            "message",
            ASYNC,
            "The sender puts a record on the stream.",
            actions=("firehose:PutRecord", "firehose:PutRecordBatch"),
        ),
        arrives("records", "stream", ASYNC, "Firehose follows a Kinesis stream.", peers=("stream",)),
        arrives("log-lines", "log-events", ASYNC, "Firehose receives log lines, compressed."),
        arrives("notices", "subscription", ASYNC, "Firehose receives a topic's messages."),
        arrives("events", "target", ASYNC, "Firehose receives the events that match a rule."),
        leaves("delivers", "delivery", ASYNC, "Firehose writes batches to its destination."),
        leaves("fails", "failure", ERROR, "Firehose keeps there what it could not deliver.", peers=("bucket",)),
    ),
)
