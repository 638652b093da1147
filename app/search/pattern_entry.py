"""What of a pattern can be found, and in which field."""

from app.catalog import aws_services, communications
from app.kinds import kinds
from app.model import Pattern
from app.search.index import Entry


def entry_of(pattern: Pattern) -> Entry:
    """A pattern as an entry of the index, its variations included."""
    components = pattern.design.components
    titles = {kinds()[component.kind].title for component in components}
    varied = {name for variation in pattern.variations for name in aws_services(variation.design)}
    prose = [
        pattern.how_it_works,
        *pattern.watch_out,
        *pattern.when_not,
        *pattern.since_2018,
        *communications(pattern.design),
        *(component.name for component in components),
        *sorted(varied),
    ]
    return Entry(
        id=pattern.id,
        name=f"{pattern.name}\n{pattern.article_name or ''}",
        symptoms="\n".join(pattern.symptoms),
        also="\n".join([pattern.id.replace("-", " "), *(alias.name for alias in pattern.aliases), *pattern.purposes]),
        services="\n".join(sorted(titles | set(aws_services(pattern.design)))),
        gist="\n".join(
            [pattern.intent, pattern.problem, *pattern.when, *(variation.name for variation in pattern.variations)]
        ),
        prose="\n".join(prose),
    )
