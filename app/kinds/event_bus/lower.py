"""EventBridge bus → AWS::Events::EventBus (or the account's default one), and a rule for each arrow that leaves it."""

from app.graph import (
    Arrow,
    Att,
    Call,
    Generated,
    Handle,
    HttpIntegration,
    Metric,
    Pseudo,
    Push,
    Ref,
    Sink,
    Site,
    Statement,
    Sub,
    Task,
    Value,
    arn,
)
from app.kinds.event_bus import EventBusProperties
from app.kinds.vtl import BODY, rest_action, state_task
from app.protocols.target import TargetProperties

SERVICE = "events.amazonaws.com"
DETAIL_TYPE = "Message"
"""The detail type of events that an API or a workflow sends without code."""
AGE = 3600
"""Seconds for which EventBridge tries to deliver: an hour rather than its default of a day, so that the dead-letter
queue tells of a failure while it is news.
"""

_Rule = tuple[str, dict[str, Value], Value]
"""A rule's name, its target, and the ARN under which it delivers."""


class EventBusHandle(Handle):
    """A bus in the graph."""

    def __init__(self, site: Site, properties: EventBusProperties) -> None:
        super().__init__(site, site.claim())
        self.properties = properties
        self.name: Ref | str = "default" if properties.default else Ref(self.logical_id)
        if not properties.default:
            said: dict[str, Value] = {"Name": Sub.of(Pseudo("StackName"), f"-{site.component.id}")}
            site.add("AWS::Events::EventBus", said, name=self.logical_id)
        if properties.archive_days is not None:
            archive: dict[str, Value] = {"SourceArn": self.arn, "RetentionDays": properties.archive_days}
            site.add("AWS::Events::Archive", archive, suffix="Archive", deletion="Delete")
        self._sources: dict[str, None] = {}
        self._outside = properties.default
        self._rules: dict[str, _Rule] = {}
        self._fails: list[tuple[Arrow, Handle]] = []

    @property
    def arn(self) -> Value:
        """Its ARN, of which the default bus has one too."""
        return arn("events", "event-bus/default") if self.properties.default else Att(self.logical_id, "Arn")

    def call(self, arrow: Arrow) -> Call:
        """Events are put on it, under the sender's id as source."""
        sender = arrow.connection.source.component
        self._sources[sender] = None
        bus = self.name
        entry: dict[str, Value] = {"EventBusName": bus, "Source": sender, "DetailType": DETAIL_TYPE}
        return Call(
            statements=(Statement(("events:PutEvents",), (self.arn,), reason=arrow.id),),
            settings={"EVENT_BUS_NAME": bus, "EVENT_SOURCE": sender},
            endpoint="events",
            arn=self.arn,
            rest=rest_action("events", "PutEvents", {"Entries": [entry | {"Detail": BODY}]}, "AWSEvents", "1.1"),
            http=HttpIntegration(
                type="AWS_PROXY", subtype="EventBridge-PutEvents", parameters=entry | {"Detail": "$request.body"}
            ),
            task=self._task(sender),
        )

    def _task(self, sender: str) -> Task:
        entry: dict[str, Value] = {"EventBusName": self.name, "Source": sender, "DetailType": DETAIL_TYPE}
        said: dict[str, Value] = {"Entries": [entry | {"Detail": "{% $states.input %}"}]}
        return Task(state_task("events:putEvents"), said, keeps_input=True)

    def keep(self, reason: str) -> Call:
        """It tells of what failed elsewhere: Lambda sends under its own name."""
        self._sources["lambda"] = None
        return Call(
            statements=(Statement(("events:PutEvents",), (self.arn,), reason=reason),),
            settings={"EVENT_BUS_NAME": self.name, "EVENT_SOURCE": "failures"},
            endpoint="events",
            arn=self.arn,
            task=self._task("failures"),
        )

    def receive(self, push: Push, reason: str) -> Sink:
        """Another bus's rule may put events here, by its role; an AWS service reports on the account's default bus."""
        put = Statement(("events:PutEvents",), (self.arn,), reason=reason)
        if push.pattern is None:
            self._outside = True
            return Sink(self.arn, "events", (put,))
        self._sources[f"aws.{push.principal.removesuffix('.amazonaws.com')}"] = None
        if not self.properties.default:
            to: dict[str, Value] = {"Id": "bus", "Arn": self.arn, "RoleArn": self.allow(SERVICE, put)}
            said: dict[str, Value] = {"EventPattern": push.pattern, "State": "ENABLED", "Targets": [to]}
            words = "AWS services report on the account's default bus; this rule passes their events on."
            rule = self.site.claim(f"From{push.name}Rule")
            self.site.add("AWS::Events::Rule", said, name=rule, comment=words)
            self._rules[rule] = (rule, to, arn("events", "rule/*"))
        return Sink(self.arn, "events")

    def pushes(self, arrow: Arrow, target: Handle) -> None:
        """A rule sends the matching events to the target."""
        said = arrow.read(TargetProperties)
        rule = self.site.claim(f"To{target.site.stem}Rule")
        if self.properties.default:
            self.role_owner = self.role_owner or rule
        # The rule's ARN is built from a name of its own, since the target's policy and the rule name one another.
        source = arn("events", "rule/*") if self.properties.default else arn("events", "rule/", self.name, "/*")
        sink = target.receive(Push(SERVICE, self.logical_id, source), arrow.id)
        if sink.fifo and sink.protocol == "sns":
            words = f"a rule cannot deliver to the FIFO topic {target.component.id!r}"
            self.site.refuse("fifo", words, "Deliver to a FIFO queue, or to a standard topic.", arrow.id)
        to: dict[str, Value] = {
            "Id": "target",
            "Arn": sink.arn,
            "RetryPolicy": {"MaximumEventAgeInSeconds": AGE, "MaximumRetryAttempts": 185},
            **sink.options,
        }
        if sink.statements:
            to["RoleArn"] = self.allow(SERVICE, *sink.statements)
        self._rules[arrow.id] = (rule, to, source)
        pattern: Value = dict(said.event_pattern) if said.event_pattern is not None else None
        properties: dict[str, Value] = {"EventBusName": self.name, "State": "ENABLED", "Targets": [to]}
        if pattern is not None:
            properties["EventPattern"] = pattern
        self.site.add("AWS::Events::Rule", properties, name=rule)

    def fails(self, arrow: Arrow, target: Handle) -> None:
        """What a rule could not deliver is kept in the target."""
        self._fails.append((arrow, target))

    def settle(self) -> None:
        """Every rule gets a dead-letter queue, drawn or not."""
        left = dict(self._rules)
        for arrow, target in self._fails:
            for name in arrow.properties.arrows_named() or tuple(left):
                if name in left:
                    self._redrive(left.pop(name), target, arrow.id)
        if left:
            words = "The design draws no failure target here: this queue keeps what a rule could not deliver."
            queue = self.site.generate("queue", "undelivered", words, {"retention": 1_209_600})
            for rule in left.values():
                self._redrive(rule, queue, "")

    def _redrive(self, rule: _Rule, target: Handle | Generated, arrow: str) -> None:
        name, to, source = rule
        if target.keep(arrow).fifo:
            words = "EventBridge leaves failures with standard queues only"
            self.site.refuse("dead-letter-type", words, "Make the queue a standard one.", arrow)
        target.receive(Push(SERVICE, self.logical_id, source), arrow)
        self.graph.replace(name, "Targets", [to | {"DeadLetterConfig": {"Arn": target.arn}}])

    def metric(self, name: str | None) -> Metric:
        """Deliveries that failed, unless another metric is named."""
        return Metric("AWS/Events", name or "FailedInvocations", {"EventBusName": self.name})

    def tell(self) -> None:
        """Its name."""
        self.site.output("Name", f"Put events for {self.component.id} on the bus of this name.", self.name)

    def finish(self) -> None:
        """Rules without a pattern take the events of this design's senders, or the account's where none is drawn."""
        sources: Value = {"account": [Pseudo("AccountId")]}
        if self._sources and not self._outside:
            sources = {"source": list(self._sources)}
        for rule, *_ in self._rules.values():
            if self.graph.get(rule, "EventPattern") is None:
                self.graph.set(rule, "EventPattern", sources)


HANDLE = EventBusHandle
