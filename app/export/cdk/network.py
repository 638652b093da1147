"""The VPC: plain resources, since `ec2.Vpc` makes another one, and what stands for them where CDK wants its own."""

from collections.abc import Mapping

from app.export.cdk.code import Code, Json, This, Var, call, static, struct
from app.export.cdk.draft import Draft, UnsayableError
from app.graph import Att, Ref, Value


def placed(draft: Draft, subnets: Value, groups: Value) -> Mapping[str, Code]:
    """A function's `vpc`, `vpcSubnets` and `securityGroups`. Raises UnsayableError if the subnets come as a list from
    outside, which CDK's classes cannot take.
    """
    if not isinstance(subnets, list) or not isinstance(groups, list):
        raise UnsayableError("SubnetIds")
    vpc = _vpc(draft, subnets[0])
    return {
        "vpc": vpc,
        "vpcSubnets": struct("ec2.SubnetSelection", {"subnets": [_subnet(draft, subnet) for subnet in subnets]}),
        "securityGroups": [_group(draft, group) for group in groups],
    }


def overridden(draft: Draft, function: str, var: Var, said: Mapping[str, Value]) -> None:
    """Put a function into subnets that come as a list from outside."""
    plain = draft.plain(var, function, "lambda.CfnFunction")
    draft.do(call(plain, "addPropertyOverride", "VpcConfig", Json({k: draft.value(v) for k, v in said.items()})))


def _vpc(draft: Draft, subnet: Value) -> Var:
    resource = draft.graph.resources[_named(subnet)]
    name = _named(resource.properties["VpcId"])
    zones = [static("cdk.Fn", "select", zone, static("cdk.Fn", "getAzs")) for zone in range(2)]
    making = static(
        "ec2.Vpc",
        "fromVpcAttributes",
        This(),
        f"{name}Network",
        options={"vpcId": draft.value(Ref(name)), "availabilityZones": zones},
    )
    return draft.once(f"{name}Network", making)


def _subnet(draft: Draft, subnet: Value) -> Var:
    name = f"{_named(subnet)}Network"
    return draft.once(name, static("ec2.Subnet", "fromSubnetId", This(), name, draft.value(subnet)))


def _group(draft: Draft, group: Value) -> Var:
    name = f"{_named(group)}Network"
    return draft.once(name, static("ec2.SecurityGroup", "fromSecurityGroupId", This(), name, draft.value(group)))


def _named(value: Value) -> str:
    if isinstance(value, Ref | Att):
        return value.logical_id
    raise UnsayableError(str(value))
