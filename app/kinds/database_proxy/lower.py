"""RDS Proxy → a proxy that knows no password: callers log in to it with IAM, and it logs in to the database with IAM.

Source: RDS User Guide, "Configuring IAM authentication for RDS Proxy", on end-to-end IAM authentication.
"""

from app.graph import Arrow, Att, Call, Handle, Inside, Part, Ref, Site, Statement, Value, arn, unique
from app.kinds.database import KIND as DATABASE
from app.kinds.database import DatabaseProperties
from app.kinds.database.lower import NAME, PORTS, USER, DatabaseHandle
from app.kinds.database_proxy import DatabaseProxyProperties

SERVICE = "rds.amazonaws.com"


class DatabaseProxyHandle(Handle):
    """A proxy in the graph."""

    def __init__(self, site: Site, properties: DatabaseProxyProperties) -> None:
        super().__init__(site, site.claim())
        self.properties = properties
        self._database: DatabaseHandle | None = None
        self._port = PORTS[self._engine()]
        network = site.network
        rule: Value = {
            "CidrIp": network.cidr,
            "IpProtocol": "tcp",
            "FromPort": self._port,
            "ToPort": self._port,
            "Description": "The database behind it",
        }
        self.security_group = site.add(
            "AWS::EC2::SecurityGroup",
            {
                "GroupDescription": f"Who may reach {site.component.id}",
                "VpcId": network.id,
                "SecurityGroupEgress": [rule],
            },
            suffix="SecurityGroup",
        )

    def _engine(self) -> str:
        """The engine of the database behind it, which the drawing tells before that arrow is lowered."""
        design = self.site.stack.design
        for arrow in design.leaving(self.component.id):
            behind = design.by_id[arrow.target.component]
            if behind.kind == DATABASE.id:
                read = DATABASE.read(behind.properties)
                if isinstance(read, DatabaseProperties):
                    return read.engine
        words = f"the proxy {self.component.id!r} stands before no database"
        self.site.refuse("leads-nowhere", words, "Draw an arrow from it to its database.")
        return "postgres"

    def call(self, arrow: Arrow) -> Call:
        """SQL from inside the VPC, logged in by IAM."""
        user = arn("rds-db", "dbuser:", Part(Att(self.logical_id, "DBProxyArn"), ":", 6), f"/{USER}")
        return Call(
            statements=(Statement(("rds-db:connect",), (user,), reason=arrow.id),),
            settings={
                "DATABASE_HOST": Att(self.logical_id, "Endpoint"),
                "DATABASE_PORT": str(self._port),
                "DATABASE_NAME": NAME,
                "DATABASE_USER": USER,
                "DATABASE_ENGINE": "postgres" if self._port == PORTS["postgres"] else "mysql",
            },
            inside=Inside(self.component.service, self.security_group, self._port),
        )

    def calls(self, arrow: Arrow, call: Call, target: Handle) -> None:
        """It pools the connections of one database."""
        if not isinstance(target, DatabaseHandle):
            return
        if self._database is not None:
            words = f"the proxy {self.component.id!r} stands before two databases"
            self.site.refuse("proxy", words, "Give each database its own proxy.", arrow.id)
            return
        if target.site.network is not self.site.network:
            words = f"the proxy {self.component.id!r} stands in another service's VPC than its database"
            self.site.refuse("vpc", words, "Move both into one service.", arrow.id)
        self._database = target
        role = self.allow(SERVICE, *call.statements)
        said: dict[str, Value] = {
            "DBProxyName": unique(self.component.id),
            "EngineFamily": "POSTGRESQL" if self._port == PORTS["postgres"] else "MYSQL",
            "DefaultAuthScheme": "IAM_AUTH",
            "RequireTLS": True,
            "RoleArn": role,
            "VpcSecurityGroupIds": [Att(self.security_group, "GroupId")],
        }
        self.site.add("AWS::RDS::DBProxy", said, name=self.logical_id)
        pool: Value = {
            "MaxConnectionsPercent": self.properties.max_connections_percent,
            "ConnectionBorrowTimeout": self.properties.borrow_timeout,
        }
        group: dict[str, Value] = {
            "DBProxyName": Ref(self.logical_id),
            "TargetGroupName": "default",
            "ConnectionPoolConfigurationInfo": pool,
            "DBClusterIdentifiers" if target.aurora else "DBInstanceIdentifiers": [Ref(target.logical_id)],
        }
        self.site.add("AWS::RDS::DBProxyTargetGroup", group, suffix="Pool", depends_on=(target.writer,))
        rule: Value = {
            "SourceSecurityGroupId": Att(self.security_group, "GroupId"),
            "IpProtocol": "tcp",
            "FromPort": self._port,
            "ToPort": self._port,
            "Description": f"From {self.component.id}",
        }
        self.graph.append(target.security_group, "SecurityGroupIngress", rule)

    def finish(self) -> None:
        """The subnets that it stands in, now that the VPC is known."""
        if self._database is not None:
            self.graph.set(self.logical_id, "VpcSubnetIds", self.site.network.subnets())


HANDLE = DatabaseProxyHandle
