"""Legacy backend: The system that is there already, behind its load balancer."""

from app.kinds.ports import ERROR, SYNC, arrives, leaves
from app.model import Family, Kind, Properties, prop


class LegacyBackendProperties(Properties):
    """What can be set on a Legacy backend."""

    base_url: str = prop(
        "https://legacy.example.com", "The address of the load balancer.", pattern=r"^https?://[^\s]{1,2000}$"
    )
    private: bool = prop(False, "Whether the load balancer is reached only inside the VPC, through a VPC link.")


KIND = Kind(
    id="legacy-backend",
    title="Legacy backend",
    family=Family.OUTSIDE,
    aws_service="Elastic Load Balancing",
    summary="The system that is there already, behind its load balancer.",
    notes=("A placeholder: another pattern can take its place.",),
    icon="resource/ElasticLoadBalancingApplicationLoadBalancer",
    glyph="LB",
    properties=LegacyBackendProperties,
    ports=(
        arrives("requests", "http", SYNC, "Answers HTTP requests."),
        leaves("refuses", "refusal", ERROR, "Answers with an error."),
    ),
    socket=True,
)
