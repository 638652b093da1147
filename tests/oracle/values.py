"""CloudFormation values in one form, whichever way they are written.

`!Sub`, `Fn::Join` and nested ones of them become one `Text`; `Ref` and `Fn::GetAtt` become `To`, the same one where
they give the same; an ARN that is put together from a resource's name becomes the resource's ARN; scalars become text,
since CloudFormation converts between them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, TypeAlias


@dataclass(frozen=True)
class To:
    """A reference: what `Ref` gives, or an attribute."""

    name: str
    attribute: str = ""

    @property
    def pseudo(self) -> bool:
        """Whether it is the stack's, not a resource's."""
        return self.name.startswith("AWS::")


@dataclass(frozen=True)
class Text:
    """Literal parts and references, joined."""

    parts: tuple[Any, ...]


@dataclass(frozen=True)
class Call:
    """Another intrinsic function."""

    name: str
    arguments: tuple[Any, ...]


Types: TypeAlias = Mapping[str, str]
"""The type of each resource by its logical id."""

REF_GIVES = {
    "AWS::EC2::InternetGateway": "InternetGatewayId",
    "AWS::EC2::RouteTable": "RouteTableId",
    "AWS::EC2::SecurityGroup": "GroupId",
    "AWS::EC2::Subnet": "SubnetId",
    "AWS::EC2::VPC": "VpcId",
    "AWS::Events::EventBus": "Name",
    "AWS::KMS::Key": "KeyId",
    "AWS::SNS::Topic": "TopicArn",
    "AWS::SecretsManager::Secret": "Id",
    "AWS::StepFunctions::StateMachine": "Arn",
}
"""The attribute that `Ref` gives too."""

_HERE = (To("AWS::Region"), ":", To("AWS::AccountId"), ":")
ARNS: dict[str, tuple[tuple[Any, ...], str, str]] = {
    "AWS::DynamoDB::Table": ((":dynamodb:", *_HERE, "table/"), "", ""),
    "AWS::Events::EventBus": ((":events:", *_HERE, "event-bus/"), "", ""),
    "AWS::KinesisFirehose::DeliveryStream": ((":firehose:", *_HERE, "deliverystream/"), "", ""),
    "AWS::Lambda::Function": ((":lambda:", *_HERE, "function:"), "", ""),
    "AWS::Logs::LogGroup": ((":logs:", *_HERE, "log-group:"), "", ":*"),
    "AWS::S3::Bucket": ((":s3:::",), "", ""),
    "AWS::SNS::Topic": ((":sns:", *_HERE), "TopicName", ""),
    "AWS::SQS::Queue": ((":sqs:", *_HERE), "QueueName", ""),
    "AWS::StepFunctions::StateMachine": ((":states:", *_HERE, "stateMachine:"), "Name", ""),
}
"""How an ARN is put together: what stands after the partition, the attribute that names the resource, what follows."""

_VARIABLE = re.compile(r"\$\{(!?)([^}]*)\}")


def canonical(value: Any, types: Types) -> Any:
    """A value in its one form; what is so already stays."""
    if isinstance(value, To | Text | Call):
        return value
    if isinstance(value, Mapping):
        if len(value) == 1:
            (name, argument), *_ = value.items()
            if name == "Ref":
                return To(argument)
            if name.startswith("Fn::"):
                return _call(name, argument, types)
        return {str(key): canonical(item, types) for key, item in value.items()}
    if isinstance(value, list):
        return [canonical(item, types) for item in value]
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value if value is None else joined([str(value)], types)


def _call(name: str, argument: Any, types: Types) -> Any:
    if name == "Fn::GetAtt":
        resource, attribute = argument.split(".", 1) if isinstance(argument, str) else argument
        return To(resource, "" if REF_GIVES.get(types.get(resource, "")) == attribute else attribute)
    if name == "Fn::Sub":
        text, variables = argument if isinstance(argument, list) else (argument, {})
        given = {key: canonical(item, types) for key, item in variables.items()}
        return joined(_substituted(text, given, types), types)
    if name == "Fn::Join":
        between, items = argument
        parts: list[Any] = []
        for index, item in enumerate(items):
            parts += [*([between] if index and between else []), canonical(item, types)]
        return joined(parts, types)
    inner = canonical(argument if isinstance(argument, list) else [argument], types)
    return Call(name.removeprefix("Fn::"), tuple(frozen(item) for item in inner))


def _substituted(text: str, given: Mapping[str, Any], types: Types) -> list[Any]:
    parts: list[Any] = []
    end = 0
    for found in _VARIABLE.finditer(text):
        parts.append(text[end : found.start()])
        literal, name = found.groups()
        if literal:
            parts.append(f"${{{name}}}")
        elif name in given:
            parts.append(given[name])
        elif "." in name:
            parts.append(_call("Fn::GetAtt", name, types))
        else:
            parts.append(To(name))
        end = found.end()
    return [*parts, text[end:]]


def joined(parts: list[Any], types: Types) -> Any:
    """Parts as one text: flat, neighbouring literals in one, ARNs of resources recognised."""
    flat: list[Any] = []
    for part in parts:
        for item in part.parts if isinstance(part, Text) else (part,):
            if isinstance(item, str) and item.startswith("arn:aws:") and not flat:
                # Where the partition is written out, it is the one that the template was made for.
                flat += ["arn:", To("AWS::Partition")]
                item = item.removeprefix("arn:aws")
            if isinstance(item, str) and flat and isinstance(flat[-1], str):
                flat[-1] += item
            elif item != "":
                flat.append(item)
    if all(isinstance(part, str) for part in flat):
        return "".join(flat)
    flat = _recognised(flat, types)
    return flat[0] if len(flat) == 1 else Text(tuple(flat))


def _recognised(parts: list[Any], types: Types) -> list[Any]:
    """An ARN put together from a resource's name, as the reference that gives it."""
    if len(parts) < 3 or parts[:2] != ["arn:", To("AWS::Partition")]:
        return parts
    for index, part in enumerate(parts):
        type_ = types.get(part.name, "") if isinstance(part, To) else ""
        if type_ in ARNS:
            before, attribute, after = ARNS[type_]
            rest = parts[index + 1 :]
            tail = rest[0] if rest and isinstance(rest[0], str) else ""
            if part.attribute == attribute and _same(parts[2:index], before) and tail.startswith(after):
                arn = To(part.name, "" if REF_GIVES.get(type_) in ("TopicArn", "Arn") else "Arn")
                left = [tail[len(after) :], *rest[1:]] if tail else rest
                return [item for item in [arn, *left] if item != ""]
    return parts


