"""Which printer writes which format. Only the one that is asked for is loaded."""

from collections.abc import Callable, Mapping, Sequence

from app.export.files import File
from app.export.formats import Format, StackPlan

Printer = Callable[[Sequence[StackPlan]], Mapping[str, File]]


def _sam(plans: Sequence[StackPlan]) -> Mapping[str, File]:
    from app.export.sam import print_sam

    return {f"{plan.root}{path}": file for plan in plans for path, file in print_sam(plan).items()}


def _cdk_typescript(plans: Sequence[StackPlan]) -> Mapping[str, File]:
    from app.export.cdk import print_cdk_typescript

    return print_cdk_typescript(plans)


def _cdk_python(plans: Sequence[StackPlan]) -> Mapping[str, File]:
    from app.export.cdk import print_cdk_python

    return print_cdk_python(plans)


PRINTERS: Mapping[Format, Printer] = {
    Format.SAM: _sam,
    Format.CDK_TYPESCRIPT: _cdk_typescript,
    Format.CDK_PYTHON: _cdk_python,
}
