from collections.abc import Iterable
from pathlib import Path

from briefing.charts import words
from briefing.diagnostics import Diagnostic, Place


def run(root: Path) -> Iterable[Diagnostic]:
    words.plain("It boils in {{ n('heron/boil-time/post') }}", Place("data/kettles/charts.yaml", 4, 12))
    return ()
