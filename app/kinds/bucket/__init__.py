"""An S3 bucket: a store for objects, a landing place for Firehose, and a failure target that keeps whole payloads."""

from typing import Literal

from app.kinds.ports import ASYNC, ERROR, SYNC, arrives, leaves
from app.model import Family, Kind, Properties, prop


class BucketProperties(Properties):
    """What an S3 bucket keeps, and for how long."""

    versioned: bool = prop(True, "Whether overwritten and deleted objects are kept as older versions.")
    expiry: int | None = prop(
        None,
        "After how many days objects are deleted; unset means never.",
        unit="days",
        ge=1,
        le=2_147_483_647,
        source="Amazon S3 API Reference, LifecycleExpiration: Days",
    )
    on_delete: Literal["retain", "delete"] = prop(
        "retain", "What becomes of the bucket when the stack is deleted; AWS deletes an empty one only."
    )

    def telling(self) -> tuple[str, ...]:
        """When objects go, if they do."""
        return () if self.expiry is None else (f"expires in {self.expiry} d",)


KIND = Kind(
    id="bucket",
    title="S3 bucket",
    family=Family.STORAGE,
    aws_service="Amazon S3",
    summary="Stores objects of any size.",
    notes=(
        "A read after a write sees the new object at once, in every region.",
        "Notifications arrive at least once and in no certain order, usually within seconds.",
        "A function that writes into the bucket that triggers it calls itself: use another prefix, or another bucket.",
    ),
    icon="architecture-service/AmazonSimpleStorageService",
    glyph="S3",
    properties=BucketProperties,
    ports=(
        arrives(
            "objects",
            "query",
            SYNC,
            "The caller reads or writes objects; to read includes to list them.",
            actions=("s3:GetObject", "s3:PutObject"),
            reads=("s3:GetObject",),
        ),
        arrives("deliveries", "delivery", ASYNC, "Firehose writes a batch as one object."),
        arrives(
            "failures",
            "failure",
            ERROR,
            "The bucket keeps what failed elsewhere, as an object each.",
            actions=("s3:PutObject",),
        ),
        leaves("events", "notification", ASYNC, "The bucket tells of objects that come or go."),
        leaves("copies", "copy", ASYNC, "The warehouse loads the bucket's objects in bulk.", peers=("warehouse",)),
    ),
)
