"""Every CloudFormation type can be written as it is: its service has a module in CDK."""

from pathlib import Path

import pytest
from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

from app.export.cdk.code import module_of, package
from app.settings import ROOT

LIBRARY = ROOT / "node_modules" / "aws-cdk-lib"
NOT_IN_CDK = {"CDK", "Serverless"}
"""What CDK notes about itself, and what SAM's transform makes into other types."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # cfn-lint's own libraries
]


def _folder(service: str) -> Path:
    return LIBRARY / package(module_of(service)).replace("_", "-")


def test_the_module_of_every_service_is_there() -> None:
    types = [type_ for type_ in PROVIDER_SCHEMA_MANAGER.get_resource_types("us-east-1") if type_.startswith("AWS::")]
    services = {type_.split("::")[1] for type_ in types} - NOT_IN_CDK
    assert len(services) > 200
    assert [service for service in sorted(services) if not _folder(service).is_dir()] == []


def test_a_service_that_is_none_has_no_module() -> None:
    assert not _folder("Nonsense").exists()
