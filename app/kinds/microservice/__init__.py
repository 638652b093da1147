"""A service that another team owns. Only its interface is known, so it has one port for each way to be reached:
address, function, queue, subscription, rule.
"""

from app.kinds.ports import ASYNC, BOTH, ERROR, SYNC, arrives, leaves
from app.model import Family, Kind, Properties

KIND = Kind(
    id="microservice",
    title="Other microservice",
    family=Family.OUTSIDE,
    aws_service=None,
    summary="A microservice of somebody else's, known only by its interface.",
    notes=(
        "A placeholder: another pattern can take its place.",
        "What it does inside is its own business: draw the arrow to it, never into its tables.",
    ),
    icon=None,
    glyph="μs",
    properties=Properties,
    ports=(
        leaves("requests", "http", BOTH, "The service sends an HTTP request."),
        leaves("invokes", "invoke", BOTH, "The service invokes a function with the AWS SDK."),
        leaves("sends", "message", ASYNC, "The service puts a message on a queue, topic, bus or stream."),
        leaves("starts", "start", BOTH, "The service starts a workflow."),
        leaves("refuses", "refusal", ERROR, "The service answers a failed call with an error."),
        arrives("api", "http", SYNC, "The service answers an HTTP request."),
        arrives("invoke", "invoke", BOTH, "The service is invoked as a function.", actions=("lambda:InvokeFunction",)),
        arrives(
            "messages",
            "message",
            ASYNC,
            "The service takes messages on its own queue or topic.",
            actions=("sqs:SendMessage",),
        ),
        arrives("queued", "event-source", ASYNC, "The service works through a queue."),
        arrives("notices", "subscription", ASYNC, "The service subscribes to a topic."),
        arrives("events", "target", ASYNC, "The service receives the events that match a rule."),
        arrives("refusals", "refusal", ERROR, "The service gets an error for an answer."),
    ),
    socket=True,
)
