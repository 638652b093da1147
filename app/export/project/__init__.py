"""What every exported project holds, whatever its format: code, tests, sample events, README, CI, lint configuration.

Files that are the same in every project stand in `templates/` as they are exported; those with holes are Jinja. The
functions' handlers come from `app.export.code`, the infrastructure from a printer.
"""

from app.export.project.assemble import Project, assemble

__all__ = ["Project", "assemble"]
