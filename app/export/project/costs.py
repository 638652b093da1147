"""What a deployed stack costs while nothing happens: the types that are billed by the hour or month.

Prices are list prices of us-east-1 in US dollars, rounded, as of November 2026; they are said as an order of magnitude.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.graph import Resource, ResourceGraph

MONTH = 730
"""Hours in a month, as AWS's price lists count."""


@dataclass(frozen=True)
class Cost:
    """What some resources cost in a month without any use."""

    what: str
    dollars: float
    """For all of them together."""
    why: str


def idle_costs(graph: ResourceGraph) -> tuple[Cost, ...]:
    """The costs of a stack that nobody uses, the highest first; empty if it costs nothing."""
    return tuple(sorted(_costs(graph), key=lambda cost: -cost.dollars))


def _costs(graph: ResourceGraph) -> Iterator[Cost]:
    for type_, (what, dollars, why) in _EACH.items():
        found = graph.of_type(type_)
        if type_ == "AWS::EC2::VPCEndpoint":
            found = tuple(each for each in found if each.properties.get("VpcEndpointType") == "Interface")
            # Each stands in two zones.
            dollars *= 2
        if type_ == "AWS::RDS::DBInstance":
            found = tuple(each for each in found if each.properties.get("DBInstanceClass") == "db.serverless")
        if found:
            yield Cost(_counted(what, len(found)), dollars * len(found), why)
    alarms = len(graph.of_type("AWS::CloudWatch::Alarm"))
    if alarms:
        yield Cost(_counted("CloudWatch alarm", alarms), 0.1 * alarms, "$0.10 each; ten per account are free")
    yield from _databases(graph)
    yield from _streams(graph)


def _counted(what: str, number: int) -> str:
    return what if number == 1 else f"{number} x {what}"


_EACH: Mapping[str, tuple[str, float, str]] = {
    "AWS::EC2::NatGateway": ("NAT gateway", 0.045 * MONTH, "billed by the hour, and by what passes through"),
    "AWS::EC2::VPCEndpoint": ("interface endpoint", 0.01 * MONTH, "billed by the hour in each of two zones"),
    "AWS::KMS::Key": ("KMS key", 1.0, "one dollar a month"),
    "AWS::SecretsManager::Secret": ("secret", 0.4, "forty cents a month"),
    "AWS::ElastiCache::ServerlessCache": ("serverless cache", 6.0, "at least 100 MB of Valkey are billed"),
    "AWS::RDS::DBProxy": ("RDS Proxy", 8 * 0.015 * MONTH, "eight capacity units at least for a serverless cluster"),
    "AWS::ApiGatewayV2::VpcLink": ("VPC link", 0.0, "free for HTTP APIs"),
}


def _databases(graph: ResourceGraph) -> Iterator[Cost]:
    for cluster in graph.of_type("AWS::RDS::DBCluster"):
        least = _least_capacity(cluster)
        if least == 0:
            yield Cost("Aurora cluster", 0.0, "pauses when nobody is connected; storage and backups are billed")
        else:
            yield Cost("Aurora cluster", least * 0.12 * MONTH, f"{least:g} capacity units stay on")


def _least_capacity(cluster: Resource) -> float:
    scaling = cluster.properties.get("ServerlessV2ScalingConfiguration")
    least = scaling.get("MinCapacity") if isinstance(scaling, Mapping) else None
    return float(least) if isinstance(least, int | float) else 0.5


def _streams(graph: ResourceGraph) -> Iterator[Cost]:
    for stream in graph.of_type("AWS::Kinesis::Stream"):
        mode = stream.properties.get("StreamModeDetails")
        if isinstance(mode, Mapping) and mode.get("StreamMode") == "ON_DEMAND":
            yield Cost("Kinesis stream, on demand", 0.04 * MONTH, "billed by the hour, and by what passes through")
        else:
            shards = stream.properties.get("ShardCount")
            count = shards if isinstance(shards, int) else 1
            yield Cost("Kinesis stream", 0.015 * MONTH * count, "billed by the shard and hour")
