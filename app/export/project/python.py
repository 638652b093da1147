"""What a project with Python handlers holds: their code, unit tests, lint configuration, pinned tools."""

from collections.abc import Iterator, Sequence

from app.export.code import HANDLERS, FunctionCode, Language
from app.export.files import File, Mark
from app.export.formats import StackPlan
from app.export.pins import pinned
from app.export.project.templating import plain

TOOLS = ("boto3", "moto[dynamodb,s3]", "mypy", "pytest", "pyyaml", "ruff")
"""What the tests and the linters of an exported project need."""
SHARED_TESTS = HANDLERS / "python" / "shared" / "tests"


def python_files(plans: Sequence[StackPlan]) -> Iterator[tuple[str, File]]:
    """The files, by path."""
    functions = [(plan.root, code) for plan in plans for code in plan.code.values()]
    functions = [(root, code) for root, code in functions if code.language is Language.PYTHON]
    tested: set[str] = set()
    tests: list[str] = []
    for root, code in functions:
        for name, text in code.files.items():
            yield f"{root}{code.folder}/{name}", marked(text, code.component)
        for name, text in {**_shared_tests(code, tested), **code.tests}.items():
            yield f"{root}tests/unit/{code.component}/{name}", File(text)
            tests.append(text)
    if functions:
        yield "tests/unit/handler_testing.py", File((HANDLERS / "python" / "handler_testing.py").read_text("utf-8"))
        for path in sorted(SHARED_TESTS.glob("*_testing.py")):
            if any(f"from {path.stem} import" in text for text in tests):
                yield f"tests/unit/{path.name}", File(path.read_text("utf-8"))
        yield "conftest.py", File(plain("python/conftest.py"))


def _shared_tests(code: FunctionCode, tested: set[str]) -> dict[str, str]:
    """The tests of the shared modules that a function is the first to have; each test is enough once."""
    found = {}
    for name in code.files:
        test = SHARED_TESTS / f"test_{name}"
        if name in code.shared and name not in tested and test.is_file():
            found[test.name] = test.read_text(encoding="utf-8")
            tested.add(name)
    return found


def python_tooling(functions: Sequence[FunctionCode]) -> Iterator[tuple[str, File]]:
    """Configuration and pinned tools."""
    yield "pyproject.toml", File(plain("python/project.toml"))
    wanted = sorted({line for code in functions for line in _requirements(code)})
    runtime = {line.partition("==")[0] for line in wanted}
    tools = [name for name in TOOLS if name not in runtime]
    words = "# What the functions run with, and the tools that test and lint them, to the exact version.\n"
    yield "requirements-dev.txt", File(words + "\n".join(sorted([*wanted, *pinned(tools).splitlines()])) + "\n")


def _requirements(code: FunctionCode) -> Iterator[str]:
    for line in code.files.get("requirements.txt", "").splitlines():
        if "==" in line and not line.startswith("#"):
            yield line.strip()


def marked(text: str, component: str) -> File:
    """A file that belongs to one component as a whole."""
    return File(text, (Mark(component, 1, max(1, text.count("\n"))),))
