"""Redshift's COPY from S3, which Firehose issues after each file.

Source: Amazon Redshift Database Developer Guide, "COPY".
"""

from app.model import Protocol, Semantics

PROTOCOL = Protocol(
    id="copy",
    title="Bulk load",
    summary="Redshift loads the bucket's objects in bulk.",
    semantics=frozenset({Semantics.ASYNC}),
    words={
        Semantics.ASYNC: "{target} loads the objects of {source} in bulk",
    },
)
