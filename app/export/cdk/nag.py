"""What cdk-nag's Serverless pack asks and a stack answers otherwise, with the reasons.

The pack (cdk-nag, RULES.md, "Serverless") is part of every app. A queue, a rule and a consumer are named one by one, so
that one which the project's owner adds is asked for. What concerns every function is said once.
"""

from collections.abc import Iterator

from app.export.cdk.code import This, Var, call, static, struct
from app.export.cdk.draft import Draft
from app.graph import Resource, references

FUNCTION = "AWS::Lambda::Function"
QUEUE = "AWS::SQS::Queue"
EVERY_FUNCTION = {
    "LambdaDLQ": "What fails goes to the target of its caller or source, which tells more than a dead-letter queue.",
    "LambdaLatestVersion": "The packages are locked and the tests were run for this runtime; move on when they pass.",
}
UNREAD = "No function reads it, so nothing can fail too often: it keeps what failed elsewhere, or what others fetch."
REDRIVEN = "A queue has no such destination: its own redrive policy keeps what failed."


def acknowledge(draft: Draft) -> None:
    """Write what the stack acknowledges, if the pack would find anything."""
    functions = draft.graph.of_type(FUNCTION)
    if functions:
        said = (struct("cdk.Acknowledgment", _said(rule, reason)) for rule, reason in EVERY_FUNCTION.items())
        draft.do(call(static("cdk.Validations", "of", This()), "acknowledge", *said))
    for var, rule, reason in _single(draft):
        said_once = struct("cdk.Acknowledgment", _said(rule, reason))
        draft.do(call(static("cdk.Validations", "of", var), "acknowledge", said_once))
    draft.end("What cdk-nag's Serverless pack asks, and why it is otherwise here.", None)


def _said(rule: str, reason: str) -> dict[str, str]:
    return {"id": f"Serverless-{rule}", "reason": reason}


def _single(draft: Draft) -> Iterator[tuple[Var, str, str]]:
    """What is acknowledged of single constructs: which, the rule, the reason."""
    sources = draft.graph.of_type("AWS::Lambda::EventSourceMapping")
    read = {name for source in sources for name in references(source.properties.get("EventSourceArn"))}
    for queue in draft.graph.of_type(QUEUE):
        if "RedrivePolicy" not in queue.properties and queue.logical_id not in read:
            yield draft.known(queue.logical_id).var, "SQSRedrivePolicy", UNREAD
    for var in dict.fromkeys(draft.known(source.logical_id).var for source in sources if _of_a_queue(draft, source)):
        yield var, "LambdaEventSourceMappingDestination", REDRIVEN


def _of_a_queue(draft: Draft, source: Resource) -> bool:
    names = references(source.properties.get("EventSourceArn"))
    return any(name in draft.graph.resources and draft.graph.resources[name].type == QUEUE for name in names)
