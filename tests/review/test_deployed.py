"""Rules that read what a design becomes, and fixes of which something that can be deployed comes."""

from dataclasses import replace
from functools import cache

import pytest

from app.documents import read_design
from app.edits import apply
from app.export import Format, Language, export
from app.graph import ResourceGraph
from app.lower import LoweringError, lower
from app.model import Design, Severity
from app.model.edit import AddComponent, AddConnection, Batch
from app.review import Facts, Rule, drawing_rules, fixed, page, review, rulebook
from app.review.deployed import Deployed, deployed
from app.review.rules.cannot_be_deployed import SPOKEN_FOR
from tests.lower.test_lint import findings as complaints
from tests.review.test_size import chain

ALL = sorted(rulebook())
HANDOFF = page("unwatched-dead-letters").right


@cache
def after_fixes(rule: str) -> tuple[Design, ...]:
    """The wrong example of a rule's page with each of the rule's fixes, and with all that are safe."""
    wrong = page(rule).wrong
    mended = [
        apply(wrong, Batch(edits=found.fix))[0]
        for found in review(wrong)
        if found.rule == rule and found.fix is not None
    ]
    every, done = fixed(wrong)
    return (*mended, *((every,) if done else ()))


def lowers(design: Design) -> bool:
    try:
        lower(design)
    except LoweringError:
        return False
    return True


@pytest.mark.parametrize("rule", ALL)
def test_a_right_example_can_be_deployed(rule: str) -> None:
    lower(page(rule).right)


@pytest.mark.parametrize("rule", ALL)
def test_what_could_be_deployed_still_can_after_a_fix(rule: str) -> None:
    # What is wrong about an example may be just that; the rule's fix, if it has one, then has to mend it.
    assert [lowers(design) for design in after_fixes(rule)] == [True for _ in after_fixes(rule)]


def test_a_fix_after_which_nothing_can_be_deployed_is_seen() -> None:
    wrong = page("cannot-be-deployed")
    second = wrong.wrong.arrows["give-up-too"]
    strange = wrong.wrong.by_id["strange"]
    assert lowers(wrong.right)
    broken = apply(wrong.right, Batch(edits=(AddComponent(component=strange), AddConnection(connection=second))))[0]
    assert not lowers(broken)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # cfn-lint's own libraries
@pytest.mark.parametrize("rule", [rule for rule in ALL if after_fixes(rule)])
def test_what_becomes_of_a_fixed_design_lints(rule: str) -> None:
    assert [complaints(lower(design)) for design in after_fixes(rule)] == [[] for _ in after_fixes(rule)]


@pytest.mark.slow
@pytest.mark.parametrize("rule", [rule for rule in ALL if after_fixes(rule)])
def test_what_becomes_of_a_fixed_design_is_exported(rule: str) -> None:
    # The formats print one graph; their own tests hold them against it.
    for design in after_fixes(rule):
        assert export(design, Format.SAM, Language.PYTHON).files


def test_a_design_that_cannot_be_deployed_keeps_its_other_findings() -> None:
    written = page("cannot-be-deployed").wrong_text
    slow = read_design(written.replace("name: Book order", "name: Book order, properties: {timeout: 900}"))
    assert {"cannot-be-deployed", "visibility-under-the-timeout"} <= {finding.rule for finding in review(slow)}


def test_a_refusal_that_a_rule_explains_is_said_once() -> None:
    wrong = page("standard-workflow-expected-to-answer").wrong
    assert not lowers(wrong)
    errors = [finding.rule for finding in review(wrong) if finding.severity is Severity.ERROR]
    assert errors == ["standard-workflow-expected-to-answer"]
    # Without that rule, the refusal stands for itself.
    others = {name: rule for name, rule in rulebook().items() if name != errors[0]}
    assert "cannot-be-deployed" in {finding.rule for finding in review(wrong, others)}


def test_a_refusal_is_not_hidden_by_what_is_wrong_at_the_other_end_of_its_arrows() -> None:
    twice = read_design("""
name: Twice
components:
  - {id: photos, kind: bucket, name: Photos}
  - {id: shrink, kind: function, name: Shrink}
connections:
  - {id: new, from: photos.events, to: shrink.objects, semantics: async}
  - {id: again, from: photos.events, to: shrink.objects, semantics: async}
""")
    errors = {(finding.rule, finding.components) for finding in review(twice) if finding.severity is Severity.ERROR}
    assert errors == {("async-call-without-failure-target", ("shrink",)), ("cannot-be-deployed", ("photos",))}


