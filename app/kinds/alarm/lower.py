"""CloudWatch alarm → AWS::CloudWatch::Alarm, one for each metric that it watches."""

from app.graph import Arrow, Handle, Push, Ref, Site, Value, alarm, arn
from app.kinds.alarm import AlarmProperties
from app.protocols.metric import MetricProperties

SERVICE = "cloudwatch.amazonaws.com"


class AlarmHandle(Handle):
    """An alarm in the graph."""

    def __init__(self, site: Site, properties: AlarmProperties) -> None:
        super().__init__(site, site.claim())
        self.properties = properties
        self._alarms: list[str] = []
        self._actions: list[Value] = []

    def watches(self, arrow: Arrow, source: Handle) -> None:
        """It watches a metric of the source."""
        metric = source.metric(arrow.read(MetricProperties).metric)
        properties = self.properties
        said = alarm(
            metric, threshold=properties.threshold, periods=properties.evaluation_periods, period=properties.period
        )
        name = self.logical_id if not self._alarms else self.site.claim(f"On{source.site.stem}")
        described = said | {"AlarmDescription": self.component.name}
        self._alarms.append(self.site.add("AWS::CloudWatch::Alarm", described, name=name))

    def pushes(self, arrow: Arrow, target: Handle) -> None:
        """It tells the target when it goes off."""
        sink = target.receive(Push(SERVICE, self.logical_id, arn("cloudwatch", "alarm:*")), arrow.id)
        if sink.fifo:
            words = f"an alarm cannot tell the FIFO topic {target.component.id!r}"
            self.site.refuse("fifo", words, "Make the topic a standard one.", arrow.id)
        self._actions.append(sink.arn)

    def finish(self) -> None:
        """What it tells; without a target of its own, the stack's topic for alarms."""
        if not self._alarms:
            words = f"the alarm {self.component.id!r} watches nothing"
            self.site.refuse("leads-nowhere", words, "Draw an arrow to it from what it shall watch.")
        topic = [] if self._actions else [Ref(self.site.stack.alarm_topic(self.component.service))]
        for name in self._alarms:
            self.graph.set(name, "AlarmActions", self._actions or topic)


HANDLE = AlarmHandle
