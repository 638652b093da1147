"""Synthesise CDK stacks as `cdk synth` would, many in one process, without the command and without packing code."""

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.export import File, Format, StackPlan
from app.export.cdk import print_cdk_python, print_cdk_typescript
from app.settings import ROOT

PRINTERS = {Format.CDK_TYPESCRIPT: print_cdk_typescript, Format.CDK_PYTHON: print_cdk_python}
COMMANDS: Mapping[Format, Sequence[str]] = {
    Format.CDK_TYPESCRIPT: ("node", "--import", "tsx", "bin/app.ts"),
    Format.CDK_PYTHON: (str(ROOT / ".tools" / "exports" / "bin" / "python"), "app.py"),
}
JSII = ROOT / ".tools" / "exports" / "jsii"
"""Where CDK in Python keeps CDK's own code."""
CONTEXT = {"aws:cdk:bundling-stacks": [], "aws:cdk:enable-path-metadata": True}
"""Nothing is packed, and every resource tells the path of its construct."""
BOOTSTRAP = ("BootstrapVersion", "CheckBootstrapVersion")
"""A parameter and a rule by which every template checks the account; they deploy nothing."""


class SynthesisError(Exception):
    """An app does not synthesise."""


@dataclass(frozen=True)
class Synthesised:
    """A stack's template, and which resource stands for which of the graph's."""

    template: Mapping[str, Any]
    names: Mapping[str, str]


def write_app(plans: Sequence[StackPlan], format_: Format, folder: Path) -> Mapping[str, File]:
    """Write an app of these stacks, with empty handlers."""
    files = PRINTERS[format_](plans)
    for path, file in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(file.text, encoding="utf-8")
    for code in (code for plan in plans for code in plan.code.values()):
        (folder / code.folder).mkdir(parents=True, exist_ok=True)
        (folder / code.folder / "app.ts").touch()
        (folder / code.folder / "requirements.txt").touch()
    (folder / "package-lock.json").touch()
    (folder / "node_modules").symlink_to((ROOT / "node_modules").resolve())
    return files


def synthesise(folder: Path, format_: Format) -> dict[str, Synthesised]:
    """The templates of an app that was written there, by the stacks' names. Raises SynthesisError."""
    out = folder / "cdk.out"
    context = json.loads((folder / "cdk.json").read_text(encoding="utf-8"))["context"] | CONTEXT
    environment = {
        # As `npx cdk synth` does it: without, CDK in Python does not find esbuild and asks for Docker.
        "PATH": os.pathsep.join([str(folder / "node_modules" / ".bin"), os.environ["PATH"]]),
        "HOME": str(folder),
        "CDK_OUTDIR": str(out),
        "CDK_CONTEXT_JSON": json.dumps(context),
        # Unpacked once for all; below a HOME that is new each time it would be 200 MB each time.
        "JSII_RUNTIME_PACKAGE_CACHE_ROOT": os.environ.get("JSII_RUNTIME_PACKAGE_CACHE_ROOT", str(JSII)),
    }
    run = subprocess.run(COMMANDS[format_], cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if run.returncode:
        raise SynthesisError(run.stdout + run.stderr)
    found = {}
    for path in sorted(out.glob("*.template.json")):
        template = json.loads(path.read_text(encoding="utf-8"))
        found[path.name.removesuffix(".template.json")] = Synthesised(_bare(template), _names(template))
    return found


def _bare(template: Mapping[str, Any]) -> Mapping[str, Any]:
    """The template without what checks the account."""
    parameters = {name: said for name, said in template.get("Parameters", {}).items() if name not in BOOTSTRAP}
    rules = {name: said for name, said in template.get("Rules", {}).items() if name not in BOOTSTRAP}
    rest = {"Resources": {}} | {key: value for key, value in template.items() if key not in ("Parameters", "Rules")}
    return rest | ({"Parameters": parameters} if parameters else {}) | ({"Rules": rules} if rules else {})


def _names(template: Mapping[str, Any]) -> dict[str, str]:
    """Logical ids by the id of the construct that stands directly in the stack, which is the graph's logical id."""
    names: dict[str, str] = {}
    for logical_id, resource in template.get("Resources", {}).items():
        _, *path = resource.get("Metadata", {}).get("aws:cdk:path", "").split("/")
        if len(path) == 1 or path[1:] == ["Resource"]:
            names[path[0]] = logical_id
    return names
