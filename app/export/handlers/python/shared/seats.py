"""Holding seats and having a confirmation sent."""

import json
import os
import re
from typing import Any

import bookings
import boto3
from aws_lambda_powertools.event_handler.exceptions import BadRequestError, ServiceError
from botocore.config import Config

SHOW = re.compile(r"[A-Za-z0-9_-]{1,64}")
SEAT = re.compile(r"[A-Z]{1,2}[0-9]{1,3}")

mail = boto3.client("sqs", config=Config(connect_timeout=1, read_timeout=3))


def wish(body: Any) -> tuple[str, list[str]]:  # noqa: ANN401 - any JSON
    """Show and seats that are asked for. Raises BadRequestError."""
    match body:
        case {"show": str(show), "seats": [*seats]} if SHOW.fullmatch(show):
            names = sorted({seat for seat in seats if isinstance(seat, str) and SEAT.fullmatch(seat)})
            if names and len(names) == len(seats) <= bookings.MOST_SEATS:
                return show, names
    raise BadRequestError(f"A booking needs a show and 1 to {bookings.MOST_SEATS} different seats, such as B12.")


def book(visitor: str, key: str, body: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    """Hold the seats, then tell the mail service. Raises BadRequestError, or ServiceError 409 if a seat is taken.

    The two are two calls: if the second fails, the client tries again with its key and the first does nothing more.
    """
    show, names = wish(body)
    number = bookings.number_for(visitor, key)
    try:
        bookings.hold(number, visitor, show, names)
    except bookings.SeatTakenError as error:
        raise ServiceError(409, "One of the seats is taken.") from error
    notice = {"type": "booking-held", "booking": number, "visitor": visitor}
    mail.send_message(QueueUrl=os.environ["MAIL_QUEUE_URL"], MessageBody=json.dumps(notice))
    return bookings.shown(bookings.find(number, visitor))
