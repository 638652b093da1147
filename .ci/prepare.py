"""Sets up what Patternbook needs around its own source: `python .ci/prepare.py run|check|test`.

- `run`: the virtual environment, the locked packages, the front end. The site starts without a built front end too,
  so that part may fail; it then says so.
- `check`: the same, the developers' packages, and what Node.js handlers are checked with; nothing may fail.
- `test`: the same, Chromium, PostgreSQL, Redis or Valkey, and the tools that exports are proven with.

Every step is keyed by a hash of what it is made from, so a step with nothing to do costs a few milliseconds and a
checkout of another branch redoes what differs. Only the standard library is used: nothing is installed yet.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
TOOLS = ROOT / ".tools"
PROVING = {"sam": "the SAM CLI", "checkov": "checkov", "exports": "CDK and the AWS emulator"}
STATIC = ROOT / "static"
DIST = STATIC / "dist"
BUILD_FAILED = DIST / "BUILD_FAILED.txt"
POSTGRESQL = Path("/usr/lib/postgresql")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
# Rolldown colours its messages whatever the terminal or NO_COLOR says.
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
UNBUILT = {"node_modules", "dist"}


class SetupError(Exception):
    """What failed and what the reader can do about it."""


class ToolError(SetupError):
    """A tool ended with an error; `output` is everything that it printed."""

    def __init__(self, command: list[str], output: str) -> None:
        super().__init__(f"{' '.join(command)} failed:\n{output.strip()}")
        self.output = output


def say(text: str) -> None:
    """Prints one line at once, so that the reader knows what is waited for."""
    print(text, flush=True)


def run(command: list[str | Path], *, cwd: Path = ROOT, env: Mapping[str, str] | None = None) -> str:
    """Runs a tool quietly and returns what it printed; raises ToolError with that text when it fails."""
    words = [str(word) for word in command]
    try:
        done = subprocess.run(
            words,
            cwd=cwd,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise ToolError(words, str(error)) from error
    output = COLOUR.sub("", done.stdout)
    if done.returncode:
        raise ToolError(words, output)
    return output


def fingerprint(*parts: str | Path) -> str:
    """A hash of texts, and of the names and contents of files; a missing file counts as such."""
    digest = hashlib.sha256()
    for part in parts:
        if isinstance(part, Path):
            name, content = part.relative_to(ROOT).as_posix(), part.read_bytes() if part.is_file() else b"(missing)"
        else:
            name, content = "", part.encode()
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


class Stamp:
    """Remembers, beside the product, what a step was made from; gone when the product is deleted."""

    def __init__(self, place: Path, key: str) -> None:
        self.place, self.key = place, key

    def holds(self) -> bool:
        """Whether the product was made from exactly this."""
        with contextlib.suppress(OSError):
            return self.place.read_text(encoding="utf-8") == self.key
        return False

    def set(self) -> None:
        """Records that the product is complete."""
        self.place.parent.mkdir(parents=True, exist_ok=True)
        self.place.write_text(self.key, encoding="utf-8")


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Lets a second `make` in the same checkout wait for the first."""
    handle = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def make_venv(venv: Path = VENV) -> None:
    """Creates an environment, anew when the Python version or the checkout's place has changed (neither can be patched
    in).
    """
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    stamp = Stamp(venv / ".made-from" / "venv", f"Python {version} in {ROOT}")
    if stamp.holds() and (venv / "bin" / "python").exists():
        return
    say(f"Creating {venv.relative_to(ROOT)} with Python {version}")
    shutil.rmtree(venv, ignore_errors=True)
    try:
        run([sys.executable, "-m", "venv", venv])
    except ToolError as no_ensurepip:
        # Debian and Ubuntu split pip's wheels off into python3-venv; the system's own pip can fill the environment.
        remedy = "install it with `apt install python3-venv`, or name another Python: `make run PYTHON=python3.12`"
        shutil.rmtree(venv, ignore_errors=True)
        try:
            run([sys.executable, "-m", "pip", "--version"])
            run([sys.executable, "-m", "venv", "--without-pip", venv])
        except ToolError:
            raise SetupError(f"Python's venv module cannot work here: {remedy}\n{no_ensurepip}") from no_ensurepip
    stamp.set()


def pip_install(*arguments: str | Path, venv: Path = VENV) -> None:
    """Installs into an environment, with its own pip or, where it has none, with that of the Python running this."""
    own = venv / "bin" / "pip"
    inside: list[str | Path] = [venv / "bin" / "python", "-m", "pip"]
    outside: list[str | Path] = [sys.executable, "-m", "pip", "--python", venv / "bin" / "python"]
    quiet = ("install", "--quiet", "--no-input", "--disable-pip-version-check", "--no-deps")
    run([*(inside if own.exists() else outside), *quiet, *arguments])


