"""A circuit's state in DynamoDB: one small item per dependency, and a condition on every change.

The time until which a circuit is open is stored and compared with the clock; DynamoDB's own time to live is no timer.
"""

import os
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from breaker import CLOSED, Circuit, StoreError


def circuit_table(name: str, *, timeout: float = 0.2) -> Any:  # noqa: ANN401 - boto3 has no types
    """The table that the environment calls `{NAME}_TABLE_NAME`.

    Nobody should wait for the breaker, so DynamoDB gets one try and `timeout` seconds; `{NAME}_TIMEOUT_SECONDS`
    overrides the timeout.
    """
    patience = float(os.environ.get(f"{name}_TIMEOUT_SECONDS", timeout))
    config = Config(connect_timeout=patience, read_timeout=patience, retries={"total_max_attempts": 1})
    return boto3.resource("dynamodb", config=config).Table(os.environ[f"{name}_TABLE_NAME"])


def _number(value: float) -> Decimal:
    return Decimal(f"{value:.3f}")


class TableCircuit:
    """The circuit of one dependency, in a table as `circuit_table` gives it."""

    def __init__(self, table: Any, dependency: str) -> None:  # noqa: ANN401 - boto3 has no types
        self._table = table
        self._key = {"dependency": dependency}

    def read(self) -> Circuit:
        """The state as it is; no item means closed."""
        try:
            item: Mapping[str, Any] = self._table.get_item(Key=self._key, ConsistentRead=True).get("Item") or {}
        except (ClientError, BotoCoreError) as error:
            raise StoreError(str(error)) from error
        if item.get("circuit") != "open":
            return CLOSED
        return Circuit(is_open=True, until=float(item["until"]), attempt=int(item["attempt"]))

    def count_failure(self, now: float, window: float) -> int:
        """Add to this window's count, or begin a new one; both under the condition that no later window has begun."""
        number = int(now // window)
        names = {"#window": "failure_window"}
        # A later window is another copy's whose clock is ahead: the failure counts there.
        added = self._update(
            "ADD failures :one", "#window >= :window", {":one": 1, ":window": number}, names, want="failures"
        )
        if added is not None:
            return int(added)
        begun = self._update(
            "SET failures = :one, #window = :window",
            "attribute_not_exists(#window) OR #window < :window",
            {":one": 1, ":window": number},
            names,
            want="failures",
        )
        # Neither: another copy began the window between the two. Adding to it is what is left.
        return int(begun) if begun is not None else self.count_failure(now, window)

    def open(self, until: float) -> bool:
        """Under the condition that it was closed, so it happens once."""
        return self._changed(
            "SET #circuit = :open, #until = :until, attempt = :zero, good = :zero "
            "REMOVE failures, failure_window, pings",
            "attribute_not_exists(#circuit) OR #circuit <> :open",
            {":open": "open", ":until": _number(until), ":zero": 0},
            {"#circuit": "circuit", "#until": "until"},
        )

    def take_probe(self, owner: str, now: float, lock: float) -> bool:
        """Under the condition that nobody probes, or that whoever did has been silent for too long."""
        return self._changed(
            "SET probe = :owner, probe_until = :lock",
            "#circuit = :open AND #until <= :now AND (attribute_not_exists(probe_until) OR probe_until <= :now)",
            {":open": "open", ":owner": owner, ":now": _number(now), ":lock": _number(now + lock)},
            {"#circuit": "circuit", "#until": "until"},
        )

    def probe_succeeded(self, owner: str, needed: int) -> bool:
        """Close it with the last of the good probes, or count this one."""
        names = {"#circuit": "circuit"}
        closed = self._changed(
            "SET #circuit = :closed REMOVE probe, probe_until, good, attempt, failures, failure_window",
            "probe = :owner AND good >= :enough",
            {":closed": "closed", ":owner": owner, ":enough": needed - 1},
            names,
        )
        if not closed:
            self._changed("ADD good :one REMOVE probe, probe_until", "probe = :owner", {":one": 1, ":owner": owner}, {})
        return closed

    def probe_failed(self, owner: str, until: float, attempt: int) -> bool:
        """Good probes must come in a row, so the count starts over."""
        return self._changed(
            "SET #until = :until, attempt = :attempt, good = :zero REMOVE probe, probe_until",
            "probe = :owner",
            {":until": _number(until), ":attempt": attempt, ":zero": 0, ":owner": owner},
            {"#until": "until"},
        )

    def _changed(self, update: str, condition: str, values: Mapping[str, Any], names: Mapping[str, str]) -> bool:
        return self._update(update, condition, values, names, want="dependency") is not None

    def _update(
        self, update: str, condition: str, values: Mapping[str, Any], names: Mapping[str, str], *, want: str
    ) -> Any:  # noqa: ANN401 - an attribute
        """An attribute after the update, or None if the condition did not hold."""
        said: dict[str, Any] = {"ExpressionAttributeNames": dict(names)} if names else {}
        try:
            answer = self._table.update_item(
                Key=self._key,
                UpdateExpression=update,
                ConditionExpression=condition,
                ExpressionAttributeValues=dict(values),
                ReturnValues="ALL_NEW",
                **said,
            )
        except ClientError as error:
            if error.response["Error"]["Code"] == "ConditionalCheckFailedException":
                return None
            raise StoreError(str(error)) from error
        except BotoCoreError as error:
            raise StoreError(str(error)) from error
        return answer["Attributes"][want]
