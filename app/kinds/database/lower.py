"""Relational database → an Aurora Serverless v2 cluster or an RDS instance, unreachable from the internet.

RDS makes and rotates the owner's password (it stands in Secrets Manager and nowhere else); functions log in with IAM as
the database user `app`, which the owner of the database creates once.
Sources: Aurora User Guide, "IAM database authentication", "Password management with Amazon Aurora and AWS Secrets
Manager"; RDS User Guide, the same chapters.
"""

from app.graph import NO_EGRESS, Arrow, Att, Call, Handle, Inside, Ref, Site, Statement, Sub, Value, arn
from app.kinds.database import DatabaseProperties

USER = "app"
NAME = "app"
PORTS = {"aurora-postgresql": 5432, "postgres": 5432, "aurora-mysql": 3306, "mysql": 3306}
VERSIONS = {
    "aurora-postgresql": "17.7",
    "postgres": "17.7",
    "aurora-mysql": "8.0.mysql_aurora.3.10.1",
    "mysql": "8.4.7",
}
FAMILIES = {
    "aurora-postgresql": "aurora-postgresql17",
    "postgres": "postgres17",
    "aurora-mysql": "aurora-mysql8.0",
    "mysql": "mysql8.4",
}


class DatabaseHandle(Handle):
    """A database in the graph."""

    def __init__(self, site: Site, properties: DatabaseProperties) -> None:
        super().__init__(site, site.claim())
        self.properties = properties
        self.aurora = properties.engine.startswith("aurora-")
        self.writer = self.logical_id
        """The instance that writes: the cluster's first, or the database itself."""
        self.port = PORTS[properties.engine]
        network = site.network
        self.security_group = site.add(
            "AWS::EC2::SecurityGroup",
            {
                "GroupDescription": f"Who may reach {site.component.id}",
                "VpcId": network.id,
                "SecurityGroupEgress": [dict(NO_EGRESS)],
            },
            suffix="SecurityGroup",
        )
        self._subnets = site.claim("Subnets")
        said = self._settings()
        common: dict[str, Value] = {
            "DBSubnetGroupName": Ref(self._subnets),
            "DeletionProtection": properties.on_delete == "retain",
            "Engine": properties.engine,
            "EngineVersion": VERSIONS[properties.engine],
            "EnableIAMDatabaseAuthentication": True,
            "ManageMasterUserPassword": True,
            "MasterUsername": "owner",
            "StorageEncrypted": True,
            "BackupRetentionPeriod": properties.backup_days,
        }
        if self.aurora:
            self._cluster(common, said)
        else:
            self._instance(common, said)

    @property
    def _deletion(self) -> str:
        return self.properties.on_delete.capitalize()

    def _settings(self) -> dict[str, Value]:
        """Every caller by TLS, and no more connections than the design says."""
        postgres = "postgres" in self.properties.engine
        tls: dict[str, Value] = {"rds.force_ssl": "1"} if postgres else {"require_secure_transport": "ON"}
        return tls | {"max_connections": str(self.properties.max_connections)}

    def _cluster(self, common: dict[str, Value], settings: dict[str, Value]) -> None:
        engine = self.properties.engine
        group = self.site.add(
            "AWS::RDS::DBClusterParameterGroup",
            {"Description": f"Settings of {self.component.id}", "Family": FAMILIES[engine], "Parameters": settings},
            suffix="Settings",
        )
        scaling: Value = {
            "MinCapacity": self.properties.minimum_capacity,
            "MaxCapacity": self.properties.maximum_capacity,
        }
        said: dict[str, Value] = {
            "DatabaseName": NAME,
            "DBClusterParameterGroupName": Ref(group),
            "VpcSecurityGroupIds": [Att(self.security_group, "GroupId")],
            "ServerlessV2ScalingConfiguration": scaling,
            "CopyTagsToSnapshot": True,
            # The way in for whoever creates the tables and the user: SQL over HTTPS with IAM, no open port, no bastion.
            "EnableHttpEndpoint": True,
        }
        self.site.add(
            "AWS::RDS::DBCluster", common | said, name=self.logical_id, deletion=self.properties.on_delete.capitalize()
        )
        for number in range(1 + self.properties.read_replicas):
            member: dict[str, Value] = {
                "DBClusterIdentifier": Ref(self.logical_id),
                "DBInstanceClass": "db.serverless",
                "Engine": engine,
                "PubliclyAccessible": False,
            }
            suffix = f"Reader{number}" if number else "Writer"
            name = self.site.add("AWS::RDS::DBInstance", member, suffix=suffix, deletion="Delete")
            self.writer = self.writer if number else name

    def _instance(self, common: dict[str, Value], settings: dict[str, Value]) -> None:
        group = self.site.add(
            "AWS::RDS::DBParameterGroup",
            {
                "Description": f"Settings of {self.component.id}",
                "Family": FAMILIES[self.properties.engine],
                "Parameters": settings,
            },
            suffix="Settings",
        )
        said: dict[str, Value] = {
            "DBName": NAME,
            "DBParameterGroupName": Ref(group),
            "VPCSecurityGroups": [Att(self.security_group, "GroupId")],
            "DBInstanceClass": "db.t4g.medium",
            "AllocatedStorage": "20",
            "StorageType": "gp3",
            "PubliclyAccessible": False,
            "CopyTagsToSnapshot": True,
            "AutoMinorVersionUpgrade": True,
        }
        self.site.add(
            "AWS::RDS::DBInstance", common | said, name=self.logical_id, deletion=self.properties.on_delete.capitalize()
        )
        for number in range(1, 1 + self.properties.read_replicas):
            reader: dict[str, Value] = {
                "SourceDBInstanceIdentifier": Ref(self.logical_id),
                "DBInstanceClass": "db.t4g.medium",
                "PubliclyAccessible": False,
                "EnableIAMDatabaseAuthentication": True,
                "VPCSecurityGroups": [Att(self.security_group, "GroupId")],
            }
            self.site.add("AWS::RDS::DBInstance", reader, suffix=f"Reader{number}", deletion="Delete")

    @property
    def host(self) -> Value:
        """Where it listens."""
        return Att(self.logical_id, "Endpoint.Address")

    @property
    def user_arn(self) -> Sub:
        """The database user, as IAM names it."""
        resource = "DBClusterResourceId" if self.aurora else "DbiResourceId"
        return arn("rds-db", "dbuser:", Att(self.logical_id, resource), f"/{USER}")

    def call(self, arrow: Arrow) -> Call:
        """SQL from inside the VPC, logged in by IAM."""
        settings: dict[str, Value] = {
            "DATABASE_HOST": self.host,
            "DATABASE_PORT": str(self.port),
            "DATABASE_NAME": NAME,
            "DATABASE_USER": USER,
            "DATABASE_ENGINE": "postgres" if self.port == PORTS["postgres"] else "mysql",
        }
        if self.properties.read_replicas and self.aurora:
            settings["DATABASE_READER_HOST"] = Att(self.logical_id, "ReadEndpoint.Address")
        return Call(
            statements=(Statement(("rds-db:connect",), (self.user_arn,), reason=arrow.id),),
            settings=settings,
            inside=Inside(self.component.service, self.security_group, self.port),
        )

    def finish(self) -> None:
        """The subnets that it may stand in, now that the VPC is known."""
        said: dict[str, Value] = {
            "DBSubnetGroupDescription": f"Where {self.component.id} stands",
            "SubnetIds": self.site.network.subnets(),
        }
        self.site.add("AWS::RDS::DBSubnetGroup", said, name=self._subnets)
        self.site.output("Arn", f"{self.component.id}, as AWS names it.", self._arn())

    def _arn(self) -> Value:
        if self.aurora:
            return Att(self.logical_id, "DBClusterArn")
        return arn("rds", "db:", Ref(self.logical_id))


HANDLE = DatabaseHandle
