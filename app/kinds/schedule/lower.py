"""EventBridge schedule → AWS::Scheduler::Schedule per arrow, with a role for its target and a dead-letter queue."""

from app.graph import Arrow, Handle, Push, Site, Statement, Value
from app.kinds.schedule import ScheduleProperties

SERVICE = "scheduler.amazonaws.com"


class ScheduleHandle(Handle):
    """A schedule in the graph."""

    def __init__(self, site: Site, properties: ScheduleProperties) -> None:
        super().__init__(site, site.claim())
        self.properties = properties
        self._schedules: dict[str, str] = {}
        self._fails: list[tuple[Arrow, Handle]] = []

    def pushes(self, arrow: Arrow, target: Handle) -> None:
        """It calls the target each time."""
        sink = target.receive(Push(SERVICE, self.logical_id, by_role=True), arrow.id)
        if sink.fifo and sink.protocol == "sns":
            words = f"a schedule cannot publish to the FIFO topic {target.component.id!r}"
            self.site.refuse("fifo", words, "Send to a FIFO queue, or to a standard topic.", arrow.id)
        properties = self.properties
        retry: Value = {
            "MaximumRetryAttempts": properties.retry_attempts,
            "MaximumEventAgeInSeconds": properties.maximum_event_age,
        }
        role = self.allow(SERVICE, *sink.statements)
        to: dict[str, Value] = {"Arn": sink.arn, "RoleArn": role, "RetryPolicy": retry, **sink.options}
        said: dict[str, Value] = {
            "Description": self.component.name[:512],
            "ScheduleExpression": properties.expression,
            "ScheduleExpressionTimezone": properties.timezone,
            "FlexibleTimeWindow": {"Mode": "OFF"},
            "State": "ENABLED",
            "Target": to,
        }
        name = self.logical_id if not self._schedules else self.site.claim(f"To{target.site.stem}")
        self._schedules[arrow.id] = self.site.add("AWS::Scheduler::Schedule", said, name=name)

    def fails(self, arrow: Arrow, target: Handle) -> None:
        """Calls that could not be made are kept in the target."""
        self._fails.append((arrow, target))

    def settle(self) -> None:
        """Every schedule gets a dead-letter queue, drawn or not."""
        left = dict(self._schedules)
        for arrow, target in self._fails:
            call = target.keep(arrow.id)
            if call.fifo:
                words = "Scheduler leaves failures with standard queues only"
                self.site.refuse("dead-letter-type", words, "Make the queue a standard one.", arrow.id)
            for name in arrow.properties.arrows_named() or tuple(left):
                if name in left:
                    self._dead_letters(left.pop(name), call.arn, call.statements)
        if left:
            words = "The design draws no failure target here: this queue keeps the calls that could not be made."
            queue = self.site.generate("queue", "failures", words, {"retention": 1_209_600})
            call = queue.keep("the default failure target")
            for schedule in left.values():
                self._dead_letters(schedule, call.arn, call.statements)

    def _dead_letters(self, schedule: str, queue: Value, statements: tuple[Statement, ...]) -> None:
        self.graph.set(schedule, "Target.DeadLetterConfig", {"Arn": queue})
        self.allow(SERVICE, *statements)

    def finish(self) -> None:
        """A schedule that calls nothing cannot be made."""
        if not self._schedules:
            words = f"the schedule {self.component.id!r} calls nothing"
            self.site.refuse("leads-nowhere", words, "Draw an arrow from it to what it shall call.")


HANDLE = ScheduleHandle
