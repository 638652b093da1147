"""Which handler a pattern's function runs: the one place where this is decided.

A handler is a folder `patterns/<pattern>/handlers/<language>/<name>/`, and a function's property `handler` names it as
`pattern/name`. A pattern's function that says nothing runs the handler of its own id; one that shares another's, or
that does something else in a variation, says so in its file. A function that is drawn freely has no such property, and
gets the default handler of its trigger (`app/export/handlers`).
"""

import re
from functools import cache

from app.model import Design
from app.settings import get_settings

_ANSWERED = re.compile(r'^@\w+\.(get|post|put|patch|delete)\("(/[^"]*)"', re.MULTILINE)


def with_handlers(design: Design, pattern: str) -> Design:
    """The design with a handler named for each of its functions."""
    named = tuple(
        component.model_copy(update={"properties": {"handler": f"{pattern}/{component.id}", **component.properties}})
        if component.kind == "function"
        else component
        for component in design.components
    )
    # Not a copy: that would keep what the design has worked out from its components.
    said = {field: getattr(design, field) for field in design.model_fields_set}
    return Design.model_validate(said | {"components": named})


@cache
def routes_of(handler: str) -> tuple[str, ...]:
    """The routes that a handler answers, such as `GET /orders/{number}`; none for one that takes whatever comes.

    Both languages answer the same, and Python's say so in their decorators.
    """
    pattern, _, name = handler.partition("/")
    code = get_settings().patterns / pattern / "handlers" / "python" / name / "app.py"
    if not code.is_file():
        return ()
    found = _ANSWERED.findall(code.read_text(encoding="utf-8"))
    # One that answers behind two kinds of API says each route twice.
    return tuple(dict.fromkeys(f"{verb.upper()} {path.replace('<', '{').replace('>', '}')}" for verb, path in found))
