"""Designs → projects that deploy: AWS SAM, CDK in TypeScript, CDK in Python.

Every format prints the same `ResourceGraph` and decides nothing about AWS: what is deployed is decided by `app.lower`,
how it is written by a printer. What is the same in all of them (handlers, tests, README, CI) is in `project`.

    design ─► lower ─► graph ─┬─► sam ──────┐
    handlers ─► code ─────────┼─► cdk ──────┼─► Export: files, zip, folder
                              └─► project ──┘

Decisions:

- A printer writes its dialect as its community does (SAM events, CDK L2 constructs and grants); `CfnResource` or a raw
  resource only where there is no such form. That the result is the same deployment is not believed: tests/oracle
  translates and synthesises every export and compares it with the graph.
- Lines know which component they are for (`Mark`), so that a page can link code and diagram.
- Exporting needs neither Node nor an AWS account, and gives the same bytes for the same design.
"""

from app.export.code import FunctionCode, Language, MissingHandlerError
from app.export.design_file import write_design
from app.export.files import Export, File, Mark, NotEmptyError
from app.export.formats import Format, StackPlan
from app.export.make import export

__all__ = [
    "Export",
    "File",
    "Format",
    "FunctionCode",
    "Language",
    "Mark",
    "MissingHandlerError",
    "NotEmptyError",
    "StackPlan",
    "export",
    "write_design",
]
