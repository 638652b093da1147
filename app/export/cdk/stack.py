"""A graph → the code of its stack's class: each resource by the construct that says it, in the order of the drawing."""

from collections.abc import Callable, Mapping
from itertools import chain

from app.export.cdk import (
    events,
    functions,
    http_api,
    messaging,
    monitoring,
    plain,
    policies,
    rest_api,
    storage,
    triggers,
    workflow,
)
from app.export.cdk.code import StackCode, call, construct, tidied
from app.export.cdk.conditions import stand_behind, write_conditions
from app.export.cdk.draft import Draft, UnsayableError, order
from app.export.cdk.nag import acknowledge
from app.export.cdk.roles import role
from app.export.formats import StackPlan
from app.graph import Parameter, Resource, Role

Builder = Callable[[Draft, Resource], None]

AREAS = (events, functions, http_api, messaging, monitoring, policies, rest_api, storage, triggers, workflow)
FOLDS = (events.fold, messaging.fold, triggers.fold)
"""What says beforehand which permissions constructs give by themselves."""
BUILDERS: Mapping[str, Builder] = dict(
    chain.from_iterable(area.BUILDERS.items() for area in AREAS),
)
"""What writes a resource of a type; what has no builder, or what its builder cannot say, is written as it is."""


def stack_code(plan: StackPlan) -> StackCode:
    """The stack's class."""
    draft = Draft(plan)
    for fold in FOLDS:
        fold(draft)
    for parameter in plan.graph.parameters:
        _parameter(draft, parameter)
    write_conditions(draft)
    for node in order(plan, rest_api.needs(draft)):
        if isinstance(node, Role):
            role(draft, node)
            continue
        _resource(draft, node)
        comment = node.comment if node.properties.get("AlarmDescription") != node.comment else ""
        draft.end(comment, node.component)
    _outputs(draft)
    acknowledge(draft)
    return tidied(StackCode(class_name(plan), plan.graph.description or plan.title, tuple(draft.blocks)))


def class_name(plan: StackPlan) -> str:
    """`scalable-webhook` → `ScalableWebhookStack`."""
    return "".join(word[:1].upper() + word[1:] for word in plan.name.split("-")) + "Stack"


def _resource(draft: Draft, resource: Resource) -> None:
    # Constructs know no conditions, so what has one is written as it is.
    build = BUILDERS.get(resource.type) if resource.condition is None else None
    if build is not None:
        try:
            with draft.attempt():
                build(draft, resource)
                plain.wait(draft, resource)
        except UnsayableError:
            plain.write(draft, resource)
    else:
        plain.write(draft, resource)
        stand_behind(draft, resource)


def _parameter(draft: Draft, parameter: Parameter) -> None:
    making = construct(
        "cdk.CfnParameter",
        draft.claim(parameter.name),
        {
            "type": None if parameter.type == "String" else parameter.type,
            "description": parameter.description,
            "default": parameter.default,
            "allowedPattern": parameter.pattern,
        },
    )
    listed = parameter.type.startswith(("List<", "CommaDelimitedList"))
    draft.keep(parameter.name, "cdk.CfnParameter", making, {"": "valueAsList" if listed else "valueAsString"})
    draft.end("", parameter.component)


def _outputs(draft: Draft) -> None:
    for output in draft.graph.outputs:
        claimed = draft.claim(output.name)
        said = {"description": output.description, "value": draft.value(output.value)}
        making = construct("cdk.CfnOutput", claimed, said)
        # CloudFormation lets an output be called like a resource; constructs need names of their own.
        draft.do(making if claimed == output.name else call(making, "overrideLogicalId", output.name))
    draft.end("", None)
