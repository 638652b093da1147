"""A VPC that holds only what a design puts into it.

Isolated subnets for stores and for the functions that talk to them; endpoints only for the AWS services that those
functions call; a NAT gateway only if one of them calls an address on the internet. Where a design reaches into a VPC
that is there already (a private legacy backend), that one is used, by parameters, and nothing is built.
"""

from collections.abc import Mapping

from app.graph.builder import Builder
from app.graph.names import Names
from app.graph.resources import Parameter, Resource
from app.graph.values import Att, Pseudo, Ref, Sub, Value, Zone

CIDR = "10.0.0.0/16"
GATEWAYS = frozenset({"s3", "dynamodb"})
"""Services with a gateway endpoint, which costs nothing (VPC User Guide, "Gateway endpoints")."""
NO_EGRESS: Mapping[str, Value] = {
    "CidrIp": "255.255.255.255/32",
    "Description": "Nothing leaves; without a rule, AWS would allow everything",
    "IpProtocol": "icmp",
    "FromPort": 252,
    "ToPort": 86,
}
"""A rule that matches no traffic: an empty list would leave AWS's default, which lets everything out."""


class Network:
    """The VPC of one service (or of the whole design, if it has no services)."""

    def __init__(self, graph: Builder, names: Names, prefix: str, service: str | None) -> None:
        self._graph = graph
        self._names = names
        self._prefix = prefix
        self._claimed: dict[str, str] = {}
        self.service = service
        self.existing = False
        """Whether it is there already and reaches the stack by parameters."""
        self.zones = 2
        self._used = False
        self._internet = False
        self._endpoints: dict[str, str] = {}

    def _name(self, suffix: str) -> str:
        if suffix not in self._claimed:
            self._claimed[suffix] = self._names.claim(self._prefix + suffix)
        return self._claimed[suffix]

    @property
    def id(self) -> Value:
        """The VPC's id."""
        self._used = True
        return Ref(self._name("Vpc" if not self.existing else "VpcId"))

    @property
    def cidr(self) -> Value:
        """The addresses of the VPC."""
        self._used = True
        return CIDR if not self.existing else Ref(self._name("VpcCidr"))

    def subnets(self, *, internet: bool = False) -> Value:
        """The subnets to stand in; with `internet`, those that reach out through a NAT gateway."""
        self._used = True
        if self.existing:
            return Ref(self._name("SubnetIds"))
        self._internet = self._internet or internet
        kind = "PrivateSubnet" if internet else "IsolatedSubnet"
        return [Ref(self._name(f"{kind}{zone + 1}")) for zone in range(self.zones if not internet else 2)]

    def endpoint(self, service: str) -> str:
        """Make an AWS service reachable from inside, and give the endpoint's logical id."""
        words = service.replace(".", "-").split("-")
        return self._endpoints.setdefault(service, self._name("".join(word.title() for word in words) + "Endpoint"))

    def build(self) -> None:
        """Add what was asked for, if anything was."""
        if not self._used:
            return
        if self.existing:
            self._parameters()
            return
        vpc = self._add(
            "Vpc", "AWS::EC2::VPC", {"CidrBlock": CIDR, "EnableDnsHostnames": True, "EnableDnsSupport": True}
        )
        tables = [self._table("IsolatedRouteTable")]
        for zone in range(self.zones):
            self._subnet("IsolatedSubnet", zone, zone, tables[0])
        if self._internet:
            tables.append(self._way_out(vpc))
        if self._endpoints:
            self._add_endpoints(vpc, tables)

    def _parameters(self) -> None:
        for suffix, type_, text in (
            ("VpcId", "AWS::EC2::VPC::Id", "The VPC that the existing backend stands in."),
            ("SubnetIds", "List<AWS::EC2::Subnet::Id>", "Subnets of that VPC from which the backend is reached."),
            ("VpcCidr", "String", "The addresses of that VPC, such as 10.0.0.0/16."),
        ):
            if suffix in self._claimed:
                self._graph.parameter(Parameter(self._claimed[suffix], text, type=type_))

    def _add(self, suffix: str, type_: str, properties: Mapping[str, Value], *, after: str | None = None) -> str:
        name = self._name(suffix)
        depends = (after,) if after else ()
        self._graph.add(Resource(name, type_, properties, service=self.service, depends_on=depends))
        return name

    def _table(self, suffix: str) -> str:
        return self._add(suffix, "AWS::EC2::RouteTable", {"VpcId": Ref(self._name("Vpc"))})

    def _subnet(self, kind: str, zone: int, block: int, table: str) -> None:
        suffix = f"{kind}{zone + 1}"
        properties: dict[str, Value] = {
            "VpcId": Ref(self._name("Vpc")),
            "CidrBlock": f"10.0.{block}.0/24",
            "AvailabilityZone": Zone(zone),
            "MapPublicIpOnLaunch": False,
        }
        subnet = self._add(suffix, "AWS::EC2::Subnet", properties)
        tied: dict[str, Value] = {"RouteTableId": Ref(table), "SubnetId": Ref(subnet)}
        self._add(f"{suffix}RouteTableAssociation", "AWS::EC2::SubnetRouteTableAssociation", tied)

    def _way_out(self, vpc: str) -> str:
        gateway = self._add("InternetGateway", "AWS::EC2::InternetGateway", {})
        attached = self._add(
            "GatewayAttachment",
            "AWS::EC2::VPCGatewayAttachment",
            {"VpcId": Ref(vpc), "InternetGatewayId": Ref(gateway)},
        )
        public = self._table("PublicRouteTable")
        everywhere = {"DestinationCidrBlock": "0.0.0.0/0"}
        route: dict[str, Value] = {**everywhere, "RouteTableId": Ref(public), "GatewayId": Ref(gateway)}
        self._add("PublicRoute", "AWS::EC2::Route", route, after=attached)
        self._subnet("PublicSubnet", 0, 100, public)
        address = self._add("NatAddress", "AWS::EC2::EIP", {"Domain": "vpc"}, after=attached)
        nat = self._add(
            "NatGateway",
            "AWS::EC2::NatGateway",
            {"AllocationId": Att(address, "AllocationId"), "SubnetId": Ref(self._name("PublicSubnet1"))},
        )
        private = self._table("PrivateRouteTable")
        out: dict[str, Value] = {**everywhere, "RouteTableId": Ref(private), "NatGatewayId": Ref(nat)}
        self._add("PrivateRoute", "AWS::EC2::Route", out)
        for zone in range(2):
            self._subnet("PrivateSubnet", zone, 50 + zone, private)
        return private

    def _add_endpoints(self, vpc: str, tables: list[str]) -> None:
        guard: str | None = None
        for service, name in self._endpoints.items():
            properties: dict[str, Value] = {
                "VpcId": Ref(vpc),
                "ServiceName": Sub.of("com.amazonaws.", Pseudo("Region"), f".{service}"),
            }
            if service in GATEWAYS:
                properties |= {"VpcEndpointType": "Gateway", "RouteTableIds": [Ref(table) for table in tables]}
            else:
                guard = guard or self._guard(vpc)
                properties |= {
                    "VpcEndpointType": "Interface",
                    "PrivateDnsEnabled": True,
                    "SubnetIds": [Ref(self._name(f"IsolatedSubnet{zone + 1}")) for zone in range(2)],
                    "SecurityGroupIds": [Att(guard, "GroupId")],
                }
            self._graph.add(Resource(name, "AWS::EC2::VPCEndpoint", properties, service=self.service))

    def _guard(self, vpc: str) -> str:
        rule: Value = {
            "CidrIp": CIDR,
            "IpProtocol": "tcp",
            "FromPort": 443,
            "ToPort": 443,
            "Description": "HTTPS from inside the VPC",
        }
        return self._add(
            "EndpointSecurityGroup",
            "AWS::EC2::SecurityGroup",
            {
                "GroupDescription": "Lets the VPC reach the AWS services that its functions call",
                "VpcId": Ref(vpc),
                "SecurityGroupIngress": [rule],
                "SecurityGroupEgress": [dict(NO_EGRESS)],
            },
        )
