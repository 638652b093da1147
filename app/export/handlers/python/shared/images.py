"""Items as a table's stream tells of them."""

from collections.abc import Mapping
from typing import Any

from boto3.dynamodb.types import TypeDeserializer

_read = TypeDeserializer().deserialize


def item_of(record: Mapping[str, Any]) -> tuple[dict[str, Any], bool]:
    """The item after the change and False, or the one that was removed and True."""
    told = record["dynamodb"]
    removed = record["eventName"] == "REMOVE"
    image = (told.get("OldImage") or told["Keys"]) if removed else told["NewImage"]
    return {name: _read(value) for name, value in image.items()}, removed
