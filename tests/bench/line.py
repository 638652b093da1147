"""A line of the bench's table."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One measurement."""

    what: str
    measured: str
    limit: str
    ratio: float
    kept: bool

    def __str__(self) -> str:
        return (
            f"{'ok  ' if self.kept else 'OVER'}  {self.ratio:6.2f}  {self.measured:>14}  {self.limit:>18}  {self.what}"
        )


def below(what: str, value: float, limit: float, unit: str) -> Line:
    """A value that must not exceed its limit."""
    return Line(what, f"{value:,.0f} {unit}", f"at most {limit:,.0f} {unit}", value / limit, value <= limit)
