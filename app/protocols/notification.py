"""An S3 event notification.

Source: Amazon S3 User Guide, "Amazon S3 Event Notifications".
"""

import re
from typing import Self

from pydantic import model_validator

from app.model import ArrowProperties, Protocol, Semantics, contradiction, prop

_TYPES = "Amazon S3 User Guide, Event notification types and destinations"
_KEYS = "Amazon S3 User Guide, Naming Amazon S3 objects"


class NotificationProperties(ArrowProperties):
    """Which objects are reported."""

    events: tuple[str, ...] = prop(
        ("s3:ObjectCreated:*",), "The S3 event types that are reported.", min_length=1, max_length=30, source=_TYPES
    )
    prefix: str = prop("", "How the key of an object begins that is reported.", max_length=1_024, source=_KEYS)
    suffix: str = prop("", "How the key of an object ends that is reported.", max_length=1_024, source=_KEYS)

    @model_validator(mode="after")
    def _events_are_event_types(self) -> Self:
        for event in self.events:
            if not re.fullmatch(r"s3:[A-Z][A-Za-z]+(:[A-Za-z*]+)?", event):
                raise contradiction("events", f"{event!r} is no S3 event type, such as s3:ObjectCreated:*")
        return self


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
