"""Lambda function, role, asynchronous invocation and address → AWS::Serverless::Function."""

from collections.abc import Iterator, Mapping

from app.export.code import FunctionCode, Language
from app.export.sam.facts import FAILING, LOGGING, NETWORKING, READING, STREAM_FAILING, TRACING
from app.export.sam.fold import Folding, within
from app.export.sam.policies import Grant, granted, objects, policies
from app.graph import Att, Ref, Resource, Role, Value

BUILD: Mapping[str, Value] = {"Minify": False, "Target": "es2022", "Sourcemap": True}
"""How esbuild bundles: what is deployed stays readable, and stack traces name the source's lines."""
ORDER = ("CodeUri", "Handler", "Runtime", "FunctionName", "Description", "MemorySize", "Timeout", "Tracing")
"""What is said first of a function, since it is asked first."""
SERVICE = "lambda.amazonaws.com"
_IMPLIED = ("FunctionName", "TargetFunctionArn", "Qualifier")
"""What a part of a function need not say there."""


def fold_functions(folding: Folding) -> None:
    """Write every function whose role is its own."""
    for function in folding.graph.of_type("AWS::Lambda::Function"):
        _function(folding, function)


def _function(folding: Folding, function: Resource) -> None:
    name = function.logical_id
    said = dict(function.properties)
    tracing, role_arn = within(said.pop("TracingConfig", None)), said.pop("Role")
    code = folding.plan.code[name]
    properties: dict[str, Value] = {**_code(code), **said}
    if tracing:
        properties["Tracing"] = tracing["Mode"]
    given: list[Grant] = [*_given(folding, function)]
    _event_invoke_config(folding, name, properties, given)
    _url(folding, name, properties)
    role = folding.roles.get(name)
    if role is not None and role.principal == SERVICE and role_arn == Att(role.logical_id, "Arn"):
        folding.rename(role.logical_id, f"{name}Role")
        if held := policies(folding, role.statements, given):
            properties["Policies"] = held
    else:
        properties["Role"] = role_arn
    if events := folding.written_events(name):
        properties["Events"] = events
    ordered = {key: properties[key] for key in ORDER if key in properties} | properties
    folding.write(function, "AWS::Serverless::Function", ordered, metadata=_metadata(code))


def _code(code: FunctionCode) -> Mapping[str, Value]:
    """Python packs a function's folder; for Node.js one `package.json` serves all functions."""
    folder = code.folder if code.language is Language.PYTHON else code.folder.rpartition("/")[0]
    return {"CodeUri": f"{folder}/", "Handler": code.handler, "Runtime": code.runtime}


def _metadata(code: FunctionCode) -> Mapping[str, Value]:
    if code.language is Language.PYTHON:
        return {}
    entry = f"{code.folder.rpartition('/')[2]}/app.ts"
    return {"BuildMethod": "esbuild", "BuildProperties": {**BUILD, "EntryPoints": [entry]}}


def _given(folding: Folding, function: Resource) -> Iterator[Grant]:
    """What SAM allows the function's role, by what the function says of itself and by its events."""
    if isinstance(group := within(function.properties, "LoggingConfig").get("LogGroup"), Ref):
        yield LOGGING, Att(group.logical_id, "Arn")
    if "TracingConfig" in function.properties:
        yield TRACING, "*"
    if "VpcConfig" in function.properties:
        yield NETWORKING, "*"
    for event in folding.events.get(function.logical_id, {}).values():
        if event.type in READING:
            yield READING[event.type], event.properties["Queue" if event.type == "SQS" else "Stream"]
            target = within(event.properties, "DestinationConfig", "OnFailure")
            if isinstance(type_ := target.get("Type"), str):
                yield from granted(STREAM_FAILING[type_], target["Destination"])


def _event_invoke_config(folding: Folding, function: str, properties: dict[str, Value], given: list[Grant]) -> None:
    """Asynchronous invocation is part of the function, as far as SAM knows the kind of its failure target."""
    for config in folding.of("AWS::Lambda::EventInvokeConfig", "FunctionName", function):
        to = within(config.properties, "DestinationConfig", "OnFailure").get("Destination")
        type_ = destination_type(folding.roles.get(function), to, FAILING)
        if type_ is not None:
            folding.rename(config.logical_id, f"{function}EventInvokeConfig")
            said = {key: value for key, value in config.properties.items() if key not in _IMPLIED}
            on_failure: Value = {"OnFailure": {"Type": type_, "Destination": to}}
            properties["EventInvokeConfig"] = said | {"DestinationConfig": on_failure}
            given.extend(granted(FAILING[type_], to))


def destination_type(role: Role | None, to: Value, known: Mapping[str, tuple[str, ...]]) -> str | None:
    """SAM's word for where failures go, read from what the role may do there; None if SAM has no word."""
    for statement in role.statements if role is not None else ():
        for type_, actions in known.items():
            if actions[0] in statement.actions and (to in statement.resources or objects(to) in statement.resources):
                return type_
    return None


def _url(folding: Folding, function: str, properties: dict[str, Value]) -> None:
    """The function's own address; SAM lets everybody in where it needs no authorization."""
    for url in folding.of("AWS::Lambda::Url", "TargetFunctionArn", function):
        folding.rename(url.logical_id, f"{function}Url")
        properties["FunctionUrlConfig"] = {key: value for key, value in url.properties.items() if key not in _IMPLIED}
        public = [found for found in folding.permissions(function) if found.properties["Principal"] == "*"]
        folding.absorb(*(permission.logical_id for permission in public))
