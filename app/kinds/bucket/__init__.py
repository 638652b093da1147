"""S3 bucket: Stores objects of any size."""

from app.kinds.ports import ASYNC, ERROR, SYNC, arrives, leaves
from app.model import Family, Kind, Properties, prop


class BucketProperties(Properties):
    """What can be set on an S3 bucket."""

    versioned: bool = prop(True, "Whether overwritten objects are kept as older versions.")
    expiry: int | None = prop(
        None, "After how many days objects are deleted; unset means never.", unit="days", ge=1, le=36_500
    )


KIND = Kind(
    id="bucket",
    title="S3 bucket",
    family=Family.STORAGE,
    aws_service="Amazon S3",
    summary="Stores objects of any size.",
    notes=(),
    icon="architecture-service/AmazonSimpleStorageService",
    glyph="S3",
    properties=BucketProperties,
    ports=(
        arrives(
            "objects",
            "query",
            SYNC,
            "Is read and written.",
            actions=("s3:GetObject", "s3:PutObject"),
            reads=("s3:GetObject",),
        ),
        arrives("deliveries", "delivery", ASYNC, "Takes batches."),
        arrives("failures", "failure", ERROR, "Keeps what failed elsewhere.", actions=("s3:PutObject",)),
        leaves("events", "notification", ASYNC, "Tells of new objects."),
        leaves("copies", "copy", ASYNC, "Is loaded in bulk.", peers=("warehouse",)),
    ),
)
