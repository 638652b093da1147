"""The role with which API Gateway writes the logs of REST APIs.

The account has one such setting per region. So it is kept when a stack goes: others may rely on it. CDK does the same.
Source: API Gateway Developer Guide, "Set up CloudWatch logging for REST APIs in API Gateway".
"""

from app.graph import Att, Resource, Role, Site, Statement, arn

_WRITE = (
    "logs:CreateLogGroup",
    "logs:CreateLogStream",
    "logs:DescribeLogGroups",
    "logs:DescribeLogStreams",
    "logs:PutLogEvents",
    "logs:GetLogEvents",
    "logs:FilterLogEvents",
)


def log_role(site: Site) -> str:
    """The logical id of the account's setting, made once per service."""
    prefix, service = site.stack.prefix(site.component.service), site.component.service
    account, role = f"{prefix}ApiGatewayAccount", f"{prefix}ApiGatewayLogRole"
    if not site.graph.has(account):
        writes = Statement(_WRITE, (arn("logs", "*"),), reason="access logs of every REST API in the region")
        site.graph.role(Role(role, "apigateway.amazonaws.com", account, (writes,), None, service))
        site.graph.add(
            Resource(
                account,
                "AWS::ApiGateway::Account",
                {"CloudWatchRoleArn": Att(role, "Arn")},
                service=service,
                deletion_policy="Retain",
                comment="The region's one setting for the logs of REST APIs; kept when the stack goes.",
            )
        )
    return account
