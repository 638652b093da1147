"""Putting a project together: what the printer gave, and everything around it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from app.diagram import Form, Orientation, Theme, draw
from app.export.code import FunctionCode, Language
from app.export.design_file import write_design
from app.export.files import File
from app.export.formats import Format, StackPlan
from app.export.node_lock import package_json
from app.export.pins import node_versions, python_pins
from app.export.project import facts
from app.export.project.events import event_of
from app.export.project.lint import checkov_settings, skipped
from app.export.project.nodejs import TOOLS, nodejs_files, nodejs_tooling, packages
from app.export.project.python import python_files, python_tooling
from app.export.project.samples import sample_of
from app.export.project.templating import fill, plain
from app.model import Design

CDK_TOOLS = ("aws-cdk", "aws-cdk-lib", "cdk-nag", "constructs", "tsx")


@dataclass(frozen=True)
class Project:
    """A project in the making."""

    name: str
    format: Format
    design: Design
    plans: Sequence[StackPlan]
    printed: Mapping[str, File]
    """What the printer gave."""

    @cached_property
    def functions(self) -> tuple[FunctionCode, ...]:
        """The code of all functions."""
        return tuple(code for plan in self.plans for code in plan.code.values())

    @cached_property
    def languages(self) -> frozenset[Language]:
        """What the handlers are written in; Python for a project without any, whose tests need a language too."""
        return frozenset(code.language for code in self.functions) or frozenset({Language.PYTHON})

    @property
    def sam(self) -> bool:
        """Whether SAM deploys it."""
        return self.format is Format.SAM

    @cached_property
    def roots(self) -> tuple[str, ...]:
        """The folders of the stacks' own projects, each once."""
        return tuple(dict.fromkeys(plan.root for plan in self.plans))

    def node_root(self, root: str) -> str:
        """The folder of package.json: SAM packs a function from the folder that holds it."""
        return f"{root}src/" if self.sam else root

    @cached_property
    def tested_in(self) -> Language:
        """The language of the infrastructure's tests: the CDK app's own, else the handlers'."""
        if self.format is Format.CDK_TYPESCRIPT:
            return Language.NODEJS
        if self.format is Format.CDK_PYTHON or Language.PYTHON in self.languages:
            return Language.PYTHON
        return Language.NODEJS


def assemble(project: Project) -> Mapping[str, File]:
    """All files of a project, by path."""
    files: dict[str, File] = dict(project.printed)
    files |= dict(python_files(project.plans))
    files |= dict(nodejs_files(project.plans))
    files |= dict(_events(project))
    files |= dict(_tests(project))
    if Language.PYTHON in project.languages | {project.tested_in}:
        files |= dict(python_tooling(project.functions))
    if Language.NODEJS in project.languages | {project.tested_in}:
        files |= _nodejs_packages(project, files)
    files["design.yaml"] = File(write_design(project.design))
    drawn = draw(project.design, form=Form.STANDALONE, orientation=Orientation.WIDE, theme=Theme.AUTO)
    files["diagram.svg"] = File(drawn.svg + "\n")
    if project.sam:
        files[".checkov.yaml"] = File(checkov_settings(plan.graph for plan in project.plans))
    files[".gitignore"] = File(plain("gitignore"))
    files[".github/workflows/ci.yml"] = File(fill("ci.yml", commands=_checks(project), **_toolchains(project)))
    files["README.md"] = File(_readme(project))
    if any("schema.sql" in code.files for code in project.functions) or _databases(project):
        files["scripts/prepare-database.sh"] = File(_prepare_database(project), program=True)
    if len(project.plans) > 1:
        files["scripts/deploy.sh"] = File(_deploy_script(project), program=True)
    return files


def _nodejs_packages(project: Project, files: Mapping[str, File]) -> dict[str, File]:
    found: dict[str, File] = {}
    cdk = project.format is Format.CDK_TYPESCRIPT
    for root in project.roots:
        home = project.node_root(root)
        testing = "handler_testing.ts" if project.sam else "src/handler_testing.ts"
        found |= dict(nodejs_tooling(home, testing=testing if f"{home}{testing}" in files else None))
        inside = {path: file for path, file in {**files, **found}.items() if path.startswith(home)}
        run, test = packages(inside)
        test |= {*TOOLS}
        if project.sam:
            test.add("yaml")
            # `sam build` installs without the packages for development, and finds esbuild among the others.
            run.add("esbuild")
        else:
            test.add("aws-cdk")
        if cdk:
            test |= {*CDK_TOOLS}
        scripts = {
            "types": "tsc --noEmit",
            "test": "vitest run",
            "test:integration": "INTEGRATION=1 vitest run integration",
        }
        if not project.sam:
            scripts["synth"] = "cdk synth --quiet"
        imports = {"#shared/*": "./shared/*.ts" if project.sam else "./src/shared/*.ts", "#testing": f"./{testing}"}
        said, lock = package_json(project.name, run, test - run, scripts=scripts, imports=imports)
        found |= {f"{home}package.json": File(said), f"{home}package-lock.json": File(lock)}
    return found


