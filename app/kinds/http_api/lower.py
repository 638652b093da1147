"""HTTP API → the API, its routes and integrations, its stage with logs and throttles."""

from collections.abc import Mapping

from app.graph import (
    Arrow,
    Att,
    Call,
    Handle,
    HttpIntegration,
    Metric,
    Pseudo,
    Ref,
    RestIntegration,
    Route,
    Site,
    Statement,
    Sub,
    Value,
    arn,
)
from app.kinds.http_api import HttpApiProperties
from app.kinds.routes import EVERYTHING, address, check_headers, written
from app.protocols.authorize import AuthorizeProperties

SERVICE = "apigateway.amazonaws.com"
ACCESS_LOG = (
    '{"requestId":"$context.requestId","ip":"$context.identity.sourceIp","time":"$context.requestTime",'
    '"method":"$context.httpMethod","route":"$context.routeKey","status":"$context.status",'
    '"latency":"$context.responseLatency","error":"$context.error.message",'
    '"integrationError":"$context.integrationErrorMessage"}'
)


class HttpApiHandle(Handle):
    """An HTTP API in the graph."""

    def __init__(self, site: Site, properties: HttpApiProperties) -> None:
        name = Sub.of(Pseudo("StackName"), f"-{site.component.id}")
        said: dict[str, Value] = {"Name": name, "ProtocolType": "HTTP", "Description": site.component.name[:1024]}
        super().__init__(site, site.add("AWS::ApiGatewayV2::Api", said))
        self.properties = properties
        self._routes: dict[str, str] = {}
        self._authorizer: Mapping[str, Value] | None = None
        if properties.authorization == "iam":
            self._authorizer = {"AuthorizationType": "AWS_IAM"}
        self._integrations = 0

    @property
    def execute_arn(self) -> Sub:
        """The ARN under which the API's routes are invoked."""
        return arn("execute-api", Ref(self.logical_id))

    @property
    def url(self) -> Sub:
        """Where the stage answers, without a slash at the end."""
        return Sub.of("https://", Ref(self.logical_id), ".execute-api.", Pseudo("Region"), ".", Pseudo("URLSuffix"))

    def call(self, arrow: Arrow) -> Call:
        """It answers HTTP requests."""
        statements: tuple[Statement, ...] = ()
        if self.properties.authorization == "iam":
            routes = Sub.of(self.execute_arn, "/$default/*")
            statements = (Statement(("execute-api:Invoke",), (routes,), reason=arrow.id),)
        return Call(
            statements=statements,
            settings={"BASE_URL": self.url},
            internet=True,
            rest=lambda route: RestIntegration(type="HTTP_PROXY", uri=address(self.url, route)),
            http=lambda route: HttpIntegration(type="HTTP_PROXY", uri=address(self.url, route)),
        )

    def _authorize(self, arrow: Arrow, call: Call) -> None:
        """Ask a function whether a request may pass; it answers with an IAM policy, as for a REST API."""
        said = arrow.read(AuthorizeProperties)
        if self._authorizer is not None:
            self.site.refuse("authorizer", "an API has one authorizer", "Remove the other arrow.", arrow.id)
            return
        properties: dict[str, Value] = {
            "Name": arrow.connection.target.component,
            "ApiId": Ref(self.logical_id),
            "AuthorizerType": "REQUEST",
            "AuthorizerUri": _uri(call),
            "AuthorizerPayloadFormatVersion": "1.0",
            "AuthorizerResultTtlInSeconds": said.cache_ttl,
            "IdentitySource": [f"$request.header.{said.identity_header}"],
        }
        name = self.site.add("AWS::ApiGatewayV2::Authorizer", properties, suffix="Authorizer")
        self._authorizer = {"AuthorizationType": "CUSTOM", "AuthorizerId": Ref(name)}
        if call.admit is not None:
            # The API has this one authorizer, so all of its authorizers are no more than this one. Its id would make
            # the function's stack wait for the API's.
            call.admit(SERVICE, Sub.of(self.execute_arn, "/authorizers/*"))

    def calls(self, arrow: Arrow, call: Call, target: Handle) -> None:
        """A route leads to the target, or the target decides who may pass."""
        if arrow.source.id == "authorizes":
            self._authorize(arrow, call)
            return
        check_headers(arrow, target, self.site)
        said = written(arrow, self.site)
        made = call.http_for(said.route) if said is not None else None
        if said is None or made is None:
            return
        if made.type == "HTTP_PROXY" and call.statements:
            self.site.refuse(
                "signature",
                f"API Gateway does not sign what it passes on, so {target.component.id!r} would refuse it",
                "Let the target be called without IAM, or invoke it as a function.",
                arrow.id,
            )
        if said.default and made.type == "HTTP_PROXY":
            for route in EVERYTHING:
                self._route(arrow, f"{route.method} {route.path}", route, call, call.http_for(route) or made)
        else:
            key = "$default" if said.default else f"{said.route.method} {said.route.path}"
            self._route(arrow, key, said.route, call, made)

    def _route(self, arrow: Arrow, key: str, route: Route, call: Call, made: HttpIntegration) -> None:
        if key in self._routes:
            self.site.refuse(
                "route-twice", f"the route {key} leads to two places", "Give each arrow its own.", arrow.id
            )
            return
        properties: dict[str, Value] = {
            "ApiId": Ref(self.logical_id),
            "IntegrationType": made.type,
            "PayloadFormatVersion": made.payload,
            "TimeoutInMillis": int(1000 * min(arrow.said("timeout") or 900, self.properties.timeout)),
            **made.extra,
        }
        if made.subtype is not None:
            properties["IntegrationSubtype"] = made.subtype
        if made.uri is not None:
            properties["IntegrationUri"] = made.uri
        if made.type == "HTTP_PROXY":
            properties["IntegrationMethod"] = route.method
        if made.parameters:
            properties["RequestParameters"] = dict(made.parameters)
        if call.admit is not None and made.subtype is None:
            call.admit(SERVICE, Sub.of(self.execute_arn, f"/$default{_wild(key, route)}"))
        elif call.statements and made.type != "HTTP_PROXY":
            properties["CredentialsArn"] = self.allow(SERVICE, *call.statements)
        words = "".join(part.strip("{}+").replace("-", " ").title() for part in route.path.split("/"))
        suffix = "".join(letter for letter in f"{route.method.title()}{words}" if letter.isalnum())
        suffix = "Default" if key == "$default" else suffix
        integration = self.site.add("AWS::ApiGatewayV2::Integration", properties, suffix=f"{suffix}Integration")
        said: dict[str, Value] = {
            "ApiId": Ref(self.logical_id),
            "RouteKey": key,
            "Target": Sub.of("integrations/", Ref(integration)),
        }
        self._routes[key] = self.site.add("AWS::ApiGatewayV2::Route", said, suffix=f"{suffix}Route")

    def metric(self, name: str | None) -> Metric:
        """Answers that are the API's own fault, unless another metric is named."""
        dimensions: dict[str, Value] = {"ApiId": Ref(self.logical_id), "Stage": "$default"}
        return Metric("AWS/ApiGateway", name or "5xx", dimensions, "Average" if name and "Latency" in name else "Sum")

    def settle(self) -> None:
        """Tokens of an identity provider, where the API checks them itself."""
        if self.properties.authorization == "jwt" and self._authorizer is None:
            issuer: Value = self.properties.jwt_issuer or self.site.parameter(
                "JwtIssuer", "The identity provider whose tokens are accepted.", pattern="^https://.+$"
            )
            audience: Value = list(self.properties.jwt_audience) or [
                self.site.parameter("JwtAudience", "The audience that a token must be made out to.")
            ]
            properties: dict[str, Value] = {
                "Name": "tokens",
                "ApiId": Ref(self.logical_id),
                "AuthorizerType": "JWT",
                "IdentitySource": ["$request.header.Authorization"],
                "JwtConfiguration": {"Issuer": issuer, "Audience": audience},
            }
            name = self.site.add("AWS::ApiGatewayV2::Authorizer", properties, suffix="Authorizer")
            self._authorizer = {"AuthorizationType": "JWT", "AuthorizerId": Ref(name)}

    def finish(self) -> None:
        """Stage, logs and alarm."""
        if not self._routes:
            self.site.refuse(
                "leads-nowhere", f"the API {self.component.id!r} leads nowhere", "Draw an arrow that leaves it."
            )
            return
        for route in self._routes.values():
            for key, value in (self._authorizer or {"AuthorizationType": "NONE"}).items():
                self.graph.set(route, key, value)
        logs = self.site.log_group("AccessLogs")
        stage: dict[str, Value] = {
            "ApiId": Ref(self.logical_id),
            "StageName": "$default",
            "AutoDeploy": True,
            "AccessLogSettings": {"DestinationArn": Att(logs, "Arn"), "Format": ACCESS_LOG},
            "DefaultRouteSettings": {
                "DetailedMetricsEnabled": True,
                "ThrottlingRateLimit": self.properties.throttle_rate,
                "ThrottlingBurstLimit": self.properties.throttle_burst,
            },
        }
        self.site.add("AWS::ApiGatewayV2::Stage", stage, suffix="Stage")
        self.site.output("Url", f"{self.component.id} answers here.", self.url)
        self.site.alarm("ErrorsAlarm", "The API answers with errors of its own (5xx).", self.metric(None))


def _wild(key: str, route: Route) -> str:
    """The route's part of the ARN from which a function is invoked."""
    if key == "$default":
        return "/*"
    parts = ("*" if part.startswith("{") else part for part in route.path.split("/"))
    return f"/{'*' if route.method == 'ANY' else route.method}{'/'.join(parts)}"


def _uri(call: Call) -> Value:
    """Where an authorizer is invoked: as an integration would."""
    made = call.rest_for(EVERYTHING[0])
    return made.uri if made is not None else None


HANDLE = HttpApiHandle
