"""What CloudWatch Logs and SNS hand to a function is retried, and at last kept; what SNS cannot deliver is, too.

MiniStack runs such a function once and forgets the failure, knows no RedrivePolicy of subscriptions, and reads a filter
pattern for JSON lines as words. Distributed Trigger, Notifier and whatever has a function behind a topic lean on it.
"""

import json
import re
from typing import Any

import ministack.services.cloudwatch_logs as logs
import ministack.services.lambda_svc as functions
import ministack.services.sns as topics
import ministack.services.sqs as queues

JSON_FILTER = re.compile(r"""\{\s*\$\.([\w.]+)\s*=\s*(?:"([^"]*)"|([\w.*-]+))\s*\}""")
"""`{ $.name = "value" }`, of all that the language has (CloudWatch Logs User Guide, "Filter pattern syntax")."""


def apply() -> None:
    """Replace what decides, what runs and what delivers."""
    _patch_logs()
    _patch_topics()


def _patch_logs() -> None:
    words = logs._subscription_pattern_matches
    run = functions._execute_function_with_config_scope

    def matches(pattern: str, message: str) -> bool:
        if not pattern.strip().startswith("{"):
            return bool(words(pattern, message))
        said = JSON_FILTER.fullmatch(pattern.strip())
        if said is None:
            raise NotImplementedError(f"tests/proof/emulator/asynchronous.py does not read the filter {pattern!r}")
        return _found(message, said[1]) == (said[2] if said[2] is not None else said[3])

    def run_or_retry(function: Any, event: Any, *rest: Any, **named: Any) -> Any:  # noqa: ANN401 - MiniStack has no types
        if isinstance(event, dict) and "awslogs" in event:
            return functions.invoke_async_with_retry(function, event)
        return run(function, event, *rest, **named)

    logs._subscription_pattern_matches = matches
    functions._execute_function_with_config_scope = run_or_retry


def _found(message: str, path: str) -> str | None:
    """The value in a line of JSON, as text; None if it is not there."""
    try:
        value: Any = json.loads(message)
    except ValueError:
        return None
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return None if value is None else str(value)


def _patch_topics() -> None:
    to_queue = topics._deliver_to_sqs

    def deliver(endpoint: str, envelope: str, raw: bool, message: str, **named: Any) -> None:  # noqa: ANN401
        topic = named.get("topic_arn", "")
        allowed = queues._queue_by_arn(endpoint) is not None and queues.queue_policy_allows(
            endpoint, "sns.amazonaws.com", topic, topic.split(":")[4]
        )
        kept = None if allowed else _redrive(topic, endpoint)
        to_queue(kept or endpoint, envelope, raw, message, **named)

    def run(endpoint: str, envelope: str, topic: str, subscription: str, *rest: Any) -> None:  # noqa: ANN401
        function, config, _ = functions._get_func_record_for_ref(endpoint)
        if not function or not config:
            if kept := _redrive(topic, endpoint):
                to_queue(kept, envelope, False, rest[1], topic_arn=topic)
            return
        told = {"EventVersion": "1.0", "EventSubscriptionArn": subscription, "EventSource": "aws:sns"}
        event = {"Records": [told | {"Sns": json.loads(envelope)}]}
        functions.invoke_async_with_retry(functions._execution_record_for_config(function, config), event)

    topics._deliver_to_sqs = deliver
    topics._deliver_to_lambda = run


def _redrive(topic: str, endpoint: str) -> str | None:
    """The dead-letter queue of the subscription."""
    for subscription in topics._topic_by_arn_any_scope(topic)["subscriptions"]:
        policy = subscription.get("attributes", {}).get("RedrivePolicy")
        if subscription.get("endpoint") == endpoint and policy:
            said = json.loads(policy) if isinstance(policy, str) else policy
            return str(said["deadLetterTargetArn"])
    return None
