"""A folded graph → the text of `template.yaml`, with the lines that each component is the reason for."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from app.export.files import File, Mark
from app.export.sam.fold import Event, Folding, Written, within
from app.export.sam.intrinsics import node
from app.export.sam.policies import written
from app.export.sam.yaml_text import Node, Short, comment, lines
from app.graph import MOST_IN_AND, Parameter, Resource, ResourceGraph, Role, Statement, Value

DESCRIPTION = 1024
"""Bytes that a template's description holds (CloudFormation User Guide, "Template Description syntax")."""
_GLOBAL = ("CodeUri", "Handler", "Runtime", "MemorySize", "Timeout", "Tracing")
"""What functions may share, in the order in which it is written."""
_EVENTS = "      Events:"
_EVENT = 8
"""The indent of an event's name in a template."""
_ALWAYS = ("Runtime", "Tracing")
"""What is no property of one function, even if there is only one."""


def template(folding: Folding) -> File:
    """The template. Whatever no form of SAM has taken in is written as it is."""
    shared = _globals(folding)
    text: list[str] = []
    marks: list[Mark] = []
    head: dict[str, Node] = {"AWSTemplateFormatVersion": "2010-09-09", "Transform": "AWS::Serverless-2016-10-31"}
    text += lines(head | {"Description": _description(folding.graph.description)})
    if folding.graph.parameters:
        text += ["", "Parameters:"]
        for parameter in folding.graph.parameters:
            _add(text, marks, parameter.component, lines({parameter.name: _parameter(parameter)}, 2), {})
    if folding.graph.conditions:
        conditions = {name: _condition(folding.graph, name) for name in folding.graph.conditions}
        text += ["", *lines({"Conditions": conditions})]
    if shared:
        text += ["", *lines({"Globals": {"Function": node(shared, folding.names)}})]
    text += ["", "Resources:"]
    for name, component, said, why in _resources(folding, shared):
        if text[-1] != "Resources:":
            text.append("")
        _add(text, marks, component, [*comment(why, 2), *lines({name: said}, 2)], folding.events.get(name, {}))
    if folding.graph.outputs:
        said = {
            output.name: {"Description": output.description, "Value": node(output.value, folding.names)}
            for output in folding.graph.outputs
        }
        text += ["", *lines({"Outputs": said})]
    return File("\n".join(text) + "\n", tuple(marks))


def _add(
    text: list[str], marks: list[Mark], component: str | None, block: Sequence[str], events: Mapping[str, Event]
) -> None:
    """Add the lines of one resource or parameter. The lines of an event belong to who asks for it."""
    owners = [component] * len(block)
    start = block.index(_EVENTS) + 1 if events else len(block)
    for place in range(start, len(block)):
        line = block[place]
        if len(line) - len(line.lstrip()) < _EVENT:
            break
        named = line[_EVENT:].removesuffix(":")
        owners[place] = events[named].component if named in events else owners[place - 1]
    for owner, lines_of in groupby(range(len(block)), key=owners.__getitem__):
        places = list(lines_of)
        if owner is not None:
            marks.append(Mark(owner, len(text) + 1 + places[0], len(text) + 1 + places[-1]))
    text.extend(block)


def _description(said: str) -> str:
    return said.encode()[:DESCRIPTION].decode(errors="ignore")


def _parameter(parameter: Parameter) -> Node:
    said: dict[str, Node] = {
        "Type": parameter.type,
        "Description": parameter.description,
        "Default": parameter.default,
        "AllowedPattern": parameter.pattern,
    }
    return {key: value for key, value in said.items() if value is not None}


def _condition(graph: ResourceGraph, name: str) -> Node:
    """Whether every parameter of a condition holds something else than its default."""
    defaults = {parameter.name: parameter.default or "" for parameter in graph.parameters}
    given: list[Node] = [
        Short("Not", [Short("Equals", [Short("Ref", wanted), defaults[wanted]], inline=True)])
        for wanted in graph.conditions[name]
    ]
    while len(given) > 1:
        tens = [given[at : at + MOST_IN_AND] for at in range(0, len(given), MOST_IN_AND)]
        given = [Short("And", each) if len(each) > 1 else each[0] for each in tens]
    return given[0]


