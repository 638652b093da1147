"""`samconfig.toml`: what `sam build` and `sam deploy` would otherwise have to be told each time."""

import json
from collections.abc import Iterator, Mapping

from app.export.files import File
from app.export.formats import StackPlan
from app.export.sam.yaml_text import comment

_HEAD = "# What the SAM CLI need not be told each time: `sam build && sam deploy` is enough.\nversion = 0.1\n"


def samconfig(plan: StackPlan) -> File:
    """The settings of a stack."""
    deploy: dict[str, str | bool] = {"resolve_s3": True, "confirm_changeset": True}
    if plan.graph.roles:
        # Roles have no names of their own, so that CAPABILITY_NAMED_IAM would be more than is needed.
        deploy["capabilities"] = "CAPABILITY_IAM"
    text = _HEAD
    text += _section("global", {"stack_name": plan.name})
    text += _section("build", {"cached": True, "parallel": True})
    text += _section("validate", {"lint": True})
    text += _section("package", {"resolve_s3": True})
    text += _section("deploy", deploy)
    text += "".join(f"{line}\n" for line in _parameters(plan))
    return File(text + _section("sync", {"watch": True}))


def _section(command: str, settings: Mapping[str, str | bool]) -> str:
    said = "".join(f"{key} = {json.dumps(value)}\n" for key, value in settings.items())
    return f"\n[default.{command}.parameters]\n{said}"


def _parameters(plan: StackPlan) -> Iterator[str]:
    """What the owner has to give: the design leaves it outside, so nobody else can know it."""
    required = [parameter for parameter in plan.graph.parameters if parameter.default is None]
    if not required:
        return
    yield "# The stack needs these values. Put yours in and take the first # of each line away:"
    yield "# parameter_overrides = ["
    for parameter in required:
        yield from (line.replace("#", "#   #", 1) for line in comment(parameter.description))
        yield f'#   "{parameter.name}=",'
    yield "# ]"
