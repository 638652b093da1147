"""A stack → AWS SAM: `template.yaml` as the SAM community writes it, and `samconfig.toml`.

    graph ─► fold (APIs, events, functions, state machines) ─► what is left as it is ─► YAML, with its marks

- `fold` keeps the book: a form of SAM takes in several resources, and what it takes in is written nowhere else.
- A form is used only where it says all that the graph says; else the plain resources stand. `facts` is the one home of
  what SAM adds by itself, so that policies need not repeat it.
- Tables stay `AWS::DynamoDB::Table`: `SimpleTable` knows no sort key, stream or expiry, so that the first of them would
  change the form. Connectors grant more than a design needs.
- That the template amounts to the graph is proven by tests/oracle, which translates it with SAM's own translator.
"""

from collections.abc import Mapping

from app.export.files import File
from app.export.formats import StackPlan
from app.export.sam.events import fold_events
from app.export.sam.fold import Folding
from app.export.sam.functions import fold_functions
from app.export.sam.http_api import fold_http_apis
from app.export.sam.machines import fold_machines
from app.export.sam.rest_api import fold_rest_apis
from app.export.sam.samconfig import samconfig
from app.export.sam.template import template

__all__ = ["print_sam"]


def print_sam(plan: StackPlan) -> Mapping[str, File]:
    """The infrastructure's files, by their path in the project's folder."""
    folding = Folding(plan)
    fold_rest_apis(folding)
    fold_http_apis(folding)
    fold_events(folding)
    fold_functions(folding)
    fold_machines(folding)
    return {"template.yaml": template(folding), "samconfig.toml": samconfig(plan)}
