"""Somebody else's API. It is drawn because it fails: the Circuit Breaker and the throttling patterns are about it."""

from app.kinds.ports import ASYNC, ERROR, SYNC, arrives, leaves
from app.model import Family, Kind, Properties, prop


class ExternalApiProperties(Properties):
    """Where the third party answers."""

    base_url: str = prop(
        "https://api.example.com",
        "The address that requests go to.",
        pattern=r"^https?://[^\s]{1,2000}$",
        max_length=2_008,
    )


KIND = Kind(
    id="external-api",
    title="External API",
    family=Family.OUTSIDE,
    aws_service=None,
    summary="A third party's HTTP API: not ours, not always up.",
    notes=(
        "A placeholder: another pattern can take its place.",
        "Give every call a timeout well below your own, or its slowness becomes yours.",
        "EventBridge API destinations call it at a rate that you set, with retries for up to 24 hours.",
    ),
    icon=None,
    glyph="API",
    properties=ExternalApiProperties,
    ports=(
        arrives("requests", "http", SYNC, "The API answers an HTTP request."),
        arrives("notices", "subscription", ASYNC, "The API receives a topic's messages at an HTTPS address."),
        arrives("events", "target", ASYNC, "The API receives events through an API destination."),
        leaves("refuses", "refusal", ERROR, "The API answers with an error, or not in time."),
    ),
    socket=True,
)
