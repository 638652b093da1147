"""Step Functions state machine: A workflow of steps with retries, waits, branches and rollbacks."""

from typing import Literal

from app.kinds.ports import ASYNC, BOTH, ERROR, SYNC, arrives, leaves
from app.model import ArrowProperties, Family, Kind, Properties, prop


class StateMachineProperties(Properties):
    """What can be set on a Step Functions state machine."""

    type: Literal["standard", "express"] = prop(
        "standard",
        "Standard runs up to a year and exactly once, Express up to 5 minutes and can answer its caller.",
        source="Step Functions Developer Guide, Choosing workflow type in Step Functions",
    )
    timeout: int = prop(300, "How long one execution may run; Express: at most 300.", unit="s", ge=1, le=31_536_000)

    def telling(self) -> tuple[str, ...]:
        """Which type it is."""
        return (self.type.capitalize(),)


class TaskProperties(ArrowProperties):
    """Where in the workflow a step stands."""

    stage: int = prop(
        1, "When the step runs: stages run one after the other, steps of one stage at the same time.", ge=1, le=1000
    )
    only_if: str | None = prop(
        None,
        "The choice that leads to the step, as a JSONata condition; unset means always.",
        min_length=1,
        max_length=1000,
    )
    for_each: str | None = prop(
        None,
        "The list whose items the step runs for, as a JSONata expression; unset means once.",
        min_length=1,
        max_length=1000,
    )


KIND = Kind(
    id="state-machine",
    title="Step Functions state machine",
    family=Family.ORCHESTRATION,
    aws_service="AWS Step Functions",
    summary="A workflow of steps with retries, waits, branches and rollbacks.",
    notes=(),
    icon="architecture-service/AWSStepFunctions",
    glyph="SM",
    properties=StateMachineProperties,
    ports=(
        arrives("starts", "start", BOTH, "Is started.", actions=("states:StartExecution", "states:StartSyncExecution")),
        arrives("events", "target", ASYNC, "Is started by a rule."),
        arrives("ticks", "schedule", ASYNC, "Is started by a schedule.", actions=("states:StartExecution",)),
        arrives("refusals", "refusal", ERROR, "Gets an error from a step."),
        leaves("invokes", "invoke", BOTH, "Runs a function as a step.", properties=TaskProperties),
        leaves("sends", "message", ASYNC, "Puts a message on a channel as a step.", properties=TaskProperties),
        leaves(
            "queries",
            "query",
            SYNC,
            "Reads or writes a table or bucket as a step.",
            peers=("table", "bucket"),
            properties=TaskProperties,
        ),
        leaves("nests", "start", BOTH, "Runs another workflow as a step.", properties=TaskProperties),
        leaves("fails", "failure", ERROR, "Goes another way when a step fails for good."),
        leaves("refuses", "refusal", ERROR, "Answers its caller with an error."),
        leaves("metrics", "metric", ASYNC, "Reports metrics."),
    ),
)
