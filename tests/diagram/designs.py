"""Random designs: any components of any kinds in any services, joined by any arrows, with any text."""

from hypothesis import strategies as st

from app.kinds import kinds
from app.model import Component, Connection, Design, Endpoint, Semantics, Service

NAMES = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=60).filter(
    lambda name: name.strip() != ""
)
SAYINGS = st.lists(st.sampled_from(("orders", "of each", "write", "if", "POST /orders/{id}", "10")), max_size=7)


@st.composite
def designs(draw: st.DrawFn, most: int = 25) -> Design:
    """A design of up to `most` components, with loops, cycles and parallel arrows."""
    services = [
        Service(id=f"s{at}", name=draw(NAMES), about="") for at in range(draw(st.integers(min_value=0, max_value=4)))
    ]
    homes = st.sampled_from([None, *(service.id for service in services)])
    names = st.one_of(st.sampled_from(["Orders", "Write events", "Checkout"]), NAMES)
    count = draw(st.integers(min_value=1, max_value=most))
    components = [
        Component(id=f"c{at}", kind=draw(st.sampled_from(sorted(kinds()))), name=draw(names), service=draw(homes))
        for at in range(count)
    ]
    ends = st.integers(min_value=0, max_value=count - 1)
    connections = [
        Connection(
            id=f"a{at}",
            source=Endpoint(component=f"c{draw(ends)}", port="out"),
            target=Endpoint(component=f"c{draw(ends)}", port="in"),
            semantics=draw(st.sampled_from(Semantics)),
            label=" ".join(draw(SAYINGS)),
        )
        for at in range(draw(st.integers(min_value=0, max_value=round(count * 1.6))))
    ]
    return Design(name="Random", services=tuple(services), components=tuple(components), connections=tuple(connections))
