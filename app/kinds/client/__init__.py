"""Client: Whoever calls from outside: a browser, an app, a partner's system."""

from app.kinds.ports import ASYNC, BOTH, ERROR, SYNC, arrives, leaves
from app.model import Family, Kind, Properties

KIND = Kind(
    id="client",
    title="Client",
    family=Family.OUTSIDE,
    aws_service=None,
    summary="Whoever calls from outside: a browser, an app, a partner's system.",
    notes=("A placeholder: another pattern can take its place.",),
    icon="resource/Client",
    glyph="C",
    properties=Properties,
    ports=(
        leaves("requests", "http", BOTH, "Sends an HTTP request."),
        leaves("invokes", "invoke", BOTH, "Invokes a function with the AWS SDK."),
        leaves("sends", "message", ASYNC, "Puts a message on a queue, topic, bus or stream."),
        leaves("starts", "start", BOTH, "Starts a workflow."),
        leaves("queries", "query", SYNC, "Reads or writes objects directly, such as an upload.", peers=("bucket",)),
        arrives("refusals", "refusal", ERROR, "Gets an error for an answer."),
    ),
    socket=True,
)
