"""YOUR LOGIC GOES HERE. This is the one place to change; the rest makes it work with what triggers the function."""

from typing import Any


def handle(message: Any) -> Any:  # noqa: ANN401 - whatever the trigger brings
    """Turn a message into the result that goes on to what the design draws behind this function.

    Raise an error for what you can't handle: it is tried again and then kept, as the design says. A message may come
    twice, so let the same message give the same result.
    """
    return message
