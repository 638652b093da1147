"""REST API → the API, its paths and methods, its stage with logs and throttles.

Methods are explicit resources rather than one OpenAPI body: a reader finds each, and permissions name them.
"""

import hashlib
from collections.abc import Mapping

from app.graph import (
    Arrow,
    Att,
    Call,
    Handle,
    HttpIntegration,
    Inside,
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
from app.kinds.rest_api import RestApiProperties
from app.kinds.rest_api.account import log_role
from app.kinds.routes import EVERYTHING, address, check_headers, written
from app.protocols.authorize import AuthorizeProperties

SERVICE = "apigateway.amazonaws.com"
STAGE = "live"
ACCESS_LOG = (
    '{"requestId":"$context.requestId","ip":"$context.identity.sourceIp","time":"$context.requestTime",'
    '"method":"$context.httpMethod","path":"$context.resourcePath","status":"$context.status",'
    '"latency":"$context.responseLatency","error":"$context.error.message"}'
)


class RestApiHandle(Handle):
    """A REST API in the graph."""

    def __init__(self, site: Site, properties: RestApiProperties) -> None:
        name = Sub.of(Pseudo("StackName"), f"-{site.component.id}")
        said: dict[str, Value] = {
            "Name": name,
            "Description": site.component.name[:1024],
            "EndpointConfiguration": {"Types": [properties.endpoint.upper()]},
        }
        super().__init__(site, site.add("AWS::ApiGateway::RestApi", said))
        self.properties = properties
        self.name = name
        self.stage = site.claim("Stage")
        self.graph.set(self.logical_id, "DisableExecuteApiEndpoint", value=False)
        self._paths: dict[str, str] = {}
        self._methods: dict[tuple[str, str], str] = {}
        self._written: list[object] = []
        self._authorizer: str | None = None
        self._authorizer_type = "NONE"
        if properties.endpoint == "private":
            self._keep_private()

    def _keep_private(self) -> None:
        network = self.site.network
        endpoint = Ref(network.endpoint("execute-api"))
        self.graph.set(self.logical_id, "EndpointConfiguration.VpcEndpointIds", [endpoint])
        everyone: dict[str, Value] = {"Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}
        here: Value = {"StringNotEquals": {"aws:SourceVpce": endpoint}}
        statements: Value = [{"Effect": "Allow"} | everyone, {"Effect": "Deny"} | everyone | {"Condition": here}]
        self.graph.set(self.logical_id, "Policy", {"Version": "2012-10-17", "Statement": statements})
        _ = network.id

    @property
    def execute_arn(self) -> Sub:
        """The ARN under which the API's methods are invoked."""
        return arn("execute-api", Ref(self.logical_id))

    @property
    def url(self) -> Sub:
        """Where the stage answers, without a slash at the end; it names the API only, so that a function behind the API
        can know it too.
        """
        host = (".execute-api.", Pseudo("Region"), ".", Pseudo("URLSuffix"), "/")
        return Sub.of("https://", Ref(self.logical_id), *host, STAGE)

    def call(self, arrow: Arrow) -> Call:
        """It answers HTTP requests."""
        statements: tuple[Statement, ...] = ()
        if self.properties.authorization == "iam":
            methods = Sub.of(self.execute_arn, f"/{STAGE}/*")
            statements = (Statement(("execute-api:Invoke",), (methods,), reason=arrow.id),)
        private = self.properties.endpoint == "private"
        return Call(
            statements=statements,
            settings={"BASE_URL": self.url},
            endpoint="execute-api" if private else None,
            internet=not private,
            inside=Inside(self.component.service, "", 443) if private else None,
            rest=lambda route: RestIntegration(type="HTTP_PROXY", uri=address(self.url, route)),
            http=lambda route: HttpIntegration(type="HTTP_PROXY", uri=address(self.url, route)),
        )

    def _authorize(self, arrow: Arrow, call: Call) -> None:
        """Ask a function whether a request may pass."""
        if self._authorizer is not None:
            self.site.refuse("authorizer", "an API has one authorizer", "Remove the other arrow.", arrow.id)
            return
        said = arrow.read(AuthorizeProperties)
        identity = f"method.request.header.{said.identity_header}"
        properties: dict[str, Value] = {
            "Name": arrow.connection.target.component,
            "RestApiId": Ref(self.logical_id),
            "Type": said.type,
            "AuthorizerUri": _uri(call),
            "AuthorizerResultTtlInSeconds": said.cache_ttl,
            "IdentitySource": identity,
        }
        self._authorizer = self.site.add("AWS::ApiGateway::Authorizer", properties, suffix="Authorizer")
        self._authorizer_type = "CUSTOM"
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
        if said is None or call.rest is None:
            return
        if any(
            statement.actions[0].startswith(("lambda:InvokeFunctionUrl", "execute-api:"))
            for statement in call.statements
        ):
            self.site.refuse(
                "signature",
                f"API Gateway does not sign what it passes on, so {target.component.id!r} would refuse it",
                "Let the target be called without IAM, or invoke it as a function.",
                arrow.id,
            )
        for route in EVERYTHING if said.default else (said.route,):
            self._route(arrow, route, call, target)

    def _route(self, arrow: Arrow, route: Route, call: Call, target: Handle) -> None:
        key = (route.path, route.method)
        if key in self._methods:
            words = f"{route.method} {route.path}"
            self.site.refuse(
                "route-twice", f"the route {words} leads to two places", "Give each arrow its own.", arrow.id
            )
            return
        made = call.rest_for(route)
        if made is None:
            return
        integration: dict[str, Value] = {
            "Type": made.type,
            "Uri": made.uri,
            "IntegrationHttpMethod": route.method if made.type == "HTTP_PROXY" else made.method,
            "TimeoutInMillis": int(1000 * min(arrow.said("timeout") or 900, self.properties.timeout)),
            **made.extra,
        }
        parameters: dict[str, Value] = dict(made.parameters)
        if made.type == "HTTP_PROXY" or made.template is None:
            parameters |= {
                f"integration.request.path.{name}": f"method.request.path.{name}" for name in route.parameters
            }
        if made.type == "AWS_PROXY":
            parameters = {}
        if parameters:
            integration["RequestParameters"] = parameters
        responses: list[Value] = []
        if made.type == "AWS":
            integration |= _answers(made)
            responses = [{"StatusCode": status} for status in dict.fromkeys((made.status, "400", "500"))]
        if call.admit is not None:
            method = "*" if route.method == "ANY" else route.method
            call.admit(SERVICE, Sub.of(self.execute_arn, f"/*/{method}{_wild(route)}"))
        elif call.statements and made.type != "HTTP_PROXY":
            integration["Credentials"] = self.allow(SERVICE, *call.statements)
        self._method(route, integration, responses, arrow)
        del target

    def _method(self, route: Route, integration: Mapping[str, Value], responses: list[Value], arrow: Arrow) -> None:
        properties: dict[str, Value] = {
            "RestApiId": Ref(self.logical_id),
            "ResourceId": self._resource(route.path, arrow),
            "HttpMethod": route.method,
            "Integration": integration,
            **self._authorization(),
        }
        if any(key.startswith("integration.request.path.") for key in _keys(integration.get("RequestParameters"))):
            properties["RequestParameters"] = {f"method.request.path.{name}": True for name in route.parameters}
        if responses:
            properties["MethodResponses"] = responses
        words = "".join(part.strip("{}+").replace("-", " ").title() for part in route.path.split("/"))
        suffix = "".join(letter for letter in f"{route.method.title()}{words}" if letter.isalnum())
        name = self.site.add("AWS::ApiGateway::Method", properties, suffix=suffix)
        self._methods[route.path, route.method] = name
        self._written.append((name, properties))

    def _authorization(self) -> Mapping[str, Value]:
        if self.properties.authorization == "iam":
            return {"AuthorizationType": "AWS_IAM"}
        if self.properties.authorization == "api-key":
            return {"AuthorizationType": "NONE", "ApiKeyRequired": True}
        return {"AuthorizationType": "NONE"}

    def _resource(self, path: str, arrow: Arrow) -> Value:
        parent: Value = Att(self.logical_id, "RootResourceId")
        walked = ""
        for part in [part for part in path.split("/") if part]:
            before, walked = walked, f"{walked}/{part}"
            if walked not in self._paths:
                self._check_sibling(before, part, arrow)
                said: dict[str, Value] = {"RestApiId": Ref(self.logical_id), "ParentId": parent, "PathPart": part}
                word = "".join(letter for letter in walked.title() if letter.isalnum())
                self._paths[walked] = self.site.add("AWS::ApiGateway::Resource", said, suffix=f"Path{word}")
            parent = Ref(self._paths[walked])
        return parent

    def _check_sibling(self, before: str, part: str, arrow: Arrow) -> None:
        """Beside a path parameter there is no other (API Gateway says "already has a variable path part")."""
        others = [
            path
            for path in self._paths
            if path.rpartition("/")[0] == before and path.rpartition("/")[2].startswith("{")
        ]
        if part.startswith("{") and others and "+" not in part and not any("+" in other for other in others):
            self.site.refuse(
                "route",
                f"{before}/{part} and {others[0]} name the same part of the path differently",
                "Use one name for it in every route.",
                arrow.id,
            )

    def metric(self, name: str | None) -> Metric:
        """Answers that are the API's own fault, unless another metric is named."""
        dimensions: dict[str, Value] = {"ApiName": self.name, "Stage": STAGE}
        return Metric(
            "AWS/ApiGateway", name or "5XXError", dimensions, "Average" if name and "Latency" in name else "Sum"
        )

    def finish(self) -> None:
        """Deployment, stage, logs and alarm."""
        if self._authorizer is not None:
            for name in self._methods.values():
                self.graph.set(name, "AuthorizerId", Ref(self._authorizer))
                self.graph.replace(name, "AuthorizationType", self._authorizer_type)
        if not self._methods:
            self.site.refuse(
                "leads-nowhere", f"the API {self.component.id!r} leads nowhere", "Draw an arrow that leaves it."
            )
            return
        # A deployment is a snapshot: it takes a new one, under a new name, to publish a change.
        digest = hashlib.sha256(repr((self._written, self._authorizer)).encode()).hexdigest()[:8].upper()
        deployment = self.site.add(
            "AWS::ApiGateway::Deployment",
            {"RestApiId": Ref(self.logical_id)},
            suffix=f"Deployment{digest}",
            depends_on=tuple(self._methods.values()),
        )
        logs = self.site.log_group("AccessLogs")
        throttle: Value = {
            "ResourcePath": "/*",
            "HttpMethod": "*",
            "MetricsEnabled": True,
            "ThrottlingRateLimit": self.properties.throttle_rate,
            "ThrottlingBurstLimit": self.properties.throttle_burst,
        }
        stage: dict[str, Value] = {
            "RestApiId": Ref(self.logical_id),
            "DeploymentId": Ref(deployment),
            "StageName": STAGE,
            "TracingEnabled": True,
            "AccessLogSetting": {"DestinationArn": Att(logs, "Arn"), "Format": ACCESS_LOG},
            "MethodSettings": [throttle],
        }
        after = (log_role(self.site),)
        self.site.add("AWS::ApiGateway::Stage", stage, name=self.stage, depends_on=after)
        if self.properties.authorization == "api-key":
            self._keys()
        self.site.output("Url", f"{self.component.id} answers here.", self.url)
        self.site.alarm("ErrorsAlarm", "The API answers with errors of its own (5xx).", self.metric(None))

    def _keys(self) -> None:
        stage: Value = {"ApiId": Ref(self.logical_id), "Stage": Ref(self.stage)}
        plan = self.site.add("AWS::ApiGateway::UsagePlan", {"ApiStages": [stage]}, suffix="UsagePlan")
        key = self.site.add("AWS::ApiGateway::ApiKey", {"Enabled": True}, suffix="Key")
        tied: dict[str, Value] = {"KeyId": Ref(key), "KeyType": "API_KEY", "UsagePlanId": Ref(plan)}
        self.site.add("AWS::ApiGateway::UsagePlanKey", tied, suffix="UsagePlanKey")


def _keys(value: Value) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, Mapping) else ()


def _wild(route: Route) -> str:
    parts = ("*" if part.startswith("{") else part for part in route.path.split("/"))
    return "/".join(parts)


def _answers(made: RestIntegration) -> dict[str, Value]:
    said: dict[str, Value] = {"PassthroughBehavior": "NEVER" if made.template is not None else "WHEN_NO_MATCH"}
    if made.template is not None:
        said["RequestTemplates"] = {"application/json": made.template}
    ok: dict[str, Value] = {"StatusCode": made.status}
    if made.answer is not None:
        ok["ResponseTemplates"] = {"application/json": made.answer}
    bad: Value = {"StatusCode": "400", "SelectionPattern": "4\\d{2}", "ResponseTemplates": _error("bad request")}
    failed: Value = {"StatusCode": "500", "SelectionPattern": "5\\d{2}", "ResponseTemplates": _error("failed")}
    return said | {"IntegrationResponses": [ok, bad, failed]}


def _error(word: str) -> Mapping[str, Value]:
    return {"application/json": f'{{"message": "{word}", "requestId": "$context.requestId"}}'}


def _uri(call: Call) -> Value:
    """Where an authorizer is invoked: as an integration would."""
    made = call.rest_for(EVERYTHING[0])
    return made.uri if made is not None else None


HANDLE = RestApiHandle
