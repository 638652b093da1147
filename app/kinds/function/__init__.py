"""A Lambda function, the part that all patterns are made of.

How it is triggered is not a property but an arrow: each way to reach a function is a port of its own, because each has
other rules for retries, batches and failures.
"""

from typing import Annotated, Literal

from pydantic import StringConstraints

from app.kinds.ports import ASYNC, BOTH, ERROR, OURS, SYNC, StreamReaderProperties, arrives, leaves
from app.model import Family, Kind, Properties, prop

SecretName = Annotated[str, StringConstraints(pattern=r"^[a-z](?:-?[a-z0-9]){0,30}$")]
_QUOTAS = "Lambda Developer Guide, Lambda quotas"
_ASYNC = "Lambda API Reference, PutFunctionEventInvokeConfig"


class FunctionProperties(Properties):
    """Size, time and concurrency of a Lambda function, and its retries when invoked asynchronously."""

    runtime: Literal["python", "nodejs"] | None = prop(
        None, "The language of the handler; unset means that the export decides."
    )
    handler: str | None = prop(
        None,
        "The pattern's handler that it runs, as `pattern/name`; unset means the default of its trigger and targets.",
        pattern=r"^[a-z][a-z0-9-]{0,62}/[a-z][a-z0-9_-]{0,62}$",
    )
    secrets: tuple[SecretName, ...] = prop(
        (),
        "The secrets that its code reads, by name, such as `signing`; each is kept in Secrets Manager.",
        max_length=5,
        source=OURS,
    )
    memory: int = prop(
        512,
        "Memory of one instance; its share of the processor grows with it.",
        unit="MB",
        ge=128,
        le=10_240,
        source=_QUOTAS,
    )
    timeout: int = prop(10, "How long one invocation may run.", unit="s", ge=1, le=900, source=_QUOTAS)
    reserved_concurrency: int | None = prop(
        None,
        "How many instances may run at once, reserved from the account's; unset means as many as the account has left.",
        unit="instances",
        ge=0,
        le=100_000,
        source="Lambda Developer Guide, Configuring reserved concurrency for a function",
    )
    retry_attempts: int = prop(
        2,
        "How often Lambda tries a failed asynchronous invocation again.",
        unit="retries",
        ge=0,
        le=2,
        source=f"{_ASYNC}: MaximumRetryAttempts",
    )
    maximum_event_age: int = prop(
        21_600,
        "How long Lambda keeps an asynchronous event before it counts as failed.",
        unit="s",
        ge=60,
        le=21_600,
        source=f"{_ASYNC}: MaximumEventAgeInSeconds",
    )
    url_auth: Literal["iam", "none"] = prop("iam", "Who may call the function's own address, where an arrow uses it.")
    recursive_loop: Literal["Terminate", "Allow"] = prop(
        "Terminate",
        "What Lambda does when the function keeps calling itself.",
        source="Lambda Developer Guide, Use Lambda recursive loop detection to prevent infinite loops",
    )

    def telling(self) -> tuple[str, ...]:
        """The cap and the allowed loop, where there are any."""
        told = [] if self.reserved_concurrency is None else [f"concurrency {self.reserved_concurrency}"]
        if self.recursive_loop == "Allow":
            told.append("loop allowed")
        return tuple(told)


KIND = Kind(
    id="function",
    title="Lambda function",
    family=Family.COMPUTE,
    aws_service="AWS Lambda",
    summary="Code that runs when something happens and is billed by the millisecond.",
    notes=(
        "One invocation runs at most 15 minutes.",
        "An account starts with 1,000 concurrent executions, a soft limit shared by all its functions.",
        "A payload holds up to 6 MB when the caller waits for the answer, up to 1 MB when it doesn't.",
        "A failed asynchronous event is retried twice and then lost, unless an arrow says where it goes.",
    ),
    icon="architecture-service/AWSLambda",
    glyph="λ",
    properties=FunctionProperties,
    ports=(
        arrives(
            "invoke",
            "invoke",
            BOTH,
            "The caller invokes the function through Lambda's Invoke API.",
            actions=("lambda:InvokeFunction",),
        ),
        arrives(
            "authorize",
            "authorize",
            SYNC,
            "The function decides whether a request may pass.",
            actions=("lambda:InvokeFunction",),
            by_name_only=True,
        ),
        arrives(
            "url",
            "http",
            SYNC,
            "The function answers at an HTTPS address of its own.",
            actions=("lambda:InvokeFunctionUrl",),
            by_name_only=True,
        ),
        arrives("messages", "event-source", ASYNC, "The function works through a queue."),
        arrives("records", "stream", ASYNC, "The function follows a stream.", properties=StreamReaderProperties),
        arrives("notices", "subscription", ASYNC, "The function receives a topic's messages."),
        arrives("objects", "notification", ASYNC, "The function hears of a bucket's objects."),
        arrives("events", "target", ASYNC, "The function receives the events that match a rule."),
        arrives(
            "ticks", "schedule", ASYNC, "The function is called by a schedule.", actions=("lambda:InvokeFunction",)
        ),
        arrives("log-lines", "log-events", ASYNC, "The function receives log lines, compressed."),
        arrives("alarms", "alarm-action", ASYNC, "The function hears of an alarm."),
        arrives(
            "failures",
            "failure",
            ERROR,
            "The function takes care of what failed elsewhere.",
            actions=("lambda:InvokeFunction",),
        ),
        arrives("refusals", "refusal", ERROR, "The function gets an error for an answer."),
        leaves("invokes", "invoke", BOTH, "The function invokes another one with the AWS SDK."),
        leaves("requests", "http", SYNC, "The function sends an HTTP request."),
        leaves("sends", "message", ASYNC, "The function puts a message on a queue, topic, bus or stream."),
        leaves("queries", "query", SYNC, "The function reads or writes a store."),
        leaves("polls", "poll", SYNC, "The function itself asks a queue for messages."),
        leaves("starts", "start", BOTH, "The function starts a workflow."),
        leaves("fails", "failure", ERROR, "What the function could not process is kept there."),
        leaves("refuses", "refusal", ERROR, "The function answers its caller with an error."),
        leaves("logs", "log", ASYNC, "The function writes log lines.", peers=("log-group",)),
        leaves("metrics", "metric", ASYNC, "The function reports a metric to an alarm."),
    ),
)
