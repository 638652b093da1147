"""Templates as the printer writes them, and what SAM's translator makes of them."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from app.export.code import FunctionCode, Language
from app.export.formats import StackPlan
from app.export.make import stack_name
from app.export.sam import print_sam
from app.graph import ResourceGraph
from app.lower import lower, lower_services
from app.model import Design
from tests.lower.minimal import together
from tests.lower.publishers import publishers
from tests.lower.scenes import scenes
from tests.lower.test_joins import ALL

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / ".tools" / "exports" / "bin" / "python"
"""The environment that `make` sets up for what exports are proven with."""


def plans(design: Design, language: Language) -> tuple[StackPlan, ...]:
    """The stacks of a design. Their functions have no code: what is compared here is the infrastructure."""
    name = stack_name(design.name)
    return tuple(plan(design, unit.graph, language) for unit in lower_services(design, name))


def plan(design: Design, graph: ResourceGraph, language: Language) -> StackPlan:
    """One stack."""
    code = {
        asset.function: FunctionCode(
            asset.function, asset.component, f"src/{asset.component}", Language(asset.language or language)
        )
        for asset in graph.assets
    }
    return StackPlan(stack_name(design.name), design.name, design, graph, code, language)


@cache
def scene_plans() -> dict[str, StackPlan]:
    """Every stack of every pattern and variation, in both languages."""
    found: dict[str, StackPlan] = {}
    for name, scene in scenes().items():
        for language in Language:
            for number, made in enumerate(plans(scene.design, language), 1):
                found[f"{name}.{language}.{number}"] = made
    return found


@cache
def kind_plans() -> dict[str, StackPlan]:
    """A stack for each kind, with every way in which an arrow can leave it; and one whose topic is under a key."""
    found = {}
    for source in sorted({triple.source for triple in ALL}):
        design = together(triple for triple in ALL if triple.source == source)
        found[source] = plan(design, lower(design), Language.PYTHON)
    found["publishers"] = plan(publishers(), lower(publishers()), Language.PYTHON)
    return found


class Translator:
    """SAM's translator in a process of its own."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def __call__(self, made: StackPlan) -> dict[str, Any]:
        """The CloudFormation template of a stack."""
        return self.translate(print_sam(made)["template.yaml"].text)

    def translate(self, text: str) -> dict[str, Any]:
        """The CloudFormation template that a SAM template amounts to. Raises ValueError if SAM refuses it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"text": text}) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        if "error" in answer:
            raise ValueError(answer["error"])
        template: dict[str, Any] = answer["template"]
        return template


@contextmanager
def translator() -> Iterator[Translator]:
    """A translator, for as long as it is needed."""
    program = [PYTHON, Path(__file__).with_name("translate_sam.py")]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Translator(process)
        assert process.stdin is not None
        process.stdin.close()
