"""Amazon Redshift, at the far end of the Streamer: fed in bulk from a bucket, or today straight from the stream."""

from typing import Self

from pydantic import model_validator

from app.kinds.ports import ASYNC, SYNC, arrives
from app.model import Family, Kind, Properties, contradiction, prop

_ASK = ("redshift-data:ExecuteStatement", "redshift-data:GetStatementResult", "redshift-data:DescribeStatement")


class WarehouseProperties(Properties):
    """The size of a Redshift Serverless workgroup."""

    base_capacity: int = prop(
        8,
        "The capacity that it starts with: 4, a multiple of 8 up to 512, or a multiple of 32 above.",
        unit="RPU",
        ge=4,
        le=1_024,
        source="Amazon Redshift Management Guide, Compute capacity for Amazon Redshift Serverless",
    )

    @model_validator(mode="after")
    def _capacity_is_on_offer(self) -> Self:
        step = 32 if self.base_capacity > 512 else 8
        if self.base_capacity != 4 and self.base_capacity % step:
            raise contradiction(
                "base_capacity", f"Redshift offers no {self.base_capacity} RPU here: take a multiple of {step}"
            )
        return self


KIND = Kind(
    id="warehouse",
    title="Redshift warehouse",
    family=Family.STORAGE,
    aws_service="Amazon Redshift",
    summary="A data warehouse for questions over a lot of data.",
    notes=(
        "It likes few large loads: single inserts are slow, so let Firehose or COPY gather first.",
        "It can read a Kinesis stream itself into a materialized view, with no bucket between.",
        "Redshift Serverless bills while it works, a provisioned cluster always.",
    ),
    icon="architecture-service/AmazonRedshift",
    glyph="DW",
    properties=WarehouseProperties,
    ports=(
        arrives("deliveries", "delivery", ASYNC, "Firehose loads batches into the warehouse."),
        arrives("copies", "copy", ASYNC, "The warehouse loads objects in bulk."),
        arrives("records", "stream", ASYNC, "The warehouse reads a Kinesis stream directly.", peers=("stream",)),
        arrives("queries", "query", SYNC, "The caller asks the warehouse with SQL.", actions=_ASK, reads=_ASK),
    ),
)
