"""The command line: `patternbook serve | render | check | export`.

Exit codes are for scripts: 0 means done, 1 means that the document has errors, 2 that the command cannot be carried out
(wrong arguments, no such file). What was asked for goes to standard output, everything else to standard error.

argparse is enough for four commands with a few options; a library would add a dependency and save some ten lines. Each
command imports what it needs when it runs, so that `--help` answers at once.
"""

import argparse
import gc
import sys
from collections.abc import Sequence
from typing import Literal

from app.cli.outcome import DONE, REFUSED, CommandError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code. Raises SystemExit for wrong arguments, as argparse does."""
    parser = _parser()
    given = parser.parse_args(arguments)
    try:
        match given.command:
            case "serve":
                # Hardly anything that the start makes is garbage; looking for some is a tenth of its time.
                gc.disable()
                from app.cli.serve import serve

                return serve(given.host, given.port)
            case "render":
                from app.cli.render import render

                return render(given.design, given.output, given.theme, given.orientation)
            case "export":
                from app.cli.export import export_project

                return export_project(
                    given.design,
                    given.format,
                    given.runtime,
                    given.output,
                    one_stack=given.one_stack,
                    force=given.force,
                )
            case _:
                from app.cli.check import check

                return check(given.designs, given.format, strict=given.strict, fix=given.fix)
    except CommandError as error:
        print(f"patternbook: {error}", file=sys.stderr)
        return REFUSED
    except BrokenPipeError:
        # Whoever read our output has seen enough (`patternbook render x | head`).
        sys.stderr.close()
        return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="patternbook", description="The serverless microservice patterns for AWS.", allow_abbrev=False
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    serve = commands.add_parser("serve", help="start the site", description="Start the site and print its address.")
    serve.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: %(default)s)")
    serve.add_argument("--port", type=_port, default=8000, help="the port, 0 for a free one (default: %(default)s)")

    render = commands.add_parser("render", help="draw a design as SVG", description="Draw a design as SVG.")
    render.add_argument(
        "design", metavar="DESIGN_OR_PATTERN", help="a design file (YAML or JSON), a pattern's id, or id/variation"
    )
    render.add_argument("-o", "--output", metavar="FILE", default="-", help="the SVG file, - for standard output")
    themes: tuple[Literal["auto", "light", "dark"], ...] = ("auto", "light", "dark")
    render.add_argument("--theme", choices=themes, default="auto", help="auto follows the reader's system")
    render.add_argument("--orientation", choices=("wide", "tall"), default="wide", help="which way the arrows run")

    check = commands.add_parser(
        "check",
        help="check designs",
        description="Check design files and patterns, and print what is wrong and what would hurt, each finding as "
        "file:line:column: severity: message. Errors make the exit code 1, warnings and advice do not.",
    )
    check.add_argument(
        "designs", metavar="DESIGN", nargs="+", help="a design file, a pattern.yaml or a pattern's folder"
    )
    check.add_argument(
        "--format",
        choices=("text", "json", "sarif"),
        default="text",
        help="json gives one list of findings, sarif what code hosts and editors read",
    )
    check.add_argument("--strict", action="store_true", help="let warnings and advice fail as well")
    check.add_argument("--fix", action="store_true", help="write every safe fix into the files first")

    export = commands.add_parser(
        "export",
        help="write a design as a project that deploys",
        description="Write a design as a project that deploys: infrastructure, handlers, tests, README and CI.",
    )
    export.add_argument(
        "design", metavar="DESIGN_OR_PATTERN", help="a design file (YAML or JSON), a pattern's id, or id/variation"
    )
    export.add_argument("--format", choices=("sam", "cdk-typescript", "cdk-python"), default="sam")
    export.add_argument(
        "--runtime", choices=("python", "nodejs"), default="python", help="what handlers are written in"
    )
    export.add_argument("-o", "--output", metavar="DIR", required=True, help="the folder, which must be empty")
    export.add_argument("--one-stack", action="store_true", help="one stack, even if the design has several services")
    export.add_argument("--force", action="store_true", help="replace files of the same name in a folder with others")
    return parser


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 65_535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: give a number from 0 to 65535")
    return int(text)
