"""What it takes to call a component, whoever calls: code, an API, a workflow, a failure on its way out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from app.graph.resources import Statement
from app.graph.values import Sub, Text, Value


@dataclass(frozen=True)
class Route:
    """A route of an API: `ANY` stands for every method, the path begins with a slash."""

    method: str
    path: str

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names in braces, in order, without the plus of a greedy one."""
        parts = self.path.strip("/").split("/")
        return tuple(part[1:-1].removesuffix("+") for part in parts if part.startswith("{"))


@dataclass(frozen=True)
class RestIntegration:
    """How a REST API calls the component, as API Gateway's Integration says it."""

    type: str
    """`AWS_PROXY`, `AWS` or `HTTP_PROXY`."""
    uri: Value
    method: str = "POST"
    template: Text | None = None
    """The body of the call, in VTL; None passes the request's body through."""
    parameters: Mapping[str, Value] = field(default_factory=dict)
    """Request parameters, such as headers in single quotes."""
    answer: str | None = None
    """The body of the answer, in VTL; None passes the integration's answer through."""
    status: str = "200"
    extra: Mapping[str, Value] = field(default_factory=dict)
    """What else the integration needs, such as a VPC link."""


@dataclass(frozen=True)
class HttpIntegration:
    """How an HTTP API calls the component."""

    type: str
    """`AWS_PROXY` or `HTTP_PROXY`."""
    uri: Value = None
    subtype: str | None = None
    """The AWS service integration's name, such as `SQS-SendMessage`."""
    method: str | None = None
    parameters: Mapping[str, Value] = field(default_factory=dict)
    payload: str = "1.0"
    extra: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class Task:
    """How a workflow calls the component: a Task state in JSONata."""

    resource: Text
    arguments: Mapping[str, Value]
    output: Value = "{% $states.result %}"
    keeps_input: bool = False
    """Whether the answer says nothing that a later step could want, so that the input goes on instead."""
    retry: tuple[str, ...] = ()
    """Errors of the service that pass by themselves, beside `States.TaskFailed`."""


@dataclass(frozen=True)
class Inside:
    """A component that is reached within a VPC only."""

    network: str | None
    """The service whose VPC it is."""
    security_group: str
    """The logical id of the security group that guards it."""
    port: int


@dataclass(frozen=True)
class Call:
    """What a caller must be allowed, must know and must reach, and how callers without code do it."""

    statements: tuple[Statement, ...] = ()
    settings: Mapping[str, Value] = field(default_factory=dict)
    """Environment variables by the suffix that follows the target's name, such as `QUEUE_URL`."""
    endpoint: str | None = None
    """The AWS service, as VPC endpoints name it (`sqs`, `states`); None if no AWS API is called."""
    internet: bool = False
    """Whether the call leaves AWS's private network."""
    inside: Inside | None = None
    arn: Value = None
    """What a failure destination or a schedule names."""
    takes_streams: bool = False
    """Whether a stream's event source can leave failures here, not only an asynchronous invocation."""
    fifo: bool = False
    rest: RestIntegration | Callable[[Route], RestIntegration] | None = None
    """One for every route, or what makes it of a route; None if no REST API can call the component."""
    http: HttpIntegration | Callable[[Route], HttpIntegration] | None = None
    task: Task | None = None
    admit: Callable[[str, Sub], object] | None = None
    """Lets an AWS service in by the component's own policy: called with the service and the ARN it calls from. Where it
    is None, the caller's role must hold the statements."""

    def rest_for(self, route: Route) -> RestIntegration | None:
        """How a REST API calls the component on a route."""
        return self.rest(route) if callable(self.rest) else self.rest

    def http_for(self, route: Route) -> HttpIntegration | None:
        """How an HTTP API calls the component on a route."""
        return self.http(route) if callable(self.http) else self.http
