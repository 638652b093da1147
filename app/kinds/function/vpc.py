"""A function inside the VPC: it reaches what it calls, and nothing else.

Rules are inline, so that a store's group can name the function's without a circle: the function's own rules speak of
addresses, the store's of the function's group.
"""

from collections.abc import Mapping, Sequence

from app.graph import GATEWAYS, Att, Call, Handle, Inside, Statement, Value

INTERFACES = (
    "ec2:CreateNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:DeleteNetworkInterface",
    "ec2:AssignPrivateIpAddresses",
    "ec2:UnassignPrivateIpAddresses",
)
"""What Lambda does with the function's role (Lambda Developer Guide, "Giving Lambda functions access to resources in an
Amazon VPC"). Describe allows no resource, and the interfaces' names are not known before.
"""


def attach(function: Handle, inside: Mapping[str | None, Inside], calls: Sequence[Call]) -> None:
    """Put a function into the VPC of what it calls there."""
    site = function.site
    if len(inside) > 1:
        site.refuse(
            "vpc",
            f"{function.component.id!r} calls into the VPCs of {len(inside)} services, but stands in one only",
            "Move the stores to one service, or call their services instead.",
        )
    reached = [call.inside for call in calls if call.inside is not None]
    network = site.stack.network(next(iter(inside)))
    internet = any(call.internet for call in calls)
    endpoints = [call.endpoint for call in calls if call.endpoint is not None]
    for endpoint in endpoints:
        network.endpoint(endpoint)
    ports = sorted({place.port for place in reached})
    rules: list[Value] = [_rule(network.cidr, port, "What stands in the VPC") for port in ports]
    outside = internet or any(endpoint in GATEWAYS for endpoint in endpoints)
    if outside or (endpoints and 443 not in ports):
        words = "HTTPS to whatever the routes allow" if outside else "AWS services, by their endpoints"
        rules.append(_rule("0.0.0.0/0" if outside else network.cidr, 443, words))
    if internet:
        rules.append(_rule("0.0.0.0/0", 80, "HTTP, where an address says so"))
    group = site.add(
        "AWS::EC2::SecurityGroup",
        {
            "GroupDescription": f"What {function.component.id} may reach",
            "VpcId": network.id,
            "SecurityGroupEgress": rules,
        },
        suffix="SecurityGroup",
    )
    for place in {place.security_group: place for place in reached}.values():
        rule: dict[str, Value] = {
            "SourceSecurityGroupId": Att(group, "GroupId"),
            "IpProtocol": "tcp",
            "FromPort": place.port,
            "ToPort": place.port,
            "Description": f"From {function.component.id}",
        }
        if place.security_group:
            function.graph.append(place.security_group, "SecurityGroupIngress", rule)
    vpc: dict[str, Value] = {
        "SubnetIds": network.subnets(internet=internet),
        "SecurityGroupIds": [Att(group, "GroupId")],
    }
    function.graph.set(function.logical_id, "VpcConfig", vpc)
    role = function.role("lambda.amazonaws.com")
    function.graph.allow(role, Statement(INTERFACES, ("*",), reason="network interfaces"))


def _rule(addresses: Value, port: int, words: str) -> dict[str, Value]:
    return {"CidrIp": addresses, "IpProtocol": "tcp", "FromPort": port, "ToPort": port, "Description": words}
