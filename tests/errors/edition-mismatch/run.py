from collections.abc import Iterable
from pathlib import Path

from briefing.diagnostics import Diagnostic
from briefing.proof import prove
from tests.proving import evidence, sample


def run(root: Path) -> Iterable[Diagnostic]:
    one, other = evidence(sample()), evidence(sample())
    other["facts"]["heron/price"]["values"][0]["number"] = "48"
    return prove.across({"buyer": one, "seller": other})
