"""From a pattern's name to a running stack."""

import copy
import itertools
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any

from botocore.exceptions import ClientError

from app.model import Design
from tests.proof.harness.deployment import Deployment
from tests.proof.harness.emulator import Emulator
from tests.proof.harness.fixups import mend
from tests.proof.harness.rewrite import Places, Template, for_emulator
from tests.proof.harness.stores import Cache, new_database
from tests.proof.harness.waiting import eventually
from tests.proof.harness.ways import Built, Way, built
from tests.store.databases import Server

CODE_BUCKET = "code"
_numbers = itertools.count(1)


class Deployer:
    """Deploys patterns to one emulator and one PostgreSQL, which serve a whole session."""

    def __init__(self, emulator: Emulator, databases: Server) -> None:
        self._emulator = emulator
        self._databases = databases

    @contextmanager
    def deployed(
        self,
        scene: str,
        way: Way,
        *,
        parameters: Mapping[str, str] | None = None,
        redraw: Callable[[Design], Design] | None = None,
        change: Callable[[Template], None] = lambda _: None,
    ) -> Iterator[Deployment]:
        """A stack of its own for a pattern or variation; it goes when the block ends.

        `redraw` changes the design, to add what the pattern says of a larger one; `change` breaks the template on
        purpose, to show that a proof can fail, or makes it as quick as a test needs.
        """
        made = built(scene, way, redraw)
        with ExitStack() as closing:
            holds_database = _holds(made, "AWS::RDS::DBCluster")
            database = closing.enter_context(new_database(self._databases)) if holds_database else None
            cache = Cache() if _holds(made, "AWS::ElastiCache::ServerlessCache") else None
            if cache:
                closing.callback(cache.stop)
            places = Places(
                database=database.name if database else "",
                database_port=database.port if database else 0,
                cache_port=cache.port if cache else 0,
            )
            template = for_emulator(copy.deepcopy(dict(made.template)), places)
            change(template)
            name = f"{scene.replace('--', '-')[:60]}-{next(_numbers)}"
            closing.callback(delete_stack, self._emulator, name)
            place_code(self._emulator, template, made.code)
            deployment = put_stack(self._emulator, name, template, parameters or {})
            deployment.database, deployment.cache = database, cache
            open_stores(deployment, made.schema, _access_of(made))
            yield deployment


def place_code(emulator: Emulator, template: Template, code: Mapping[str, bytes]) -> None:
    """Put each function's code where Lambda finds it, and say so in the template."""
    store = emulator.client("s3")
    store.create_bucket(Bucket=CODE_BUCKET)
    for name, zipped in code.items():
        key = f"{next(_numbers)}.zip"
        store.put_object(Bucket=CODE_BUCKET, Key=key, Body=zipped)
        template["Resources"][name]["Properties"]["Code"] = {"S3Bucket": CODE_BUCKET, "S3Key": key}


def put_stack(
    emulator: Emulator, name: str, template: Template, parameters: Mapping[str, str], *, again: bool = False
) -> Deployment:
    """Create a stack, or change one that was created before, and set what is forgotten then."""
    stacks = emulator.client("cloudformation")
    try:
        (stacks.update_stack if again else stacks.create_stack)(
            StackName=name,
            TemplateBody=json.dumps(template),
            Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()],
            Capabilities=["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM"],
        )
    except ClientError as error:
        if not again or "No updates are to be performed" not in str(error):
            raise
        return deployment_of(emulator, name)

    def settled() -> Any:  # noqa: ANN401 - boto3 has no types
        stack = stacks.describe_stacks(StackName=name)["Stacks"][0]
        return None if stack["StackStatus"].endswith("IN_PROGRESS") else stack

    stack = eventually(settled, f"{name} to be deployed")
    if stack["StackStatus"] != ("UPDATE_COMPLETE" if again else "CREATE_COMPLETE"):
        events = stacks.describe_stack_events(StackName=name)["StackEvents"]
        reasons = [f"{each['LogicalResourceId']}: {each.get('ResourceStatusReason')}" for each in events]
        raise AssertionError(f"{name} was not deployed, {stack['StackStatus']}:\n" + "\n".join(reasons))
    deployment = deployment_of(emulator, name)
    mend(emulator, template, deployment.physical)
    return deployment


def delete_stack(emulator: Emulator, name: str) -> None:
    """Take a stack away; one that is not there is no mistake."""
    emulator.client("cloudformation").delete_stack(StackName=name)


def deployment_of(emulator: Emulator, name: str) -> Deployment:
    """A stack that is there, however it was deployed."""
    stacks = emulator.client("cloudformation")
    resources = stacks.describe_stack_resources(StackName=name)["StackResources"]
    outputs = stacks.describe_stacks(StackName=name)["Stacks"][0].get("Outputs", [])
    return Deployment(
        emulator=emulator,
        name=name,
        outputs={told["OutputKey"]: told["OutputValue"] for told in outputs},
        physical={each["LogicalResourceId"]: each["PhysicalResourceId"] for each in resources},
        types={each["LogicalResourceId"]: each["ResourceType"] for each in resources},
    )


def open_stores(deployment: Deployment, schema: str, access: str = "") -> None:
    """Let the functions in under the names that they were given, and create the tables that they expect."""
    functions = deployment.client("lambda")
    for name, type_ in deployment.types.items():
        if type_ != "AWS::Lambda::Function":
            continue
        said = functions.get_function_configuration(FunctionName=deployment.physical[name])
        for variable, value in said.get("Environment", {}).get("Variables", {}).items():
            if deployment.database and variable.endswith("_DATABASE_USER"):
                deployment.database.prepare(value, schema)
            if deployment.cache and variable.endswith("_CACHE_USER"):
                deployment.cache.admit(value, access)


def _holds(made: Built, kind: str) -> bool:
    return any(said["Type"] == kind for said in made.template["Resources"].values())


def _access_of(made: Built) -> str:
    users = [each for each in made.template["Resources"].values() if each["Type"] == "AWS::ElastiCache::User"]
    return str(users[0]["Properties"]["AccessString"]) if users else ""
