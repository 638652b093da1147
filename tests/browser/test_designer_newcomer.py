"""Issue 4's own measure: what somebody new composes by hand, leaves, comes back to, and takes away to deploy."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.designer_driver import Designer

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def lint(*templates: Path) -> "subprocess.CompletedProcess[str]":
    """What cfn-lint says, warnings included."""
    command = [str(Path(sys.executable).parent / "cfn-lint"), "--", *map(str, templates)]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)


def test_a_webhook_that_notifies_two_services_behind_a_circuit_breaker(designer: Designer, tmp_path: Path) -> None:
    page = designer.page
    designer.open()
    for pattern, card in (
        ("Scalable Webhook", "Write events"),
        ("Notifier", "Billed"),
        ("Circuit Breaker", "Get rates"),
    ):
        designer.pattern(pattern).click()
        expect(designer.card(card)).to_be_visible()
    designer.fit()

    # Whoever stores the events also publishes them: it takes one publisher's place, and the others go.
    designer.drag_onto(designer.card("Product billing"), designer.card("Write events"))
    expect(designer.card("Product billing")).to_have_count(0)
    for name in ("Subscription billing", "Service billing", "Recurring revenue ledger"):
        designer.card(name).click()
        designer.key("Delete")
        expect(designer.card(name)).to_have_count(0)
    # And it is who asks the carrier, through the breaker.
    designer.fit()
    designer.drag_onto(designer.card("Checkout"), designer.card("Write events"))
    expect(designer.card("Checkout")).to_have_count(0)
    page.get_by_role("button", name="New design").click()
    expect(page.get_by_label("Name", exact=True)).to_be_focused()
    page.keyboard.type("Parcel events")
    expect(page.get_by_role("heading", level=1)).to_have_text("Parcel events")
    composed = designer.saved()
    assert {
        ("Write events", "Billed", "async"),
        ("Billed", "Invoicing", "async"),
        ("Billed", "Payment processing", "async"),
        ("Write events", "Shipping API", "sync"),
        ("Get rates", "Circuit state", "sync"),
        ("Get rates", "Carrier's API", "sync"),
    } <= set(designer.arrows())

    page.goto("about:blank")
    page.goto(f"{designer.site.address}/designs")
    page.get_by_role("link", name="Parcel events").click()
    expect(designer.card("Write events")).to_be_visible()
    assert designer.saved() == composed

    page.locator(".take summary").click()
    with page.expect_download(timeout=120_000) as download:
        page.get_by_role("button", name="Export as AWS SAM project").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert file.name == "parcel-events.zip"
    with zipfile.ZipFile(file) as project:
        project.extractall(tmp_path)
    templates = sorted(tmp_path.rglob("template.yaml"))
    assert len(templates) == 3
    told = lint(*templates)
    assert told.returncode == 0, told.stdout

    # The lint can fail: a template with a property that does not exist does not pass.
    broken = tmp_path / "broken.yaml"
    broken.write_text("Resources:\n  Q:\n    Type: AWS::SQS::Queue\n    Properties: {Size: 1}\n", encoding="utf-8")
    assert lint(broken).returncode != 0
