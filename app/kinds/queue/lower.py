"""SQS queue → AWS::SQS::Queue with its policy, its dead-letter queue and its alarms."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

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
    Reading,
    Ref,
    RestIntegration,
    Sink,
    Site,
    Statement,
    Task,
    Value,
    admitted,
    arn,
    tls_only,
)
from app.kinds.queue import QueueProperties
from app.kinds.vtl import INPUT, attributes_of, form, group_of, state_task
from app.protocols.redrive import RedriveProperties

READ = ("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes")
"""What Lambda's poller needs (Lambda Developer Guide, "Using Lambda with Amazon SQS")."""


class QueueHandle(Handle):
    """A queue in the graph."""

    def __init__(self, site: Site, properties: QueueProperties) -> None:
        said: dict[str, Value] = {
            "SqsManagedSseEnabled": True,
            "VisibilityTimeout": properties.visibility_timeout,
            "MessageRetentionPeriod": properties.retention,
        }
        if properties.delay:
            said["DelaySeconds"] = properties.delay
        if properties.fifo:
            said |= {"FifoQueue": True, "ContentBasedDeduplication": properties.content_based_deduplication}
        super().__init__(site, site.add("AWS::SQS::Queue", said, deletion="Delete"))
        self.properties = properties
        document: Value = {"Version": "2012-10-17", "Statement": [tls_only("sqs:*", self.arn)]}
        self.policy = site.add(
            "AWS::SQS::QueuePolicy",
            {"Queues": [Ref(self.logical_id)], "PolicyDocument": document},
            suffix="Policy",
        )
        self._consumed = False
        self._dead_letters = False

    def call(self, arrow: Arrow) -> Call:
        """Messages are sent to it, or received by hand."""
        if arrow.target.id == "polled":
            self._consumed = True
            return self._call(Statement(READ, (self.arn,), reason=arrow.id), arrow)
        if arrow.target.id == "failures":
            return self.keep(arrow.id)
        return self._call(Statement(arrow.actions, (self.arn,), reason=arrow.id), arrow)

    def _call(self, statement: Statement, arrow: Arrow) -> Call:
        group: str | None = arrow.said("group_by")
        settings: dict[str, Value] = {"QUEUE_URL": Ref(self.logical_id)}
        return Call(
            statements=(statement,),
            settings=settings,
            endpoint="sqs",
            arn=self.arn,
            rest=self._rest(group, arrow.said("headers") or ()),
            http=self._http(group, arrow.said("headers") or ()),
            task=self._task(group),
        )

    @property
    def _wants_an_id(self) -> bool:
        return self.properties.fifo and not self.properties.content_based_deduplication

    def _rest(self, group: str | None, headers: Sequence[str]) -> RestIntegration:
        fields: dict[str, Value] = {"Action": "SendMessage", "MessageBody": "$util.urlEncode($input.body)"}
        if self.properties.fifo or group:
            fields["MessageGroupId"] = group_of(group).encoded
        if self._wants_an_id:
            fields["MessageDeduplicationId"] = "$context.requestId"
        fields |= attributes_of(headers).encoded
        name = Att(self.logical_id, "QueueName")
        return RestIntegration(
            type="AWS",
            uri=arn("apigateway", "path/", Pseudo("AccountId"), "/", name, account="sqs"),
            template=form(fields),
            parameters={"integration.request.header.Content-Type": "'application/x-www-form-urlencoded'"},
            answer='{"id": "$context.requestId"}',
            status="202",
        )

    def _http(self, group: str | None, headers: Sequence[str]) -> HttpIntegration:
        said: dict[str, Value] = {"QueueUrl": Ref(self.logical_id), "MessageBody": "$request.body"}
        if self.properties.fifo or group:
            said["MessageGroupId"] = group_of(group).request
        if self._wants_an_id:
            said["MessageDeduplicationId"] = "$context.requestId"
        said |= attributes_of(headers).request
        return HttpIntegration(type="AWS_PROXY", subtype="SQS-SendMessage", parameters=said)

    def _task(self, group: str | None) -> Task:
        said: dict[str, Value] = {"QueueUrl": Ref(self.logical_id), "MessageBody": INPUT}
        if self.properties.fifo or group:
            said["MessageGroupId"] = group_of(group).jsonata
        if self._wants_an_id:
            said["MessageDeduplicationId"] = "{% $states.context.Execution.Name & $states.context.State.Name %}"
        return Task(state_task("sqs:sendMessage"), said, keeps_input=True)

    def keep(self, reason: str) -> Call:
        """It keeps what failed, and an alarm watches it."""
        self._dead_letters = True
        return Call(
            statements=(Statement(("sqs:SendMessage",), (self.arn,), reason=reason),),
            settings={"QUEUE_URL": Ref(self.logical_id)},
            endpoint="sqs",
            arn=self.arn,
            takes_streams=True,
            fifo=self.properties.fifo,
            task=self._task(None),
        )

    def receive(self, push: Push, reason: str) -> Sink:
        """Its policy lets the service in."""
        del reason
        if not push.by_role:
            self.admit(push.principal, push.source, push.name)
        options: Mapping[str, Value] = {}
        if self.properties.fifo:
            options = {"SqsParameters": {"MessageGroupId": push.name}}
        send = Statement(("sqs:SendMessage",), (self.arn,))
        statements = (send,) if push.by_role else ()
        return Sink(self.arn, "sqs", statements, options, self.policy, fifo=self.properties.fifo)

    def admit(self, principal: str, source: Value, sid: str) -> None:
        """Let a service send messages here."""
        said = admitted(sid, principal, "sqs:SendMessage", self.arn, source)
        self.graph.append(self.policy, "PolicyDocument.Statement", said)

    def reading(self, arrow: Arrow) -> Reading:
        """A poller takes its messages."""
        self._consumed = True
        return Reading(self.arn, "sqs", (Statement(READ, (self.arn,), reason=arrow.id),), fifo=self.properties.fifo)

    def fails(self, arrow: Arrow, target: Handle) -> None:
        """What was received too often moves to the target."""
        self._redrive(target, arrow.read(RedriveProperties).max_receive_count, arrow.id)

    def _redrive(self, target: Generated, receives: int, arrow: str = "") -> None:
        """Move messages that were received too often to another queue."""
        if cast(QueueHandle, target).properties.fifo != self.properties.fifo:
            self.site.refuse(
                "dead-letter-type",
                "the dead-letter queue of a FIFO queue is a FIFO queue, that of a standard queue a standard one",
                "Set `fifo` on both or on neither.",
                *((arrow,) if arrow else ()),
            )
        said: Value = {"deadLetterTargetArn": target.arn, "maxReceiveCount": receives}
        if self.graph.get(self.logical_id, "RedrivePolicy") not in (None, said):
            self.site.refuse(
                "dead-letter-queue", "a queue has one dead-letter queue", "Draw one redrive arrow only.", arrow
            )
            return
        self.graph.set(self.logical_id, "RedrivePolicy", said)
        target.keep(arrow)

    def metric(self, name: str | None) -> Metric:
        """How old the oldest message is, unless another metric is named."""
        chosen = name or ("ApproximateNumberOfMessagesVisible" if self._dead_letters else AGE)
        return Metric("AWS/SQS", chosen, {"QueueName": Att(self.logical_id, "QueueName")}, "Maximum")

    def tell(self) -> None:
        """Its URL."""
        self.site.output("Url", f"Send messages for {self.component.id} here.", Ref(self.logical_id))

    def settle(self) -> None:
        """A queue that is worked through gets a dead-letter queue."""
        if self._consumed and self.graph.get(self.logical_id, "RedrivePolicy") is None:
            said: dict[str, Any] = {"fifo": True} if self.properties.fifo else {}
            target = self.site.generate(
                "queue",
                "dead-letters",
                "The design draws no dead-letter queue here: without one, a bad message would come back for ever.",
                said | {"retention": 1_209_600},
            )
            self._redrive(target, RedriveProperties().max_receive_count)

    def finish(self) -> None:
        """Alarms: anything in a dead-letter queue, or old messages in one that is worked through."""
        if self._dead_letters:
            text = "Something failed for good and waits in this dead-letter queue."
            self.site.alarm("DepthAlarm", text, self.metric("ApproximateNumberOfMessagesVisible"))
            self.site.output("Arn", "What failed for good waits in this queue.", self.arn)
        elif self._consumed:
            age = min(self.properties.retention // 2, 3600)
            text = "Messages wait too long: the consumer does not keep up, or fails."
            self.site.alarm("AgeAlarm", text, self.metric(AGE), threshold=age, periods=5)


AGE = "ApproximateAgeOfOldestMessage"


HANDLE = QueueHandle
