"""An S3 event notification.

Source: Amazon S3 User Guide, "Amazon S3 Event Notifications".
"""

from app.model import ArrowProperties, Protocol, Semantics, prop


class NotificationProperties(ArrowProperties):
    """Which objects are reported."""

    events: tuple[str, ...] = prop(("s3:ObjectCreated:*",), "The S3 event types that are reported.", min_length=1)
    prefix: str = prop("", "Only objects whose key begins so are reported.", max_length=1024)
    suffix: str = prop("", "Only objects whose key ends so are reported.", max_length=1024)


PROTOCOL = Protocol(
    id="notification",
    title="Bucket notification",
    summary="The bucket reports that an object came or went.",
    semantics=frozenset({Semantics.ASYNC}),
    words={
        Semantics.ASYNC: "{source} tells {target} about each object that comes or goes",
    },
    properties=NotificationProperties,
)
