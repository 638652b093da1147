"""The way of a user: an exported project, the CLIs that its README names, and then the thing itself.

`sam build` fetches the handlers' packages from the npm registry, as it does for a user.
"""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from app.export import Format, Language, export
from tests.lower.scenes import scenes
from tests.proof.harness.deploying import delete_stack, deployment_of, open_stores
from tests.proof.harness.deployment import Deployment
from tests.proof.harness.emulator import ACCOUNT, REGION, ROOT, Emulator
from tests.proof.harness.rewrite import Places, settings_for
from tests.proof.harness.services import aws_cli
from tests.proof.harness.stores import Database, databases, new_database
from tests.proof.test_distributed_trigger import log, payment
from tests.proof.test_scalable_webhook import call, written
from tests.proof.test_services import heard

STACK = "scalable-webhook"
SAM = ROOT / ".tools" / "sam" / "bin"
CDK = ROOT / ".tools" / "exports" / "bin"
pytestmark = pytest.mark.slow_proof


def run(command: Sequence[str | Path], folder: Path, emulator: Emulator, *programs: Path) -> None:
    """Run a CLI as a user would, except that AWS is the emulator. `programs` are folders that come first in PATH."""
    path = os.pathsep.join(map(str, (*programs, ROOT / "node_modules" / ".bin", os.environ["PATH"])))
    environment = emulator.environment | {
        "PATH": path,
        "AWS_ENDPOINT_URL": emulator.url,
        "SAM_CLI_TELEMETRY": "0",
        "CI": "1",
        # Nor is there anybody whom CDK could ask.
        "CDK_REQUIRE_APPROVAL": "never",
    }
    # npm finds its registry and its cache as the developer's does.
    environment |= {name: value for name, value in os.environ.items() if name.lower().startswith("npm_config_")}
    # SAM asks before it deploys, each time.
    with subprocess.Popen(["yes"], stdout=subprocess.PIPE) as nodding:
        done = subprocess.run(
            command, cwd=folder, env=environment, stdin=nodding.stdout, capture_output=True, text=True, check=False
        )
        nodding.kill()
    assert done.returncode == 0, f"{command}:\n{done.stdout[-3_000:]}\n{done.stderr[-3_000:]}"


def use_local_database(webhook: Deployment, database: Database, schema: str) -> None:
    """Point the writer at the local PostgreSQL: the emulator knows the cluster and has no engine behind it."""
    webhook.database = database
    functions, writer = webhook.client("lambda"), webhook.function("writer")
    variables = functions.get_function_configuration(FunctionName=writer)["Environment"]["Variables"]
    changed = settings_for(variables, Places(database=database.name, database_port=database.port))
    functions.update_function_configuration(FunctionName=writer, Environment={"Variables": changed})
    open_stores(webhook, schema)


def test_sam_build_and_sam_deploy_and_a_webhook_is_a_row(emulator: Emulator, tmp_path: Path) -> None:
    project = tmp_path / "project"
    export(scenes()[STACK].design, Format.SAM, Language.NODEJS).write(project)

    run(["sam", "build"], project, emulator, SAM)
    run(["sam", "deploy"], project, emulator, SAM)

    a_webhook_is_a_row(emulator, project)


def test_cdk_bootstrap_and_cdk_deploy_and_a_webhook_is_a_row(emulator: Emulator, tmp_path: Path) -> None:
    project = tmp_path / "project"
    export(scenes()[STACK].design, Format.CDK_TYPESCRIPT, Language.NODEJS).write(project)
    # What `npm ci` would install, at the same versions.
    (project / "node_modules").symlink_to((ROOT / "node_modules").resolve())
    cdk = project / "node_modules" / ".bin" / "cdk"

    run([cdk, "bootstrap", f"aws://{ACCOUNT}/{REGION}"], project, emulator)
    run([cdk, "deploy", "--require-approval", "never"], project, emulator)

    a_webhook_is_a_row(emulator, project)


@pytest.mark.parametrize("format_", [Format.SAM, Format.CDK_TYPESCRIPT, Format.CDK_PYTHON])
def test_the_script_deploys_two_services_and_one_hears_the_other(
    emulator: Emulator, tmp_path: Path, format_: Format
) -> None:
    project, script = tmp_path / "project", "scripts/deploy.sh"
    exported = export(scenes()["distributed-trigger"].design, format_, Language.NODEJS)
    exported.write(project)
    programs = [aws_cli(tmp_path / "programs", emulator), SAM if format_ is Format.SAM else CDK]
    if format_ is not Format.SAM:
        (project / "node_modules").symlink_to((ROOT / "node_modules").resolve())
        run(["cdk", "bootstrap", f"aws://{ACCOUNT}/{REGION}"], project, emulator, *programs)

    stacks = [f"{exported.name}-{each}-service" for each in ("payment", "mail")]
    try:
        run([script, "mail-service", "payment-service"], project, emulator, *programs)
        payments, mail = (deployment_of(emulator, stack) for stack in stacks)
        log(payments, payment("p1", "declined"))
        mail.eventually(heard(mail, "mailinbox", "p1"), "the decline at the mail service")
    finally:
        for stack in stacks:
            delete_stack(emulator, stack)


def a_webhook_is_a_row(emulator: Emulator, project: Path) -> None:
    """What the user wants to see in the end."""
    with databases() as server, new_database(server) as database:
        webhook = deployment_of(emulator, STACK)
        schema = (project / "src" / "writer" / "schema.sql").read_text(encoding="utf-8")
        use_local_database(webhook, database, schema)
        try:
            assert call(webhook, {"id": "e1", "type": "paid"}).status == 202
            assert webhook.eventually(lambda: written(webhook), "the row") == {"e1"}
        finally:
            delete_stack(emulator, STACK)
