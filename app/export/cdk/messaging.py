"""SQS and SNS: queues, topics, subscriptions."""

from collections.abc import Mapping

from app.export.cdk.code import Code, Json, This, call, construct, enum, new, seconds, static, struct
from app.export.cdk.draft import RETENTION, Draft, Said, UnsayableError
from app.export.cdk.policies import enforces_tls
from app.graph import Att, Ref, Resource, Value

QUEUE: Mapping[str, str] = {"": "queueUrl", "Arn": "queueArn", "QueueName": "queueName"}
TOPIC: Mapping[str, str] = {"": "topicArn", "TopicName": "topicName"}
SERVICE = "sns.amazonaws.com"


def fold(draft: Draft) -> None:
    """A subscription lets SNS in, at its receiver and at the queue for what cannot be delivered."""
    for resource in draft.folding("AWS::SNS::Subscription"):
        topic, target = resource.properties["TopicArn"], resource.properties["Endpoint"]
        failed = _failed(resource)
        if isinstance(topic, Ref) and draft.type_of(topic) and draft.type_of(failed) == "AWS::SQS::Queue":
            for guarded in (target, failed):
                if draft.type_of(guarded) and isinstance(guarded, Att):
                    draft.covered.add((guarded.logical_id, SERVICE, topic.logical_id))


def queue(draft: Draft, resource: Resource) -> None:
    """A queue; `enforceSSL` is the statement of its policy that refuses whoever does not come by TLS."""
    said = Said(resource.properties)
    said.expect("SqsManagedSseEnabled", True)
    redrive = said.inner("RedrivePolicy")
    target, receives = redrive.take("deadLetterTargetArn"), redrive.number("maxReceiveCount")
    options: dict[str, Code | None] = {
        "fifo": said.flag("FifoQueue"),
        "contentBasedDeduplication": said.flag("ContentBasedDeduplication"),
        "visibilityTimeout": duration(said.number("VisibilityTimeout")),
        "retentionPeriod": duration(said.number("MessageRetentionPeriod")),
        "deliveryDelay": duration(said.number("DelaySeconds")),
    }
    if target is not None and receives is not None:
        options["deadLetterQueue"] = struct(
            "sqs.DeadLetterQueue", {"queue": draft.object(target, "sqs.Queue"), "maxReceiveCount": receives}
        )
    options |= {
        "encryption": enum("sqs.QueueEncryption", "SQS_MANAGED"),
        "enforceSSL": enforces_tls(draft, resource.logical_id) or None,
        "removalPolicy": enum("cdk.RemovalPolicy", RETENTION[resource.deletion_policy or "Delete"]),
    }
    said.done()
    making = construct("sqs.Queue", draft.claim(resource.logical_id), options)
    draft.keep(resource.logical_id, "sqs.Queue", making, QUEUE)


def duration(number: int | None) -> "Code | None":
    """A number of seconds, if there is one."""
    return None if number is None else seconds(number)


def topic(draft: Draft, resource: Resource) -> None:
    """A topic."""
    said = Said(resource.properties)
    key = said.take("KmsMasterKeyId")
    options: dict[str, Code | None] = {
        "fifo": said.flag("FifoTopic"),
        "contentBasedDeduplication": said.flag("ContentBasedDeduplication"),
        "masterKey": None if key is None else _key(draft, key),
        "enforceSSL": enforces_tls(draft, resource.logical_id) or None,
    }
    said.done()
    making = construct("sns.Topic", draft.claim(resource.logical_id), options)
    draft.keep(resource.logical_id, "sns.Topic", making, TOPIC)


def _key(draft: Draft, said: Value) -> Code:
    if isinstance(said, str):
        return draft.once("SnsKey", static("kms.Alias", "fromAliasName", This(), draft.claim("SnsKey"), said))
    return draft.object(said, "kms.Key")


def subscription(draft: Draft, resource: Resource) -> None:
    """A subscription, by the receiver's own class where CDK has one."""
    said = Said(resource.properties)
    topic = draft.object(said.take("TopicArn"), "sns.Topic")
    protocol, target = said.text("Protocol"), said.take("Endpoint")
    failed = draft.object(_failed(resource), "sqs.Queue")
    said.take("RedrivePolicy")
    options: dict[str, Code | None] = {
        "rawMessageDelivery": said.flag("RawMessageDelivery"),
        **_filter(draft, said),
        "deadLetterQueue": failed,
    }
    role = said.take("SubscriptionRoleArn")
    said.done()
    type_ = draft.type_of(target)
    if type_ == "AWS::SQS::Queue" and role is None:
        queue = draft.object(target, "sqs.Queue")
        receiver = new("subscriptions.SqsSubscription", queue, options=options)
    elif type_ == "AWS::Lambda::Function" and role is None:
        function = draft.object(target, "lambda.Function", "nodejs.NodejsFunction")
        receiver = new("subscriptions.LambdaSubscription", function, options=options)
    else:
        word = enum("sns.SubscriptionProtocol", (protocol or "").upper())
        options = {"topic": topic, "protocol": word, "endpoint": draft.value(target), **options}
        options["subscriptionRoleArn"] = draft.optional(role)
        draft.do(construct("sns.Subscription", draft.claim(resource.logical_id), options))
        return
    draft.do(call(topic, "addSubscription", receiver))


def _failed(resource: Resource) -> Value:
    redrive = resource.properties.get("RedrivePolicy")
    return redrive.get("deadLetterTargetArn") if isinstance(redrive, Mapping) else None


def _filter(draft: Draft, said: Said) -> Mapping[str, Code]:
    filters, scope = said.take("FilterPolicy"), said.text("FilterPolicyScope")
    if filters is None:
        return {}
    if not isinstance(filters, Mapping):
        raise UnsayableError("FilterPolicy")
    if scope == "MessageBody":
        return {"filterPolicyWithMessageBody": _nested(draft, filters)}
    return {"filterPolicy": Json({name: _conditions(draft, one) for name, one in filters.items()})}


def _nested(draft: Draft, filters: Mapping[str, Value]) -> Code:
    found: dict[str, Code] = {}
    for name, one in filters.items():
        if isinstance(one, Mapping):
            found[name] = static("sns.FilterOrPolicy", "policy", _nested(draft, one))
        else:
            found[name] = static("sns.FilterOrPolicy", "filter", _conditions(draft, one))
    return Json(found)


def _conditions(draft: Draft, said: Value) -> Code:
    if not isinstance(said, list | tuple):
        raise UnsayableError("FilterPolicy")
    return new("sns.SubscriptionFilter", [draft.value(one) for one in said])


BUILDERS = {"AWS::SQS::Queue": queue, "AWS::SNS::Topic": topic, "AWS::SNS::Subscription": subscription}
