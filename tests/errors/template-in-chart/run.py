from collections.abc import Iterable
from pathlib import Path

from briefing.charts import words
from briefing.diagnostics import Diagnostic


def run(root: Path) -> Iterable[Diagnostic]:
    words.plain("It boils in {{ n('heron/boil-time/post') }}")
    return ()
