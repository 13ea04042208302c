"""What one audience may see, in its language: a dataset in, the same dataset without what is kept from that audience out.

Facts are worked out from the result, so a restricted claim cannot shape, or leak through, anything printed.
"""

from dataclasses import replace

from briefing.dataset.facts import Dataset
from briefing.dataset.translate import translated


def in_words_of(dataset: Dataset, audience: str) -> Dataset:
    """`dataset` in the language of `audience`, as far as it is translated."""
    return translated(dataset, dataset.audiences[audience].lang)


def visible_to(dataset: Dataset, audience: str) -> Dataset:
    """`dataset` with only the claims, statements and gaps that `audience` may see, and only its own narrative, in its
    language.

    Where it may see all claims they are the very same ones, so that their facts are worked out once.
    """

    def open_to(audiences: tuple[str, ...]) -> bool:
        return not audiences or audience in audiences

    dataset = in_words_of(dataset, audience)
    claims = tuple(claim for claim in dataset.claims if open_to(claim.audiences))
    return replace(
        dataset,
        claims=claims if len(claims) < len(dataset.claims) else dataset.claims,
        statements={key: record for key, record in dataset.statements.items() if open_to(record.audiences)},
        gaps={key: record for key, record in dataset.gaps.items() if open_to(record.audiences)},
        audiences={key: record for key, record in dataset.audiences.items() if key == audience},
        narratives={key: text for key, text in dataset.narratives.items() if key == audience},
    )
