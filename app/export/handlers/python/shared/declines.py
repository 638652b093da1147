"""Declined payments in log lines, as notices that other services may see."""

import json
from collections.abc import Iterator
from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.data_classes import CloudWatchLogsEvent

logger = Logger(child=True)

SHARED = ("payment", "reason", "risk", "amount", "currency", "at")
"""The fields of a line that a notice may carry. Whatever else stands in it, a card's number above all, stays here."""


def notices(event: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """One notice per decline. The log event's id lets subscribers ignore one that they know."""
    data = CloudWatchLogsEvent(event).parse_logs_data()
    if data.message_type != "DATA_MESSAGE":
        return
    for line in data.log_events:
        try:
            told: Any = json.loads(line.message)
        except ValueError:
            logger.warning("a line that is no JSON", line=line.get_id)
            continue
        if isinstance(told, dict) and told.get("outcome") == "declined":
            yield {"id": line.get_id, "version": 1} | {name: told[name] for name in SHARED if name in told}
