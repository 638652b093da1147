"""Which checks a project leaves out, and why: the reasons are data, and the project ships those that concern it."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from app.graph import ResourceGraph


def checkov_settings(graphs: Iterable[ResourceGraph]) -> str:
    """`.checkov.yaml`: what checkov looks at, and what it leaves out for what these graphs hold."""
    return "".join(f"{line}\n" for line in _lines(skipped(graphs)))


def skipped(graphs: Iterable[ResourceGraph]) -> list[Mapping[str, str]]:
    """The checks that are left out for what these graphs hold."""
    types = {resource.type for graph in graphs for resource in graph.resources.values()}
    return [skip for skip in skips() if skip["on"] in types]


def _lines(left_out: list[Mapping[str, str]]) -> Iterator[str]:
    yield "# `checkov -d .` reads this file. Each check that is left out has its reason above it."
    yield "framework: [cloudformation]"
    yield "skip-path: [node_modules, .aws-sam]"
    yield "compact: true"
    yield "quiet: true"
    if left_out:
        yield "skip-check:"
    for skip in left_out:
        yield f"  # {skip['reason']}"
        yield f"  - {skip['check']}"


@cache
def skips() -> tuple[Mapping[str, str], ...]:
    """All checks that exports leave out: `check`, the type that it is `on`, and the `reason`."""
    return tuple(YAML(typ="safe").load(Path(__file__).with_name("checkov.yaml").read_text(encoding="utf-8")))
