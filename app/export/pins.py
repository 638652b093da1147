"""The exact versions that exported projects are locked to: those that this project's own tests have run with."""

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from app.settings import ROOT

_PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^ \\;]+)", re.MULTILINE)


@cache
def python_pins() -> Mapping[str, str]:
    """Python packages and their versions, from the lock files of the developers' tools and of what proves exports."""
    # checkov pins older versions of what the others have newer.
    locks = ("checkov", "exports", "dev")
    texts = [(ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8") for name in locks]
    return {name: version for text in texts for name, version in _PIN.findall(text)}


@cache
def node_manifest() -> Mapping[str, Any]:
    """The package.json that Node.js handlers and CDK apps are checked with."""
    read: Mapping[str, Any] = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    return read


def pinned(names: Iterable[str]) -> str:
    """Lines of a requirements file."""
    pins = python_pins()
    return "".join(f"{name}=={pins[name.partition('[')[0]]}\n" for name in sorted(names))


def node_versions(names: Iterable[str]) -> Mapping[str, str]:
    """npm packages with their exact versions. Raises KeyError for one that is not locked here."""
    manifest = node_manifest()
    known: dict[str, str] = {**manifest["dependencies"], **manifest["devDependencies"]}
    return {name: known[name] for name in sorted(set(names))}
