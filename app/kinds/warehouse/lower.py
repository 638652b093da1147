"""Redshift → a Redshift Serverless namespace and workgroup in isolated subnets, asked through the Data API.

Sources: Redshift Management Guide, "Redshift Serverless: subnets in three availability zones"; Redshift Database
Developer Guide, "Create an S3 event integration to automatically copy files from Amazon S3 buckets".
"""

from app.graph import (
    NO_EGRESS,
    Arrow,
    Att,
    Call,
    Handle,
    Pseudo,
    Reading,
    Ref,
    Site,
    Statement,
    Value,
    arn,
    unique,
)
from app.kinds.bucket.lower import BucketHandle
from app.kinds.warehouse import WarehouseProperties

SERVICE = "redshift.amazonaws.com"
NAME = "warehouse"
ZONES = 3


class WarehouseHandle(Handle):
    """A warehouse in the graph."""

    @classmethod
    def prepare(cls, site: Site, properties: WarehouseProperties) -> None:  # type: ignore[override]  # its own kind's
        """Its VPC spans three zones."""
        del properties
        site.network.zones = ZONES

    def __init__(self, site: Site, properties: WarehouseProperties) -> None:
        super().__init__(site, site.claim())
        self.security_group = site.add(
            "AWS::EC2::SecurityGroup",
            {
                "GroupDescription": f"Who may reach {site.component.id}: nobody, it is asked through the Data API",
                "VpcId": site.network.id,
                "SecurityGroupEgress": [dict(NO_EGRESS)],
            },
            suffix="SecurityGroup",
        )
        role = Att(self.role(SERVICE), "Arn")
        self._namespace = site.add(
            "AWS::RedshiftServerless::Namespace",
            {
                "NamespaceName": unique(site.component.id),
                "DbName": NAME,
                "AdminUsername": "owner",
                "ManageAdminPassword": True,
                "IamRoles": [role],
                "DefaultIamRoleArn": role,
                "LogExports": ["userlog", "connectionlog"],
            },
            suffix="Namespace",
            deletion="Retain",
        )
        self._workgroup = site.add(
            "AWS::RedshiftServerless::Workgroup",
            {
                "WorkgroupName": unique(site.component.id),
                "NamespaceName": Ref(self._namespace),
                "BaseCapacity": properties.base_capacity,
                "PubliclyAccessible": False,
                "SecurityGroupIds": [Att(self.security_group, "GroupId")],
            },
            name=self.logical_id,
            deletion="Delete",
        )

    def call(self, arrow: Arrow) -> Call:
        """SQL through the Data API, which needs no way into the VPC."""
        workgroup = Att(self._workgroup, "Workgroup.WorkgroupArn")
        asks = ("redshift-data:ExecuteStatement",)
        login = ("redshift-serverless:GetCredentials",)
        # AWS allows no resource for these two; the condition leaves the caller its own statements only.
        results = ("redshift-data:DescribeStatement", "redshift-data:GetStatementResult")
        own = {"StringEquals": {"redshift-data:statement-owner-iam-userid": "${aws:userid}"}}
        return Call(
            statements=(
                Statement(asks, (workgroup,), reason=arrow.id),
                Statement(login, (workgroup,), reason=arrow.id),
                Statement(results, ("*",), own, reason=arrow.id),
            ),
            settings={"WORKGROUP_NAME": Ref(self._workgroup), "DATABASE_NAME": NAME},
            endpoint="redshift-data",
        )

    def reads(self, arrow: Arrow, reading: Reading, source: Handle) -> None:
        """It follows a stream, or loads a bucket's objects as they come."""
        for statement in reading.statements:
            self.graph.allow(self.role(SERVICE), statement)
        if isinstance(source, BucketHandle):
            self._copy(source, arrow)

    def _copy(self, bucket: BucketHandle, arrow: Arrow) -> None:
        """An S3 event integration, on which the owner's COPY JOB stands; both sides have to agree to it."""
        integrations = arn("redshift", "integration:*")
        common: dict[str, Value] = {"Effect": "Allow", "Principal": {"Service": SERVICE}}
        account: dict[str, Value] = {"aws:SourceAccount": Pseudo("AccountId")}
        agreed: dict[str, Value] = {
            "Sid": f"Copy{self.logical_id}",
            "Action": ["s3:GetBucketNotification", "s3:PutBucketNotification", "s3:GetBucketLocation"],
            "Resource": bucket.arn,
            "Condition": {"StringEquals": account, "ArnLike": {"aws:SourceArn": integrations}},
        }
        self.graph.append(bucket.policy, "PolicyDocument.Statement", common | agreed)
        here: dict[str, Value] = {
            "Action": "redshift:AuthorizeInboundIntegration",
            "Condition": {"StringEquals": {"aws:SourceArn": bucket.arn}},
        }
        root = arn("iam", "root", region="")
        made: dict[str, Value] = {
            "Effect": "Allow",
            "Principal": {"AWS": root},
            "Action": "redshift:CreateInboundIntegration",
        }
        self.graph.set(self._namespace, "NamespaceResourcePolicy.Version", "2012-10-17")
        self.graph.append(self._namespace, "NamespaceResourcePolicy.Statement", common | here, made)
        said: dict[str, Value] = {
            "IntegrationName": unique(arrow.id),
            "SourceArn": bucket.arn,
            "TargetArn": Att(self._namespace, "Namespace.NamespaceArn"),
        }
        suffix = f"From{bucket.site.stem}"
        after = (bucket.policy, self._workgroup)
        self.site.add("AWS::Redshift::Integration", said, suffix=suffix, depends_on=after)

    def finish(self) -> None:
        """The subnets that it stands in, now that the VPC is known."""
        self.graph.set(self._workgroup, "SubnetIds", self.site.network.subnets())
        words = f"Ask {self.component.id} with the Data API under this workgroup."
        self.site.output("Workgroup", words, Ref(self._workgroup))


HANDLE = WarehouseHandle
