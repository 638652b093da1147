"""What triggers functions and state machines → `Events`, as far as SAM's event says all that the graph says.

SAM makes the permission that goes with an event by itself, so the graph's is not written. Where an event could not say
a property, the resource and its permission stay as they are.
"""

from collections.abc import Sequence

from app.export.sam.facts import STREAM_FAILING
from app.export.sam.fold import Event, Folding, within
from app.export.sam.functions import destination_type
from app.export.sam.machines import machine_of
from app.graph import Ref, Resource, Role, Value, references

_SOURCES = {
    "AWS::SQS::Queue": ("SQS", "Queue"),
    "AWS::Kinesis::Stream": ("Kinesis", "Stream"),
    "AWS::DynamoDB::Table": ("DynamoDB", "Stream"),
}
"""SAM's event, and its word for the source, of what functions poll."""
_SUBSCRIBED = frozenset({"FilterPolicy", "FilterPolicyScope", "RedrivePolicy"})
_RULED = {"EventBusName": "EventBusName", "EventPattern": "Pattern", "State": "State", "Name": "RuleName"}
"""SAM's words for what a rule says."""
_TARGET = frozenset({"RetryPolicy", "DeadLetterConfig", "Input", "InputPath", "InputTransformer"})
_SCHEDULE = frozenset(
    {
        "Description",
        "FlexibleTimeWindow",
        "GroupName",
        "Name",
        "ScheduleExpression",
        "ScheduleExpressionTimezone",
        "State",
    }
)
_SCHEDULED = frozenset({"RetryPolicy", "DeadLetterConfig", "Input"})


def fold_events(folding: Folding) -> None:
    """Fold whatever delivers to functions and state machines."""
    for mapping in folding.of_type("AWS::Lambda::EventSourceMapping"):
        _mapping(folding, mapping)
    for subscription in folding.of_type("AWS::SNS::Subscription"):
        _subscription(folding, subscription)
    for rule in folding.of_type("AWS::Events::Rule"):
        _rule(folding, rule)
    for schedule in folding.of_type("AWS::Scheduler::Schedule"):
        _schedule(folding, schedule)
    for found in folding.of_type("AWS::Logs::SubscriptionFilter"):
        _log_lines(folding, found)
    for bucket in folding.of_type("AWS::S3::Bucket"):
        _notifications(folding, bucket)


def _mapping(folding: Folding, mapping: Resource) -> None:
    function = folding.function(mapping.properties["FunctionName"])
    (source, *others) = references(mapping.properties["EventSourceArn"])
    said = {key: value for key, value in mapping.properties.items() if key not in ("FunctionName", "EventSourceArn")}
    if function is None or others or folding.type_of(source) not in _SOURCES:
        return
    if (to := within(said, "DestinationConfig", "OnFailure").get("Destination")) is not None:
        typed = destination_type(folding.roles.get(function), to, STREAM_FAILING)
        on_failure: dict[str, Value] = {"Type": typed, "Destination": to} if typed is not None else {"Destination": to}
        said["DestinationConfig"] = {"OnFailure": on_failure}
    type_, word = _SOURCES[folding.type_of(source)]
    properties = {word: mapping.properties["EventSourceArn"], **said}
    folding.rename(mapping.logical_id, folding.event(function, source, Event(type_, properties, mapping.component)))


def _subscription(folding: Folding, subscription: Resource) -> None:
    said = dict(subscription.properties)
    function, topic = folding.function(said.pop("Endpoint")), said.pop("TopicArn")
    if function is None or not isinstance(topic, Ref) or said.pop("Protocol") != "lambda" or set(said) - _SUBSCRIBED:
        return
    if _let_in(folding, function, "sns.amazonaws.com", topic.logical_id):
        properties: dict[str, Value] = {"Topic": topic, **said}
        folding.rename(
            subscription.logical_id,
            folding.event(function, topic.logical_id, Event("SNS", properties, subscription.component)),
        )


