"""What runs a function, and where it leaves what fails: event sources, asynchronous calls, permissions, addresses."""

from collections.abc import Mapping

from app.export.cdk.code import Code, call, enum, new
from app.export.cdk.draft import Draft, Said, UnsayableError, merged
from app.export.cdk.messaging import duration
from app.graph import Att, Ref, Resource, Sub, Value, references

FUNCTIONS = ("lambda.Function", "nodejs.NodejsFunction")
SOURCES: Mapping[str, tuple[str, str, str]] = {
    "AWS::DynamoDB::Table": ("event_sources.DynamoEventSource", "dynamodb.Table", "dynamodb:GetRecords"),
    "AWS::Kinesis::Stream": ("event_sources.KinesisEventSource", "kinesis.Stream", "kinesis:GetRecords"),
    "AWS::SQS::Queue": ("event_sources.SqsEventSource", "sqs.Queue", "sqs:ReceiveMessage"),
}
"""The event source of each type, the construct that it reads, and the action by which its grant is known."""
FAILING: Mapping[str, tuple[str, str, str, str]] = {
    "AWS::Events::EventBus": ("events.EventBus", "destinations.EventBridgeDestination", "", "events:PutEvents"),
    "AWS::SNS::Topic": ("sns.Topic", "destinations.SnsDestination", "event_sources.SnsDlq", "sns:Publish"),
    "AWS::SQS::Queue": ("sqs.Queue", "destinations.SqsDestination", "event_sources.SqsDlq", "sqs:SendMessage"),
}
"""For each type where failures may go: its construct, the destination of asynchronous calls, that of streams, and the
action by which the grant of both is known. A bucket is not among them: its destination may also read and delete.
"""


def fold(draft: Draft) -> None:
    """Event sources and destinations let the function's role do what they need; addresses let everybody in."""
    for type_ in ("AWS::Lambda::EventSourceMapping", "AWS::Lambda::EventInvokeConfig"):
        for resource in draft.folding(type_):
            function = resource.properties["FunctionName"]
            if not isinstance(function, Ref):
                continue
            failed = _failed(resource)
            if failed is not None:
                if draft.type_of(failed) not in FAILING:
                    continue
                _give(draft, function.logical_id, FAILING[draft.type_of(failed)][3], failed)
            source = resource.properties.get("EventSourceArn")
            if draft.type_of(source) in SOURCES:
                _give(draft, function.logical_id, SOURCES[draft.type_of(source)][2], source)


def _give(draft: Draft, function: str, action: str, target: Value) -> None:
    """Note the statement by which the graph lets the function do that."""
    for role in draft.graph.roles.values():
        if role.owner == function:
            for said in role.statements:
                if action in said.actions and said.resources == (target,):
                    draft.given.append((function, said.actions, said.resources))


def event_source(draft: Draft, resource: Resource) -> None:
    """What a function reads."""
    said = Said(resource.properties)
    function = draft.object(said.take("FunctionName"), *FUNCTIONS)
    source = said.take("EventSourceArn")
    class_, read, _ = SOURCES[draft.type_of(source)]
    options: dict[str, Code | None] = {
        "startingPosition": _word("lambda.StartingPosition", said.text("StartingPosition")),
        "enabled": said.flag("Enabled"),
        "batchSize": said.number("BatchSize"),
        "maxBatchingWindow": duration(said.number("MaximumBatchingWindowInSeconds")),
        "maxConcurrency": said.inner("ScalingConfig").number("MaximumConcurrency"),
        "bisectBatchOnError": said.flag("BisectBatchOnFunctionError"),
        "retryAttempts": _limit(said.number("MaximumRetryAttempts")),
        "maxRecordAge": duration(_limit(said.number("MaximumRecordAgeInSeconds"))),
        "parallelizationFactor": said.number("ParallelizationFactor"),
    }
    if (types := said.take("FunctionResponseTypes")) is not None:
        if types != ["ReportBatchItemFailures"]:
            raise UnsayableError("FunctionResponseTypes")
        options["reportBatchItemFailures"] = True
    if said.take("DestinationConfig") is not None:
        options["onFailure"] = _destination(draft, _failed(resource), 2)
    said.done()
    made = new(class_, draft.object(source, read), options=options)
    draft.do(call(function, "addEventSource", made))
    draft.alias(resource.logical_id, _named(resource.properties["FunctionName"]))


