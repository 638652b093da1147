"""Conditions: what is left out until another stack's values are known."""

from app.export.cdk.code import Assign, Code, Member, construct, static
from app.export.cdk.draft import Draft
from app.graph import MOST_IN_AND, Resource

CONDITION = "cdk.CfnCondition"


def write_conditions(draft: Draft) -> None:
    """The graph's conditions: every parameter of one holds something else than its default."""
    defaults = {parameter.name: parameter.default or "" for parameter in draft.graph.parameters}
    for name, wanted in draft.graph.conditions.items():
        given: list[Code] = []
        for parameter in wanted:
            same = static("cdk.Fn", "conditionEquals", draft.known(parameter).attribute(""), defaults[parameter])
            given.append(static("cdk.Fn", "conditionNot", same))
        while len(given) > 1:
            tens = [given[at : at + MOST_IN_AND] for at in range(0, len(given), MOST_IN_AND)]
            given = [static("cdk.Fn", "conditionAnd", *each) if len(each) > 1 else each[0] for each in tens]
        draft.keep(name, CONDITION, construct(CONDITION, draft.claim(name), {"expression": given[0]}), None)
    draft.end("", None)


def stand_behind(draft: Draft, resource: Resource) -> None:
    """Put a resource that is written as it is behind its condition."""
    if resource.condition is not None:
        options = Member(draft.known(resource.logical_id).var, "cfnOptions")
        draft.do(Assign(options, "condition", draft.known(resource.condition).var))