def _rule(folding: Folding, rule: Resource) -> None:
    said = dict(rule.properties)
    targets = said.pop("Targets")
    target = dict(within(targets[0])) if isinstance(targets, Sequence) and len(targets) == 1 else {}
    to, role_arn, bus = target.pop("Arn", None), target.pop("RoleArn", None), said.get("EventBusName")
    # The target's id is a name within the rule that nothing refers to, so SAM may choose it.
    target.pop("Id", None)
    if set(target) - _TARGET or set(said) - _RULED.keys():
        return
    name = bus.logical_id if isinstance(bus, Ref) else None
    event = Event("EventBridgeRule", {_RULED[key]: value for key, value in said.items()} | target, rule.component)
    function, machine, role = folding.function(to), machine_of(folding, to), folding.roles.get(rule.logical_id)
    if function is not None and role_arn is None and _let_in(folding, function, "events.amazonaws.com", name):
        folding.rename(rule.logical_id, folding.event(function, name or "Events", event))
    elif machine is not None and role is not None and _only(role, to):
        made = folding.event(machine, name or "Events", event)
        folding.rename(rule.logical_id, made)
        folding.rename(role.logical_id, f"{made}Role")


def _schedule(folding: Folding, schedule: Resource) -> None:
    said = dict(schedule.properties)
    target = dict(within(said.pop("Target")))
    to, role_arn = target.pop("Arn"), target.pop("RoleArn")
    owner = folding.function(to) or machine_of(folding, to)
    if owner is None or set(target) - _SCHEDULED or set(said) - _SCHEDULE:
        return
    # Without OmitName, SAM names the schedule after its logical id, so that a second stack could not be made.
    properties: dict[str, Value] = {**said, "OmitName": True, **target}
    role = folding.roles.get(schedule.logical_id)
    alone = role is not None and _only(role, to, within(target, "DeadLetterConfig").get("Arn"))
    if not alone:
        properties["RoleArn"] = role_arn
    made = folding.event(owner, schedule.logical_id, Event("ScheduleV2", properties, schedule.component))
    folding.rename(schedule.logical_id, made)
    if role is not None and alone:
        folding.rename(role.logical_id, f"{made}Role")


def _only(role: Role, to: Value, queue: Value = None) -> bool:
    """Whether a role may do what SAM lets one that starts a target, and no more."""
    starts = ("lambda:InvokeFunction",), ("states:StartExecution",)
    allowed = [*((action, (to,)) for action in starts), (("sqs:SendMessage",), (queue,))]
    return all(
        statement.condition is None and (statement.actions, statement.resources) in allowed
        for statement in role.statements
    )


def _log_lines(folding: Folding, found: Resource) -> None:
    said = dict(found.properties)
    function, group = folding.function(said.pop("DestinationArn")), said["LogGroupName"]
    if function is None or not isinstance(group, Ref) or set(said) - {"LogGroupName", "FilterPattern"}:
        return
    if _let_in(folding, function, "logs.amazonaws.com", group.logical_id):
        folding.rename(
            found.logical_id, folding.event(function, group.logical_id, Event("CloudWatchLogs", said, found.component))
        )


def _notifications(folding: Folding, bucket: Resource) -> None:
    """A bucket names in its own properties whom it notifies; SAM adds functions there."""
    name = bucket.logical_id
    notified = dict(within(bucket.properties, "NotificationConfiguration"))
    configurations = notified.pop("LambdaConfigurations", None)
    if not isinstance(configurations, Sequence):
        return
    left: list[Value] = []
    for configuration in configurations:
        said = dict(within(configuration))
        function = folding.function(said.pop("Function"))
        if function is not None and _let_in(folding, function, "s3.amazonaws.com", None):
            properties = {"Bucket": Ref(name), "Events": said.pop("Event"), **said}
            folding.event(function, name, Event("S3", properties, bucket.component))
        else:
            left.append(configuration)
    if left:
        notified["LambdaConfigurations"] = left
    kept = {key: value for key, value in bucket.properties.items() if key != "NotificationConfiguration"}
    folding.write(bucket, bucket.type, kept | ({"NotificationConfiguration": notified} if notified else {}))


def _let_in(folding: Folding, function: str, principal: str, source: str | None) -> bool:
    """Whether the graph lets a service in for that source; if so, SAM makes that permission."""
    for permission in folding.permissions(function):
        said = permission.properties
        if permission.logical_id not in folding.absorbed and said["Principal"] == principal:
            named = list(references(said.get("SourceArn")))
            if named == [source] if source is not None else not named:
                folding.absorb(permission.logical_id)
                return True
    return False
