"""The formats and languages that can be chosen, and what a printer is given."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.export.code import FunctionCode, Language
from app.graph import ResourceGraph
from app.model import Design


class Format(StrEnum):
    """How the infrastructure is written."""

    SAM = "sam"
    CDK_TYPESCRIPT = "cdk-typescript"
    CDK_PYTHON = "cdk-python"


@dataclass(frozen=True)
class StackPlan:
    """One deployment unit: what is deployed together, and the code in it."""

    name: str
    """The stack's name: letters, digits and hyphens, beginning with a letter."""
    title: str
    """What the user calls it; any text."""
    design: Design
    """The whole design; the graph says which part of it this stack is."""
    graph: ResourceGraph
    code: Mapping[str, FunctionCode]
    """The code of each function by its logical id."""
    language: Language
    """The language chosen for handlers; a function whose design says another has that one in `code`."""
    root: str = ""
    """The folder of the stack's own project with a slash at its end, where it has one; empty: the export's folder."""
