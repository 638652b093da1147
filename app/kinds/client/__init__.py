"""The caller at a pattern's edge. It is a socket: dropping a pattern on it, or connecting to it, binds the two."""

from app.kinds.ports import ASYNC, BOTH, ERROR, SYNC, arrives, leaves
from app.model import Family, Kind, Properties

KIND = Kind(
    id="client",
    title="Client",
    family=Family.OUTSIDE,
    aws_service=None,
    summary="Whoever calls from outside: a browser, an app, a partner's system.",
    notes=(
        "A placeholder: another pattern can take its place.",
        "What calls queues, topics or functions directly needs AWS credentials; a browser or a partner wants an API.",
    ),
    icon="resource/Client",
    glyph="C",
    properties=Properties,
    ports=(
        leaves("requests", "http", BOTH, "The client sends an HTTP request."),
        leaves("invokes", "invoke", BOTH, "The client invokes a function with the AWS SDK."),
        leaves("sends", "message", ASYNC, "The client puts a message on a queue, topic, bus or stream."),
        leaves("starts", "start", BOTH, "The client starts a workflow."),
        leaves(
            "queries",
            "query",
            SYNC,
            "The client reads or writes objects directly, such as an upload.",
            peers=("bucket",),
        ),
        arrives("refusals", "refusal", ERROR, "The client gets an error for an answer."),
    ),
    socket=True,
)
