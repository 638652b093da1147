"""`/docs`: the OpenAPI description as a page of our own.

Swagger UI writes inline styles and weighs more than a megabyte; a read-only API of a few routes is read better as text,
and the Content-Security-Policy stays without exceptions.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.web.book import Book
from app.web.templates import Page

DEPTH = 4
"""How deep a schema is unfolded; what lies below is named only."""


@dataclass(frozen=True)
class Parameter:
    """What can be asked."""

    name: str
    place: str
    kind: str
    required: bool
    doc: str


@dataclass(frozen=True)
class Field:
    """A line of an answer's outline, `depth` levels in."""

    depth: int
    name: str
    kind: str
    doc: str


@dataclass(frozen=True)
class Answer:
    """A kind of answer."""

    status: str
    doc: str
    media: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Operation:
    """One method of one address."""

    id: str
    method: str
    path: str
    summary: str
    doc: str
    parameters: tuple[Parameter, ...]
    answers: tuple[Answer, ...]
    example: str
    """An address that answers."""


@dataclass(frozen=True, kw_only=True)
class DocsPage(Page):
    """The context of docs.html."""

    operations: tuple[Operation, ...]
    version: str


class _Reader:
    """Turns schemas into lines."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document

    def resolve(self, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        """The schema itself, where this is a reference to it."""
        if "$ref" not in schema:
            return schema
        found: Any = self.document
        for part in str(schema["$ref"]).removeprefix("#/").split("/"):
            found = found[part]
        return {**found, "x-name": str(schema["$ref"]).rsplit("/", 1)[-1]}

    def kind(self, schema: Mapping[str, Any]) -> str:
        """A type in one phrase."""
        schema = self.resolve(schema)
        if "anyOf" in schema:
            kinds = [self.kind(each) for each in schema["anyOf"]]
            return " or ".join(dict.fromkeys(kind for kind in kinds if kind != "null" or len(kinds) != 2))
        if "enum" in schema:
            return " | ".join(str(value) for value in schema["enum"])
        if "const" in schema:
            return str(schema["const"])
        match schema.get("type"):
            case "array":
                return f"list of {self.kind(schema.get('items', {}))}"
            case "object":
                return str(schema.get("x-name", "object"))
            case None:
                return "any"
            case other:
                return str(schema.get("format", other))

    def outline(self, schema: Mapping[str, Any], depth: int = 0, seen: tuple[str, ...] = ()) -> list[Field]:
        """The fields of an object, or of a list's objects, down to DEPTH."""
        schema = self.resolve(schema)
        name = str(schema.get("x-name", ""))
        if depth >= DEPTH or (name and name in seen):
            return []
        if schema.get("type") == "array":
            return self.outline(schema.get("items", {}), depth, seen)
        if "anyOf" in schema:
            return [line for each in schema["anyOf"] for line in self.outline(each, depth, seen)]
        lines: list[Field] = []
        for key, inner in schema.get("properties", {}).items():
            lines.append(Field(depth, key, self.kind(inner), self.resolve(inner).get("description", "")))
            lines += self.outline(inner, depth + 1, (*seen, name))
        return lines

    def operation(self, path: str, method: str, said: Mapping[str, Any]) -> Operation:
        """One operation."""
        return Operation(
            id=said["operationId"],
            method=method.upper(),
            path=path,
            summary=said.get("summary", ""),
            doc=said.get("description", ""),
            parameters=tuple(
                Parameter(
                    each["name"],
                    each["in"],
                    self.kind(each.get("schema", {})),
                    each.get("required", False),
                    each.get("description", ""),
                )
                for each in said.get("parameters", ())
            ),
            answers=tuple(
                Answer(status, each.get("description", ""), media, tuple(self.outline(content.get("schema", {}))))
                for status, each in said.get("responses", {}).items()
                for media, content in (each.get("content") or {"": {}}).items()
            ),
            example=path.replace("{pattern_id}", "circuit-breaker"),
        )


def routes(book: Book) -> APIRouter:
    """The reference's route."""
    router = APIRouter()

    @router.api_route("/docs", methods=["GET", "HEAD"])
    def docs(request: Request) -> Response:
        document = request.app.openapi()
        reader = _Reader(document)
        page = DocsPage(
            title="API",
            description="The catalog as JSON: patterns with their designs, and every kind of component.",
            here="/docs",
            operations=tuple(
                reader.operation(path, method, said)
                for path, methods in document["paths"].items()
                for method, said in methods.items()
            ),
            version=document["info"]["version"],
        )
        return book.page(request, "docs.html", page)

    return router
