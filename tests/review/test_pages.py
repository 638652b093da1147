"""Each rule and its page: the examples are the tests."""

import pytest

from app.edits import apply
from app.model import Severity
from app.model.edit import Batch
from app.review import page, review, rulebook
from app.review.page import PageError, parse

ALL = sorted(rulebook())


def test_there_are_rules() -> None:
    assert len(ALL) >= 30


@pytest.mark.parametrize("rule", ALL)
def test_the_wrong_example_triggers_the_rule_and_no_other_error(rule: str) -> None:
    found = review(page(rule).wrong)
    assert rule in {finding.rule for finding in found}
    errors = {finding.rule for finding in found if finding.severity is Severity.ERROR}
    assert errors <= {rule}


@pytest.mark.parametrize("rule", ALL)
def test_the_right_example_has_nothing_graver_than_advice(rule: str) -> None:
    found = review(page(rule).right)
    assert rule not in {finding.rule for finding in found}
    assert [str(finding) for finding in found if finding.severity is not Severity.ADVICE] == []


@pytest.mark.parametrize("rule", ALL)
def test_a_fix_removes_its_finding_and_adds_no_error(rule: str) -> None:
    wrong = page(rule).wrong
    found = [finding for finding in review(wrong) if finding.rule == rule]
    for finding in found:
        if finding.fix is None:
            assert not finding.safe
            continue
        assert finding.fix
        after = review(apply(wrong, Batch(edits=finding.fix))[0])
        assert (finding.rule, finding.components) not in {(one.rule, one.components) for one in after}
        before = {(one.rule, one.components) for one in review(wrong)}
        graver = {(one.rule, one.components) for one in after if one.severity is not Severity.ADVICE} - before
        assert graver == set()


@pytest.mark.parametrize("rule", ALL)
def test_a_finding_says_what_why_and_what_to_do_in_the_designs_own_names(rule: str) -> None:
    wrong = page(rule).wrong
    for finding in review(wrong):
        if finding.rule != rule:
            continue
        assert finding.components or finding.connections or rule == "idle-suppression"
        assert not finding.message.endswith(".")
        assert finding.why.endswith((".", "?"))
        assert finding.remedy.endswith(".")
        names = [wrong.by_id[component].name for component in finding.components]
        assert any(name in finding.message + finding.why for name in names) or not names


PAGE = "# r\n\nWhat.\n\n## Why\nBecause.\n\nSource: AWS.\n\n## Remedy\nDo.\n\n## Wrong\n{0}\n\n## Right\n{0}\n"
EXAMPLE = "```yaml\nname: A\n```"


def test_a_whole_page_is_read() -> None:
    read = parse("r", PAGE.format(EXAMPLE))
    assert (read.what, read.source, read.remedy, read.wrong.name) == ("What.", "AWS.", "Do.", "A")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (PAGE.format(""), "must hold one design"),
        (PAGE.format(EXAMPLE).replace("# r", "# q", 1), "must begin with"),
        (PAGE.format(EXAMPLE).replace("What.", ""), "say what"),
        (PAGE.format(EXAMPLE).replace("## Remedy", "## Cure"), "sections Why, Remedy, Wrong, Right"),
        (PAGE.format(EXAMPLE).replace("Source:", "See"), "Source"),
    ],
)
def test_a_page_that_lacks_a_part_is_seen(text: str, complaint: str) -> None:
    with pytest.raises(PageError, match=complaint):
        parse("r", text)
