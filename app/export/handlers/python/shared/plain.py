"""DynamoDB's numbers and sets as plain JSON."""

import json
from decimal import Decimal
from typing import Any


def plain(value: Any) -> Any:  # noqa: ANN401 - what json.dumps does not know
    """A number as int where it is whole, else as float; a set as a sorted list. Raises TypeError for anything else."""
    match value:
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case set() | frozenset():
            return sorted(value)
    raise TypeError(f"{type(value).__name__} is no JSON")


def to_json(value: Any) -> str:  # noqa: ANN401 - any JSON
    """The body of an answer."""
    return json.dumps(value, default=plain, separators=(",", ":"))
