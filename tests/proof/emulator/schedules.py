"""`rate(…)` runs RATE_SCALE times as fast, for rules and for EventBridge Scheduler: a minute is too long for a test.

The Circuit Breaker's pinger leans on it.
"""

import os

import ministack.services.eventbridge as rules
import ministack.services.scheduler as scheduler

SWEEP = 0.5
"""Seconds between two looks at what is due; MiniStack looks every ten."""


def apply() -> None:
    """Both services ask one function how many seconds a rate means; a tick comes once a second at most."""
    scale = float(os.environ.get("RATE_SCALE", "1"))
    read = rules._parse_rate_seconds

    def quicker(expression: str) -> float | None:
        seconds = read(expression)
        return seconds if seconds is None else max(1.0, seconds / scale)

    rules._parse_rate_seconds = quicker
    rules._SCHEDULER_TICK_INTERVAL = scheduler._SCHEDULE_TICK_INTERVAL = SWEEP
