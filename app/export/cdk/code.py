"""Construct calls, said once for every language that CDK speaks.

Each jsii language has the same API, so that a call can be described without choosing one: names are in TypeScript's
form (`camelCase`), classes carry their module (`sqs.Queue`), and a struct knows its class, which Python wants.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias


@dataclass(frozen=True)
class Var:
    """A constant of the stack's constructor."""

    name: str


@dataclass(frozen=True)
class This:
    """The construct in whose constructor the code stands."""


@dataclass(frozen=True)
class Class:
    """A class, with its module: `sqs.Queue`; one of the project's own, or its function `pythonCode`, without one."""

    name: str

    @property
    def function(self) -> bool:
        """Whether it is one of the project's own functions."""
        return self.name[:1].islower() and "." not in self.name


@dataclass(frozen=True)
class Member:
    """A property: of an object in camel case, of a class (an enum's member, a constant) as it is."""

    of: "Code"
    name: str


@dataclass(frozen=True)
class Struct:
    """An object of named options. `name` is its class, which may be left empty where it is a call's last argument."""

    fields: "Mapping[str, Code]"
    name: str = ""


@dataclass(frozen=True)
class Call:
    """A call of a function or a method, or, where `of` is a class, the making of an object."""

    of: "Code"
    arguments: "tuple[Code, ...]" = ()
    options: Struct | None = None
    method: str = ""


@dataclass(frozen=True)
class Joined:
    """Text with expressions in it."""

    parts: "tuple[str | Code, ...]"


@dataclass(frozen=True)
class Json:
    """An object whose keys are data, such as environment variables."""

    fields: "Mapping[str, Code]"


@dataclass(frozen=True)
class Cast:
    """A value of which the compiler does not know that it is of that class."""

    of: "Code"
    name: str


@dataclass(frozen=True)
class Assign:
    """The setting of an object's property; a statement of its own."""

    of: "Code"
    name: str
    value: "Code"


Code: TypeAlias = (
    "Assign | Var | Cast | This | Class | Member | Struct | Call | Joined | Json"
    " | str | int | float | bool | Sequence[Code]"
)


@dataclass(frozen=True)
class Statement:
    """One line of a constructor: a call, and the constant that holds what it gives."""

    code: Code
    name: str = ""


@dataclass(frozen=True)
class Block:
    """Statements that belong together, why they are there and which component asked for them."""

    statements: tuple[Statement, ...]
    comment: str = ""
    component: str | None = None


@dataclass(frozen=True)
class StackCode:
    """A stack's class."""

    name: str
    comment: str
    blocks: tuple[Block, ...] = field(default=())

    @cached_property
    def parts(self) -> "Sequence[Code]":
        """All code in it, in no order."""
        return [part for block in self.blocks for said in block.statements for part in parts_of(said.code)]


def new(name: str, *arguments: Code, options: "Mapping[str, Code | None] | None" = None) -> Call:
    """The making of an object; options that are None are left out."""
    return Call(Class(name), arguments, struct("", options) if options is not None else None)


def construct(name: str, construct_id: str, options: "Mapping[str, Code | None]") -> Call:
    """The making of a construct in this stack."""
    said = struct("", options)
    return Call(Class(name), (This(), construct_id), said if said.fields else None)


def struct(name: str, fields: "Mapping[str, Code | None]") -> Struct:
    """A struct without the fields that are None."""
    return Struct({key: value for key, value in fields.items() if value is not None}, name)


def call(of: Code, method: str, *arguments: Code, options: "Mapping[str, Code | None] | None" = None) -> Call:
    """A method's call."""
    return Call(of, arguments, struct("", options) if options is not None else None, method)


def static(name: str, method: str, *arguments: Code, options: "Mapping[str, Code | None] | None" = None) -> Call:
    """A class's method's call."""
    return call(Class(name), method, *arguments, options=options)


def enum(name: str, member: str) -> Member:
    """A member of an enum, or a constant of a class."""
    return Member(Class(name), member)


