"""The gate on standards: a finished PDF in, what keeps it from being PDF/UA-1 and PDF/A-3a out. The owner of `page`."""

from collections.abc import Iterator
from typing import Any

from briefing.diagnostics import Diagnostic, Failure

#: The validator's profiles, and what people call them.
PROFILES = {"ua1": "PDF/UA-1", "3a": "PDF/A-3a"}
_MOST = 20
_DEEPEST = 10_000


def conform(pdf: bytes) -> tuple[Diagnostic, ...]:
    """A finding for each rule that the file breaks, the first twenty of each standard.

    Raises Failure `no-validator` where there is nothing to ask: a file that nobody looked at has not passed.
    """
    return tuple(finding for profile, name in PROFILES.items() for finding in _broken(pdf, profile, name))


def _broken(pdf: bytes, profile: str, name: str) -> Iterator[Diagnostic]:
    try:
        import page  # here, so that its absence is told in words
    except ImportError:
        advice = "`briefing doctor` says how to get it"
        message = "the validator cannot be loaded, so nothing says whether the file keeps its standards"
        raise Failure([Diagnostic("no-validator", message, notes=("page-validation",), help=advice)]) from None
    failures = page.validate_pdf_bytes(pdf, profile=profile, limits=_limits()).failures
    for failure in failures[:_MOST]:
        advice = "look for it in the template or narrative: a table, heading, picture or link that is not whole"
        yield Diagnostic("not-conforming", f"not {name}: {failure.message}", notes=(failure.rule_id,), help=advice)


def _limits() -> Any:
    """The validator's guards against files made to wear it out, which ours are not: so large is a long briefing.

    Bookmarks form one chain, of a link for each section.
    """
    import page

    most = page.SafetyLimits
    return most(
        max_reference_depth=_DEEPEST,
        max_object_count=10 * most.DEFAULT_MAX_OBJECT_COUNT,
        max_total_decoded_content_size=10 * most.DEFAULT_MAX_TOTAL_DECODED_CONTENT_SIZE,
    )
