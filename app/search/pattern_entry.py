"""What of a pattern can be found, and in which field."""

from app.catalog import aws_services, communications
from app.kinds import kinds
from app.model import Pattern
from app.search.index import Entry


def entry_of(pattern: Pattern) -> Entry:
    """A pattern as an entry of the index, its variations included."""
    designs = [scene.design for scene in pattern.scenes]
    components = [component for design in designs for component in design.components]
    titles = {kinds()[component.kind].title for component in components}
    services = {service for design in designs for service in aws_services(design)}
    also = [
        pattern.id.replace("-", " "),
        *(alias.name for alias in pattern.aliases),
        *(variation.name for variation in pattern.variations),
        *pattern.purposes,
    ]
    prose = [
        pattern.how_it_works,
        *pattern.watch_out,
        *pattern.when_not,
        *pattern.since_2018,
        *communications(pattern.design),
        *(component.name for component in components),
    ]
    return Entry(
        id=pattern.id,
        name=f"{pattern.name}\n{pattern.article_name}",
        symptoms="\n".join(pattern.symptoms),
        also="\n".join(also),
        services="\n".join(sorted(titles | services)),
        gist="\n".join([pattern.intent, pattern.problem, *pattern.when]),
        prose="\n".join(prose),
    )
