"""Values of the graph as templates write them: `!Ref`, `!GetAtt`, `!Sub` and, where a part is cut out, `!Select`."""

from collections.abc import Mapping

from app.export.sam.yaml_text import Node, Short
from app.graph import Att, Part, Pseudo, Ref, Sub, Value, Zone
from app.graph.values import STACK_SUFFIX

Names = Mapping[str, str]
"""New logical ids by old ones, for resources that SAM makes under a name of its own."""


def node(value: Value, names: Names) -> Node:
    """A value, with references to the names that resources have in the template."""
    # What there is most of comes first: a large template holds tens of thousands of values.
    match value:
        case str() | None | bool() | int() | float():
            return value
        case dict():
            return {key: node(item, names) for key, item in value.items()}
        case Ref(logical_id):
            return Short("Ref", names.get(logical_id, logical_id))
        case Att(logical_id, name):
            return Short("GetAtt", f"{names.get(logical_id, logical_id)}.{name}")
        case Pseudo(name):
            return Short("Ref", f"AWS::{name}")
        case Zone(index):
            return Short("Select", [index, Short("GetAZs", "")], inline=True)
        case Part(of, by, index):
            return Short("Select", [index, Short("Split", [by, node(of, names)], inline=True)], inline=True)
        case Sub(parts):
            return _joined(parts, names)
        case Mapping():
            return {key: node(item, names) for key, item in value.items()}
        case _:
            return [node(item, names) for item in value]


def _joined(parts: tuple[str | Ref | Att | Pseudo | Part, ...], names: Names) -> Node:
    if all(isinstance(part, str) for part in parts):
        return "".join(str(part) for part in parts)
    if len(parts) == 1:
        return node(parts[0], names)
    cut = list(dict.fromkeys(part for part in parts if isinstance(part, Part)))
    variables = {part: f"Part{number}" if number > 1 else "Part" for number, part in enumerate(cut, 1)}
    if STACK_SUFFIX in variables:
        variables[STACK_SUFFIX] = "StackSuffix"
    text = "".join(_inside(part, names, variables) for part in parts)
    if not cut:
        return Short("Sub", text)
    return Short("Sub", [text, {variable: node(part, names) for part, variable in variables.items()}])


def _inside(part: str | Ref | Att | Pseudo | Part, names: Names, variables: Mapping[Part, str]) -> str:
    match part:
        case Ref(logical_id):
            return f"${{{names.get(logical_id, logical_id)}}}"
        case Att(logical_id, name):
            return f"${{{names.get(logical_id, logical_id)}.{name}}}"
        case Pseudo(name):
            return f"${{AWS::{name}}}"
        case Part():
            return f"${{{variables[part]}}}"
        case str():
            return part.replace("${", "${!")
