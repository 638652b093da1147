"""Lambda function: Code that runs when something happens and is billed by the millisecond."""

from typing import Literal

from app.kinds.ports import ASYNC, BOTH, ERROR, SYNC, StreamReaderProperties, arrives, leaves
from app.model import Family, Kind, Properties, prop


class FunctionProperties(Properties):
    """What can be set on a Lambda function."""

    runtime: Literal["python", "nodejs"] | None = prop(
        None, "The language of the handler; unset means that the export decides."
    )
    memory: int = prop(
        512,
        "Memory of one instance; processor share grows with it.",
        unit="MB",
        ge=128,
        le=10_240,
        source="Lambda Developer Guide, Lambda quotas",
    )
    timeout: int = prop(
        10, "How long one invocation may run.", unit="s", ge=1, le=900, source="Lambda Developer Guide, Lambda quotas"
    )
    reserved_concurrency: int | None = prop(
        None,
        "How many instances may run at once, reserved from the account's; unset means as many as the account has left.",
        ge=0,
        le=100_000,
        source="Lambda Developer Guide, Configuring reserved concurrency for a function",
    )
    retry_attempts: int = prop(
        2,
        "How often Lambda tries a failed asynchronous invocation again.",
        ge=0,
        le=2,
        source="Lambda API Reference, PutFunctionEventInvokeConfig: MaximumRetryAttempts",
    )
    maximum_event_age: int = prop(
        21_600,
        "How long Lambda keeps an asynchronous event before it counts as failed.",
        unit="s",
        ge=60,
        le=21_600,
        source="Lambda API Reference, PutFunctionEventInvokeConfig: MaximumEventAgeInSeconds",
    )
    url_auth: Literal["iam", "none"] = prop("iam", "Who may call the function's own address, where an arrow uses it.")
    recursive_loop: Literal["Terminate", "Allow"] = prop(
        "Terminate",
        "What Lambda does when the function keeps calling itself.",
        source="Lambda Developer Guide, Use Lambda recursive loop detection to prevent infinite loops",
    )

    def telling(self) -> tuple[str, ...]:
        """The cap, where there is one."""
        return () if self.reserved_concurrency is None else (f"concurrency {self.reserved_concurrency}",)


KIND = Kind(
    id="function",
    title="Lambda function",
    family=Family.COMPUTE,
    aws_service="AWS Lambda",
    summary="Code that runs when something happens and is billed by the millisecond.",
    notes=(
        "One invocation runs at most 15 minutes.",
        "An account starts with 1,000 concurrent executions, a soft limit shared by all its functions.",
    ),
    icon="architecture-service/AWSLambda",
    glyph="λ",
    properties=FunctionProperties,
    ports=(
        arrives("invoke", "invoke", BOTH, "Is invoked through the Invoke API.", actions=("lambda:InvokeFunction",)),
        arrives(
            "authorize",
            "authorize",
            SYNC,
            "Decides whether a request may pass.",
            actions=("lambda:InvokeFunction",),
            by_name_only=True,
        ),
        arrives(
            "url",
            "http",
            SYNC,
            "Answers at an HTTPS address of its own.",
            actions=("lambda:InvokeFunctionUrl",),
            by_name_only=True,
        ),
        arrives("messages", "event-source", ASYNC, "Works through a queue."),
        arrives("records", "stream", ASYNC, "Follows a stream.", properties=StreamReaderProperties),
        arrives("notices", "subscription", ASYNC, "Receives a topic's messages."),
        arrives("objects", "notification", ASYNC, "Hears of a bucket's objects."),
        arrives("events", "target", ASYNC, "Receives events by a rule."),
        arrives("ticks", "schedule", ASYNC, "Is called by a schedule.", actions=("lambda:InvokeFunction",)),
        arrives("log-lines", "log-events", ASYNC, "Receives log lines."),
        arrives("alarms", "alarm-action", ASYNC, "Hears of an alarm."),
        arrives(
            "failures", "failure", ERROR, "Takes care of what failed elsewhere.", actions=("lambda:InvokeFunction",)
        ),
        arrives("refusals", "refusal", ERROR, "Gets an error for an answer."),
        leaves("invokes", "invoke", BOTH, "Invokes another function with the AWS SDK."),
        leaves("requests", "http", SYNC, "Sends an HTTP request."),
        leaves("sends", "message", ASYNC, "Puts a message on a queue, topic, bus or stream."),
        leaves("queries", "query", SYNC, "Reads or writes a store."),
        leaves("polls", "poll", SYNC, "Asks a queue for messages itself."),
        leaves("starts", "start", BOTH, "Starts a workflow."),
        leaves("fails", "failure", ERROR, "Keeps what it could not process."),
        leaves("refuses", "refusal", ERROR, "Answers its caller with an error."),
        leaves("logs", "log", ASYNC, "Writes log lines.", peers=("log-group",)),
        leaves("metrics", "metric", ASYNC, "Reports metrics."),
    ),
)
