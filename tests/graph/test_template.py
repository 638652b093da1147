"""Values become what CloudFormation understands, and nothing that a user writes becomes a reference."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.graph import Att, Builder, ConflictError, Part, Pseudo, Ref, Resource, Sub, Value, Zone, plain, references
from app.graph.names import Names, pascal, stem


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Ref("A"), {"Ref": "A"}),
        (Att("A", "Arn"), {"Fn::GetAtt": ["A", "Arn"]}),
        (Pseudo("Region"), {"Ref": "AWS::Region"}),
        (Zone(1), {"Fn::Select": [1, {"Fn::GetAZs": ""}]}),
        (Part(Ref("A"), "/", 2), {"Fn::Select": [2, {"Fn::Split": ["/", {"Ref": "A"}]}]}),
        (Sub.of("a-", Ref("A"), "/", Att("B", "C")), {"Fn::Sub": "a-${A}/${B.C}"}),
        (Sub.of("only text ${A}"), "only text ${A}"),
        (Sub.of(Ref("A")), {"Ref": "A"}),
        (Sub.of("x-", Part(Ref("A"), "/", 0)), {"Fn::Join": ["", ["x-", plain(Part(Ref("A"), "/", 0))]]}),
        ({"a": [Ref("A"), None, True, 1.5]}, {"a": [{"Ref": "A"}, None, True, 1.5]}),
    ],
)
def test_values_as_cloudformation_writes_them(value: Value, said: object) -> None:
    assert plain(value) == said


@given(st.text(max_size=40))
def test_text_beside_a_reference_stays_text(text: str) -> None:
    said = plain(Sub.of(text, Ref("A")))
    if text:
        assert said == {"Fn::Sub": text.replace("${", "${!") + "${A}"}
    assert list(references(Sub.of(text, Ref("A")))) == ["A"]


@pytest.mark.parametrize(
    ("component", "kind", "name"),
    [
        ("events", "queue", "EventsQueue"),
        ("dead-letters", "queue", "DeadLettersQueue"),
        ("api", "rest-api", "RestApi"),
        ("order-queue", "queue", "OrderQueue"),
    ],
)
def test_logical_ids_say_what_it_is_once(component: str, kind: str, name: str) -> None:
    assert stem(component, kind) == name


@given(st.lists(st.from_regex(r"[a-z](-?[a-z0-9]){0,5}", fullmatch=True), max_size=30))
def test_claimed_names_never_repeat(wanted: list[str]) -> None:
    names = Names()
    claimed = [names.claim(pascal(identifier)) for identifier in wanted]
    assert len(set(claimed)) == len(claimed)


def test_one_property_is_set_once() -> None:
    builder = Builder("a stack")
    builder.add(Resource("A", "AWS::SQS::Queue", {"DelaySeconds": 1}))
    builder.set("A", "DelaySeconds", 1)
    with pytest.raises(ConflictError, match=r"A\.DelaySeconds is 1 and would become 2"):
        builder.set("A", "DelaySeconds", 2)
    with pytest.raises(ConflictError, match="stands in the graph already"):
        builder.add(Resource("A", "AWS::SQS::Queue", {}))
