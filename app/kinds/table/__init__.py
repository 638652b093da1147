"""A DynamoDB table and its stream: one component, since the stream exists where an arrow reads it."""

from typing import Literal, Self

from pydantic import model_validator

from app.kinds.ports import ASYNC, SYNC, arrives, leaves
from app.model import Family, Kind, Properties, contradiction, prop


class TableProperties(Properties):
    """Keys, billing and change records of a DynamoDB table."""

    partition_key: str = prop(
        "pk",
        "The attribute that items are spread by.",
        min_length=1,
        max_length=255,
        source="DynamoDB Developer Guide, Quotas in Amazon DynamoDB",
    )
    sort_key: str | None = prop(
        None,
        "The attribute that items of one partition are sorted by.",
        min_length=1,
        max_length=255,
        source="DynamoDB Developer Guide, Quotas in Amazon DynamoDB",
    )
    billing: Literal["on-demand", "provisioned"] = prop(
        "on-demand", "Whether one pays per request or for reserved throughput."
    )
    time_to_live: str | None = prop(
        None,
        "The attribute that holds an item's expiry time, in seconds since 1970.",
        min_length=1,
        max_length=255,
        source="DynamoDB API Reference, TimeToLiveSpecification: AttributeName",
    )
    point_in_time_recovery: bool = prop(
        True, "Whether the table can be restored to any second of the last 35 days; billed by its size."
    )
    on_delete: Literal["retain", "delete"] = prop("retain", "What becomes of the items when the stack is deleted.")
    stream_view: Literal["NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY"] = prop(
        "NEW_AND_OLD_IMAGES", "What a change record holds, where an arrow reads the stream."
    )

    @model_validator(mode="after")
    def _keys_differ(self) -> Self:
        if self.sort_key == self.partition_key:
            raise contradiction("sort_key", "it must be another attribute than the partition key")
        if self.time_to_live is not None and self.time_to_live in (self.partition_key, self.sort_key):
            raise contradiction("time_to_live", "a key cannot hold the expiry time: take an attribute of its own")
        return self


KIND = Kind(
    id="table",
    title="DynamoDB table",
    family=Family.STORAGE,
    aws_service="Amazon DynamoDB",
    summary="A key-value and document table that grows with its load.",
    notes=(
        "It takes as many callers as Lambda can send, over HTTP: no connections, no VPC.",
        "An item holds up to 400 KB; one partition key takes 1,000 writes and 3,000 reads a second.",
        "Its stream keeps changes for 24 hours, in order per item; a third reader gets in the others' way.",
        "Expired items go within a few days, not at once: check the time when you read.",
    ),
    icon="architecture-service/AmazonDynamoDB",
    glyph="DB",
    properties=TableProperties,
    ports=(
        arrives(
            "items",
            "query",
            SYNC,
            "The caller reads or writes items.",
            actions=(
                "dynamodb:GetItem",
                "dynamodb:BatchGetItem",
                "dynamodb:Query",
                "dynamodb:PutItem",
                "dynamodb:UpdateItem",
                "dynamodb:DeleteItem",
            ),
            reads=("dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"),
        ),
        leaves("changes", "stream", ASYNC, "The table reports every change to an item, in order.", peers=("function",)),
    ),
)
