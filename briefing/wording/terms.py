"""What a dataset tells apart, in the words that pages print for it: English messages, translated where they are used."""

from collections.abc import Mapping

from briefing.base.translation import gettext_noop
from briefing.dataset.facts import Fact, Status

#: Kinds of sources.
KINDS: Mapping[str, str] = {
    "vendor": gettext_noop("vendor"),
    "independent": gettext_noop("independent"),
    "press": gettext_noop("press"),
    "aggregator": gettext_noop("aggregator"),
    "blog": gettext_noop("blog"),
}
#: What the claims on a fact amount to.
STATUSES: Mapping[Status, str] = {
    Status.AGREED: gettext_noop("agreed"),
    Status.SINGLE_SOURCE: gettext_noop("single source"),
    Status.DISPUTED: gettext_noop("disputed"),
    Status.SETTLED: gettext_noop("settled"),
}
#: The same of several sources that go back to a single one.
REPEATED = gettext_noop("single source, repeated")
#: How a source stands to a statement that it does not simply make.
STANCES: Mapping[str, str] = {"weaker": gettext_noop("in part"), "contradicted": gettext_noop("against")}
#: Kinds of derivations, but for counts.
DERIVATIONS: Mapping[str, str] = {
    "ratio": gettext_noop("Ratio"),
    "difference": gettext_noop("Difference"),
    "rank": gettext_noop("Rank"),
    "share": gettext_noop("Share"),
}
#: What is counted.
COUNTED: Mapping[str, str] = {
    "sources": gettext_noop("sources"),
    "independent sources": gettext_noop("independent sources"),
    "claims": gettext_noop("claims"),
    "facts": gettext_noop("facts"),
    "disputed": gettext_noop("disputed"),
    "subjects": gettext_noop("subjects"),
    "measures": gettext_noop("measures"),
    "statements": gettext_noop("statements"),
    "gaps": gettext_noop("gaps"),
}
#: The columns of a table of facts.
COLUMNS: Mapping[str, str] = {
    "figure": gettext_noop("Figure"),
    "value": gettext_noop("Value"),
    "condition": gettext_noop("Condition"),
    "said-by": gettext_noop("Said by"),
    "sources": gettext_noop("Sources"),
    "status": gettext_noop("Status"),
}


def status(fact: Fact) -> str:
    """What the claims on a fact amount to, as an English message; sources that repeat one another are no more than one."""
    repeated = fact.status is Status.SINGLE_SOURCE and len({claim.source for claim in fact.claims}) > 1
    return REPEATED if repeated else STATUSES[fact.status]


def capital(text: str) -> str:
    """The text with its initial letter raised, the others as they are."""
    return text[:1].upper() + text[1:]
