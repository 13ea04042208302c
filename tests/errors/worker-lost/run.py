import gc
import os
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from briefing.diagnostics import Diagnostic
from briefing.orders import lost
from briefing.workers import Lost, done, pool


def run(root: Path) -> Iterable[Diagnostic]:
    ends = partial(os._exit, 1)
    return [lost("kettles", "buyer") for _, it in done([ends], pool(2, gc.collect)) if isinstance(it, Lost)]
