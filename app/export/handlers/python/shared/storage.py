"""Objects that are written once, however many functions try."""

from typing import Any

from botocore.exceptions import ClientError
from plain import to_json

EXISTS = ("PreconditionFailed", "ConditionalRequestConflict")
"""The second is S3's word where two write at the same moment."""


def write_once(objects: Any, bucket: str, key: str, value: Any) -> bool:  # noqa: ANN401 - boto3 has no types, any JSON
    """Write a value as JSON, under the condition that there is no such object; False if there was."""
    body = to_json(value).encode()
    try:
        objects.put_object(Bucket=bucket, Key=key, Body=body, ContentType="application/json", IfNoneMatch="*")
    except ClientError as error:
        if error.response["Error"]["Code"] in EXISTS:
            return False
        raise
    return True
