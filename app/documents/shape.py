"""Plain data → the model's types, with pydantic's complaints translated into ours."""

import typing
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from app.documents.errors import DocumentError
from app.documents.yaml_text import Path, Source
from app.model import Finding, nearest

T = TypeVar("T", bound=BaseModel)

_SAID = {
    "missing": "this is missing",
    "string_type": "this must be text",
    "tuple_type": "this must be a list",
    "dict_type": "this must be a mapping",
    "mapping_type": "this must be a mapping",
    "model_type": "this must be a mapping",
    "model_attributes_type": "this must be a mapping",
    "int_type": "this must be a whole number",
    "int_parsing": "this must be a whole number",
    "float_type": "this must be a number",
    "bool_type": "this must be true or false",
    "bool_parsing": "this must be true or false",
}


def validate(model: type[T], source: Source, path: Path = ()) -> T:
    """The part of a document at `path` as a model. Raises DocumentError with a finding for every complaint."""
    data = source.data
    for part in path:
        data = data[part]
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise DocumentError(complaints(error, model, source, path)) from error


def complaints(error: ValidationError, model: type[BaseModel], source: Source, path: Path) -> list[Finding]:
    """A validation error as findings at their places in the document."""
    return [_complaint(detail, model, source, path) for detail in error.errors(include_url=False)]


def _complaint(detail: ErrorDetails, model: type[BaseModel], source: Source, path: Path) -> Finding:
    loc: Path = (*path, *_inside(detail["loc"], source.data, path))
    name = str(loc[-1]) if loc else "document"
    owner = _owner(model, detail["loc"][:-1])
    if detail["type"] == "extra_forbidden":
        words = _keys(owner) if owner else ()
        return source.finding(loc, f"{name!r} is not a key that belongs here{nearest(name, words)}", key=True)
    if detail["type"] == "missing":
        return source.finding(loc[:-1], f"the key {name!r} is missing here")
    said = _SAID.get(detail["type"]) or _reworded(detail)
    shown = repr(detail["input"])
    if isinstance(detail["input"], str | int | float | bool) and len(shown) <= 60:
        message = f"{name}: {said}, not {shown}"
    else:
        message = f"{name}: {said}"
    expected = detail.get("ctx", {}).get("expected")
    hint = (
        nearest(detail["input"], str(expected).replace("'", "").replace(" or ", ", ").split(", ")) if expected else ""
    )
    return source.finding(loc, message + hint)


def _reworded(detail: ErrorDetails) -> str:
    message = detail["msg"].removeprefix("Value error, ")
    return message.replace("Input should", "this should").replace("String should", "this should")


def _inside(loc: Path, data: Any, path: Path) -> Path:  # noqa: ANN401 - raw data of a document
    """A validation error's location without the parts that pydantic adds for unions and validators."""
    for part in path:
        data = data[part]
    real: list[str | int] = []
    for index, part in enumerate(loc):
        known = (isinstance(data, dict) and part in data) or (
            isinstance(data, list) and isinstance(part, int) and part < len(data)
        )
        if known:
            data = data[part]
        elif index != len(loc) - 1 or not isinstance(data, dict):
            continue
        real.append(part)
    return tuple(real)


def _keys(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _owner(model: type[BaseModel], loc: Path) -> type[BaseModel] | None:
    """The model whose field a location lies in."""
    owner: type[BaseModel] | None = model
    for part in loc:
        if isinstance(part, int) or owner is None:
            continue
        field = next((f for n, f in owner.model_fields.items() if part in (n, f.alias)), None)
        if field is None:
            return None
        owner = _model_in(field.annotation)
    return owner


def _model_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - any type expression
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in typing.get_args(annotation) if (found := _model_in(part))), None)
