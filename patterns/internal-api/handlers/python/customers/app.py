"""The only code that knows the customers' schema: look up, find and correct, for services that own no table.

Invoked with `{"action": "look_up", "customer": 7}`, `{"action": "find", "email": …}` or
`{"action": "correct", "customer": 7, "changes": {"name": …}}`.
"""

from typing import Any

from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext
from database import Database

COLUMNS = ("customer", "name", "email", "city")
CORRECTIONS = {
    "name": "UPDATE customers SET name = :value WHERE customer = :customer",
    "email": "UPDATE customers SET email = :value WHERE customer = :customer",
    "city": "UPDATE customers SET city = :value WHERE customer = :customer",
}
LOOK_UP = "SELECT customer, name, email, city FROM customers WHERE customer = :customer"
FIND = "SELECT customer, name, email, city FROM customers WHERE lower(email) = lower(:email) ORDER BY customer LIMIT 20"

logger = Logger()
tracer = Tracer()
database = Database("POOL", timeout=4)


class RequestError(ValueError):
    """The caller asked for something that does not exist."""


class UnknownCustomerError(LookupError):
    """There is no such customer."""


def look_up(customer: int) -> dict[str, Any]:
    """One customer. Raises UnknownCustomerError."""
    with database.transaction() as connection:
        rows = connection.run(LOOK_UP, customer=customer) or []
    if not rows:
        raise UnknownCustomerError(str(customer))
    return dict(zip(COLUMNS, rows[0], strict=True))


def find(email: str) -> dict[str, Any]:
    """Everybody with this address, twenty at most."""
    with database.transaction() as connection:
        rows = connection.run(FIND, email=email) or []
    return {"customers": [dict(zip(COLUMNS, row, strict=True)) for row in rows]}


def correct(customer: int, changes: dict[str, str]) -> dict[str, Any]:
    """Change all of it or nothing. Raises RequestError for a field that can't be corrected."""
    if not changes or not changes.keys() <= CORRECTIONS.keys():
        raise RequestError(f"changes: any of {', '.join(CORRECTIONS)}")
    with database.transaction() as connection:
        for field, value in changes.items():
            connection.run(CORRECTIONS[field], value=str(value), customer=customer)
    logger.info("corrected", customer=customer, fields=sorted(changes))
    return look_up(customer)


@logger.inject_lambda_context
@tracer.capture_lambda_handler(capture_response=False)
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Errors end at the caller, as FunctionError; a correction that failed was not made."""
    match event:
        case {"action": "look_up", "customer": int(customer)}:
            return look_up(customer)
        case {"action": "find", "email": str(email)}:
            return find(email)
        case {"action": "correct", "customer": int(customer), "changes": dict(changes)}:
            return correct(customer, changes)
    raise RequestError("action: look_up with a customer, find with an email, or correct with a customer and changes")