def _globals(folding: Folding) -> Mapping[str, Value]:
    """What every function of the template says."""
    functions = [found for found in folding.written.values() if found.type == "AWS::Serverless::Function"]
    if not functions:
        return {}
    shared: dict[str, Value] = {}
    for key in _GLOBAL if len(functions) > 1 else _ALWAYS:
        first = functions[0].properties.get(key)
        if first is not None and all(function.properties.get(key) == first for function in functions):
            shared[key] = first
    formats = {repr(_format(function)) for function in functions}
    if len(formats) == 1 and (said := _format(functions[0])) is not None:
        shared["LoggingConfig"] = {"LogFormat": said}
    return shared


def _format(function: Written) -> Value:
    return within(function.properties, "LoggingConfig").get("LogFormat")


def _without(function: Written, shared: Mapping[str, Value]) -> Mapping[str, Value]:
    """A function's properties, without what all functions say."""
    said = {key: value for key, value in function.properties.items() if key not in shared or key == "LoggingConfig"}
    if "LoggingConfig" in shared:
        said["LoggingConfig"] = {
            key: value for key, value in within(said, "LoggingConfig").items() if key != "LogFormat"
        }
    return said


def _resources(folding: Folding, shared: Mapping[str, Value]) -> Iterator[tuple[str, str | None, Node, str]]:
    """Logical id, component, what is said and why, component by component; what several share comes last."""
    order = {component.id: place for place, component in enumerate(folding.plan.design.components)}
    last = len(order)
    found: list[tuple[int, str, str | None, Node, str]] = []
    owners = {role.owner: role for role in folding.graph.roles.values() if role.logical_id not in folding.absorbed}
    for name, resource in folding.graph.resources.items():
        place = order.get(resource.component or "", last)
        if (role := owners.pop(name, None)) is not None:
            found.append((place, role.logical_id, role.component, _role(folding, role), ""))
        if name not in folding.absorbed:
            why = resource.comment if resource.properties.get("AlarmDescription") != resource.comment else ""
            found.append((place, name, resource.component, _resource(folding, resource, shared), why))
    for _, name, component, said, why in sorted(found, key=lambda item: item[0]):
        yield name, component, said, why


def _resource(folding: Folding, resource: Resource, shared: Mapping[str, Value]) -> Node:
    form = folding.written.get(resource.logical_id) or Written(
        resource.type, resource.properties, resource, resource.depends_on
    )
    said: dict[str, Node] = {"Type": form.type}
    if resource.condition:
        said["Condition"] = resource.condition
    waits = [folding.names.get(name, name) for name in form.depends_on]
    waits = [name for name in dict.fromkeys(waits) if name not in folding.absorbed]
    if waits:
        said["DependsOn"] = waits[0] if len(waits) == 1 else [*waits]
    if resource.deletion_policy:
        said |= {"DeletionPolicy": resource.deletion_policy, "UpdateReplacePolicy": resource.deletion_policy}
    properties = _without(form, shared) if form.type == "AWS::Serverless::Function" else form.properties
    if properties:
        said["Properties"] = node(properties, folding.names)
    if form.metadata:
        said["Metadata"] = node(form.metadata, folding.names)
    return said


def _role(folding: Folding, role: Role) -> Node:
    """A role of a resource that SAM has no form for."""
    trust: Value = {"Effect": "Allow", "Principal": {"Service": role.principal}, "Action": "sts:AssumeRole"}
    properties: dict[str, Value] = {"AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [trust]}}
    if role.statements:
        properties["Policies"] = [{"PolicyName": "Design", "PolicyDocument": _document(role.statements)}]
    return {"Type": "AWS::IAM::Role", "Properties": node(properties, folding.names)}


def _document(statements: Sequence[Statement]) -> Value:
    return {"Version": "2012-10-17", "Statement": [written(statement) for statement in statements]}
