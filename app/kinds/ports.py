"""Short ways to write a kind's ports, and what several kinds' ports have in common."""

from typing import Annotated, Literal, Self

from pydantic import StringConstraints, model_validator

from app.model import ArrowProperties, Direction, Port, Semantics, contradiction, prop

SYNC = frozenset({Semantics.SYNC})
ASYNC = frozenset({Semantics.ASYNC})
BOTH = SYNC | ASYNC
ERROR = frozenset({Semantics.ERROR})


def arrives(
    port: str,
    protocol: str,
    semantics: frozenset[Semantics],
    summary: str,
    *,
    actions: tuple[str, ...] = (),
    reads: tuple[str, ...] = (),
    peers: tuple[str, ...] = (),
    by_name_only: bool = False,
    properties: type[ArrowProperties] = ArrowProperties,
) -> Port:
    """A port where arrows end. `actions` are what the caller must be allowed, `reads` the part that only reads."""
    return Port(
        id=port,
        direction=Direction.IN,
        protocol=protocol,
        semantics=semantics,
        summary=summary,
        actions=actions,
        read_actions=reads,
        peers=frozenset(peers),
        by_name_only=by_name_only,
        properties=properties,
    )


def leaves(
    port: str,
    protocol: str,
    semantics: frozenset[Semantics],
    summary: str,
    *,
    peers: tuple[str, ...] = (),
    properties: type[ArrowProperties] = ArrowProperties,
) -> Port:
    """A port where arrows start. `peers` are the kinds it can reach, where AWS allows fewer than the protocol."""
    return Port(
        id=port,
        direction=Direction.OUT,
        protocol=protocol,
        semantics=semantics,
        summary=summary,
        peers=frozenset(peers),
        properties=properties,
    )


OURS = "A bound of Patternbook's own; AWS states none."
"""The source of a limit that only keeps nonsense out."""

_MAPPING = "Lambda API Reference, CreateEventSourceMapping"


class RouteProperties(ArrowProperties):
    """What an API has to know of an arrow that leaves it."""

    route: str = prop(
        "ANY /",
        "Method and path that lead along this arrow, such as `POST /orders/{id}`, or `$default` for all other routes.",
        pattern=r"^(\$default|(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|ANY) /[A-Za-z0-9._~/{}+-]*)$",
        max_length=512,
    )


HeaderName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9-]{0,62}$")]


class SendingProperties(RouteProperties):
    """What an API has to know where it puts a request on a channel itself."""

    headers: tuple[HeaderName, ...] = prop(
        (),
        "Headers that a queue's message carries as attributes, such as a signature; a request without one is refused.",
        max_length=10,
        source="Amazon SQS Developer Guide, Amazon SQS message quotas: Message attributes",
    )


class StreamReaderProperties(ArrowProperties):
    """How a function follows a stream."""

    batch_size: int = prop(
        100,
        "How many records one invocation gets at most.",
        unit="records",
        ge=1,
        le=10_000,
        source=f"{_MAPPING}: BatchSize",
    )
    batch_window: int = prop(
        0,
        "How long Lambda gathers records before it invokes the function.",
        unit="s",
        ge=0,
        le=300,
        source=f"{_MAPPING}: MaximumBatchingWindowInSeconds",
    )
    starting_position: Literal["TRIM_HORIZON", "LATEST"] = prop(
        "TRIM_HORIZON", "Whether a new reader begins with the oldest record kept or with what comes next."
    )
    bisect: bool = prop(True, "Whether a failing batch is halved until the bad record is alone.")
    retry_attempts: int = prop(
        5,
        "How often a failing batch is tried again before its records go to the failure target; "
        "-1 means until they expire.",
        unit="retries",
        ge=-1,
        le=10_000,
        source=f"{_MAPPING}: MaximumRetryAttempts",
    )
    maximum_record_age: int = prop(
        -1,
        "How old a record may get before it goes to the failure target unread; -1 means any age.",
        unit="s",
        ge=-1,
        le=604_800,
        source=f"{_MAPPING}: MaximumRecordAgeInSeconds",
    )
    parallelization: int = prop(
        1,
        "How many batches of one shard are in work at once; order then holds per partition key.",
        unit="batches",
        ge=1,
        le=10,
        source=f"{_MAPPING}: ParallelizationFactor",
    )
    report_batch_item_failures: bool = prop(True, "Whether the function names the record at which it failed.")

    @model_validator(mode="after")
    def _age_is_never_or_a_minute(self) -> Self:
        if -1 < self.maximum_record_age < 60:
            raise contradiction("maximum_record_age", "a record's age limit is at least 60 s, or -1 for none")
        return self
