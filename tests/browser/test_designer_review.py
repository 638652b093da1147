"""The review in the designer, in a real Chromium, by hand."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.designer_driver import Designer

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def webhook_without_dead_letters(designer: Designer) -> None:
    """The Scalable Webhook, from which somebody deletes the queue for what fails."""
    designer.open()
    designer.pattern("Scalable Webhook").click()
    designer.card("Failed events").click()
    designer.key("Delete")
    expect(designer.card("Failed events")).to_have_count(0)


def mark(designer: Designer, name: str) -> Locator:
    return designer.card(name).locator(".review-mark")


def panel(designer: Designer) -> Locator:
    return designer.page.get_by_role("complementary", name="Review")


def test_a_queue_loses_its_dead_letters_gets_a_mark_a_fix_and_undo(designer: Designer) -> None:
    webhook_without_dead_letters(designer)
    expect(mark(designer, "Events")).to_have_text("1")
    expect(designer.card("Events")).to_have_attribute(
        "aria-label", re.compile(r"^Events, SQS queue, .*, review: 1 error$")
    )

    mark(designer, "Events").click()
    expect(panel(designer).get_by_role("list", name="Verdict")).to_contain_text("Would lose data: Events.")
    finding = panel(designer).locator(".finding")
    expect(finding).to_contain_text("A message that Write events cannot process comes back again and again")
    expect(finding.get_by_role("link", name="Explain")).to_have_attribute("href", "/rules/queue-without-dead-letters")

    finding.get_by_role("button", name="Fix").click()
    expect(designer.card("Failed: Events")).to_be_visible()
    expect(mark(designer, "Events")).to_have_count(0)
    expect(panel(designer)).to_contain_text("Nothing to mend")
    expect(panel(designer)).to_be_focused()

    designer.page.get_by_role("toolbar", name="Tools").get_by_role("button", name="Undo").click()
    expect(designer.card("Failed: Events")).to_have_count(0)
    expect(mark(designer, "Events")).to_have_text("1")


def test_what_a_finding_is_about_lights_up(designer: Designer) -> None:
    webhook_without_dead_letters(designer)
    designer.page.get_by_role("button", name="Review 1 error").click()
    lit = designer.page.locator(".card-node.is-lit")
    expect(lit).to_have_count(0)
    panel(designer).locator(".finding").hover()
    expect(lit).to_have_count(1)
    expect(lit).to_contain_text("Events")
    designer.page.mouse.move(600, 700)
    expect(lit).to_have_count(0)


def test_a_reason_answers_a_finding_stays_in_the_design_and_can_be_taken_back(designer: Designer) -> None:
    webhook_without_dead_letters(designer)
    mark(designer, "Events").click()
    panel(designer).get_by_role("button", name="Suppress…").click()
    designer.page.keyboard.type("A message of this queue may be lost.")
    designer.key("Enter")
    expect(mark(designer, "Events")).to_have_count(0)
    apart = panel(designer).get_by_role("region", name="Suppressed, with a reason")
    expect(apart).to_contain_text("A message of this queue may be lost.")
    assert designer.saved()["suppressions"] == [
        {"rule": "queue-without-dead-letters", "at": "events", "reason": "A message of this queue may be lost."}
    ]
    apart.get_by_role("button", name="Take back").click()
    expect(apart).to_have_count(0)
    expect(mark(designer, "Events")).to_have_text("1")

    # Undo brings the reason back; without the queue's consumer it answers nothing, and that is a finding too.
    designer.page.get_by_role("toolbar", name="Tools").get_by_role("button", name="Undo").click()
    expect(mark(designer, "Events")).to_have_count(0)
    designer.card("Write events").click()
    designer.key("Delete")
    expect(panel(designer).get_by_role("region", name="Idle suppression")).to_be_visible()


def test_findings_are_walked_and_fixed_by_keyboard_alone(designer: Designer) -> None:
    page = designer.page
    webhook_without_dead_letters(designer)
    designer.card("Webhook API").click()
    settings = page.get_by_role("complementary", name="Settings")
    for name in ("Throttle rate", "Throttle burst"):
        reset = settings.locator(".setting", has_text=name).get_by_role("button", name="Reset")
        reset.click()
    designer.key("Escape")
    expect(mark(designer, "Webhook API")).to_have_text("1")
    designer.card("Webhook provider").focus()

    designer.key("F8")
    expect(designer.card("Events")).to_be_focused()
    expect(page.locator("[data-announcement]")).to_contain_text("1 of 2, error: Events has no dead-letter queue")
    designer.key("F8")
    expect(designer.card("Webhook API")).to_be_focused()
    designer.key("F8")
    expect(designer.card("Events")).to_be_focused()
    designer.key("Shift+F8", "Shift+F8")
    expect(designer.card("Events")).to_be_focused()
    designer.key("Control+.")
    expect(designer.card("Failed: Events")).to_be_visible()
    expect(mark(designer, "Events")).to_have_count(0)

    designer.key("r")
    expect(panel(designer)).to_be_focused()
    expect(panel(designer)).to_contain_text("Webhook API")
    designer.key("Escape")
    expect(panel(designer)).to_have_count(0)
    expect(page.locator(".react-flow__node:focus")).to_have_count(1)


def test_all_safe_fixes_are_one_step(designer: Designer) -> None:
    page = designer.page
    webhook_without_dead_letters(designer)
    designer.card("Write events").click()
    settings = page.get_by_role("complementary", name="Settings")
    settings.get_by_label("Timeout", exact=False).first.fill("300")
    designer.key("Escape")
    expect(mark(designer, "Events")).to_have_text("2")
    before = designer.saved()
    page.get_by_role("button", name="Review 2 errors").click()
    panel(designer).get_by_role("button", name="Fix all safe ones (2)").click()
    expect(panel(designer)).to_contain_text("Nothing to mend")
    expect(page.locator(".note-line")).to_contain_text("Fix 2 findings")
    assert designer.saved() != before
    page.get_by_role("toolbar", name="Tools").get_by_role("button", name="Undo").click()
    expect(mark(designer, "Events")).to_have_text("2")
    assert designer.saved() == before


def test_without_a_server_the_last_findings_stay_and_say_that_they_are_old(designer: Designer) -> None:
    page = designer.page
    webhook_without_dead_letters(designer)
    mark(designer, "Events").click()
    expect(panel(designer)).to_be_visible()
    page.context.set_offline(True)
    # Enter leads from the card to its settings, which take the panel's place.
    designer.card("Events").click()
    designer.key("Enter")
    expect(panel(designer)).to_have_count(0)
    name = page.get_by_role("complementary", name="Settings").get_by_label("Name", exact=True)
    expect(name).to_be_focused()
    name.fill("Incoming")
    expect(mark(designer, "Incoming")).to_have_text("1")
    page.get_by_role("button", name="Review 1 error, as of before the connection was lost").click()
    expect(panel(designer)).to_contain_text("The server does not answer.")
    page.context.set_offline(False)
    expect(panel(designer)).not_to_contain_text("The server does not answer.")
    expect(panel(designer).locator(".finding")).to_contain_text("Incoming has no dead-letter queue")
