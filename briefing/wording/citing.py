"""Where something is said: sources and line ranges go in, citations in a language come out."""

from briefing.dataset.facts import Claim
from briefing.dataset.model import Cite, Source
from briefing.dataset.values import parse_date
from briefing.wording.languages import language
from briefing.wording.writing import date


def citation(source: Source, lang: str = "en") -> str:
    """A source in full: author, title, publisher and date; its label stands in for author and publisher."""
    names = [name for name in (source.author, source.publisher) if name] or [source.label]
    published = parse_date(source.published)
    parts = [names[0], language(lang).quoted.format(source.title), *names[1:]]
    return ", ".join([*parts, date(published, lang)] if published else parts)


def lines(source: Source, claim: Claim | Cite, lang: str = "en") -> str:
    """Where in a source: "The Daily, line 4", "The Daily, lines 4 to 6"."""
    first, last = claim.lines
    words = language(lang)
    where = words.line.format(first) if first == last else words.lines.format(first, last)
    return f"{source.label}, {where}"
