"""The settings shared by every type of the model."""

from pydantic import BaseModel, ConfigDict
from pydantic_core import PydanticCustomError


class Frozen(BaseModel):
    """A value: immutable, and strict about keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


def contradiction(key: str, message: str) -> PydanticCustomError:
    """The error for a validator to raise where one field's value excludes another's.

    `key` is the field to change, so that a complaint points at its line; the message names both.
    """
    return PydanticCustomError("contradiction", "{message}", {"key": key, "message": message})
