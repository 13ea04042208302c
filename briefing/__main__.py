"""Where the program starts; `python -m briefing` is the same as `briefing`.

A `briefing build` with nothing to do, which is what a Makefile, a timer or an editor mostly asks for, is answered before
the command line is loaded: that would take longer than the answer.
"""

import os
import sys

#: The options that narrow a build, by what they name.
_TOPIC, _AUDIENCE, _FORM = ("-t", "--topic"), ("-a", "--audience"), ("--to",)


def main() -> None:
    """Run the command line and exit with its status."""
    try:
        _run()
    except KeyboardInterrupt:  # before the command line was there to catch it
        sys.stderr.write("interrupted\n")
        sys.exit(130)


def _run() -> None:
    if None in (sys.stdin, sys.stdout, sys.stderr):
        _keep_places()
    asked = _asked(sys.argv[1:])
    if asked and _stands(*asked):
        return
    from briefing.cli import main as run

    run()


def _asked(arguments: list[str]) -> list[tuple[str, ...]] | None:
    """The topics, audiences and forms that a build is narrowed to; None where more than that is asked."""
    words = [word for it in arguments for word in (it.split("=", 1) if it.startswith("--") else [it])]
    options = list(zip(words[1::2], words[2::2], strict=False))
    if words[:1] != ["build"] or len(words) % 2 == 0 or any(it not in _TOPIC + _AUDIENCE + _FORM for it, _ in options):
        return None
    return [tuple(value for option, value in options if option in names) for names in (_TOPIC, _AUDIENCE, _FORM)]


def _stands(topics: tuple[str, ...], audiences: tuple[str, ...], forms: tuple[str, ...]) -> bool:
    """Whether all that is up to date; says so, then."""
    from briefing.base import folders, streams
    from briefing.cache import uptodate

    try:
        root = folders.root_of(os.getcwd())
        standing = uptodate.standing(root, topics, audiences, forms) if root else None
    except OSError:  # the command line will say it
        return False
    if root is None or standing is None or standing.rest:
        return False
    warnings = tuple(it for some, _ in standing.told for it in some)
    if warnings:
        _warn(warnings, root)
    streams.tell(*(line for _, lines in standing.told for line in lines))
    return True


def _keep_places() -> None:
    from briefing.base import streams

    streams.keep_places()


def _warn(warnings: tuple[str, ...], root: str) -> None:
    from pathlib import Path  # loaded, as are the next, where there is something to warn of

    from briefing import console
    from briefing.cache import findings

    console.report(map(findings.read, warnings), Path(root))


if __name__ == "__main__":
    main()
