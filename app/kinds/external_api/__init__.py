"""External API: A third party's HTTP API: not ours, not always up."""

from app.kinds.ports import ASYNC, ERROR, SYNC, arrives, leaves
from app.model import Family, Kind, Properties, prop


class ExternalApiProperties(Properties):
    """What can be set on an External API."""

    base_url: str = prop(
        "https://api.example.com", "The address that requests go to.", pattern=r"^https?://[^\s]{1,2000}$"
    )


KIND = Kind(
    id="external-api",
    title="External API",
    family=Family.OUTSIDE,
    aws_service=None,
    summary="A third party's HTTP API: not ours, not always up.",
    notes=("A placeholder: another pattern can take its place.",),
    icon=None,
    glyph="API",
    properties=ExternalApiProperties,
    ports=(
        arrives("requests", "http", SYNC, "Answers HTTP requests."),
        arrives("notices", "subscription", ASYNC, "Receives a topic's messages at an HTTPS address."),
        arrives("events", "target", ASYNC, "Receives events through an API destination."),
        leaves("refuses", "refusal", ERROR, "Fails, or does not answer in time."),
    ),
    socket=True,
)
