"""CloudWatch log group → AWS::Logs::LogGroup with its subscription filters, of which two fit.

Source: CloudWatch Logs User Guide, "CloudWatch Logs quotas".
"""

from app.graph import Arrow, Att, Handle, Pseudo, Push, Ref, Sink, Site, Sub, Value, arn
from app.kinds.log_group import LogGroupProperties
from app.protocols.log_events import LogEventsProperties

SERVICE = "logs.amazonaws.com"
FILTERS = 2
DAYS = (1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653)
"""The retentions that CloudWatch knows (CloudWatch Logs API Reference, PutRetentionPolicy)."""


class LogGroupHandle(Handle):
    """A log group in the graph."""

    def __init__(self, site: Site, properties: LogGroupProperties) -> None:
        days = next(days for days in DAYS if days >= properties.retention)
        super().__init__(site, site.add("AWS::Logs::LogGroup", {"RetentionInDays": days}, deletion="Delete"))
        self._filters: list[str] = []
        self._hears_events = False

    def receive(self, push: Push, reason: str) -> Sink:
        """EventBridge writes into groups below `/aws/events/`, by the account's policy for logs."""
        del reason
        if not self._hears_events:
            self._hears_events = True
            name = Sub.of("/aws/events/", Pseudo("StackName"), f"/{self.component.id}")
            self.graph.set(self.logical_id, "LogGroupName", name)
            resource = arn("logs", "log-group:", name, ":*")
            document = (
                '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":["',
                push.principal,
                '","delivery.logs.amazonaws.com"]},"Action":["logs:CreateLogStream","logs:PutLogEvents"],"Resource":"',
                resource,
                '"}]}',
            )
            said: dict[str, Value] = {
                "PolicyName": Sub.of(Pseudo("StackName"), f"-{self.component.id}"),
                "PolicyDocument": Sub.of(*document),
            }
            self.site.add("AWS::Logs::ResourcePolicy", said, suffix="Policy")
        # A rule's target is the group's ARN without the star that GetAtt puts behind it.
        return Sink(arn("logs", "log-group:", Ref(self.logical_id)), "logs")

    def pushes(self, arrow: Arrow, target: Handle) -> None:
        """Matching lines are sent to the target."""
        source = Att(self.logical_id, "Arn")
        sink = target.receive(Push(SERVICE, self.logical_id, source), arrow.id)
        said: dict[str, Value] = {
            "LogGroupName": Ref(self.logical_id),
            "FilterPattern": arrow.read(LogEventsProperties).filter_pattern,
            "DestinationArn": sink.arn,
        }
        if sink.statements:
            said["RoleArn"] = self.allow(SERVICE, *sink.statements)
        after = (sink.policy,) if sink.policy else ()
        suffix = f"To{target.site.stem}"
        self._filters.append(self.site.add("AWS::Logs::SubscriptionFilter", said, suffix=suffix, depends_on=after))
        if len(self._filters) > FILTERS:
            words = f"the log group {self.component.id!r} takes two subscription filters"
            self.site.refuse("filters", words, "Send the lines to a stream, and let others follow that.", arrow.id)

    def finish(self) -> None:
        """Its name, so that whoever looks finds the lines."""
        words = f"The log lines of {self.component.id} are in the group of this name."
        self.site.output("Name", words, Ref(self.logical_id))


HANDLE = LogGroupHandle
