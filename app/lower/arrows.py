"""What each protocol asks of the handles at an arrow's ends.

However many ways there are to join, there are five verbs: the source calls the target, the target reads the source, the
source delivers to the target, the source leaves its failures with the target, the target watches the source. What is
special about a kind is said by its handle.
"""

from collections.abc import Callable, Mapping

from app.graph import Arrow, Handle

Verb = Callable[[Arrow, Handle, Handle], None]


def call(arrow: Arrow, source: Handle, target: Handle) -> None:
    """The source needs a permission, an address and a way to the target."""
    source.calls(arrow, target.call(arrow), target)


def read(arrow: Arrow, source: Handle, target: Handle) -> None:
    """The target polls or follows the source."""
    target.reads(arrow, source.reading(arrow), source)


def push(arrow: Arrow, source: Handle, target: Handle) -> None:
    """The source delivers of its own accord."""
    source.pushes(arrow, target)


def fail(arrow: Arrow, source: Handle, target: Handle) -> None:
    """What fails at the source ends at the target."""
    source.fails(arrow, target)


def watch(arrow: Arrow, source: Handle, target: Handle) -> None:
    """The target watches a metric of the source."""
    target.watches(arrow, source)


def answer(arrow: Arrow, source: Handle, target: Handle) -> None:
    """An answer takes the way back of its call, which is lowered already."""
    del arrow, source, target


VERBS: Mapping[str, Verb] = {
    "alarm-action": push,
    "authorize": call,
    "copy": push,
    "delivery": push,
    "event-source": read,
    "failure": fail,
    "http": call,
    "invoke": call,
    "log": push,
    "log-events": push,
    "message": call,
    "metric": watch,
    "notification": push,
    "poll": call,
    "query": call,
    "redrive": fail,
    "refusal": answer,
    "schedule": push,
    "start": call,
    "stream": read,
    "subscription": push,
    "target": push,
}
"""The verb of each protocol; a test holds this against `app.protocols`."""
