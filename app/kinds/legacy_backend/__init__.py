"""What the Strangler strangles: an application that runs already, reached through its load balancer."""

from app.kinds.ports import ERROR, SYNC, arrives, leaves
from app.model import Family, Kind, Properties, prop


class LegacyBackendProperties(Properties):
    """Where the old system answers."""

    base_url: str = prop(
        "https://legacy.example.com",
        "The address of the load balancer.",
        pattern=r"^https?://[^\s]{1,2000}$",
        max_length=2_008,
    )
    private: bool = prop(False, "Whether the load balancer is reached only inside the VPC, through a VPC link.")

    def telling(self) -> tuple[str, ...]:
        """That it is private, where it is."""
        return ("private",) if self.private else ()


KIND = Kind(
    id="legacy-backend",
    title="Legacy backend",
    family=Family.OUTSIDE,
    aws_service="Elastic Load Balancing",
    summary="The system that is there already, behind its load balancer.",
    notes=(
        "A placeholder: another pattern can take its place.",
        "API Gateway reaches a private load balancer through a VPC link.",
    ),
    icon="resource/ElasticLoadBalancingApplicationLoadBalancer",
    glyph="LB",
    properties=LegacyBackendProperties,
    ports=(
        arrives("requests", "http", SYNC, "The old system answers an HTTP request."),
        leaves("refuses", "refusal", ERROR, "The old system answers with an error."),
    ),
    socket=True,
)
