"""EventBridge: buses and rules."""

from collections.abc import Mapping

from app.export.cdk.code import Code, call, construct, new, struct
from app.export.cdk.draft import Draft, Said, UnsayableError
from app.export.cdk.messaging import duration
from app.export.cdk.text import camel
from app.graph import Att, Ref, Resource, Value

SERVICE = "events.amazonaws.com"
TARGETS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "AWS::Lambda::Function": ("targets.LambdaFunction", ("lambda.Function", "nodejs.NodejsFunction")),
    "AWS::SQS::Queue": ("targets.SqsQueue", ("sqs.Queue",)),
}
"""Targets that let the rule in by themselves, and no more than the rule. CDK lets every rule of the account publish to
a topic.
"""


def fold(draft: Draft) -> None:
    """A rule is let in by its target, and by the queue for what cannot be delivered."""
    for resource in draft.folding("AWS::Events::Rule"):
        bus = resource.properties.get("EventBusName")
        for target in _targets(resource):
            if isinstance(bus, Ref) and draft.type_of(target.get("Arn")) in TARGETS and "RoleArn" not in target:
                for guarded in (target["Arn"], _failed(target)):
                    if draft.type_of(guarded) and isinstance(guarded, Att):
                        draft.covered.add((guarded.logical_id, SERVICE, bus.logical_id))


def event_bus(draft: Draft, resource: Resource) -> None:
    """A bus."""
    said = Said(resource.properties)
    options: dict[str, Code | None] = {"eventBusName": draft.optional(said.take("Name"))}
    said.done()
    making = construct("events.EventBus", draft.claim(resource.logical_id), options)
    attributes = {"": "eventBusName", "Arn": "eventBusArn", "Name": "eventBusName"}
    draft.keep(resource.logical_id, "events.EventBus", making, attributes)


def rule(draft: Draft, resource: Resource) -> None:
    """A rule and its targets."""
    said = Said(resource.properties)
    said.expect("State", "ENABLED")
    targets = [_target(draft, Said(one)) for one in _targets(resource)]
    said.take("Targets")
    options: dict[str, Code | None] = {
        "eventBus": draft.object(said.take("EventBusName"), "events.EventBus"),
        "description": said.text("Description"),
        "eventPattern": _pattern(draft, said.take("EventPattern")),
    }
    said.done()
    making = construct("events.Rule", draft.claim(resource.logical_id), options)
    var = draft.keep(resource.logical_id, "events.Rule", making, {"Arn": "ruleArn"})
    for target in targets:
        draft.do(call(var, "addTarget", target))


def _pattern(draft: Draft, said: Value) -> Code:
    if not isinstance(said, Mapping):
        raise UnsayableError("EventPattern")
    fields = {camel(key.replace("-", "_")): draft.value(value) for key, value in said.items()}
    if not fields.keys() <= {"account", "detail", "detailType", "region", "resources", "source"}:
        raise UnsayableError("EventPattern")
    return struct("events.EventPattern", fields)


def _target(draft: Draft, said: Said) -> Code:
    said.take("Id")
    arn = said.take("Arn")
    if draft.type_of(arn) not in TARGETS:
        raise UnsayableError("Arn")
    class_, constructs = TARGETS[draft.type_of(arn)]
    retry = said.inner("RetryPolicy")
    options: dict[str, Code | None] = {
        "messageGroupId": said.inner("SqsParameters").text("MessageGroupId"),
        "retryAttempts": retry.number("MaximumRetryAttempts"),
        "maxEventAge": duration(retry.number("MaximumEventAgeInSeconds")),
        "deadLetterQueue": draft.object(said.inner("DeadLetterConfig").take("Arn"), "sqs.Queue"),
    }
    said.done()
    return new(class_, draft.object(arn, *constructs), options=options)


def _targets(resource: Resource) -> list[Mapping[str, Value]]:
    found = resource.properties.get("Targets")
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def _failed(target: Mapping[str, Value]) -> Value:
    config = target.get("DeadLetterConfig")
    return config.get("Arn") if isinstance(config, Mapping) else None


BUILDERS = {"AWS::Events::EventBus": event_bus, "AWS::Events::Rule": rule}
