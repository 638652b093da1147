"""Bodies of requests."""

from typing import Any

from aws_lambda_powertools.event_handler.exceptions import BadRequestError
from aws_lambda_powertools.utilities.data_classes.common import BaseProxyEvent


def json_of(event: BaseProxyEvent) -> Any:  # noqa: ANN401 - any JSON
    """What the body says. Raises BadRequestError: no JSON is the client's mistake, not the function's."""
    try:
        return event.json_body
    except ValueError as error:
        raise BadRequestError("The body is no JSON.") from error
