"""The ways by which a pattern becomes a template and code. Whatever the way, the tests see the same `Deployment`."""

import atexit
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from app.export import Export, Format, FunctionCode, Language, export
from app.export.code import code_of
from app.graph import to_template
from app.lower import lower
from app.model import Design
from tests.export.projects import designs
from tests.oracle.sam_templates import Translator, translator
from tests.oracle.synthesise import synthesise
from tests.proof.harness.code import bundled, packed, packed_folder
from tests.proof.harness.emulator import ROOT


@dataclass(frozen=True)
class Built:
    """A template in plain CloudFormation, and each function's code by its logical id."""

    template: Mapping[str, Any]
    code: Mapping[str, bytes]
    schema: str
    """The SQL that the handlers expect to have been run."""


@dataclass(frozen=True)
class Way:
    """A format and a language, such as SAM with Python handlers."""

    format: str
    language: Language

    def __str__(self) -> str:
        return f"{self.format}-{self.language}"


def built(scene: str, way: Way, redraw: Callable[[Design], Design] | None = None) -> Built:
    """The template and code of `pattern`, `pattern--variation` or `example--name`, redrawn if a test needs it so."""
    if redraw is None:
        return _as_published(scene, way)
    return BUILDERS[way.format](redraw(designs()[scene]), way.language)


@cache
def _as_published(scene: str, way: Way) -> Built:
    return BUILDERS[way.format](designs()[scene], way.language)


def _from_graph(design: Design, language: Language) -> Built:
    """The graph itself as a template: what every export amounts to."""
    graph = lower(design)
    code = code_of(design, graph, language)
    template = to_template(graph)
    for name, each in code.items():
        template["Resources"][name]["Properties"] |= {"Handler": each.handler, "Runtime": each.runtime}
    zips = {name: packed({file: text.encode() for file, text in each.files.items()}) for name, each in code.items()}
    return Built(template, zips, _schema(code))


def _from_sam(design: Design, language: Language) -> Built:
    """The SAM export."""
    with written(export(design, Format.SAM, language, one_stack=True)) as folder:
        return built_sam(folder, code_of(design, lower(design), language))


def built_sam(folder: Path, code: Mapping[str, FunctionCode]) -> Built:
    """A stack's folder of a SAM project, translated by SAM's own translator and built as `sam build` builds it."""
    template = _translator().translate((folder / "template.yaml").read_text(encoding="utf-8"))
    zips = {name: _packed(folder, each, template["Resources"][name]) for name, each in code.items()}
    return Built(template, zips, _schema(code))


def _from_cdk(format_: Format, design: Design, language: Language) -> Built:
    """The CDK export, synthesised by CDK itself and built as `cdk deploy` builds it."""
    code = code_of(design, lower(design), language)
    with written(export(design, format_, language, one_stack=True)) as folder:
        (made,) = synthesise(folder, format_).values()
        names = {name: made.names[name] for name in code}
        functions = made.template["Resources"]
        zips = {names[name]: _packed(folder, each, functions[names[name]]) for name, each in code.items()}
    return Built(made.template, zips, _schema(code))


def _packed(project: Path, code: FunctionCode, function: Mapping[str, Any]) -> bytes:
    """A function's code out of an exported project; the template says what Lambda will look for in it."""
    if code.language is Language.PYTHON:
        return packed_folder(project / code.folder)
    module, _, _ = function["Properties"]["Handler"].partition(".")
    return bundled(project / code.folder / "app.ts", f"{module}.js")


@contextmanager
def written(made: Export) -> Iterator[Path]:
    """The folder of a project, for as long as it is needed."""
    with TemporaryDirectory(prefix="pb-project-") as name:
        folder = Path(name)
        made.write(folder)
        for package in folder.glob("**/package.json"):
            (package.parent / "node_modules").symlink_to((ROOT / "node_modules").resolve())
        yield folder


@cache
def _translator() -> Translator:
    """SAM's translator, started once for all."""
    open_to_the_end = ExitStack()
    atexit.register(open_to_the_end.close)
    return open_to_the_end.enter_context(translator())


def _schema(code: Mapping[str, FunctionCode]) -> str:
    return "\n".join(sorted({each.files["schema.sql"] for each in code.values() if "schema.sql" in each.files}))


BUILDERS: Mapping[str, Callable[[Design, Language], Built]] = {
    "graph": _from_graph,
    "sam": _from_sam,
    "cdk-typescript": partial(_from_cdk, Format.CDK_TYPESCRIPT),
    "cdk-python": partial(_from_cdk, Format.CDK_PYTHON),
}
