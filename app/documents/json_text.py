"""JSON text → plain data without places: for designs that a program wrote, at each letter that a person types.

It is some ten times as fast as `read_text`, which alone can say what is wrong and where. So whatever is in doubt is
left to that.
"""

import json
import math
import re
from typing import Any

from app.documents.yaml_text import MAX_BYTES, MAX_DEPTH, MAX_DIGITS, MAX_VALUES, Source
from app.model.words import unprintable

_DOUBTFUL = re.compile("\\\\[ubfr]|[\u2028\u2029]")
"""Escapes behind which a character can hide that no text may hold; and what ends a line in YAML, but not in JSON."""


def read_json(text: str, file: str = "") -> Source | None:
    """A JSON object's data; None for anything else, and for all that `read_text` would not read or would refuse."""
    if len(text) > MAX_BYTES or not text.startswith("{") or _DOUBTFUL.search(text) or unprintable(text):
        return None
    try:
        data = _DECODER.decode(text)
    except (ValueError, RecursionError):
        return None
    return Source(file, data, {}, {}) if _in_bounds(data) else None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands here twice")
    return found


def _whole(text: str) -> int:
    if len(text) > MAX_DIGITS:
        raise ValueError("a number is too long")
    return int(text)


def _finite(text: str) -> float:
    if len(text) > MAX_DIGITS or not math.isfinite(number := float(text)):
        raise ValueError("this is no number to reckon with")
    return number


_DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_int=_whole, parse_float=_finite, parse_constant=_finite)


def _in_bounds(data: object) -> bool:
    level, values = [data], 1
    for _ in range(MAX_DEPTH + 2):
        if not level:
            return values <= MAX_VALUES
        held: list[object] = []
        for value in level:
            if isinstance(value, dict):
                held.extend(value.values())
            elif isinstance(value, list):
                held.extend(value)
        level, values = held, values + len(held)
    return False
