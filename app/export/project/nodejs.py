"""What a project with Node.js handlers holds: code, shared modules, unit tests, settings of TypeScript and Vitest."""

import re
from collections.abc import Iterable, Iterator, Sequence

from app.export.code import HANDLERS, FunctionCode, Language, shared_modules
from app.export.files import File
from app.export.formats import StackPlan
from app.export.pins import node_manifest
from app.export.project.python import marked
from app.export.project.templating import fill, plain

TOOLS = (
    "@aws-sdk/client-cloudformation",
    "@aws-sdk/client-sqs",
    "@types/aws-lambda",
    "@types/node",
    "aws-sdk-client-mock",
    "esbuild",
    "typescript",
    "vitest",
)
"""What the tests, the types and the bundles of an exported project need."""
_IMPORT = re.compile(r"""(?:from|import)\s*\(?\s*['"]([^'"./#][^'"]*)['"]""")


def nodejs_files(plans: Sequence[StackPlan]) -> Iterator[tuple[str, File]]:
    """The files of the functions, by path."""
    for plan in plans:
        functions = [code for code in plan.code.values() if code.language is Language.NODEJS]
        for code in functions:
            for name, text in code.files.items():
                yield f"{plan.root}{code.folder}/{name}", marked(text, code.component)
            for name, text in code.tests.items():
                yield f"{plan.root}{code.folder}/tests/{name}", File(text)
        for path, text in shared_modules(_shared(functions)).items():
            yield f"{plan.root}src/shared/{path}", File(text)
        if functions:
            testing = (HANDLERS / "nodejs" / "handler_testing.ts").read_text(encoding="utf-8")
            yield f"{plan.root}src/handler_testing.ts", File(testing)


def _shared(functions: Iterable[FunctionCode]) -> set[str]:
    found = {name for code in functions for name in code.shared}
    return found | {
        name for code in functions for text in code.tests.values() for name in re.findall(r"#shared/([\w-]+)", text)
    }


def packages(files: dict[str, File]) -> tuple[set[str], set[str]]:
    """The npm packages that handlers import, and those that only tests and tools need."""
    manifest = node_manifest()
    known = {**manifest["dependencies"], **manifest["devDependencies"]}
    run: set[str] = set()
    test = {*TOOLS}
    for path, file in files.items():
        if path.endswith(".ts"):
            named = {_package(name) for name in _IMPORT.findall(file.text)} & known.keys()
            # pg's types are a package of their own.
            typed = {f"@types/{name}" for name in named} & known.keys()
            test |= typed
            (test if _is_test(path) else run).update(named)
    return run - {"vitest"}, test - run


def _is_test(path: str) -> bool:
    return "/tests/" in f"/{path}" or path.endswith(("_testing.ts", ".config.ts"))


def _package(name: str) -> str:
    parts = name.split("/")
    return "/".join(parts[:2]) if name.startswith("@") else parts[0]


def nodejs_tooling(root: str, *, testing: str | None) -> Iterator[tuple[str, File]]:
    """Configuration of TypeScript and Vitest. `testing` is where the handlers' tests find what they share."""
    yield f"{root}tsconfig.json", File(plain("nodejs/project.tsconfig.json"))
    yield f"{root}vitest.config.ts", File(fill("nodejs/vitest.config.ts", testing=testing))
    yield f"{root}.npmrc", File("save-exact=true\n")
