"""Redshift: A data warehouse for questions over a lot of data."""

from app.kinds.ports import ASYNC, SYNC, arrives
from app.model import Family, Kind, Properties, prop


class WarehouseProperties(Properties):
    """What can be set on a Redshift."""

    base_capacity: int = prop(8, "The capacity of a Redshift Serverless workgroup.", unit="RPU", ge=4, le=1024)


KIND = Kind(
    id="warehouse",
    title="Redshift",
    family=Family.STORAGE,
    aws_service="Amazon Redshift",
    summary="A data warehouse for questions over a lot of data.",
    notes=(),
    icon="architecture-service/AmazonRedshift",
    glyph="DW",
    properties=WarehouseProperties,
    ports=(
        arrives("deliveries", "delivery", ASYNC, "Takes batches."),
        arrives("copies", "copy", ASYNC, "Loads objects in bulk."),
        arrives("records", "stream", ASYNC, "Reads a Kinesis stream directly.", peers=("stream",)),
        arrives(
            "queries",
            "query",
            SYNC,
            "Is asked with SQL.",
            actions=(
                "redshift-data:ExecuteStatement",
                "redshift-data:GetStatementResult",
                "redshift-data:DescribeStatement",
            ),
            reads=(
                "redshift-data:ExecuteStatement",
                "redshift-data:GetStatementResult",
                "redshift-data:DescribeStatement",
            ),
        ),
    ),
)