def _events(project: Project) -> Iterator[tuple[str, File]]:
    for code in project.functions:
        component = project.design.by_id[code.component]
        said = component.properties.get("handler")
        event = event_of(project.design, component, sample_of(str(said) if said else None))
        yield f"events/{code.component}.json", File(json.dumps(event, indent=2, ensure_ascii=False) + "\n")


def _tests(project: Project) -> Iterator[tuple[str, File]]:
    dialect = "sam" if project.sam else "cdk"
    cases = json.dumps(_cases(project), indent=2, ensure_ascii=False) + "\n"
    if project.tested_in is Language.PYTHON:
        yield "tests/infrastructure/test_laws.py", File(plain("python/laws.py"))
        yield "tests/infrastructure/stack_templates.py", File(plain(f"python/stack_templates_{dialect}.py"))
        yield "tests/integration/test_deployed.py", File(plain("python/test_deployed.py"))
        yield "tests/integration/cases.json", File(cases)
        return
    for root in project.roots:
        home = f"{project.node_root(root)}tests/"
        yield f"{home}infrastructure/laws.test.ts", File(plain("nodejs/laws.test.ts"))
        yield f"{home}infrastructure/templates.ts", File(plain(f"nodejs/templates_{dialect}.ts"))
        yield f"{home}integration/deployed.test.ts", File(plain("nodejs/deployed.test.ts"))
        yield f"{home}integration/cases.json", File(cases)


def _cases(project: Project) -> dict[str, Any]:
    requests = [asdict for plan in project.plans for asdict in facts.requests(plan)]
    failed = [
        {"stack": plan.name, "output": f"{queue}Arn"}
        for plan in project.plans
        for queue in facts.dead_letters(plan.graph)
    ]
    return {"stacks": [plan.name for plan in project.plans], "requests": requests, "dead_letters": failed}


def _databases(project: Project) -> list[tuple[StackPlan, str]]:
    return [
        (plan, cluster.logical_id)
        for plan in project.plans
        for cluster in plan.graph.of_type("AWS::RDS::DBCluster")
        if cluster.properties.get("EnableHttpEndpoint")
    ]


def _deploy_script(project: Project) -> str:
    stacks = [
        {
            "name": plan.name,
            "folder": plan.root.rstrip("/"),
            "short": plan.name.removeprefix(f"{project.name}-"),
            "peers": [each for each in plan.graph.parameters if each.published_at],
            "required": [each for each in plan.graph.parameters if each.default is None],
        }
        for plan in project.plans
    ]
    return fill("deploy.sh", stacks=stacks, sam=project.sam, cdk=_npx(project))


def _prepare_database(project: Project) -> str:
    schemas = [
        f"{plan.root}{code.folder}/schema.sql"
        for plan in project.plans
        for code in plan.code.values()
        if "schema.sql" in code.files
    ]
    clusters = [
        {
            "stack": plan.name,
            "resource": name,
            "engine": "mysql" if "mysql" in str(plan.graph.resources[name].properties.get("Engine")) else "postgres",
        }
        for plan, name in _databases(project)
    ]
    return fill("prepare-database.sh", clusters=clusters, schemas=schemas)


def _toolchains(project: Project) -> dict[str, bool]:
    return {
        "python": Language.PYTHON in project.languages | {project.tested_in},
        "nodejs": Language.NODEJS in project.languages | {project.tested_in} or not project.sam,
        "sam": project.sam,
    }


def _checks(project: Project) -> list[str]:
    """What CI runs, and a person before a change is sent."""
    said: list[str] = []
    python = Language.PYTHON in project.languages | {project.tested_in}
    homes = [project.node_root(root) for root in project.roots]
    if python:
        said.append("python3 -m pip install -r requirements-dev.txt" + _also_cdk(project))
    if Language.NODEJS in project.languages | {project.tested_in}:
        said += [f"npm ci{_inside(home)}" for home in homes]
    if project.sam:
        said += [f"sam validate --lint --template-file {root}template.yaml" for root in project.roots]
        said.append(f"pipx run checkov=={python_pins()['checkov']} -d .")
    else:
        said.append(f"{_npx(project)} synth --quiet")
    if python:
        said += ["ruff check .", *_types(project), "pytest"]
    if Language.NODEJS in project.languages | {project.tested_in}:
        for home in homes:
            said += [f"npm run types{_inside(home)}", f"npm test{_inside(home)}"]
    return said


