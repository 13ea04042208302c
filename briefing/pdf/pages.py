"""Pages that are set: what the renderer gives, and what the stages after it go on with."""

from dataclasses import dataclass

from briefing.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Pages:
    """A PDF that is not proved yet, how many pages it has, and warnings."""

    pdf: bytes
    count: int
    findings: tuple[Diagnostic, ...] = ()
