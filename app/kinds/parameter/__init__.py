"""Parameter Store parameter: Keeps a piece of configuration that changes without a deployment."""

from typing import Literal

from app.kinds.ports import SYNC, arrives
from app.model import Family, Kind, Properties, prop


class ParameterProperties(Properties):
    """What can be set on a Parameter Store parameter."""

    tier: Literal["standard", "advanced"] = prop("standard", "Standard holds up to 4 KB, Advanced up to 8 KB.")
    path: str | None = prop(
        None,
        "Its name in Parameter Store; unset means made from the design's names.",
        pattern=r"^/[A-Za-z0-9/._-]{1,1000}$",
    )


KIND = Kind(
    id="parameter",
    title="Parameter Store parameter",
    family=Family.OPERATIONS,
    aws_service="AWS Systems Manager",
    summary="Keeps a piece of configuration that changes without a deployment.",
    notes=(),
    icon="resource/AWSSystemsManagerParameterStore",
    glyph="P",
    properties=ParameterProperties,
    ports=(
        arrives(
            "values",
            "query",
            SYNC,
            "Is read and written.",
            actions=("ssm:GetParameter", "ssm:PutParameter"),
            reads=("ssm:GetParameter",),
        ),
    ),
)
