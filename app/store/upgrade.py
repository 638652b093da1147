"""Documents of older schemas → today's.

`app.model.design.SCHEMA` counts up when a document written before no longer reads as it was meant. Whoever raises it
adds the step from the number before to UPGRADES, and leaves a document of that number in tests/store/documents/.
"""

from collections.abc import Callable, Mapping
from typing import Any

from app.model.design import SCHEMA
from app.store.errors import StoreError

Document = dict[str, Any]
Step = Callable[[Document], Document]
"""From one schema number to the next; gets a document of its own and may change it."""

UPGRADES: Mapping[int, Step] = {}
"""By the number that a step starts from. Schema 1 is the first, so no step is needed yet."""


class NewerSchemaError(StoreError):
    """A document was written by a newer Patternbook."""


def upgrade(document: Document, steps: Mapping[int, Step] = UPGRADES, to: int = SCHEMA) -> Document:
    """The document in schema `to`. One without a number counts as the first, as everywhere.

    Raises NewerSchemaError for one from the future. What is no whole number is left for the model to complain of.
    """
    number = document.get("schema", 1)
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        return document
    if number > to:
        raise NewerSchemaError(
            f"this design was written in schema {number} and this Patternbook reads up to {to}: use a newer Patternbook"
        )
    for step in range(number, to):
        document = steps[step](dict(document)) | {"schema": step + 1}
    return document
