"""SNS topic → AWS::SNS::Topic with its policy, and its subscriptions with their dead-letter queues."""

from app.graph import (
    Arrow,
    Att,
    Call,
    Generated,
    Handle,
    Metric,
    Push,
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
from app.kinds.topic import TopicProperties
from app.kinds.vtl import INPUT, form, group_of, state_task
from app.protocols.subscription import SubscriptionProperties

SERVICE = "sns.amazonaws.com"


class TopicHandle(Handle):
    """A topic in the graph."""

    def __init__(self, site: Site, properties: TopicProperties) -> None:
        said: dict[str, Value] = {}
        if properties.fifo:
            # CloudFormation ends the name that it makes up in `.fifo`, as SNS wants it.
            said = {"FifoTopic": True, "ContentBasedDeduplication": properties.content_based_deduplication}
        super().__init__(site, site.add("AWS::SNS::Topic", said))
        self.properties = properties
        topic = Ref(self.logical_id)
        document: Value = {"Version": "2012-10-17", "Statement": [tls_only("sns:Publish", topic)]}
        self.policy = site.add(
            "AWS::SNS::TopicPolicy", {"Topics": [topic], "PolicyDocument": document}, suffix="Policy"
        )
        self._pushed_by_services = False
        self._subscriptions: dict[str, str] = {}
        self._fails: list[tuple[Arrow, Handle]] = []

    @property
    def arn(self) -> Value:
        """SNS's Ref is the ARN."""
        return Ref(self.logical_id)

    def call(self, arrow: Arrow) -> Call:
        """Messages are published to it."""
        group: str | None = arrow.said("group_by")
        return Call(
            statements=(Statement(("sns:Publish",), (self.arn,), reason=arrow.id),),
            settings={"TOPIC_ARN": self.arn},
            endpoint="sns",
            arn=self.arn,
            rest=self._rest(group),
            task=self._task(group),
        )

    def _rest(self, group: str | None) -> RestIntegration:
        fields: dict[str, Value] = {
            "Action": "Publish",
            "TopicArn": self.arn,
            "Message": "$util.urlEncode($input.body)",
        }
        if self.properties.fifo:
            fields["MessageGroupId"] = group_of(group).encoded
            if not self.properties.content_based_deduplication:
                fields["MessageDeduplicationId"] = "$context.requestId"
        return RestIntegration(
            type="AWS",
            uri=arn("apigateway", "action/Publish", account="sns"),
            template=form(fields),
            parameters={"integration.request.header.Content-Type": "'application/x-www-form-urlencoded'"},
            answer='{"id": "$context.requestId"}',
            status="202",
        )

    def _task(self, group: str | None) -> Task:
        said: dict[str, Value] = {"TopicArn": self.arn, "Message": INPUT}
        if self.properties.fifo:
            said["MessageGroupId"] = group_of(group).jsonata
            if not self.properties.content_based_deduplication:
                said["MessageDeduplicationId"] = "{% $states.context.Execution.Name & $states.context.State.Name %}"
        return Task(state_task("sns:publish"), said, keeps_input=True)

    def keep(self, reason: str) -> Call:
        """It tells its subscribers of what failed."""
        return Call(
            statements=(Statement(("sns:Publish",), (self.arn,), reason=reason),),
            settings={"TOPIC_ARN": self.arn},
            endpoint="sns",
            arn=self.arn,
            takes_streams=True,
            fifo=self.properties.fifo,
            task=self._task(None),
        )

    def receive(self, push: Push, reason: str) -> Sink:
        """Its policy and its key let the service in."""
        publish = Statement(("sns:Publish",), (self.arn,), reason=reason)
        if push.by_role:
            return Sink(self.arn, "sns", (publish,), fifo=self.properties.fifo)
        self._pushed_by_services = True
        said = admitted(push.name, push.principal, "sns:Publish", self.arn, push.source)
        self.graph.append(self.policy, "PolicyDocument.Statement", said)
        self.site.stack.admit_to_key(self.component.service, push.principal)
        return Sink(self.arn, "sns", policy=self.policy, fifo=self.properties.fifo)

    def pushes(self, arrow: Arrow, target: Handle) -> None:
        """A subscription delivers to the target."""
        said = arrow.read(SubscriptionProperties)
        sink = target.receive(Push(SERVICE, self.logical_id, self.arn), arrow.id)
        if self.properties.fifo and sink.protocol != "sqs":
            message = f"a FIFO topic delivers to queues only, not to {target.component.id!r}"
            self.site.refuse("fifo", message, "Put a queue between, or make the topic a standard one.", arrow.id)
        if sink.fifo and not self.properties.fifo:
            message = f"a standard topic cannot deliver to the FIFO queue {target.component.id!r}"
            self.site.refuse("fifo", message, "Set `fifo` on the topic, or not on the queue.", arrow.id)
        properties: dict[str, Value] = {"TopicArn": self.arn, "Protocol": sink.protocol, "Endpoint": sink.arn}
        if said.filter_policy is not None:
            properties |= {"FilterPolicy": dict(said.filter_policy), "FilterPolicyScope": said.filter_scope}
        if said.raw_delivery and sink.protocol != "lambda":
            properties["RawMessageDelivery"] = True
        if sink.statements:
            properties["SubscriptionRoleArn"] = self.allow(SERVICE, *sink.statements)
        after = (sink.policy,) if sink.policy and sink.protocol == "sqs" else ()
        suffix = f"To{target.site.stem}"
        self._subscriptions[arrow.id] = self.site.add(
            "AWS::SNS::Subscription", properties, suffix=suffix, depends_on=after
        )

    def fails(self, arrow: Arrow, target: Handle) -> None:
        """What a subscription could not deliver is kept in the target."""
        self._fails.append((arrow, target))

    def settle(self) -> None:
        """Every subscription gets a dead-letter queue, drawn or not."""
        left = dict(self._subscriptions)
        for arrow, target in self._fails:
            named = arrow.properties.arrows_named() or tuple(left)
            for name in named:
                if name in left:
                    self._redrive(left.pop(name), target, arrow.id)
        if left:
            said: dict[str, Value] = {"retention": 1_209_600, "fifo": self.properties.fifo}
            words = "The design draws no failure target here: this queue keeps what a subscription could not deliver."
            queue = self.site.generate("queue", "undelivered", words, said)
            for subscription in left.values():
                self._redrive(subscription, queue, "")

    def _redrive(self, subscription: str, target: Handle | Generated, arrow: str) -> None:
        call = target.keep(arrow)
        if call.fifo != self.properties.fifo:
            message = (
                "subscriptions of a FIFO topic have FIFO dead-letter queues, those of a standard topic standard ones"
            )
            self.site.refuse("dead-letter-type", message, "Set `fifo` on both or on neither.", arrow)
        target.receive(Push(SERVICE, self.logical_id, self.arn), arrow)
        self.graph.set(subscription, "RedrivePolicy", {"deadLetterTargetArn": target.arn})

    def metric(self, name: str | None) -> Metric:
        """Notifications that were lost, unless another metric is named."""
        dimensions: dict[str, Value] = {"TopicName": Att(self.logical_id, "TopicName")}
        return Metric("AWS/SNS", name or "NumberOfNotificationsFailed", dimensions)

    def tell(self) -> None:
        """Its ARN."""
        self.site.output("Arn", f"Publish messages for {self.component.id} here.", self.arn)

    def finish(self) -> None:
        """The key: the account's own, unless AWS services publish here. Who publishes by a role has to use it too.

        Source: SNS Developer Guide, "Managing Amazon SNS encryption keys and costs", on permissions for publishers. The
        account's own key lets in whoever may publish.
        """
        if not self._pushed_by_services:
            self.graph.set(self.logical_id, "KmsMasterKeyId", "alias/aws/sns")
            return
        key = self.site.stack.topics_key(self.component.service)
        self.graph.set(self.logical_id, "KmsMasterKeyId", Ref(key))
        use = Statement(("kms:Decrypt", "kms:GenerateDataKey"), (Att(key, "Arn"),), reason="the topics' key")
        for role in self.graph.holders("sns:Publish", self.arn):
            self.graph.allow(role, use)


HANDLE = TopicHandle
