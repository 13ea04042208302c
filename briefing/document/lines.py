"""Which line of a template is being run: a template and a frame of its code in, the number of a line out."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter
from types import FrameType

from jinja2 import Template


def line_at(template: Template, frame: FrameType) -> int:
    """The line of a template that a frame of its code is at.

    Python and Jinja both go through all that they know of a text's lines to tell one, which a long narrative asks for
    thousands of times.
    """
    known = _lines_of_code(template)
    if id(frame.f_code) not in known:
        lines = [(start, line) for start, _, line in frame.f_code.co_lines() if line is not None]
        known[id(frame.f_code)] = lines
    return _last(_lines_of_template(template), _last(known[id(frame.f_code)], frame.f_lasti))


def _last(known: Sequence[tuple[int, int]], at: int) -> int:
    """The second of the last pair whose first is not above `at`."""
    place = bisect_right(known, at, key=itemgetter(0))
    return known[place - 1][1] if place else 1


@lru_cache(maxsize=16)
def _lines_of_template(template: Template) -> tuple[tuple[int, int], ...]:
    """Lines of a template's code, each with the line of the template that it was made of."""
    return tuple((line, origin) for origin, line in template.debug_info)


@lru_cache(maxsize=16)
def _lines_of_code(_: Template) -> dict[int, list[tuple[int, int]]]:
    """Where lines begin in each piece of a template's code, which lives as long as that; filled by who asks."""
    return {}
