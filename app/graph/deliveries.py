"""What it takes to deliver to a component, or to read from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from app.graph.calls import Call
from app.graph.resources import Statement
from app.graph.values import Value


@dataclass(frozen=True)
class Push:
    """An AWS service that delivers of its own accord."""

    principal: str
    """The service, such as `sns.amazonaws.com`."""
    name: str
    """What the deliverer's logical id is, for the name of the permission."""
    source: Value = None
    """The ARN that it delivers for; None where saying it would be a circle, so that the account has to do."""
    pattern: Value = None
    """Which events of the account's default bus these are, where the service reports there."""
    by_role: bool = False
    """Whether it assumes a role of ours, so that the receiver need not say anything."""


@dataclass(frozen=True)
class Sink:
    """Where a delivery goes."""

    arn: Value
    protocol: str
    """SNS's word for it: `lambda`, `sqs`, `firehose`, `https`."""
    statements: tuple[Statement, ...] = ()
    """What the deliverer's role must be allowed; empty if the receiver's own policy lets it in."""
    options: Mapping[str, Value] = field(default_factory=dict)
    """What EventBridge and Scheduler must say beside the ARN, such as `SqsParameters`."""
    policy: str | None = None
    """The logical id of the policy that lets it in, for those who need it to exist first."""
    fifo: bool = False


@dataclass(frozen=True)
class Reading:
    """Something that readers poll or follow."""

    arn: Value
    service: str
    """`sqs`, `kinesis` or `dynamodb`."""
    statements: tuple[Statement, ...]
    fifo: bool = False


@dataclass(frozen=True)
class Metric:
    """A CloudWatch metric of a component, and how one usually looks at it."""

    namespace: str
    name: str
    dimensions: Mapping[str, Value]
    statistic: str = "Sum"


class Generated(Protocol):
    """A component that lowering adds of its own accord: somewhere to leave what failed."""

    @property
    def logical_id(self) -> str:
        """Its main resource."""

    @property
    def arn(self) -> Value:
        """Its ARN."""

    def keep(self, reason: str) -> Call:
        """How somebody leaves there what failed."""

    def receive(self, push: Push, reason: str) -> Sink:
        """Let a service deliver there."""
