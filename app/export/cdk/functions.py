"""Lambda: functions, what they may do, what triggers them, how they are called asynchronously, their address."""

from collections.abc import Mapping

from app.export.cdk.code import Code, construct, enum, new, seconds, struct
from app.export.cdk.draft import Draft, Said, UnsayableError
from app.export.cdk.network import overridden, placed
from app.export.cdk.roles import TRACING, allow
from app.export.code import FunctionCode, Language
from app.graph import Att, Resource, Value

RUNTIMES: Mapping[str, str] = {"python3.13": "PYTHON_3_13", "nodejs22.x": "NODEJS_22_X"}
"""CDK's words for the runtimes that handlers are exported for."""
ATTRIBUTES: Mapping[str, str] = {"": "functionName", "Arn": "functionArn"}


def function(draft: Draft, resource: Resource) -> None:
    """A function; what its role may do follows at once."""
    said = Said(resource.properties)
    role = draft.graph.roles[_role_of(said.take("Role"))]
    code = draft.plan.code[resource.logical_id]
    options: dict[str, Code | None] = {
        "description": said.text("Description"),
        "functionName": draft.optional(said.take("FunctionName")),
        **_code(code),
        "role": draft.known(role.logical_id).var,
        "memorySize": said.number("MemorySize"),
        "timeout": seconds(said.number("Timeout")),
    }
    if (reserved := said.number("ReservedConcurrentExecutions")) is not None:
        options["reservedConcurrentExecutions"] = reserved
    tracing = said.inner("TracingConfig").text("Mode")
    options["tracing"] = enum("lambda.Tracing", tracing.upper()) if tracing else None
    logging = said.inner("LoggingConfig")
    format_ = logging.text("LogFormat")
    options["loggingFormat"] = enum("lambda.LoggingFormat", format_.upper()) if format_ else None
    options["logGroup"] = draft.object(logging.take("LogGroup"), "logs.LogGroup")
    inside = said.inner("VpcConfig")
    subnets, groups = inside.take("SubnetIds"), inside.take("SecurityGroupIds")
    if isinstance(subnets, list):
        options |= placed(draft, subnets, groups)
    if (loop := said.text("RecursiveLoop")) is not None:
        options["recursiveLoop"] = enum("lambda.RecursiveLoop", loop.upper())
    environment = said.inner("Environment").take("Variables")
    options["environment"] = draft.optional(environment)
    said.done()
    class_ = "lambda.Function" if code.language is Language.PYTHON else "nodejs.NodejsFunction"
    var = draft.keep(
        resource.logical_id, class_, construct(class_, draft.claim(resource.logical_id), options), ATTRIBUTES
    )
    if subnets is not None and not isinstance(subnets, list):
        overridden(draft, resource.logical_id, var, {"SubnetIds": subnets, "SecurityGroupIds": groups})
    given = [
        one
        for one in role.statements
        if not (tracing == "Active" and one.actions == TRACING)
        and (resource.logical_id, one.actions, one.resources) not in draft.given
    ]
    allow(draft, var, given)


def _role_of(said: Value) -> str:
    if isinstance(said, Att):
        return said.logical_id
    raise UnsayableError("Role")


def _code(code: FunctionCode) -> Mapping[str, Code]:
    runtime = enum("lambda.Runtime", RUNTIMES[code.runtime])
    if code.language is Language.PYTHON:
        return {"runtime": runtime, "handler": code.handler, "code": new("pythonCode", code.folder)}
    bundling = struct(
        "nodejs.BundlingOptions",
        {
            "target": "es2022",
            "sourceMap": True,
            # Lambda's own copy of the AWS SDK changes with time; the locked one is what was tested.
            "externalModules": [],
        },
    )
    return {
        "runtime": runtime,
        "entry": f"{code.folder}/app.ts",
        "handler": code.handler.partition(".")[2],
        "bundling": bundling,
    }


BUILDERS = {"AWS::Lambda::Function": function}