def seconds(number: object) -> Call:
    """A duration, in the largest unit that says it without a fraction."""
    if not isinstance(number, int) or isinstance(number, bool):
        raise TypeError(f"{number!r} is no number of seconds")
    for unit, size in (("days", 86_400), ("hours", 3_600), ("minutes", 60)):
        if number and number % size == 0:
            return static("cdk.Duration", unit, number // size)
    return static("cdk.Duration", "seconds", number)


def parts_of(code: Code) -> Iterator[Code]:
    """The code itself and all code in it, in no order."""
    waiting = [code]
    while waiting:
        part = waiting.pop()
        yield part
        waiting.extend(_inside(part))


def _inside(code: Code) -> Iterable[Code]:
    match code:
        case Member(of):
            return (of,)
        case Assign(of, _, value):
            return (of, value)
        case Cast(of, name):
            return (of, Class(name))
        case Call(of, arguments, options):
            return (of, *arguments) if options is None else (of, *arguments, options)
        case Struct(fields) | Json(fields):
            return fields.values()
        case Joined(parts):
            return parts
        case list() | tuple():
            return code
        case _:
            return ()


def tidied(code: StackCode) -> StackCode:
    """The same, without names for what nothing refers to."""
    used = {part.name for part in code.parts if isinstance(part, Var)}
    blocks = tuple(
        Block(
            tuple(Statement(said.code, said.name if said.name in used else "") for said in block.statements),
            block.comment,
            block.component,
        )
        for block in code.blocks
    )
    return StackCode(code.name, code.comment, blocks)


def _classes(code: StackCode) -> set[str]:
    named = {part.name for part in code.parts if isinstance(part, Class | Struct | Cast)}
    return {name for name in named if name}


def modules(code: StackCode) -> Sequence[str]:
    """The modules whose classes are used, sorted."""
    return sorted({name.partition(".")[0] for name in _classes(code) if "." in name})


def functions(code: StackCode) -> Sequence[str]:
    """The project's own functions that are used, sorted."""
    return sorted(name for name in _classes(code) if "." not in name)


def casts(code: StackCode) -> bool:
    """Whether the class of a value is said anywhere."""
    return any(isinstance(part, Cast) for part in code.parts)


MODULES: Mapping[str, str] = {
    "apigateway": "aws_apigateway",
    "apigatewayv2": "aws_apigatewayv2",
    "authorizers": "aws_apigatewayv2_authorizers",
    "cloudwatch": "aws_cloudwatch",
    "cloudwatch_actions": "aws_cloudwatch_actions",
    "dynamodb": "aws_dynamodb",
    "ec2": "aws_ec2",
    "elasticache": "aws_elasticache",
    "destinations": "aws_lambda_destinations",
    "event_sources": "aws_lambda_event_sources",
    "events": "aws_events",
    "firehose": "aws_kinesisfirehose",
    "iam": "aws_iam",
    "integrations": "aws_apigatewayv2_integrations",
    "kinesis": "aws_kinesis",
    "kms": "aws_kms",
    "lambda": "aws_lambda",
    "log_destinations": "aws_logs_destinations",
    "logs": "aws_logs",
    "nodejs": "aws_lambda_nodejs",
    "rds": "aws_rds",
    "redshift": "aws_redshift",
    "redshiftserverless": "aws_redshiftserverless",
    "s3": "aws_s3",
    "s3n": "aws_s3_notifications",
    "scheduler": "aws_scheduler",
    "secretsmanager": "aws_secretsmanager",
    "sns": "aws_sns",
    "sqs": "aws_sqs",
    "ssm": "aws_ssm",
    "stepfunctions": "aws_stepfunctions",
    "subscriptions": "aws_sns_subscriptions",
    "targets": "aws_events_targets",
}
"""What a module is called here, and its name in `aws_cdk`; `cdk` is the core."""


def module_of(service: str) -> str:
    """What the module of a CloudFormation service is called here: like the service, in small letters."""
    return {"KinesisFirehose": "firehose"}.get(service, service.lower())


def package(module: str) -> str:
    """What a module is called in `aws_cdk`: for a service of which no construct is used yet, `aws_` and its name."""
    return MODULES.get(module, f"aws_{module}")
