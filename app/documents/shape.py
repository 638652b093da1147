"""Plain data → the model's types, with pydantic's complaints translated into sentences for people.

Validation is strict, in pydantic's sense for JSON: a number in quotes is text, and `yes` is no boolean.
"""

import re
import typing
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails, to_json

from app.documents.errors import DocumentError
from app.documents.yaml_text import Path, Source
from app.model import Endpoint, Finding, Identifier, nearest

T = TypeVar("T", bound=BaseModel)

_IDENTIFIER = TypeAdapter(Identifier).json_schema()["pattern"]
_MUST = {
    "string_type": "must be text",
    "tuple_type": "must be a list",
    "list_type": "must be a list",
    "dict_type": "must be a mapping",
    "mapping_type": "must be a mapping",
    "model_type": "must be a mapping",
    "model_attributes_type": "must be a mapping",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "int_parsing": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "finite_number": "must be a number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
}


def validate(model: type[T], source: Source, path: Path = ()) -> T:
    """The part of a document at `path` as a model. Raises DocumentError with a finding for every complaint."""
    data = source.data
    for part in path:
        data = data[part]
    if data is None and not path:
        raise DocumentError([source.finding((), "the document is empty")])
    try:
        return strictly(model, data)
    except ValidationError as error:
        raise DocumentError(complaints(error, model, source, path)) from error


def strictly(model: type[T], data: object) -> T:
    """Plain data as a model, by the rules of JSON: no text becomes a number. Raises pydantic.ValidationError."""
    return model.model_validate_json(to_json(data), strict=True)


def complaints(error: ValidationError, model: type[BaseModel], source: Source, path: Path) -> list[Finding]:
    """A validation error as findings at their places in the document."""
    return [_complaint(detail, model, source, path) for detail in error.errors(include_url=False)]


def _complaint(detail: ErrorDetails, model: type[BaseModel], source: Source, path: Path) -> Finding:
    said: Path = detail["loc"]
    if detail["type"] == "contradiction":
        said = (*said, detail["ctx"]["key"])
    loc = (*path, *_inside(said, source.data, path))
    owner, field = _field(model, said)
    if detail["type"] == "extra_forbidden":
        return _surplus(detail, owner, source, loc)
    if detail["type"] == "missing":
        if owner is Endpoint:
            return source.finding(loc, _endpoint(loc, detail["input"]))
        return source.finding(loc[:-1], f"the key {str(said[-1])!r} is missing here")
    if owner is Endpoint and not isinstance(detail["input"], dict) and loc and loc[-1] != said[-1]:
        return source.finding(loc, _endpoint(loc, None))
    message, remedy = _sentence(detail, field)
    return source.finding(loc, f"{_name(loc)}: {message}" if loc else f"the document {message}", remedy)


def _surplus(detail: ErrorDetails, owner: type[BaseModel] | None, source: Source, loc: Path) -> Finding:
    key = str(detail["loc"][-1])
    message = f"{key!r} is not a key that belongs here{nearest(key, _keys(owner) if owner else ())}"
    # `{label: publish, then acknowledge}` is how such a key comes about.
    remedy = "If it belongs to the text before it, put that text in quotes." if detail["input"] is None else ""
    return source.finding(loc, message, remedy, key=True)


def _endpoint(loc: Path, said: object) -> str:
    return f"{_name(loc)}: " + (
        "must be written as component or component.port, both in lower-case words joined by hyphens"
        if not isinstance(said, dict)
        else "must be written as component or component.port"
    )


def _name(loc: Path) -> str:
    """What a complaint calls its place: the key, or the place in a list."""
    if not loc:
        return "the document"
    if isinstance(loc[-1], int):
        return f"number {loc[-1] + 1}" + (f" of {loc[-2]}" if len(loc) > 1 else "")
    return str(loc[-1])


