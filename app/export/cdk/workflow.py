"""Step Functions: state machines."""

from collections.abc import Mapping

from app.export.cdk.code import Code, This, call, construct, enum, static, struct
from app.export.cdk.draft import Draft, Said, UnsayableError
from app.export.cdk.roles import allow
from app.graph import Att, Resource, Value

TYPES: Mapping[str, str] = {"EXPRESS": "EXPRESS", "STANDARD": "STANDARD"}
GIVEN = ("logs:CreateLogDelivery", "xray:PutTraceSegments")
"""The first action of each statement that `logs` and `tracingEnabled` make by themselves."""


def state_machine(draft: Draft, resource: Resource) -> None:
    """A state machine, its definition as Amazon States Language says it; what its role may do follows."""
    said = Said(resource.properties)
    role_arn = said.take("RoleArn")
    if not isinstance(role_arn, Att):
        raise UnsayableError("RoleArn")
    role = draft.graph.roles[role_arn.logical_id]
    definition = call(This(), "toJsonString", draft.value(said.take("Definition")))
    tracing = said.inner("TracingConfiguration").flag("Enabled")
    options: dict[str, Code | None] = {
        "stateMachineName": draft.optional(said.take("StateMachineName")),
        "stateMachineType": enum("stepfunctions.StateMachineType", TYPES[said.text("StateMachineType") or "STANDARD"]),
        "role": draft.known(role.logical_id).var,
        "definitionBody": static("stepfunctions.DefinitionBody", "fromString", definition),
        "logs": _logs(draft, said.inner("LoggingConfiguration")),
        "tracingEnabled": tracing,
    }
    said.done()
    making = construct("stepfunctions.StateMachine", draft.claim(resource.logical_id), options)
    attributes = {"": "stateMachineArn", "Arn": "stateMachineArn", "Name": "stateMachineName"}
    var = draft.keep(resource.logical_id, "stepfunctions.StateMachine", making, attributes)
    allow(draft, var, [one for one in role.statements if one.actions[0] not in GIVEN])


def _logs(draft: Draft, said: Said) -> Code:
    level = said.text("Level")
    fields = {
        "destination": draft.object(_destination(said.take("Destinations")), "logs.LogGroup"),
        "level": enum("stepfunctions.LogLevel", level) if level else None,
        "includeExecutionData": said.flag("IncludeExecutionData"),
    }
    return struct("stepfunctions.LogOptions", fields)


def _destination(said: Value) -> Value:
    match said:
        case [{"CloudWatchLogsLogGroup": {"LogGroupArn": Att() as arn}}]:
            return arn
        case _:
            raise UnsayableError("Destinations")


BUILDERS = {"AWS::StepFunctions::StateMachine": state_machine}
