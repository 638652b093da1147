"""A Step Functions state machine. Its steps are the arrows that leave it, so the drawing shows what it coordinates; in
which order, and under which condition, is said by each arrow (`stage`, `only_if`, `for_each`).
"""

from typing import Literal, Self

from pydantic import model_validator

from app.kinds.ports import ASYNC, BOTH, ERROR, OURS, SYNC, arrives, leaves
from app.model import ArrowProperties, Family, Kind, Properties, contradiction, prop


class StateMachineProperties(Properties):
    """Which workflow type, and how long it may run."""

    type: Literal["standard", "express"] = prop(
        "standard",
        "Whether it runs up to a year and exactly once (standard), or up to 5 minutes and can answer (express).",
        source="Step Functions Developer Guide, Choosing workflow type in Step Functions",
    )
    timeout: int = prop(
        300,
        "How long one execution may run; express: at most 300.",
        unit="s",
        ge=1,
        le=31_536_000,
        source="Step Functions Developer Guide, Step Functions service quotas",
    )

    @model_validator(mode="after")
    def _express_is_short(self) -> Self:
        if self.type == "express" and self.timeout > 300:
            raise contradiction("timeout", f"an express workflow runs at most 300 s, not {self.timeout}")
        return self

    def telling(self) -> tuple[str, ...]:
        """Which type it is."""
        return (self.type.capitalize(),)


class TaskProperties(ArrowProperties):
    """Where in the workflow a step stands."""

    stage: int = prop(
        1,
        "When the step runs: stages run one after the other, steps of one stage at the same time.",
        ge=1,
        le=1_000,
        source=OURS,
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
    not_retried: tuple[str, ...] = prop(
        (),
        "The step's errors that no retry cures, by their names, such as PaymentDeclinedError.",
        max_length=20,
    )


KIND = Kind(
    id="state-machine",
    title="Step Functions state machine",
    family=Family.ORCHESTRATION,
    aws_service="AWS Step Functions",
    summary="A workflow of steps with retries, waits, branches and rollbacks.",
    notes=(
        "A standard workflow bills every state transition, an express one its runs and their duration.",
        "Only an express workflow can answer a waiting caller, and API Gateway gives up on it after 29 or 30 seconds.",
        "Express steps run at least once, so they must be idempotent; standard steps run once unless they are retried.",
        "An inline map works on 40 items at once, a distributed map runs up to 10,000 children.",
    ),
    icon="architecture-service/AWSStepFunctions",
    glyph="SM",
    properties=StateMachineProperties,
    ports=(
        arrives(
            "starts",
            "start",
            BOTH,
            "The caller starts the workflow.",
            actions=("states:StartExecution", "states:StartSyncExecution"),
        ),
        arrives("events", "target", ASYNC, "Events that match a rule start the workflow."),
        arrives("ticks", "schedule", ASYNC, "A schedule starts the workflow.", actions=("states:StartExecution",)),
        arrives("refusals", "refusal", ERROR, "The workflow gets an error from a step."),
        leaves("invokes", "invoke", BOTH, "The workflow runs a function as a step.", properties=TaskProperties),
        leaves(
            "sends", "message", ASYNC, "The workflow puts a message on a channel as a step.", properties=TaskProperties
        ),
        leaves(
            "queries",
            "query",
            SYNC,
            "The workflow reads or writes a table or bucket as a step.",
            peers=("table", "bucket"),
            properties=TaskProperties,
        ),
        leaves("nests", "start", BOTH, "The workflow runs another one as a step.", properties=TaskProperties),
        leaves("fails", "failure", ERROR, "The workflow goes this way when a step fails for good."),
        leaves("refuses", "refusal", ERROR, "The workflow answers its caller with an error."),
        leaves("metrics", "metric", ASYNC, "The workflow reports a metric to an alarm."),
    ),
)