def _sentence(detail: ErrorDetails, field: FieldInfo | None) -> tuple[str, str]:
    """A complaint about a value and its remedy, without the name of its place."""
    kind, given, ctx = detail["type"], detail["input"], detail.get("ctx", {})
    shown = _shown(given)
    extra = field.json_schema_extra if field is not None and isinstance(field.json_schema_extra, dict) else {}
    if kind in _MUST:
        return _MUST[kind] + (", but nothing stands here" if given is None else _not(shown)), ""
    if kind in ("literal_error", "enum"):
        return _one_of(given, shown, str(ctx["expected"])), ""
    if kind in ("greater_than_equal", "less_than_equal"):
        unit = f" {extra['unit']}" if "unit" in extra else ""
        must = f"must be {_bounds(field, ctx)}{unit}{_not(shown)}"
        source = str(extra.get("source", ""))
        return must, source if source.endswith(".") or not source else f"See {source}."
    if kind in ("string_too_long", "too_long", "string_too_short", "too_short"):
        things = "characters" if isinstance(given, str) else "entries"
        if kind.endswith("short"):
            least = ctx["min_length"]
            return ("must not be empty" if least == 1 else f"must have at least {least} {things}"), ""
        return f"must have at most {ctx['max_length']} {things}, not {len(given)}", ""
    if kind == "string_pattern_mismatch":
        if ctx["pattern"] == _IDENTIFIER:
            return f"must be lower-case words joined by hyphens{_not(shown)}", _hyphenated(given)
        remedy = field.description if field is not None and field.description else f"It must match {ctx['pattern']}"
        return f"{shown or 'this text'} does not fit", remedy if remedy.endswith(".") else f"{remedy}."
    return detail["msg"].removeprefix("Value error, "), ""


def _shown(given: object) -> str:
    """A value as the document has it, if it is short enough to repeat."""
    if isinstance(given, bool):
        return str(given).lower()
    shown = repr(given) if isinstance(given, str | int | float) else ""
    return shown if len(shown) <= 60 else ""


def _not(shown: str) -> str:
    return f", not {shown}" if shown else ""


def _hyphenated(given: object) -> str:
    """A remedy for what is nearly an identifier."""
    words = re.sub("[^a-z0-9]+", "-", str(given).lower()).strip("-")
    return f"Write {words!r}." if re.fullmatch(_IDENTIFIER, words) else "For example 'dead-letters'."


def _one_of(given: object, shown: str, expected: str) -> str:
    words = re.findall(r"'([^']*)'", expected)
    if words or not isinstance(given, int | float):
        return f"{shown or 'this'} is none of its values{nearest(given, words or re.findall('[0-9]+', expected))}"
    numbers = [int(number) for number in re.findall("-?[0-9]+", expected)]
    closest = min(numbers, key=lambda number: abs(number - given))
    return f"{shown} is none of its values; the nearest is {closest}"


def _bounds(field: FieldInfo | None, ctx: Mapping[str, Any]) -> str:
    stated = dict(ctx)
    for constraint in field.metadata if field is not None else ():
        for bound in ("ge", "le"):
            if (value := getattr(constraint, bound, None)) is not None:
                stated.setdefault(bound, value)
    least, most = (_number(stated[bound]) if bound in stated else None for bound in ("ge", "le"))
    if least and most:
        return least if least == most else f"from {least} to {most}"
    return f"at least {least}" if least else f"at most {most}"


def _number(value: float) -> str:
    return f"{int(value):,}" if value == int(value) else str(value)


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
        elif index != len(loc) - 1 or not isinstance(data, dict) or part == "[key]":
            continue
        real.append(part)
    return tuple(real)


def _keys(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _field(model: type[BaseModel], loc: Path) -> tuple[type[BaseModel] | None, FieldInfo | None]:
    """The model that a location lies in, and the field that it names there, as far as there are any."""
    owner: type[BaseModel] | None = None
    field: FieldInfo | None = None
    inner: type[BaseModel] | None = model
    named = False
    for part in loc:
        if isinstance(part, int) or named:
            named = False
            continue
        owner = inner
        if owner is None:
            return None, field
        field = next((f for n, f in owner.model_fields.items() if part in (n, f.alias)), None)
        inner = _model_in(field.annotation) if field is not None else None
        # Behind a mapping of models comes a key of the author's own.
        named = inner is not None and field is not None and typing.get_origin(field.annotation) is Mapping
    return (owner if loc else model), field


def _model_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - any type expression
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in typing.get_args(annotation) if (found := _model_in(part))), None)
