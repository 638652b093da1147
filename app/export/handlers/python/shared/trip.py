"""A trip as the saga hands it from step to step."""

from collections.abc import Mapping
from typing import Any


def trip_of(event: Mapping[str, Any]) -> str:
    """The trip's number, by which every service knows its booking. Raises ValueError.

    A step that runs because another has failed gets `{"input": the trip, "error": what happened}`.
    """
    before = event.get("input")
    trip = (before if isinstance(before, Mapping) else event).get("trip")
    if not isinstance(trip, str) or not trip:
        raise ValueError("trip: its number")
    return trip
