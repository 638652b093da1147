"""Writing an item with the time of its change, so that every copy of it can tell which of two is newer."""

import time
from typing import Any

from botocore.exceptions import ClientError

TRIES = 5


class BusyError(Exception):
    """Others keep changing the same item."""


def put(table: Any, item: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401 - boto3 has no types
    """Write the item, and give it back with `last_updated`, in milliseconds, which grows with every change of an item.

    Clocks of two instances can differ, so the time is at least one more than that of the item before.
    """
    now = time.time_ns() // 1_000_000
    for _ in range(TRIES):
        stamped = item | {"last_updated": now}
        try:
            table.put_item(
                Item=stamped,
                ConditionExpression="attribute_not_exists(last_updated) OR last_updated < :now",
                ExpressionAttributeValues={":now": now},
                ReturnValuesOnConditionCheckFailure="ALL_OLD",
            )
        except ClientError as error:
            if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
                raise
            before: Any = error.response.get("Item") or {}
            now = int(before.get("last_updated", {}).get("N", now)) + 1
            continue
        return stamped
    raise BusyError("try again")
