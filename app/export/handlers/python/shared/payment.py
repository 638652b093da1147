"""Paying for a booking: charge, wait for the outcome, note it."""

import os
from typing import Any

import bookings
from aws_lambda_powertools.event_handler.exceptions import NotFoundError, ServiceError
from aws_lambda_powertools.utilities.idempotency import (
    DynamoDBPersistenceLayer,
    IdempotencyConfig,
    idempotent_function,
)
from aws_lambda_powertools.utilities.idempotency.exceptions import (
    IdempotencyAlreadyInProgressError,
    IdempotencyValidationError,
)
from botocore.config import Config
from remote import RefusedError, RemoteError, call

# The same table, since it is this service's own; such items carry their expiry time.
persistence = DynamoDBPersistenceLayer(
    table_name=os.environ["BOOKINGS_TABLE_NAME"],
    key_attr="booking",
    boto_config=Config(connect_timeout=1, read_timeout=3),
)
config = IdempotencyConfig(
    event_key_jmespath="[visitor, key]",
    payload_validation_jmespath="[booking, cents, card]",
    expires_after_seconds=24 * 3600,
    raise_on_no_idempotency_key=True,
)


# Powertools gives this decorator no types.
@idempotent_function(  # type: ignore[untyped-decorator]
    data_keyword_argument="wish", persistence_store=persistence, config=config
)
def charge(wish: dict[str, Any]) -> dict[str, Any]:
    """Charge once per idempotency key. What fails is forgotten, so that the client may try again with the same key."""
    answer = call(
        "PAYMENTS",
        "POST",
        "/charges",
        body={"booking": wish["booking"], "cents": wish["cents"], "card": wish["card"]},
        headers={"Idempotency-Key": f"{wish['visitor']}-{wish['key']}"},
        timeout=5,
    )
    payment = str((answer or {}).get("id"))
    bookings.mark_paid(wish["booking"], payment)
    return {"payment": payment}


def pay(number: str, visitor: str, key: str, body: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    """The outcome. Raises ServiceError: 400, 402 declined, 409 in progress, 422 key used for something else, 503."""
    match body:
        case {"cents": int(cents), "card": str(card)} if cents > 0 and card:
            wish = {"booking": number, "visitor": visitor, "key": key, "cents": cents, "card": card}
        case _:
            raise ServiceError(400, "A payment needs cents and card.")
    try:
        bookings.find(number, visitor)
        payment: dict[str, Any] = charge(wish=wish)
    except bookings.UnknownBookingError as error:
        raise NotFoundError("No such booking.") from error
    except IdempotencyAlreadyInProgressError as error:
        raise ServiceError(409, "This payment is in progress. Ask again in a moment.") from error
    except IdempotencyValidationError as error:
        raise ServiceError(422, "This Idempotency-Key belongs to another payment.") from error
    except RefusedError as error:
        raise ServiceError(402, "The card was declined.") from error
    except RemoteError as error:
        raise ServiceError(503, "The payment provider does not answer. Try again with the same key.") from error
    return {"booking": number, "state": "paid", **payment}
