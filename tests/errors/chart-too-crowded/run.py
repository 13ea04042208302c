from collections.abc import Iterable
from pathlib import Path

from briefing.charts import layout
from briefing.diagnostics import Diagnostic


def run(root: Path) -> Iterable[Diagnostic]:
    room = (0.0, 0.0, 100.0, 100.0)
    layout.place([(49.0, 49.0, 51.0, 51.0)], [(200.0, 10.0)], room, [])
    return ()
