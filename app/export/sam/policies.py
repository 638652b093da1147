"""What a role may do → SAM's `Policies`: its templates where they allow exactly that, statements elsewhere."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from app.export.sam.facts import TEMPLATES
from app.export.sam.fold import Folding
from app.graph import Att, Ref, Statement, Sub, Value

Grant: TypeAlias = tuple[tuple[str, ...], Value]
"""Actions that a form of SAM allows by itself, and the resource of the graph for which they stand."""


def policies(folding: Folding, statements: Iterable[Statement], given: Sequence[Grant]) -> list[Value]:
    """The entries of `Policies`, without what SAM gives by itself."""
    templates: list[Value] = []
    left: list[Value] = []
    for statement in statements:
        needed = _beyond(statement, given)
        if needed is None:
            continue
        template = _template(folding, needed)
        if template is None:
            left.append(written(needed))
        elif template not in templates:
            templates.append(template)
    if left:
        templates.append({"Version": "2012-10-17", "Statement": left})
    return templates


def written(statement: Statement) -> Mapping[str, Value]:
    """A statement as policies write it."""
    said: dict[str, Value] = {
        "Effect": "Allow",
        "Action": _one_or_many(statement.actions),
        "Resource": _one_or_many(statement.resources),
    }
    return said | ({"Condition": statement.condition} if statement.condition else {})


def _one_or_many(values: Sequence[Value]) -> Value:
    return values[0] if len(values) == 1 else list(values)


def _beyond(statement: Statement, given: Sequence[Grant]) -> Statement | None:
    """What is left of a statement once SAM has given what it gives."""
    actions = [
        action
        for action in statement.actions
        if not all(any(action in held and resource == of for held, of in given) for resource in statement.resources)
    ]
    if not actions:
        return None
    return Statement(tuple(actions), statement.resources, statement.condition)


def _template(folding: Folding, statement: Statement) -> Value:
    (resource, *others) = statement.resources
    if others or statement.condition or not isinstance(resource, Ref | Att):
        return None
    if isinstance(resource, Att) and resource.name != "Arn":
        return None
    found = TEMPLATES.get((folding.type_of(resource.logical_id), tuple(sorted(statement.actions))))
    if found is None:
        return None
    template, parameter, attribute = found
    named = Att(resource.logical_id, attribute) if attribute else Ref(resource.logical_id)
    return {template: {parameter: named}}


def granted(actions: tuple[str, ...], to: Value) -> list[Grant]:
    """What SAM allows for a failure target: for a bucket, its objects too."""
    return [(actions, to), (actions, objects(to))]


def objects(bucket: Value) -> Sub:
    """All objects of a bucket, by the bucket's ARN."""
    return Sub.of(bucket, "/*") if isinstance(bucket, str | Ref | Att | Sub) else Sub(())