def _types(project: Project) -> Iterator[str]:
    """How mypy is called: for each function by itself, since each is an `app.py`."""
    if project.format is Format.CDK_PYTHON:
        yield "mypy app.py infra"
    folders = [
        f"{plan.root}{code.folder}"
        for plan in project.plans
        for code in plan.code.values()
        if code.language is Language.PYTHON
    ]
    if folders:
        yield f'for each in {" ".join(folders)}; do mypy "$each"/*.py || exit 1; done'


def _inside(folder: str) -> str:
    """What tells npm where package.json is; nothing where that is here."""
    return f" --prefix {folder.rstrip('/')}" if folder else ""


def _also_cdk(project: Project) -> str:
    return " -r requirements.txt" if project.format is Format.CDK_PYTHON else ""


def _npx(project: Project) -> str:
    """How the CDK command is called: from package.json where there is one, else by its exact version."""
    if project.format is Format.CDK_TYPESCRIPT or Language.NODEJS in project.languages:
        return "npx cdk"
    return f"npx aws-cdk@{node_versions(['aws-cdk'])['aws-cdk']}"


def _deploy(project: Project) -> tuple[list[str], list[str]]:
    """The commands that deploy, and those that take it all away."""
    several = len(project.plans) > 1
    required = [each.name for plan in project.plans for each in plan.graph.parameters if each.default is None]
    if project.sam:
        if not several:
            return ["sam build", "sam deploy"], ["sam delete"]
        given = [f"export {name}=..." for name in required]
        return [*given, "scripts/deploy.sh"], [f"(cd {plan.root} && sam delete)" for plan in project.plans]
    install = ["npm ci"] if project.format is Format.CDK_TYPESCRIPT or Language.NODEJS in project.languages else []
    if project.format is Format.CDK_PYTHON:
        install += ["python3 -m venv .venv && . .venv/bin/activate", "pip install -r requirements.txt"]
    if several:
        given = [f"export {name}=..." for name in required]
        return [*install, *given, "scripts/deploy.sh"], [f"{_npx(project)} destroy --all"]
    given = [f" --parameters {name}=..." for name in required]
    return [*install, f"{_npx(project)} deploy{''.join(given)}"], [f"{_npx(project)} destroy"]


def _cdk_note(project: Project) -> str:
    return (
        f"An account that has not seen CDK yet wants `{_npx(project)} bootstrap` first, once. CDK asks before it opens "
        "access to anything; where nobody can answer, such as in CI, set `CDK_REQUIRE_APPROVAL=never`."
    )


def _readme(project: Project) -> str:
    graphs = [plan.graph for plan in project.plans]
    first = project.plans[0]
    up, down = _deploy(project)
    costs = facts.costs(project.plans)
    outputs = {output.name: plan for plan in project.plans for output in plan.graph.outputs}
    alarms = [name for name in outputs if name.endswith("AlarmsTopicArn")]
    secrets = [name for plan in project.plans for name in facts.outputs_ending(plan.graph, "SecretArn")]
    notes = {
        Format.SAM: "`samconfig.toml` holds the stack's name and what else `sam deploy` would ask for.",
        Format.CDK_TYPESCRIPT: _cdk_note(project),
        Format.CDK_PYTHON: _cdk_note(project),
    }
    home = project.node_root(first.root)
    in_python = project.tested_in is Language.PYTHON
    return fill(
        "README.md",
        title=project.design.name,
        name=project.name,
        description=project.design.description,
        parts=facts.parts(project.design),
        unfit=facts.unfit(project.design),
        needs=facts.needs(project.format),
        deploy=up,
        deploy_note=notes[project.format],
        stacks=[plan.name for plan in project.plans],
        parameters=[each for plan in project.plans for each in plan.graph.parameters if each.default is None],
        databases=_databases(project),
        secrets=secrets,
        output_of=lambda name: facts.output_command(outputs[name], name),
        trials=[trial for plan in project.plans for trial in facts.trials(plan)][:6],
        places=facts.places(project.plans),
        test=_checks(project),
        integration="pytest tests/integration" if in_python else f"npm run test:integration{_inside(home)}",
        alarms=sum(len(graph.of_type("AWS::CloudWatch::Alarm")) for graph in graphs),
        alarm_topics=[name.removesuffix("Arn") for name in alarms],
        alarm_outputs=alarms,
        dead_letters=[name for graph in graphs for name in facts.dead_letters(graph)],
        costs=costs,
        total=sum(cost.dollars for cost in costs),
        clean=down,
        kept=facts.kept(graphs),
        # CDK checks itself when it synthesises; what it passes over stands with its reason in the stacks.
        suppressed=skipped(graphs) if project.sam else [],
        nag=not project.sam,
    )
