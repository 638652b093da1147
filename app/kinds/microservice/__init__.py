"""Other microservice: A microservice of somebody else's, known only by its interface."""

from app.kinds.ports import ASYNC, BOTH, ERROR, SYNC, arrives, leaves
from app.model import Family, Kind, Properties

KIND = Kind(
    id="microservice",
    title="Other microservice",
    family=Family.OUTSIDE,
    aws_service=None,
    summary="A microservice of somebody else's, known only by its interface.",
    notes=("A placeholder: another pattern can take its place.",),
    icon=None,
    glyph="μs",
    properties=Properties,
    ports=(
        leaves("requests", "http", BOTH, "Sends an HTTP request."),
        leaves("invokes", "invoke", BOTH, "Invokes a function with the AWS SDK."),
        leaves("sends", "message", ASYNC, "Puts a message on a queue, topic, bus or stream."),
        leaves("starts", "start", BOTH, "Starts a workflow."),
        leaves("refuses", "refusal", ERROR, "Answers a failed call with an error."),
        arrives("api", "http", SYNC, "Answers HTTP requests."),
        arrives("invoke", "invoke", BOTH, "Is invoked as a function.", actions=("lambda:InvokeFunction",)),
        arrives(
            "messages", "message", ASYNC, "Takes messages on its own queue or topic.", actions=("sqs:SendMessage",)
        ),
        arrives("queued", "event-source", ASYNC, "Works through a queue."),
        arrives("notices", "subscription", ASYNC, "Subscribes to a topic."),
        arrives("events", "target", ASYNC, "Receives events by a rule."),
        arrives("refusals", "refusal", ERROR, "Gets an error for an answer."),
    ),
    socket=True,
)
