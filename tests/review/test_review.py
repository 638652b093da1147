"""The review as a whole: laws over any design, suppressions, verdict, fixes."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from app.documents import check, read_design, read_text
from app.documents.designs import design_at
from app.edits import apply
from app.model import Design, Severity
from app.model.edit import Batch
from app.review import Harm, fixed, located, review, rulebook, verdict
from tests.edits.strategies import designs

TEXT = """
name: Orders
services:
  - {id: shop, name: Shop}
components:
  - {id: front, kind: microservice, name: Front end}
  - {id: orders, kind: queue, name: Orders, service: shop}
  - {id: book, kind: function, name: Book order, service: shop, properties: {timeout: 60}}
  - {id: ledger, kind: database, name: Ledger, service: shop}
connections:
  - {id: send, from: front, to: orders, semantics: async}
  - {id: drain, from: orders, to: book, semantics: async}
  - {id: write, from: book, to: ledger, semantics: sync}
"""
DESIGN = read_design(TEXT)


def with_reasons(*reasons: dict[str, str]) -> Design:
    return Design.model_validate(DESIGN.model_dump(by_alias=True) | {"suppressions": reasons})


@given(designs())
def test_no_rule_raises_on_any_loadable_design_and_no_fix_breaks_it(design: Design) -> None:
    for finding in review(design):
        assert finding.rule in rulebook()
        assert set(finding.components) <= design.by_id.keys()
        assert set(finding.connections) <= design.arrows.keys()
        if finding.fix is not None:
            after, inverse = apply(design, Batch(edits=finding.fix))
            assert check(after) == ()
            assert apply(after, inverse)[0] == design


@given(designs(), st.randoms(use_true_random=False))
def test_findings_do_not_depend_on_the_order_in_which_a_design_is_written(design: Design, random: Random) -> None:
    shelves = {name: list(getattr(design, name)) for name in ("services", "components", "connections", "suppressions")}
    for shelf in shelves.values():
        random.shuffle(shelf)
    assert review(design.model_copy(update={name: tuple(shelf) for name, shelf in shelves.items()})) == review(design)


@given(designs())
def test_all_safe_fixes_together_leave_none_open_and_add_no_error(design: Design) -> None:
    after, done = fixed(design)
    assert check(after) == ()
    errors = {(f.rule, f.components) for f in review(after) if f.severity is Severity.ERROR}
    assert errors <= {(f.rule, f.components) for f in review(design)}
    assert all(finding.safe for finding in done)


def test_findings_come_gravest_first_and_speak_of_what_would_happen() -> None:
    found = review(DESIGN)
    assert [finding.rule for finding in found if finding.severity is not Severity.ADVICE] == [
        "queue-without-dead-letters",
        "uncapped-function-before-limited-store",
        "visibility-under-six-timeouts",
    ]
    assert found[0].why == (
        "A message that Book order cannot process comes back again and again, and after 4 days Orders deletes it."
    )


def test_a_reason_answers_a_finding_at_a_component_an_arrow_a_service_or_everywhere() -> None:
    rule = "visibility-under-six-timeouts"
    for reason in (
        {"rule": rule, "at": "orders"},
        {"rule": rule, "at": "drain"},
        {"rule": rule, "at": "shop"},
        {"rule": rule},
    ):
        rest = review(with_reasons(reason | {"reason": "It is quick."}))
        assert rule not in {finding.rule for finding in rest}
        assert "idle-suppression" not in {finding.rule for finding in rest}


def test_a_reason_that_answers_nothing_is_itself_a_finding() -> None:
    found = review(
        with_reasons(
            {"rule": "dead-end", "at": "book", "reason": "It prints."},
            {"rule": "visibility-under-six-timeouts", "at": "ledger", "reason": "Wrong place."},
            {"rule": "queue-without-dead-letter", "reason": "Misspelt."},
        )
    )
    idle = [finding for finding in found if finding.rule == "idle-suppression"]
    assert [finding.message for finding in idle] == [
        "there is no rule 'queue-without-dead-letter'; did you mean 'queue-without-dead-letters'?",
        "the suppression of dead-end at Book order answers no finding",
        "the suppression of visibility-under-six-timeouts at Ledger answers no finding",
    ]


def test_the_verdict_says_what_would_be_lost_and_what_would_fall_over() -> None:
    said = verdict(DESIGN, review(DESIGN))
    assert [harm for harm, _ in said.harms] == [Harm.LOSES, Harm.FALLS]
    assert str(said) == "Would lose data: Orders. Would fall over under load: Book order, Orders."
    assert str(verdict(DESIGN, ())) == "Nothing found."


def test_all_safe_fixes_settle_what_needs_no_decision() -> None:
    after, done = fixed(DESIGN)
    assert {finding.rule for finding in done} >= {
        "queue-without-dead-letters",
        "uncapped-function-before-limited-store",
    }
    assert [str(finding) for finding in review(after) if finding.severity is not Severity.ADVICE] == []


def test_findings_know_their_lines() -> None:
    source = read_text(TEXT, "orders.yaml")
    design = design_at(source)
    places = {finding.rule: str(finding.place) for finding in located(review(design), design, source)}
    assert places["queue-without-dead-letters"] == "orders.yaml:7:5"
    assert places["uncapped-function-before-limited-store"] == "orders.yaml:8:5"
