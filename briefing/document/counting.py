"""What templates may count: a dataset and its facts in, the ids of what is counted out."""

from collections.abc import Iterable

from briefing.dataset import reconcile
from briefing.dataset.facts import Dataset, Fact, Facts, Status


def countable(dataset: Dataset, facts: Facts) -> dict[str, Iterable[str]]:
    """Everything that there is a number of, by the words that `count` takes."""
    return {
        "sources": dataset.sources,
        "claims": [claim.id for claim in dataset.claims],
        "facts": facts,
        "disputed": [ref for ref, fact in facts.items() if fact.status is Status.DISPUTED],
        "subjects": dataset.subjects,
        "measures": dataset.measures,
        "statements": dataset.statements,
        "gaps": dataset.gaps,
    }


def backers(fact: Fact, what: str, dataset: Dataset) -> Iterable[str]:
    """The `sources` of a fact, or its `independent sources`: those that do not repeat another."""
    return reconcile.sources(fact) if what == "sources" else reconcile.independent_sources(fact, dataset)