def test_a_refusal_is_not_hidden_by_another_at_the_same_arrows() -> None:
    fifo = page("cannot-be-deployed").wrong_text.replace(
        "properties: {visibility_timeout: 60}", "properties: {visibility_timeout: 60, fifo: true}"
    )
    errors = {finding.rule for finding in review(read_design(fifo)) if finding.severity is Severity.ERROR}
    assert errors >= {"fifo-queue-with-standard-dead-letters", "cannot-be-deployed"}


def test_rules_that_say_what_the_lowering_refuses_exist() -> None:
    assert set().union(*SPOKEN_FOR.values()) <= rulebook().keys()


def seen(design: Design, graph: ResourceGraph, rule: Rule) -> list[str]:
    """What a rule says if that graph comes of a design."""
    facts = Facts(design)
    facts.deployed = Deployed(graph)
    return [hit.message for hit in rule.find(facts)]


def test_a_queue_for_failures_is_watched_by_the_alarm_that_its_deployment_adds_and_only_by_that() -> None:
    graph = lower(HANDOFF)
    rule = rulebook()["unwatched-dead-letters"]
    assert seen(HANDOFF, graph, rule) == []
    without = {name: one for name, one in graph.resources.items() if one.type != "AWS::CloudWatch::Alarm"}
    assert seen(HANDOFF, replace(graph, resources=without), rule) == ["nobody looks into Failed charges"]
    silent = {
        name: replace(one, properties={key: value for key, value in one.properties.items() if key != "AlarmActions"})
        for name, one in graph.resources.items()
    }
    assert seen(HANDOFF, replace(graph, resources=silent), rule) == ["nobody looks into Failed charges"]


def test_a_way_out_of_the_network_is_read_from_the_routes() -> None:
    wrong = page("vpc-function-calling-out").wrong
    graph = lower(wrong)
    rule = rulebook()["vpc-function-calling-out"]
    assert len(seen(wrong, graph, rule)) == 1
    closed = {name: one for name, one in graph.resources.items() if one.type != "AWS::EC2::Route"}
    assert seen(wrong, replace(graph, resources=closed), rule) == []


@pytest.mark.parametrize("rule", ALL)
def test_a_rule_says_whether_it_reads_the_resources(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Design] = []

    def noted(design: Design) -> Deployed:
        asked.append(design)
        return deployed(design)

    monkeypatch.setattr("app.review.facts.deployed", noted)
    review(page(rule).wrong, drawing_rules())
    assert asked == []
    review(page(rule).wrong, {rule: rulebook()[rule]})
    assert bool(asked) is rulebook()[rule].resources


def test_a_reason_for_a_rule_that_was_not_asked_is_not_idle() -> None:
    written = page("cut-off-in-a-given-network").wrong_text
    reasons = "suppressions:\n  - {rule: cut-off-in-a-given-network, reason: It has endpoints.}\n"
    design = read_design(written + reasons + "  - {rule: dead-end, reason: None is there.}\n")
    for rules in (drawing_rules(), rulebook()):
        idle = [finding.message for finding in review(design, rules) if finding.rule == "idle-suppression"]
        assert idle == ["the suppression of dead-end answers no finding"]


def test_what_makes_no_other_resources_is_not_lowered_again() -> None:
    design = read_design("name: A\ncomponents:\n  - {id: f, kind: function, name: F}\n")
    moved = Design.model_validate(design.model_dump(by_alias=True) | {"layout": {"f": {"x": 5, "y": 5}}})
    assert deployed(design) is deployed(moved)
    slower = Design.model_validate(
        design.model_dump(by_alias=True)
        | {"components": [{"id": "f", "kind": "function", "name": "F", "properties": {"timeout": 9}}]}
    )
    assert deployed(slower) is not deployed(design)


def test_a_long_chain_is_lowered_without_an_overflow() -> None:
    assert review(chain(300))
