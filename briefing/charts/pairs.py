"""What a slope chart compares: pairs of facts in; panels of lines, and what sets their two columns apart, out."""

from collections.abc import Sequence

from briefing.charts import points
from briefing.charts.lines import Course, Panel
from briefing.charts.points import Ends
from briefing.charts.words import Words, joined
from briefing.dataset.facts import Fact, Facts
from briefing.dataset.specs import Pair, SlopeChart
from briefing.exhibit import Cell
from briefing.wording.terms import capital


def panels(spec: SlopeChart, facts: Facts, words: Words) -> list[Panel]:
    """Pairs of one measure, or of one unit, together, in the order of the spec."""
    return [_panel(own, words) for own in points.paired(spec, facts, words.dataset)]


def _panel(given: Sequence[tuple[Pair, Ends]], words: Words) -> Panel:
    sides = [[ends[side] for _, ends in given] for side in (0, 1)]
    left, right = ([fact for fact in side if fact] for side in sides)
    courses = tuple(_course(pair, ends, [*left, *right], words) for pair, ends in given)
    return Panel(courses, (_side(left, right, words), _side(right, left, words)))


def _course(pair: Pair, ends: Ends, among: Sequence[Fact], words: Words) -> Course:
    """A line is named by its subject, and where that does not tell it from the others by its measure."""
    given = [fact for fact in ends if fact]
    subjects = list(dict.fromkeys(fact.subject for fact in given))
    several = len({fact.measure for fact in among}) > 1 or len(subjects) > 1
    alone = several and len({fact.subject for fact in among}) == 1
    measure = capital(words.measure(words.dataset.measures[given[0].measure])) if several else ""
    name = joined(", ", words.subject(subjects[0]) if len(subjects) == 1 and not alone else "", measure)
    role = words.role(subjects[-1])
    return Course(words.say(pair.label, pair.at("label")) if pair.label else (Cell(name),), ends, role)


def _side(own: Sequence[Fact], other: Sequence[Fact], words: Words) -> str:
    """What sets a column apart from the other: its subject, its measure, its conditions, those that it lacks."""
    common = points.shared([*own, *other])
    subject = words.subject(own[0].subject) if _differ({f.subject for f in own}, {f.subject for f in other}) else ""
    measures = {fact.measure for fact in own}, {fact.measure for fact in other}
    measure = capital(words.measure(words.dataset.measures[own[0].measure])) if _differ(*measures) else ""
    kept = {key for fact in own for key, _ in fact.qualifiers}
    lacking = [key for key, _ in points.shared(other) if key not in kept] if own else []
    absent = map(words.lacking, lacking)
    return joined(", ", subject, measure, words.condition(points.shared(own), common), *absent)


def _differ(own: set[str], other: set[str]) -> bool:
    """Whether a column is all of one thing, and the other of another."""
    return len(own) == 1 and len(other) == 1 and own != other
