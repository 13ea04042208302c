"""Where the program starts; `python -m briefing` is the same as `briefing`.

A plain `briefing build` with nothing to do, which is what a Makefile, a timer or an editor mostly asks for, is answered
before the command line is loaded: that would take longer than the answer.
"""

import sys
from pathlib import Path


def main() -> None:
    """Run the command line and exit with its status."""
    if sys.argv[1:] == ["build"] and _stands():
        return
    from briefing.cli import main as run

    run()


def _stands() -> bool:
    """Whether everything is up to date; says so, then."""
    from briefing import console
    from briefing.cache import uptodate
    from briefing.diagnostics import Failure
    from briefing.project import find_root

    try:
        standing = uptodate.standing(find_root(Path.cwd()))
    except (Failure, OSError):  # the command line will say it
        return False
    if standing is None or standing.rest:
        return False
    console.tell(*standing.lines())
    return True


if __name__ == "__main__":
    main()
