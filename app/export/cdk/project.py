"""The files of a CDK app: its entry, a file for each stack, the settings of the CDK command."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from app.export.cdk.code import Call, Class, StackCode, Statement, Var, call, functions, new, static, struct
from app.export.cdk.layout import Group
from app.export.cdk.python import PYTHON
from app.export.cdk.stack import class_name, stack_code
from app.export.cdk.text import snake
from app.export.cdk.typescript import TYPESCRIPT
from app.export.cdk.writer import Writer
from app.export.files import File
from app.export.formats import StackPlan
from app.export.pins import pinned

TEMPLATES = Path(__file__).with_name("templates")
DESCRIPTION = 1024
"""Bytes that a template's description holds (CloudFormation User Guide, "Template Description syntax")."""
FLAGS: Mapping[str, bool] = {
    "@aws-cdk/aws-iam:minimizePolicies": True,
    "@aws-cdk/core:checkSecretUsage": True,
    "@aws-cdk/core:enablePartitionLiterals": False,
}
"""Feature flags that change what is deployed (AWS CDK Developer Guide, "Feature flags"). Those of a new project are not
all wanted: literal partitions would tie the template to one.
"""
CHECKED = Statement(
    call(static("cdk.Validations", "of", Var("app")), "addPlugins", new("ServerlessChecks", Var("app")))
)
"""cdk-nag's Serverless pack, without which nothing is synthesised; `app.export.cdk.nag` says what is acknowledged."""


def print_cdk_typescript(plans: Sequence[StackPlan]) -> Mapping[str, File]:
    """The infrastructure's files, by path."""
    files: dict[str, File] = {"cdk.json": _settings("npx tsx bin/app.ts")}
    stacks = [(plan, stack_code(plan)) for plan in plans]
    for plan, code in stacks:
        files[f"lib/{plan.name}-stack.ts"] = TYPESCRIPT.write(code)
    if _packs_python(code for _, code in stacks):
        files["lib/python-code.ts"] = File((TEMPLATES / "python-code.ts").read_text(encoding="utf-8"))
    return files | {"bin/app.ts": File("\n".join(_typescript_app(plans)) + "\n")}


def print_cdk_python(plans: Sequence[StackPlan]) -> Mapping[str, File]:
    """The infrastructure's files, by path."""
    files: dict[str, File] = {"cdk.json": _settings("python3 app.py")}
    stacks = [(plan, stack_code(plan)) for plan in plans]
    for plan, code in stacks:
        files[f"infra/{_module(plan)}.py"] = PYTHON.write(code)
    files["infra/__init__.py"] = File('"""The stacks of this app."""\n')
    if _packs_python(code for _, code in stacks):
        files["infra/python_code.py"] = File((TEMPLATES / "python_code.py").read_text(encoding="utf-8"))
    files["app.py"] = File("\n".join(_python_app(plans)) + "\n")
    return files | {"requirements.txt": File(pinned(["aws-cdk-lib", "cdk-nag", "constructs"]))}


def _packs_python(codes: Iterable[StackCode]) -> bool:
    return any("pythonCode" in functions(code) for code in codes)


def _settings(command: str) -> File:
    said = {"app": command, "versionReporting": False, "context": dict(FLAGS)}
    return File(json.dumps(said, indent=2) + "\n")


def _module(plan: StackPlan) -> str:
    return snake(plan.name.replace("-", "_")) + "_stack"


def _as_imported(plan: StackPlan) -> list[tuple[int, str]]:
    """The order in which ruff wants imports: numbers in names by their value."""
    pieces = re.findall(r"\d+|\D+", _module(plan))
    return [(int(piece), "") if piece.isdigit() else (-1, piece) for piece in pieces]


def description(plan: StackPlan) -> str:
    """The template's description."""
    return plan.graph.description.encode()[:DESCRIPTION].decode(errors="ignore")


def _typescript_app(plans: Sequence[StackPlan]) -> Iterator[str]:
    yield "import * as cdk from 'aws-cdk-lib'"
    yield "import { ServerlessChecks } from 'cdk-nag'"
    yield ""
    yield from (f"import {{ {class_name(plan)} }} from '../lib/{plan.name}-stack'" for plan in plans)
    yield ""
    yield from _lines(TYPESCRIPT, Statement(new("cdk.App"), "app"), *_stacks(plans), CHECKED)


def _python_app(plans: Sequence[StackPlan]) -> Iterator[str]:
    yield '"""The CDK app: every stack of this project."""'
    yield ""
    yield "import aws_cdk as cdk"
    yield "from cdk_nag import ServerlessChecks"
    yield ""
    for plan in sorted(plans, key=_as_imported):
        said = Group("(", (class_name(plan),), ")", one_line=class_name(plan))
        yield from PYTHON.layout.lines((f"from infra.{_module(plan)} import ", said), 0)
    yield ""
    synth = Statement(call(Var("app"), "synth"))
    yield from _lines(PYTHON, Statement(new("cdk.App"), "app"), *_stacks(plans), CHECKED, synth)


def _stacks(plans: Sequence[StackPlan]) -> Iterator[Statement]:
    for plan in plans:
        yield Statement(
            Call(Class(class_name(plan)), (Var("app"), plan.name), struct("", {"description": description(plan)}))
        )


def _lines(writer: Writer, *statements: Statement) -> list[str]:
    return [line for said in statements for line in writer.layout.lines(writer.statement(said.name, said.code), 0)]
