"""Design in, project out."""

import re
import unicodedata
from collections.abc import Sequence

from app.export.code import Language, code_of
from app.export.files import Export
from app.export.formats import Format, StackPlan
from app.export.printers import PRINTERS
from app.export.project import Project, assemble
from app.lower import lower, lower_services
from app.model import Design

LONGEST_NAME = 40
"""AWS allows 128 characters for a stack; SAM and CDK put names of their own behind it."""


def export(design: Design, format_: Format, language: Language, *, one_stack: bool = False) -> Export:
    """The project that deploys a design: a stack for each of its services, or one for all with `one_stack`.

    Raises LoweringError with findings if it cannot be deployed as drawn, MissingHandlerError if it names a handler that
    there is not.
    """
    name = stack_name(design.name)
    plans = _one(design, name, language) if one_stack else _several(design, name, language, format_)
    printed = PRINTERS[format_](plans)
    project = Project(name=name, format=format_, design=design, plans=plans, printed=printed)
    return Export(name, assemble(project))


def _one(design: Design, name: str, language: Language) -> Sequence[StackPlan]:
    graph = lower(design)
    return [StackPlan(name, design.name, design, graph, code_of(design, graph, language), language)]


def _several(design: Design, name: str, language: Language, format_: Format) -> Sequence[StackPlan]:
    units = lower_services(design, name)
    if len(units) == 1:
        graph = units[0].graph
        return [StackPlan(name, design.name, design, graph, code_of(design, graph, language), language)]
    titles = {service.id: service.name for service in design.services}
    return [
        StackPlan(
            name=f"{name}-{unit.id}",
            title=" and ".join(titles[service] for service in unit.services) or design.name,
            design=design,
            graph=unit.graph,
            code=code_of(design, unit.graph, language),
            language=language,
            # CDK keeps the stacks of an app together; SAM knows one template a folder.
            root=f"{unit.id}/" if format_ is Format.SAM else "",
        )
        for unit in units
    ]


def stack_name(title: str) -> str:
    """A name for stack and folder, made of the user's: letters, digits and hyphens, a letter first."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    cut = words[:LONGEST_NAME].rstrip("-")
    return cut if cut[:1].isalpha() else f"design-{cut}".rstrip("-")
