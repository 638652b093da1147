"""Where a component's resources are built: a name of its own, and the stack around it."""

from collections.abc import Mapping

from app.graph.builder import Builder
from app.graph.deliveries import Generated, Metric
from app.graph.names import pascal, stem
from app.graph.network import Network
from app.graph.resources import Output, Parameter, Resource, Role
from app.graph.stack import Stack
from app.graph.values import Ref, Value
from app.model import Component, Finding, Severity


class Site:
    """The part of a stack that one component fills. `owner` is the drawn component for which a generated one stands."""

    def __init__(self, stack: Stack, component: Component, owner: str | None = None, comment: str = "") -> None:
        self.stack = stack
        self.component = component
        self.owner = owner or component.id
        self.comment = comment
        # A generated component may be called as a drawn one is, and `events` as `events-queue`.
        self.stem = stack.stems.claim(stem(component.id, component.kind))

    @property
    def graph(self) -> Builder:
        """The graph in the making."""
        return self.stack.graph

    @property
    def generated(self) -> bool:
        """Whether the design does not draw it."""
        return self.owner != self.component.id

    @property
    def circular(self) -> bool:
        """Whether the component, by way of others, calls itself."""
        return self.component.id in self.stack.circular

    @property
    def network(self) -> Network:
        """The VPC of the component's service."""
        return self.stack.network(self.component.service)

    def claim(self, suffix: str = "") -> str:
        """A logical id of the component's own, to be added later."""
        return self.stack.names.claim(self.stem + suffix)

    def add(
        self,
        type_: str,
        properties: Mapping[str, Value],
        *,
        suffix: str = "",
        deletion: str | None = None,
        depends_on: tuple[str, ...] = (),
        comment: str = "",
        name: str | None = None,
    ) -> str:
        """Add a resource and give its logical id: `name` if that was claimed before, else one made with `suffix`."""
        logical_id = name or self.claim(suffix)
        self.graph.add(
            Resource(
                logical_id=logical_id,
                type=type_,
                properties=properties,
                component=self.owner,
                service=self.component.service,
                depends_on=depends_on,
                deletion_policy=deletion,
                comment=comment or ("" if suffix else self.comment),
            )
        )
        return logical_id

    def role(self, principal: str, owner: str, suffix: str = "Role") -> str:
        """Add a role and give its logical id."""
        logical_id = self.claim(suffix)
        self.graph.role(Role(logical_id, principal, owner, (), self.owner, self.component.service))
        return logical_id

    def parameter(
        self,
        suffix: str,
        description: str,
        *,
        default: str | None = None,
        pattern: str | None = None,
        type_: str = "String",
    ) -> Ref:
        """A parameter of the stack, named after the component; asked for twice, it is the same one."""
        name = self.stack.parameter_name(self.component.id, pascal(self.component.id) + suffix)
        self.graph.parameter(Parameter(name, description, default, pattern, type_, self.owner))
        return Ref(name)

    def output(self, suffix: str, description: str, value: Value) -> None:
        """An output of the stack; told twice, it is the same one."""
        self.graph.output(Output(self.stem + suffix, description, value))

    def log_group(self, suffix: str = "LogGroup", *, name: Value = None) -> str:
        """A log group with the usual retention."""
        properties: dict[str, Value] = {"RetentionInDays": LOG_RETENTION}
        if name is not None:
            properties["LogGroupName"] = name
        return self.add("AWS::Logs::LogGroup", properties, suffix=suffix, deletion="Delete")

    def alarm(self, suffix: str, description: str, metric: Metric, *, threshold: float = 1, periods: int = 1) -> str:
        """An alarm that goes off when the metric reaches the threshold, and tells the stack's alarm topic."""
        topic = self.stack.alarm_topic(self.component.service)
        return self.add(
            "AWS::CloudWatch::Alarm",
            alarm(metric, threshold=threshold, periods=periods)
            | {"AlarmDescription": description, "AlarmActions": [Ref(topic)]},
            suffix=suffix,
            comment=description,
        )

    def generate(self, kind: str, word: str, comment: str, properties: Mapping[str, Value] | None = None) -> Generated:
        """Lower a component that the design does not draw, such as a default dead-letter queue."""
        component = Component(
            id=f"{self.component.id[: 61 - len(word)].rstrip('-')}-{word}",
            kind=kind,
            name=f"{self.component.name[:200]} {word}",
            service=self.component.service,
            properties=dict(properties or {}),
        )
        return self.stack.generate(component, self.owner, comment)

    def refuse(self, rule: str, message: str, remedy: str, *arrows: str) -> None:
        """Say that the design cannot be deployed as drawn."""
        self.stack.refuse(
            Finding(
                rule=rule,
                severity=Severity.ERROR,
                message=message,
                remedy=remedy,
                components=(self.owner,),
                connections=arrows,
            )
        )


LOG_RETENTION = 30
"""Days that functions, APIs and workflows keep their logs; CloudWatch's own default is for ever."""


def alarm(metric: Metric, *, threshold: float, periods: int = 1, period: int = 60) -> dict[str, Value]:
    """The properties of an alarm on a metric. `period` is in seconds; missing data is good news."""
    return {
        "Namespace": metric.namespace,
        "MetricName": metric.name,
        "Dimensions": [{"Name": name, "Value": value} for name, value in metric.dimensions.items()],
        "Statistic": metric.statistic,
        "Period": period,
        "EvaluationPeriods": periods,
        "Threshold": threshold,
        "ComparisonOperator": "GreaterThanOrEqualToThreshold",
        "TreatMissingData": "notBreaching",
    }
