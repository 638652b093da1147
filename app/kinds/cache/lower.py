"""ElastiCache → a serverless cache in isolated subnets, logged into with IAM where the engine knows that.

Source: ElastiCache User Guide, "Authenticating with IAM": Valkey and Redis OSS, not Memcached.
"""

from app.graph import NO_EGRESS, Arrow, Att, Call, Handle, Inside, Ref, Site, Statement, Value, arn, unique
from app.kinds.cache import CacheProperties

VERSIONS = {"valkey": "8", "redis": "7", "memcached": "1.6"}


class CacheHandle(Handle):
    """A cache in the graph."""

    def __init__(self, site: Site, properties: CacheProperties) -> None:
        super().__init__(site, site.claim())
        self.properties = properties
        self.port = 11211 if properties.engine == "memcached" else 6379
        self.security_group = site.add(
            "AWS::EC2::SecurityGroup",
            {
                "GroupDescription": f"Who may reach {site.component.id}",
                "VpcId": site.network.id,
                "SecurityGroupEgress": [dict(NO_EGRESS)],
            },
            suffix="SecurityGroup",
        )
        self.name = unique(site.component.id)
        said: dict[str, Value] = {
            "ServerlessCacheName": self.name,
            "Engine": properties.engine,
            "MajorEngineVersion": VERSIONS[properties.engine],
            "SecurityGroupIds": [Att(self.security_group, "GroupId")],
        }
        self._user: str | None = None
        if properties.engine != "memcached":
            said["UserGroupId"] = Ref(self._users(properties.engine))
        site.add("AWS::ElastiCache::ServerlessCache", said, name=self.logical_id, deletion="Delete")

    def _users(self, engine: str) -> str:
        user: dict[str, Value] = {
            "Engine": engine,
            "UserId": self.name,
            "UserName": self.name,
            "AccessString": "on ~* +@all -@dangerous",
            "AuthenticationMode": {"Type": "iam"},
        }
        self._user = self.site.add("AWS::ElastiCache::User", user, suffix="User")
        members: list[Value] = [Ref(self._user)]
        if engine == "redis":
            # A Redis OSS user group must hold a user named "default"; this one may do nothing.
            nobody: dict[str, Value] = {
                "Engine": engine,
                "UserId": unique(f"{self.component.id[:18]}-nobody"),
                "UserName": "default",
                "AccessString": "off ~* -@all",
                "AuthenticationMode": {"Type": "no-password-required"},
            }
            members.append(Ref(self.site.add("AWS::ElastiCache::User", nobody, suffix="Nobody")))
        group: dict[str, Value] = {"Engine": engine, "UserGroupId": self.name, "UserIds": members}
        return self.site.add("AWS::ElastiCache::UserGroup", group, suffix="Users")

    def call(self, arrow: Arrow) -> Call:
        """Commands from inside the VPC, by TLS, logged in by IAM."""
        settings: dict[str, Value] = {
            "CACHE_HOST": Att(self.logical_id, "Endpoint.Address"),
            "CACHE_PORT": Att(self.logical_id, "Endpoint.Port"),
        }
        if self.properties.time_to_live is not None:
            settings["CACHE_TTL_SECONDS"] = str(self.properties.time_to_live)
        statements: tuple[Statement, ...] = ()
        if self._user is not None:
            settings |= {"CACHE_NAME": self.name, "CACHE_USER": self.name}
            user = arn("elasticache", "user:", self.name)
            statements = (Statement(("elasticache:Connect",), (Att(self.logical_id, "ARN"), user), reason=arrow.id),)
        return Call(
            statements=statements,
            settings=settings,
            inside=Inside(self.component.service, self.security_group, self.port),
        )

    def finish(self) -> None:
        """The subnets that it stands in, now that the VPC is known."""
        self.graph.set(self.logical_id, "SubnetIds", self.site.network.subnets())


HANDLE = CacheHandle
