"""DynamoDB table: A key-value and document table that grows with its load."""

from typing import Literal

from app.kinds.ports import ASYNC, SYNC, arrives, leaves
from app.model import Family, Kind, Properties, prop


class TableProperties(Properties):
    """What can be set on a DynamoDB table."""

    partition_key: str = prop("pk", "The attribute that items are spread by.", min_length=1, max_length=255)
    sort_key: str | None = prop(
        None, "The attribute that items of one partition are sorted by.", min_length=1, max_length=255
    )
    billing: Literal["on-demand", "provisioned"] = prop(
        "on-demand", "Whether one pays per request or for reserved throughput."
    )
    time_to_live: str | None = prop(
        None, "The attribute that holds an item's expiry time, in seconds since 1970.", max_length=255
    )
    stream_view: Literal["NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY"] = prop(
        "NEW_AND_OLD_IMAGES", "What a change record holds, where an arrow reads the stream."
    )


KIND = Kind(
    id="table",
    title="DynamoDB table",
    family=Family.STORAGE,
    aws_service="Amazon DynamoDB",
    summary="A key-value and document table that grows with its load.",
    notes=("Its stream keeps changes for 24 hours.",),
    icon="architecture-service/AmazonDynamoDB",
    glyph="DB",
    properties=TableProperties,
    ports=(
        arrives(
            "items",
            "query",
            SYNC,
            "Is read and written.",
            actions=(
                "dynamodb:GetItem",
                "dynamodb:Query",
                "dynamodb:PutItem",
                "dynamodb:UpdateItem",
                "dynamodb:DeleteItem",
            ),
            reads=("dynamodb:GetItem", "dynamodb:Query"),
        ),
        leaves("changes", "stream", ASYNC, "Reports every change, in order.", peers=("function",)),
    ),
)
