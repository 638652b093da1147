"""State machine and role → AWS::Serverless::StateMachine."""

from app.export.sam.facts import TRACING
from app.export.sam.fold import Folding, within
from app.export.sam.policies import Grant, policies
from app.graph import Att, Ref, Resource, Role, Value

SERVICE = "states.amazonaws.com"
_WORDS = {
    "StateMachineType": "Type",
    "StateMachineName": "Name",
    "LoggingConfiguration": "Logging",
    "TracingConfiguration": "Tracing",
    "Definition": "Definition",
}
"""SAM's words for what a state machine says, in SAM's order."""


def fold_machines(folding: Folding) -> None:
    """Write every state machine whose role is its own."""
    for machine in folding.graph.of_type("AWS::StepFunctions::StateMachine"):
        _machine(folding, machine)


def own_role(folding: Folding, machine: Resource) -> Role | None:
    """The role that SAM would make for a state machine; None where SAM's form could not say all of the machine."""
    role = folding.roles.get(machine.logical_id)
    if role is None or role.principal != SERVICE or set(machine.properties) - _WORDS.keys() - {"RoleArn"}:
        return None
    return role if machine.properties.get("RoleArn") == Att(role.logical_id, "Arn") else None


def machine_of(folding: Folding, value: Value) -> str | None:
    """The state machine of the stack that a value names, if SAM's form can say it."""
    machine = folding.graph.resources.get(value.logical_id) if isinstance(value, Ref) else None
    if machine is None or machine.type != "AWS::StepFunctions::StateMachine" or own_role(folding, machine) is None:
        return None
    return machine.logical_id


def _machine(folding: Folding, machine: Resource) -> None:
    said, role = machine.properties, own_role(folding, machine)
    if role is None:
        return
    properties: dict[str, Value] = {_WORDS[key]: said[key] for key in _WORDS if key in said}
    given: list[Grant] = [(TRACING, "*")] if within(said, "TracingConfiguration").get("Enabled") is True else []
    folding.rename(role.logical_id, f"{machine.logical_id}Role")
    properties["Policies"] = policies(folding, role.statements, given)
    if events := folding.written_events(machine.logical_id):
        properties["Events"] = events
    folding.write(machine, "AWS::Serverless::StateMachine", properties)