def install_locked(name: str, what: str, venv: Path = VENV) -> None:
    """Installs requirements/NAME.txt unless that very file was installed before."""
    lock = ROOT / "requirements" / f"{name}.txt"
    stamp = Stamp(venv / ".made-from" / name, fingerprint(lock))
    if stamp.holds():
        return
    say(f"Installing {what}")
    pip_install("--require-hashes", "-r", lock, venv=venv)
    stamp.set()


def install_proving_tools() -> None:
    """Gives each tool that exports are proven with an environment of its own: they pin what the site has newer."""
    for name, what in PROVING.items():
        make_venv(TOOLS / name)
        install_locked(name, what, TOOLS / name)


def install_graphviz() -> None:
    """Installs the pygraphviz wheel, or settles for the system's dot where no wheel fits this machine."""
    lock = ROOT / "requirements" / "graphviz.txt"
    stamp = Stamp(VENV / ".made-from" / "graphviz", fingerprint(lock))
    if stamp.holds():
        return
    say("Installing Graphviz (the pygraphviz wheel)")
    try:
        pip_install("--require-hashes", "--only-binary", ":all:", "-r", lock)
    except ToolError as error:
        # pip says the same of an index that it cannot reach, but only after it has retried.
        if "No matching distribution" not in error.output or "Retrying" in error.output:
            raise
        dot = shutil.which("dot")
        if dot is None:
            raise SetupError(
                "No pygraphviz wheel fits this machine and there is no `dot`: install one with `apt install graphviz`"
            ) from error
        say(f"No pygraphviz wheel fits this machine: diagrams are laid out by {dot}")
    stamp.set()


def install_project() -> None:
    """Puts the `patternbook` command into .venv; the code itself stays where it is."""
    import tomllib  # here, because an old Python must get as far as main's complaint

    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    facts = json.dumps([settings["project"], settings["build-system"]], sort_keys=True)
    stamp = Stamp(VENV / ".made-from" / "project", fingerprint(facts))
    if stamp.holds():
        return
    say("Installing the patternbook command")
    pip_install("--no-build-isolation", "--editable", ROOT)
    stamp.set()


def node_is_new_enough(version: str) -> bool:
    """Whether Vite runs on this Node: 20.19 and later 20s, or 22.12 and later (Vite's guide, "Browser Support")."""
    try:
        major, minor = (int(number) for number in version.strip().lstrip("v").split(".")[:2])
    except ValueError:
        return False
    return (major, minor) >= (22, 12) or (major == 20 and minor >= 19)


