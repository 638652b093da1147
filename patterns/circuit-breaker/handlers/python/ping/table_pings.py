"""What the pinger writes into a circuit that callers have opened."""

from typing import Any

from botocore.exceptions import ClientError

NEEDED = 2
"""Good answers in a row that close the circuit."""
PROLONGED_BY = 600
"""Seconds for which a bad answer keeps it open."""


class Pings:
    """The circuit of one dependency, as the pinger sees it."""

    def __init__(self, table: Any, dependency: str) -> None:  # noqa: ANN401 - boto3 has no types
        self._table = table
        self._key = {"dependency": dependency}

    def good(self) -> bool:
        """Count a good answer; True if it closed an open circuit. A closed one is left alone."""
        closed = self._change(
            "SET #circuit = :closed REMOVE pings, good, attempt, probe, probe_until",
            "#circuit = :open AND pings >= :enough",
            {":closed": "closed", ":enough": NEEDED - 1},
        )
        if not closed:
            self._change("ADD pings :one", "#circuit = :open", {":one": 1})
        return closed

    def bad(self, now: float) -> bool:
        """Prolong an open circuit; True if there was one."""
        return self._change(
            "SET #until = :until REMOVE pings",
            "#circuit = :open",
            {":until": int(now) + PROLONGED_BY},
            {"#until": "until"},
        )

    def _change(self, update: str, condition: str, values: dict[str, Any], names: dict[str, str] | None = None) -> bool:
        try:
            self._table.update_item(
                Key=self._key,
                UpdateExpression=update,
                ConditionExpression=condition,
                ExpressionAttributeNames={"#circuit": "circuit", **(names or {})},
                ExpressionAttributeValues={":open": "open", **values},
            )
        except ClientError as error:
            if error.response["Error"]["Code"] == "ConditionalCheckFailedException":
                return False
            raise
        return True
