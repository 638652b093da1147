"""A parameter in Systems Manager Parameter Store, drawn where running code reads its routes or switches from it."""

from typing import Literal, Self

from pydantic import model_validator

from app.kinds.ports import SYNC, arrives
from app.model import Family, Kind, Properties, contradiction, prop


class ParameterProperties(Properties):
    """Name and tier of a parameter."""

    tier: Literal["standard", "advanced"] = prop(
        "standard",
        "Whether it holds up to 4 KB (standard, free) or up to 8 KB (advanced, billed).",
        source="AWS Systems Manager User Guide, Managing parameter tiers",
    )
    path: str | None = prop(
        None,
        "Its name in Parameter Store; unset means made from the design's names.",
        pattern=r"^/[A-Za-z0-9/._-]{1,1000}$",
        max_length=1_001,
        source="AWS Systems Manager API Reference, PutParameter: Name",
    )

    @model_validator(mode="after")
    def _path_is_allowed(self) -> Self:
        if self.path is None:
            return self
        levels = self.path.strip("/").split("/")
        if len(levels) > 15:
            raise contradiction("path", "a parameter's name has at most 15 levels")
        if levels[0].lower().startswith(("aws", "ssm")):
            raise contradiction("path", "names that begin with aws or ssm belong to AWS")
        return self


KIND = Kind(
    id="parameter",
    title="Parameter Store parameter",
    family=Family.OPERATIONS,
    aws_service="AWS Systems Manager",
    summary="Keeps a piece of configuration that changes without a deployment.",
    notes=(
        "An account may read 40 times a second by default: keep the value for a while instead of asking each time.",
        "It is no place for a database password; Secrets Manager can also rotate it.",
    ),
    icon="resource/AWSSystemsManagerParameterStore",
    glyph="P",
    properties=ParameterProperties,
    ports=(
        arrives(
            "values",
            "query",
            SYNC,
            "The caller reads or writes the value.",
            actions=("ssm:GetParameter", "ssm:PutParameter"),
            reads=("ssm:GetParameter",),
        ),
    ),
)
