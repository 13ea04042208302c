import gc
import os
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from briefing.building.orders import lost
from briefing.building.workers import Lost, done, pool
from briefing.diagnostics import Diagnostic


def run(root: Path) -> Iterable[Diagnostic]:
    ends = partial(os._exit, 1)
    return [lost("kettles", "buyer") for _, it in done([ends], pool(2, gc.collect)) if isinstance(it, Lost)]
