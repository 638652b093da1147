"""package.json and package-lock.json of exported projects, cut out of this project's own lock.

A lock lists a package by its place in node_modules; what it depends on is looked for beside it and then further up, as
Node.js does. Cutting keeps what can be reached that way from the chosen packages: exact versions and hashes that were
tested here, without asking a registry. Source of the format: npm Docs, "package-lock.json".
"""

import json
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

from app.export.pins import node_versions
from app.settings import ROOT

ENGINES = {"node": ">=22"}


def package_json(
    name: str,
    run: Iterable[str],
    develop: Iterable[str],
    *,
    scripts: Mapping[str, str],
    imports: Mapping[str, str] | None = None,
) -> tuple[str, str]:
    """The texts of package.json and package-lock.json. Raises KeyError for a package that is not locked here."""
    # Most projects need the same packages, and writing a lock takes longer than all else in a small one.
    return _written(
        name, tuple(sorted(run)), tuple(sorted(develop)), tuple(scripts.items()), tuple((imports or {}).items())
    )


@lru_cache(maxsize=128)
def _written(
    name: str,
    run: tuple[str, ...],
    develop: tuple[str, ...],
    scripts: tuple[tuple[str, str], ...],
    imports: tuple[tuple[str, str], ...],
) -> tuple[str, str]:
    manifest: dict[str, Any] = {"name": name, "version": "0.1.0", "private": True, "type": "module", "engines": ENGINES}
    if imports:
        manifest["imports"] = dict(imports)
    manifest |= {
        "scripts": dict(scripts),
        "dependencies": node_versions(run),
        "devDependencies": node_versions(develop),
    }
    return _text(manifest), _text(_lock(manifest))


def _text(said: Mapping[str, Any]) -> str:
    return json.dumps(said, indent=2, ensure_ascii=False) + "\n"


@cache
def _whole() -> Mapping[str, Mapping[str, Any]]:
    read = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    packages: Mapping[str, Mapping[str, Any]] = read["packages"]
    return packages


def _lock(manifest: Mapping[str, Any]) -> dict[str, Any]:
    needed = _reached(manifest["dependencies"])
    everything = needed | _reached(manifest["devDependencies"])
    kept: dict[str, Any] = {
        "": {key: manifest[key] for key in ("name", "version", "dependencies", "devDependencies", "engines")}
    }
    for place in sorted(everything):
        entry = {key: value for key, value in _whole()[place].items() if key not in ("dev", "devOptional")}
        kept[place] = entry | ({} if place in needed else {"dev": True})
    return {
        "name": manifest["name"],
        "version": manifest["version"],
        "lockfileVersion": 3,
        "requires": True,
        "packages": kept,
    }


def _reached(names: Iterable[str]) -> set[str]:
    found: set[str] = set()
    waiting = [f"node_modules/{name}" for name in names]
    while waiting:
        place = waiting.pop()
        if place in found:
            continue
        found.add(place)
        entry = _whole()[place]
        optional = {name for name, meta in entry.get("peerDependenciesMeta", {}).items() if meta.get("optional")}
        for key in ("dependencies", "optionalDependencies", "peerDependencies"):
            for name in entry.get(key, {}):
                home = _home(place, name)
                if home is not None and not (key == "peerDependencies" and name in optional):
                    waiting.append(home)
    return found


def _home(place: str, name: str) -> str | None:
    """Where the package at a place finds another; None if it is not installed (it is for another system)."""
    parts = place.split("/node_modules/")
    for depth in range(len(parts), -1, -1):
        above = "/node_modules/".join(parts[:depth])
        candidate = f"{above}/node_modules/{name}" if above else f"node_modules/{name}"
        if candidate in _whole():
            return candidate
    return None
