import errno
import os
from collections.abc import Iterable
from pathlib import Path

from briefing.cli import no_room
from briefing.diagnostics import Diagnostic


def run(
    root: Path,
) -> Iterable[Diagnostic]:  # what a build meets on a full disk; tests/test_base_streams.py has such a one
    yield no_room(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
