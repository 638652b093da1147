"""A graph as a plain CloudFormation template: what every export must amount to."""

from collections.abc import Mapping
from typing import Any

from app.graph.resources import ResourceGraph, Role, Statement
from app.graph.values import Att, Part, Pseudo, Ref, Sub, Value, Zone

STAND_IN: Mapping[str, Any] = {
    "Runtime": "python3.13",
    "Handler": "index.handler",
    "Code": {"ZipFile": "def handler(event, context):\n    return None\n"},
}
"""What CloudFormation wants of a function and the graph does not say: language and code are the export's choice."""


MOST_IN_AND = 10
"""CloudFormation User Guide, "Condition functions": Fn::And takes two to ten."""


def plain(value: Value) -> Any:  # noqa: ANN401 - a template holds any JSON
    """A value as CloudFormation writes it."""
    match value:
        case Ref(logical_id):
            return {"Ref": logical_id}
        case Att(logical_id, name):
            return {"Fn::GetAtt": [logical_id, name]}
        case Pseudo(name):
            return {"Ref": f"AWS::{name}"}
        case Part(of, by, index):
            return {"Fn::Select": [index, {"Fn::Split": [by, plain(of)]}]}
        case Zone(index):
            return {"Fn::Select": [index, {"Fn::GetAZs": ""}]}
        case Sub(parts):
            return _joined(parts)
        case str() | None | bool() | int() | float():
            return value
        case Mapping():
            return {key: plain(item) for key, item in value.items()}
        case _:
            return [plain(item) for item in value]


def _joined(parts: tuple[str | Ref | Att | Pseudo | Part, ...]) -> Any:  # noqa: ANN401 - text or a function that gives it
    """`Fn::Sub` where it can say it, `Fn::Join` where a part is cut out, bare text where nothing is to replace."""
    if all(isinstance(part, str) for part in parts):
        return "".join(str(part) for part in parts)
    if len(parts) == 1:
        return plain(parts[0])
    if any(isinstance(part, Part) for part in parts):
        return {"Fn::Join": ["", [plain(part) for part in parts]]}
    return {"Fn::Sub": "".join(_inside(part) for part in parts if not isinstance(part, Part))}


def _inside(part: str | Ref | Att | Pseudo) -> str:
    match part:
        case Ref(logical_id):
            return f"${{{logical_id}}}"
        case Att(logical_id, name):
            return f"${{{logical_id}.{name}}}"
        case Pseudo(name):
            return f"${{AWS::{name}}}"
        case str():
            return part.replace("${", "${!")


def plain_statement(statement: Statement) -> dict[str, Any]:
    """A statement as IAM writes it."""
    said: dict[str, Any] = {
        "Effect": "Allow",
        "Action": list(statement.actions),
        "Resource": [plain(resource) for resource in statement.resources],
    }
    return said | ({"Condition": plain(statement.condition)} if statement.condition else {})


def plain_role(role: Role) -> dict[str, Any]:
    """A role as an AWS::IAM::Role resource."""
    properties: dict[str, Any] = {
        "AssumeRolePolicyDocument": {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Principal": {"Service": role.principal}, "Action": "sts:AssumeRole"},
            ],
        }
    }
    if role.statements:
        document = {"Version": "2012-10-17", "Statement": [plain_statement(said) for said in role.statements]}
        properties["Policies"] = [{"PolicyName": "Design", "PolicyDocument": document}]
    return {"Type": "AWS::IAM::Role", "Properties": properties}


def plain_condition(graph: ResourceGraph, name: str) -> dict[str, Any]:
    """A condition as CloudFormation writes it: every parameter holds something else than its default."""
    defaults = {parameter.name: parameter.default for parameter in graph.parameters}
    given: list[dict[str, Any]] = [
        {"Fn::Not": [{"Fn::Equals": [{"Ref": wanted}, defaults[wanted] or ""]}]} for wanted in graph.conditions[name]
    ]
    while len(given) > 1:
        tens = [given[at : at + MOST_IN_AND] for at in range(0, len(given), MOST_IN_AND)]
        given = [{"Fn::And": each} if len(each) > 1 else each[0] for each in tens]
    return given[0]


def to_template(graph: ResourceGraph) -> dict[str, Any]:
    """The whole graph as one CloudFormation template; functions get a line of Python in the place of their code."""
    resources: dict[str, Any] = {name: plain_role(role) for name, role in graph.roles.items()}
    for name, resource in graph.resources.items():
        said: dict[str, Any] = {"Type": resource.type}
        if resource.condition:
            said["Condition"] = resource.condition
        if resource.depends_on:
            said["DependsOn"] = list(resource.depends_on)
        if resource.deletion_policy:
            said |= {"DeletionPolicy": resource.deletion_policy, "UpdateReplacePolicy": resource.deletion_policy}
        properties = plain(resource.properties)
        if resource.type == "AWS::Lambda::Function":
            properties = STAND_IN | properties
        resources[name] = said | {"Properties": properties}
    template: dict[str, Any] = {"AWSTemplateFormatVersion": "2010-09-09", "Description": graph.description[:1024]}
    if graph.parameters:
        template["Parameters"] = {
            parameter.name: {
                key: value
                for key, value in (
                    ("Type", parameter.type),
                    ("Description", parameter.description),
                    ("Default", parameter.default),
                    ("AllowedPattern", parameter.pattern),
                )
                if value is not None
            }
            for parameter in graph.parameters
        }
    if graph.conditions:
        template["Conditions"] = {name: plain_condition(graph, name) for name in graph.conditions}
    template["Resources"] = resources
    if graph.outputs:
        template["Outputs"] = {
            output.name: {"Description": output.description, "Value": plain(output.value)} for output in graph.outputs
        }
    return template
