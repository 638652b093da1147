"""Make one offer out of the score and the rate, which were asked for in parallel."""

from collections.abc import Mapping
from typing import Any

from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext

LEAST_SCORE = 400
PENALTY_BELOW = 700
PENALTY_BASIS_POINTS = 150

logger = Logger()
tracer = Tracer()


def joined(event: Mapping[str, Any]) -> dict[str, Any]:
    """What the branches found, as one: their workflow hands on the output of each under its step's name."""
    facts: dict[str, Any] = {}
    for name, part in event.items():
        facts |= part if isinstance(part, Mapping) else {name: part}
    return facts


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """The offer, or why there is none. Raises ValueError if a branch brought nothing."""
    match joined(event):
        case {"cents": int(cents), "months": int(months), "score": int(score), "basis_points": int(points)} if (
            months > 0
        ):
            pass
        case _:
            raise ValueError("an offer needs cents, months, score and basis_points")
    if score < LEAST_SCORE:
        return {"offered": False, "reason": "score"}
    yearly = points + (PENALTY_BASIS_POINTS if score < PENALTY_BELOW else 0)
    # Whole cents, rounded up; no floating point near money.
    interest = -(-cents * yearly * months // (12 * 10_000))
    return {"offered": True, "basis_points": yearly, "monthly_cents": -(-(cents + interest) // months)}
