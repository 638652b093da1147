"""Legacy backend → a parameter with its address; a private one is reached in its own VPC, APIs by a VPC link.

Source: API Gateway Developer Guide, "Private integrations for REST APIs" and "for HTTP APIs".
"""

from app.graph import Arrow, Att, Call, Handle, HttpIntegration, Inside, Ref, RestIntegration, Route, Site, Value
from app.kinds.legacy_backend import LegacyBackendProperties
from app.kinds.routes import address


class LegacyBackendHandle(Handle):
    """The system that is there already."""

    @classmethod
    def prepare(cls, site: Site, properties: LegacyBackendProperties) -> None:  # type: ignore[override]  # its own kind's
        """A private one brings its VPC: nothing else is built."""
        if properties.private:
            site.network.existing = True

    def __init__(self, site: Site, properties: LegacyBackendProperties) -> None:
        super().__init__(site)
        self.properties = properties
        self._link: str | None = None

    @property
    def _base(self) -> Ref:
        words = f"The address of {self.component.id}, without a slash at its end."
        default = self.properties.base_url.rstrip("/")
        return self.site.parameter("BaseUrl", words, default=default, pattern="^https?://.*[^/]$")

    def call(self, arrow: Arrow) -> Call:
        """It answers HTTP requests."""
        base = self._base
        if not self.properties.private:
            return Call(
                settings={"BASE_URL": base},
                internet=True,
                rest=lambda route: RestIntegration(type="HTTP_PROXY", uri=address(base, route)),
                http=lambda route: HttpIntegration(type="HTTP_PROXY", uri=address(base, route)),
            )
        del arrow
        return Call(
            settings={"BASE_URL": base},
            inside=Inside(self.component.service, "", self._port),
            rest=lambda route: RestIntegration("HTTP_PROXY", address(base, route), extra=self._to_balancer()),
            http=self._http,
        )

    def _http(self, route: Route) -> HttpIntegration:
        del route
        words = f"The ARN of the load balancer's listener before {self.component.id}."
        listener = self.site.parameter("ListenerArn", words, pattern="^arn:.*$")
        parameters: dict[str, Value] = {"overwrite:path": "$request.path"}
        return HttpIntegration(type="HTTP_PROXY", uri=listener, parameters=parameters, extra=self._by_link())

    def _to_balancer(self) -> dict[str, Value]:
        words = f"The ARN of the application load balancer before {self.component.id}."
        balancer = self.site.parameter("LoadBalancerArn", words, pattern="^arn:.*$")
        return self._by_link() | {"IntegrationTarget": balancer}

    @property
    def _port(self) -> int:
        return 443 if self.properties.base_url.startswith("https:") else 80

    def _by_link(self) -> dict[str, Value]:
        if self._link is None:
            network = self.site.network
            rule: dict[str, Value] = {
                "CidrIp": network.cidr,
                "IpProtocol": "tcp",
                "FromPort": self._port,
                "ToPort": self._port,
                "Description": "The load balancer",
            }
            group = self.site.add(
                "AWS::EC2::SecurityGroup",
                {
                    "GroupDescription": f"What the link to {self.component.id} may reach",
                    "VpcId": network.id,
                    "SecurityGroupEgress": [rule],
                },
                suffix="LinkSecurityGroup",
            )
            said: dict[str, Value] = {
                "Name": self.component.id,
                "SubnetIds": network.subnets(),
                "SecurityGroupIds": [Att(group, "GroupId")],
            }
            self._link = self.site.add("AWS::ApiGatewayV2::VpcLink", said, suffix="Link")
        return {"ConnectionType": "VPC_LINK", "ConnectionId": Ref(self._link)}


HANDLE = LegacyBackendHandle
