"""What the graph knows of a component: what arrows ask it, each kind answering for itself.

A kind's `lower` module derives from `Handle` and overrides what its ports allow. What it leaves is refused here, which
the contract test over all joinable ports would show.
"""

from typing import NoReturn

from app.graph.arrow import Arrow
from app.graph.calls import Call
from app.graph.deliveries import Metric, Push, Reading, Sink
from app.graph.resources import Statement
from app.graph.site import Site
from app.graph.values import Att, Value
from app.model import Component, Properties


class Handle:
    """One component in the graph.

    The lowering makes all handles first, then lowers the arrows in the author's order, then calls `settle` (which may
    generate further components) and at last `finish` on every handle.
    """

    def __init__(self, site: Site, logical_id: str = "") -> None:
        self.site = site
        self.graph = site.graph
        self.logical_id = logical_id
        self._role: str | None = None
        self.role_owner = ""
        """Whose role it is, where that is not the main resource."""

    @classmethod
    def prepare(cls, site: Site, properties: Properties) -> None:
        """Say what the stack must know before any component is lowered."""

    @property
    def component(self) -> Component:
        """The component that it stands for."""
        return self.site.component

    @property
    def arn(self) -> Value:
        """Its ARN."""
        return Att(self.logical_id, "Arn")

    def role(self, principal: str) -> str:
        """The logical id of the role that its own calls use; made when first asked for."""
        if self._role is None:
            self._role = self.site.role(principal, self.role_owner or self.logical_id)
        return self._role

    def allow(self, principal: str, *statements: Statement) -> Value:
        """Let its role do something, and give the role's ARN."""
        role = self.role(principal)
        for statement in statements:
            self.graph.allow(role, statement)
        return Att(role, "Arn")

    def call(self, arrow: Arrow) -> Call:
        """How the component is called along an arrow that ends here."""
        self._cannot(f"be called along {arrow.id}")

    def calls(self, arrow: Arrow, call: Call, target: "Handle") -> None:
        """Call another component along an arrow that starts here."""
        del call
        self._cannot(f"call {target.component.id} along {arrow.id}")

    def keep(self, reason: str) -> Call:
        """How somebody leaves here what failed; `reason` is the arrow's id, or why there is none."""
        self._cannot(f"keep what failed ({reason})")

    def fails(self, arrow: Arrow, target: "Handle") -> None:
        """Leave what fails here with another component."""
        self._cannot(f"leave its failures with {target.component.id} along {arrow.id}")

    def receive(self, push: Push, reason: str) -> Sink:
        """Let a service deliver here, and say where to."""
        self._cannot(f"receive from {push.principal} ({reason})")

    def reading(self, arrow: Arrow) -> Reading:
        """How the component is read along an arrow that starts here."""
        self._cannot(f"be read along {arrow.id}")

    def reads(self, arrow: Arrow, reading: Reading, source: "Handle") -> None:
        """Read another component along an arrow that ends here."""
        del reading
        self._cannot(f"read {source.component.id} along {arrow.id}")

    def pushes(self, arrow: Arrow, target: "Handle") -> None:
        """Deliver to another component of its own accord, along an arrow that starts here."""
        self._cannot(f"deliver to {target.component.id} along {arrow.id}")

    def watches(self, arrow: Arrow, source: "Handle") -> None:
        """Watch a metric of another component, along an arrow that ends here."""
        self._cannot(f"watch {source.component.id} along {arrow.id}")

    def metric(self, name: str | None) -> Metric:
        """The metric of that name, or the one that tells most."""
        self._cannot(f"report the metric {name}")

    def tell(self) -> None:
        """Add outputs that whoever calls from outside the design has to know."""

    def settle(self) -> None:
        """Add what the arrows left open, such as a failure target where none is drawn."""

    def finish(self) -> None:
        """Write what needed all arrows to be known. Generates nothing any more."""

    def _cannot(self, what: str) -> NoReturn:
        raise NotImplementedError(f"the lowering of {self.component.kind} cannot {what}")
