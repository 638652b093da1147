"""What a queue's message says, whether it came straight or through a topic."""

import json
from collections.abc import Mapping
from typing import Any


def unwrapped(body: str) -> str:
    """The message itself: SNS puts it into an envelope unless raw delivery is on."""
    try:
        outer: Any = json.loads(body)
    except ValueError:
        return body
    if isinstance(outer, Mapping) and outer.get("Type") == "Notification" and isinstance(outer.get("Message"), str):
        return str(outer["Message"])
    return body
