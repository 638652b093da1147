"""cdk-nag's Serverless pack finds nothing that an export does not acknowledge, and everything that it acknowledges.

That it finds nothing in any stack is what `test_cdk` needs to get its templates: an app in which it does stops.
"""

from pathlib import Path

import pytest

from app.export import Format
from tests.oracle.synthesise import SynthesisError, synthesise, write_app
from tests.oracle.test_cdk import plans

pytestmark = pytest.mark.slow

STACK = {
    Format.CDK_TYPESCRIPT: ("lib/scalable-webhook-python-stack.ts", "tracing: lambda.Tracing.ACTIVE,"),
    Format.CDK_PYTHON: ("infra/scalable_webhook_python_stack.py", "tracing=lambda_.Tracing.ACTIVE,"),
}
"""Where the stack stands, and a line without which the pack finds something."""
ACKNOWLEDGED = ("LambdaDLQ", "LambdaLatestVersion", "LambdaEventSourceMappingDestination", "SQSRedrivePolicy")


def complaint(folder: Path, format_: Format, line: str, instead: str) -> str:
    """What is said of an app in which a line has been changed."""
    write_app([plans()["scalable-webhook-python"]], format_, folder)
    stack = folder / STACK[format_][0]
    text = stack.read_text(encoding="utf-8")
    assert line in text
    stack.write_text(text.replace(line, instead), encoding="utf-8")
    with pytest.raises(SynthesisError) as caught:
        synthesise(folder, format_)
    return str(caught.value)


@pytest.mark.parametrize("rule", ACKNOWLEDGED)
def test_what_is_acknowledged_would_be_found(tmp_path: Path, rule: str) -> None:
    said = complaint(tmp_path, Format.CDK_TYPESCRIPT, f"'Serverless-{rule}'", "'Serverless-Nothing'")
    assert f"Serverless-{rule}'" in said
    others = [other for other in ACKNOWLEDGED if other != rule]
    assert [other for other in others if f"Serverless-{other}'" in said] == []


@pytest.mark.parametrize("format_", STACK)
def test_what_is_wrong_is_found(tmp_path: Path, format_: Format) -> None:
    assert "Serverless-LambdaTracing" in complaint(tmp_path, format_, STACK[format_][1], "")