def _same(parts: list[Any], pattern: tuple[Any, ...]) -> bool:
    same: bool = joined(list(parts), {}) == joined(list(pattern), {})
    return same


def frozen(value: Any) -> Any:
    """A value that can be hashed."""
    if isinstance(value, dict):
        return tuple(sorted((key, frozen(item)) for key, item in value.items()))
    return tuple(frozen(item) for item in value) if isinstance(value, list) else value


def renamed(value: Any, names: Mapping[str, str]) -> Any:
    """A value with the other template's logical ids in it, as far as they are known."""
    match value:
        case To(name, attribute):
            return To(names.get(name, name), attribute)
        case Text(parts):
            return Text(tuple(renamed(part, names) for part in parts))
        case Call(name, arguments):
            return Call(name, tuple(renamed(item, names) for item in arguments))
        case Mapping():
            return {key: renamed(item, names) for key, item in value.items()}
        case frozenset():
            return frozenset(renamed(item, names) for item in value)
        case tuple():
            return tuple(renamed(item, names) for item in value)
        case list():
            return [renamed(item, names) for item in value]
        case _ if is_dataclass(value):
            return type(value)(*(renamed(getattr(value, field.name), names) for field in fields(value)))  # type: ignore[misc]  # of any
        case _:
            return value


def targets(value: Any) -> set[str]:
    """The logical ids that a value speaks of."""
    match value:
        case To(name):
            return set() if value.pseudo else {name}
        case Text(parts):
            return set().union(*map(targets, parts))
        case Call(_, arguments):
            return set().union(*map(targets, arguments))
        case Mapping():
            return set().union(*map(targets, value.values()))
        case list() | tuple() | frozenset():
            return set().union(*map(targets, value))
        case _ if is_dataclass(value):
            return set().union(*(targets(getattr(value, field.name)) for field in fields(value)))
        case _:
            return set()
