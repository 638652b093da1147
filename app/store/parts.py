"""A document as merging and comparing see it: things by id, each with its fields."""

from collections.abc import Mapping
from typing import Any

from app.store.documents import write_json

SHELVES = ("services", "components", "connections")
SINGULAR = {"services": "service", "components": "component", "connections": "arrow"}
Fields = dict[str, Any]
"""A thing's fields; its properties each count as one, written "properties.name"."""


class Nothing:
    """Where there is no value; null is one."""

    def __repr__(self) -> str:
        return "nothing"


NOTHING = Nothing()


def same(one: object, other: object) -> bool:
    """Whether two values are the same JSON, whatever the order of keys; Python holds 1 and true for equal."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if one is NOTHING or other is NOTHING or isinstance(one, dict | list) or isinstance(other, dict | list):
        return one is other
    return write_json(one) == write_json(other)


def by_id(document: Mapping[str, Any], shelf: str) -> dict[str, dict[str, Any]]:
    """The things on a shelf of a document, in its order."""
    return {thing["id"]: thing for thing in document[shelf]}


def taken_apart(thing: Mapping[str, Any]) -> Fields:
    """A thing's fields."""
    fields = {key: value for key, value in thing.items() if key not in ("id", "properties")}
    return fields | {f"properties.{key}": value for key, value in thing.get("properties", {}).items()}


def put_together(name: str, fields: Fields, like: Mapping[str, Any]) -> dict[str, Any]:
    """The thing of these fields; `like` says in which order a thing's keys stand."""
    properties = {key.partition(".")[2]: value for key, value in fields.items() if key.startswith("properties.")}
    whole = {"id": name, **fields, "properties": properties}
    return {key: whole[key] for key in like}