def async_calls(draft: Draft, resource: Resource) -> None:
    """How often an asynchronous call is tried, and where it ends if all fail."""
    said = Said(resource.properties)
    function = draft.object(said.take("FunctionName"), *FUNCTIONS)
    said.expect("Qualifier", "$LATEST")
    options = {
        "retryAttempts": said.number("MaximumRetryAttempts"),
        "maxEventAge": duration(said.number("MaximumEventAgeInSeconds")),
        "onFailure": _destination(draft, _failed(resource), 1),
    }
    said.take("DestinationConfig")
    said.done()
    draft.do(call(function, "configureAsyncInvoke", options=options))


def permission(draft: Draft, resource: Resource) -> None:
    """Whom the function lets in, unless the construct that calls it says so."""
    said = Said(resource.properties)
    name = _named(said.take("FunctionName"))
    function = draft.object(Ref(name), *FUNCTIONS)
    principal, source = said.text("Principal"), said.take("SourceArn")
    draft.alias(resource.logical_id, name)
    if _covered(draft, name, principal or "", source):
        return
    options = {
        "principal": new("iam.ServicePrincipal", principal or ""),
        "action": _unless(said.text("Action"), "lambda:InvokeFunction"),
        "sourceArn": draft.optional(source),
        "sourceAccount": draft.optional(said.take("SourceAccount")),
    }
    said.done()
    draft.do(call(function, "addPermission", resource.logical_id, options=options))


def _covered(draft: Draft, function: str, principal: str, source: Value) -> bool:
    if principal == "*":
        return (function, "*", "") in draft.covered
    match merged(source.parts) if isinstance(source, Sub) else ():
        case (*_, Ref(api), str(tail)) if (function, api, tail) in draft.routes:
            return True
    return any((function, principal, one) in draft.covered for one in references(source))


def url(draft: Draft, resource: Resource) -> None:
    """A function's own address."""
    said = Said(resource.properties)
    name = _named(said.take("TargetFunctionArn"))
    function = draft.object(Ref(name), *FUNCTIONS)
    type_ = said.text("AuthType") or ""
    said.done()
    making = call(function, "addFunctionUrl", options={"authType": enum("lambda.FunctionUrlAuthType", type_)})
    draft.keep(resource.logical_id, "lambda.FunctionUrl", making, {"FunctionUrl": "url", "FunctionArn": "functionArn"})
    if type_ == "NONE":
        draft.covered.add((name, "*", ""))


def _failed(resource: Resource) -> Value:
    config = resource.properties.get("DestinationConfig")
    failure = config.get("OnFailure") if isinstance(config, Mapping) else None
    return failure.get("Destination") if isinstance(failure, Mapping) else None


def _destination(draft: Draft, said: Value, kind: int) -> Code:
    found = FAILING.get(draft.type_of(said))
    if found is None or not found[kind]:
        raise UnsayableError("OnFailure")
    return new(found[kind], draft.object(said, found[0]))


def _word(class_: str, said: str | None) -> "Code | None":
    return None if said is None else enum(class_, said)


def _limit(said: int | None) -> int | None:
    """A limit; none is what Lambda means by -1, and what CDK means by silence."""
    return None if said == -1 else said


def _unless(said: str | None, usual: str) -> str | None:
    return None if said == usual else said


def _named(said: Value) -> str:
    if isinstance(said, Ref | Att):
        return said.logical_id
    raise UnsayableError(str(said))


BUILDERS = {
    "AWS::Lambda::EventInvokeConfig": async_calls,
    "AWS::Lambda::EventSourceMapping": event_source,
    "AWS::Lambda::Permission": permission,
    "AWS::Lambda::Url": url,
}