def node_environment() -> dict[str, str]:
    """An environment whose PATH leads to a node and npm that serve, from PyPI where the system's do not."""
    local = {**os.environ, "PATH": f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
    if shutil.which("node") and shutil.which("npm"):
        with contextlib.suppress(ToolError):
            if node_is_new_enough(run(["node", "--version"])):
                return dict(os.environ)
    install_locked("node", "Node from PyPI (the system has none that is new enough: 20.19, or 22.12 and later)")
    return local


def front_end_sources() -> list[Path]:
    """Every file that the build reads, in a fixed order."""
    return sorted(
        Path(folder, name)
        for top in STATIC.iterdir()
        if top.name not in UNBUILT
        for folder, _, names in (os.walk(top) if top.is_dir() else [(str(STATIC), [], [top.name])])
        for name in names
    )


def build_front_end() -> None:
    """Installs the front end's packages and builds static/dist, each only when what it is made from has changed."""
    manifests = [STATIC / name for name in ("package.json", "package-lock.json", ".npmrc")]
    packages = Stamp(STATIC / "node_modules" / ".made-from", fingerprint(*manifests))
    built = Stamp(DIST / ".made-from", fingerprint(*front_end_sources()))
    if packages.holds() and built.holds() and not BUILD_FAILED.exists():
        return
    environment = node_environment()
    if not packages.holds():
        say("Installing the front end's packages (npm ci)")
        run(["npm", "ci", "--loglevel=error"], cwd=STATIC, env=environment)
        packages.set()
    say("Building the front end")
    run(["npm", "run", "--silent", "build"], cwd=STATIC, env=environment)
    BUILD_FAILED.unlink(missing_ok=True)
    built.set()


def install_node_packages() -> None:
    """Installs what Node.js handlers and exported CDK apps are checked with (package.json at the top)."""
    manifests = [ROOT / name for name in ("package.json", "package-lock.json", ".npmrc")]
    packages = Stamp(ROOT / "node_modules" / ".made-from", fingerprint(*manifests))
    if packages.holds():
        return
    environment = node_environment()
    say("Installing what Node.js handlers are checked with (npm ci)")
    run(["npm", "ci", "--loglevel=error"], cwd=ROOT, env=environment)
    packages.set()


def build_front_end_if_possible() -> None:
    """The same for a site that must start in any case: a failure is told in one line and kept for the site to show."""
    try:
        build_front_end()
    except SetupError as error:
        DIST.mkdir(parents=True, exist_ok=True)
        BUILD_FAILED.write_text(f"{error}\n", encoding="utf-8")
        say(f"The site runs without its built front end: {str(error).splitlines()[0].rstrip(':')}")
        say(f"The whole message stands in {BUILD_FAILED.relative_to(ROOT)}")


def apt_install(what: str, remedy: str, *packages: str) -> None:
    """Installs system packages for the tests, as root or through sudo; raises SetupError with the remedy."""
    become_root: list[str | Path] = [] if os.geteuid() == 0 else ["sudo", "-n"]  # -n: a test run asks nobody
    if shutil.which("apt-get") is None:
        raise SetupError(f"{what}: {remedy}")
    say(f"{what}: installing {packages[0]} (apt-get)")
    try:
        run([*become_root, "apt-get", "update", "-q"])
        run([*become_root, "apt-get", "install", "-q", "-y", "--no-install-recommends", *packages])
    except ToolError as error:
        raise SetupError(f"{what}: {remedy}\n{error}") from error


def install_chromium() -> None:
    """Finds a browser for the browser tests (CHROMIUM names one), or installs the system's."""
    named = os.environ.get("CHROMIUM")
    if named:
        if shutil.which(named) is None:
            raise SetupError(f"CHROMIUM names {named}, which is no program: unset it or correct it")
        return
    if not any(shutil.which(name) for name in CHROMIUM_NAMES):
        remedy = "install it with `apt install chromium`, or set CHROMIUM to a Chromium or Chrome that you have"
        apt_install("The browser tests need Chromium", remedy, "chromium", "fonts-liberation")


def install_postgresql() -> None:
    """Finds PostgreSQL for the store's tests (POSTGRESQL_BIN names its programs' folder), or installs the system's."""
    named = os.environ.get("POSTGRESQL_BIN")
    if named:
        if not Path(named, "initdb").is_file():
            raise SetupError(f"POSTGRESQL_BIN names {named}, where there is no initdb: unset it or correct it")
        return
    # Debian keeps the programs of each version off the PATH.
    if not shutil.which("initdb") and not any(POSTGRESQL.glob("*/bin/initdb")):
        remedy = "install it with `apt install postgresql`, or set POSTGRESQL_BIN to the folder that holds initdb"
        apt_install("The store's tests need PostgreSQL", remedy, "postgresql")


def install_cache_server() -> None:
    """Finds Redis or Valkey, which stands behind ElastiCache where exports are proven, or installs the system's."""
    if not any(shutil.which(name) for name in ("valkey-server", "redis-server")):
        remedy = "install it with `apt install redis-server` or `apt install valkey-server`"
        apt_install("The proof of exports needs Redis or Valkey", remedy, "redis-server")


def prepare(goal: str) -> None:
    """Does everything that `goal` ("run", "check" or "test") needs; raises SetupError with the remedy."""
    make_venv()
    if goal == "run":
        # Stamped by its own lock: the developers' packages hold these too, at the same versions.
        install_locked("run", "the site's packages")
    else:
        install_locked("dev", "the site's and the developers' packages")
        Stamp(VENV / ".made-from" / "run", fingerprint(ROOT / "requirements" / "run.txt")).set()
    install_graphviz()
    install_project()
    if goal == "run":
        build_front_end_if_possible()
    else:
        build_front_end()
        install_node_packages()
    if goal == "test":
        install_chromium()
        install_postgresql()
        install_cache_server()
        install_proving_tools()


def main(arguments: list[str]) -> int:
    """Runs one goal; the exit code is 1 when something is missing that the reader must provide."""
    if sys.version_info < (3, 11):  # noqa: UP036 - the Python that runs this is the one thing not yet checked
        here = f"this is Python {sys.version.split()[0]}"
        print(f"Patternbook needs Python 3.11 or newer and {here}: `make run PYTHON=python3.12`", file=sys.stderr)
        return 1
    if len(arguments) != 1 or arguments[0] not in {"run", "check", "test"}:
        print("usage: prepare.py run|check|test", file=sys.stderr)
        return 2
    try:
        with one_at_a_time():
            prepare(arguments[0])
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
