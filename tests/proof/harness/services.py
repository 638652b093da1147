"""A design as a stack for each of its services, deployed one by one as `scripts/deploy.sh` of the export does it."""

import json
import os
import shlex
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from app.export import Format, Language, export
from app.export.code import code_of
from app.lower import lower_services
from app.model import Design
from tests.proof.harness.deploying import delete_stack, place_code, put_stack
from tests.proof.harness.deployment import Deployment
from tests.proof.harness.emulator import PYTHON, Emulator
from tests.proof.harness.rewrite import Places, for_emulator
from tests.proof.harness.ways import Built, built_sam, written

AWS = """#!{python} -IS
import json, sys, urllib.error, urllib.request
assert sys.argv[1:4] == ["ssm", "get-parameter", "--name"], sys.argv
assert sys.argv[5:] == ["--query", "Parameter.Value", "--output", "text"], sys.argv
headers = {{"X-Amz-Target": "AmazonSSM.GetParameter", "Content-Type": "application/x-amz-json-1.1"}}
asked = urllib.request.Request({url!r}, json.dumps({{"Name": sys.argv[4]}}).encode(), headers)
try:
    print(json.load(urllib.request.urlopen(asked))["Parameter"]["Value"])
except urllib.error.HTTPError as error:
    sys.exit(254 if b"ParameterNotFound" in error.read() else 255)
"""
"""In the place of the AWS CLI, which need not be installed here: the one command that the script knows."""
SAM = """#!{python} -IS
import json, pathlib, sys
if sys.argv[1] == "deploy":
    given = sys.argv[sys.argv.index("--parameter-overrides") + 1 :] if "--parameter-overrides" in sys.argv else []
    pathlib.Path({told!r}).write_text(json.dumps(given))
"""
"""In the place of SAM's, where a test deploys by itself: it notes what the script gives it."""


def aws_cli(folder: Path, emulator: Emulator) -> Path:
    """A folder for PATH with what stands in for the AWS CLI."""
    return _program(folder, "aws", AWS.format(python=PYTHON, url=emulator.url))


def _program(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    program = folder / name
    program.write_text(text, encoding="utf-8")
    program.chmod(0o755)
    return folder


@dataclass
class Services:
    """The stacks of one design's services, none of them deployed yet."""

    emulator: Emulator
    project: Path
    made: Mapping[str, Built]
    """Each service's template and code, by the name that the script knows it by."""
    system: str
    deployed: dict[str, Deployment] = field(default_factory=dict)

    def deploy(self, service: str) -> Deployment:
        """Deploy one service, or deploy it again, with what the script finds out about the others."""
        template = for_emulator(json.loads(json.dumps(self.made[service].template)), Places())
        place_code(self.emulator, template, self.made[service].code)
        name, again = f"{self.system}-{service}", service in self.deployed
        self.deployed[service] = put_stack(self.emulator, name, template, self._given(service), again=again)
        return self.deployed[service]

    def remove(self) -> None:
        """Take all of them away."""
        for service in self.deployed:
            delete_stack(self.emulator, f"{self.system}-{service}")

    def _given(self, service: str) -> dict[str, str]:
        """The parameters that the script gives the service's stack."""
        told = self.project / "given.json"
        programs = aws_cli(self.project / "programs", self.emulator)
        _program(programs, "sam", SAM.format(python=PYTHON, told=str(told)))
        environment = self.emulator.environment
        environment["PATH"] = f"{programs}{os.pathsep}{environment['PATH']}"
        script: list[str | Path] = [self.project / "scripts" / "deploy.sh", service]
        done = subprocess.run(script, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{shlex.join(map(str, script))}:\n{done.stdout}\n{done.stderr}"
        pairs = [dict(part.split("=", 1) for part in each.split(",", 1)) for each in json.loads(told.read_text())]
        return {pair["ParameterKey"]: pair["ParameterValue"] for pair in pairs}


@contextmanager
def services_of(emulator: Emulator, design: Design, language: Language) -> Iterator[Services]:
    """The SAM export of a design with several services; their stacks go when the block ends."""
    exported = export(design, Format.SAM, language)
    with written(exported) as project, ExitStack() as closing:
        units = lower_services(design, exported.name)
        made = {unit.id: built_sam(project / unit.id, code_of(design, unit.graph, language)) for unit in units}
        services = Services(emulator, project, made, exported.name)
        closing.callback(services.remove)
        yield services
