"""Shipping rates of the carrier, behind a circuit breaker."""

import math
import re
from typing import Any

from aws_lambda_powertools.event_handler.api_gateway import Response
from aws_lambda_powertools.event_handler.exceptions import BadRequestError
from breaker import Breaker, OpenError
from remote import RefusedError, RemoteError, call

POSTCODE = re.compile(r"[A-Za-z0-9 -]{3,10}")
GRAMS = re.compile(r"[0-9]{1,5}")


def wish(query: dict[str, str]) -> dict[str, Any]:
    """What is to be sent where. Raises BadRequestError."""
    postcode, grams = query.get("postcode", ""), query.get("grams", "")
    if not POSTCODE.fullmatch(postcode) or not GRAMS.fullmatch(grams) or not 1 <= int(grams) <= 31_500:
        raise BadRequestError("Rates need postcode and grams, up to 31500.")
    return {"postcode": postcode, "grams": int(grams)}


def unavailable(retry_after: float) -> Response[dict[str, Any]]:
    """503, within milliseconds if the circuit is open: the caller knows when to come back."""
    seconds = str(max(1, math.ceil(retry_after)))
    return Response(
        503, "application/json", {"message": "The carrier does not answer."}, headers={"Retry-After": seconds}
    )


def ask(parcel: dict[str, Any]) -> Any:  # noqa: ANN401 - any JSON
    """Ask the carrier, whatever the circuit says. Raises RemoteError or RefusedError."""
    return call("CARRIER", "POST", "/rates", body=parcel, timeout=2)


def rates(breaker: Breaker, query: dict[str, str]) -> Response[dict[str, Any]]:
    """The carrier's rates, or 503. Only what says that the carrier is ill counts; a refusal does not."""
    parcel = wish(query)
    try:
        permit = breaker.enter()
    except OpenError as error:
        return unavailable(error.retry_after)
    try:
        found = ask(parcel)
    except RemoteError as error:
        breaker.failed(permit, retry_after=error.retry_after)
        return unavailable(error.retry_after or 1)
    except RefusedError as error:
        breaker.succeeded(permit)
        raise BadRequestError("The carrier does not take this parcel.") from error
    breaker.succeeded(permit)
    return Response(200, "application/json", {"rates": found})
