"""Where the files of a project are, as plain paths: all that a build with nothing to do has to know of a project, in a
module that loads nothing which Python has not loaded to start.
"""

import os
import time
from collections.abc import Mapping

SETTINGS_FILE, BRAND_FILE, DELIVERY_FILE = "briefing.yaml", "brand.yaml", "delivery.yaml"
PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_INSIDE, _BESIDE = os.path.join(PACKAGE, "templates"), os.path.join(os.path.dirname(PACKAGE), "templates")
#: In an installed wheel the templates are package data; in a checkout they stand beside the package.
PACKAGED_TEMPLATES = _INSIDE if os.path.isdir(_INSIDE) else _BESIDE


def root_of(start: str) -> str | None:
    """The nearest folder at or above `start` that holds a `briefing.yaml`."""
    while not os.path.isfile(os.path.join(start, SETTINGS_FILE)):
        below, start = start, os.path.dirname(start)
        if start == below:
            return None
    return start


def topics(data: str) -> tuple[str, ...]:
    """The names of the folders in `data` that hold a `topic.yaml`, sorted."""
    try:
        names = sorted(os.listdir(data))
    except OSError:
        return ()
    return tuple(name for name in names if os.path.exists(os.path.join(data, name, "topic.yaml")))


def shown(path: str, root: str) -> str:
    """`path` as messages name it: relative to the root where it is below it, with `/`."""
    return "." if path == root else path.removeprefix(os.path.join(root, "")).replace(os.sep, "/")


def share(topics: tuple[str, ...], shard: tuple[int, int] | None) -> tuple[str, ...]:
    """The i-th of n parts of the topics, which together are all, and differ by one at most; all where no part is named."""
    return topics if shard is None else tuple(sorted(topics))[shard[0] - 1 :: shard[1]]


def today(environ: Mapping[str, str] = os.environ) -> str:
    """The day it is (ISO), in UTC; `SOURCE_DATE_EPOCH` (seconds) stands in for the clock."""
    try:
        return _day(time.gmtime(int(environ["SOURCE_DATE_EPOCH"])))
    except (KeyError, ValueError, OverflowError, OSError):
        return _day(time.gmtime())


def _day(moment: time.struct_time) -> str:
    """Raises ValueError for a year that ISO dates do not have."""
    if not 1 <= moment.tm_year <= 9999:
        raise ValueError(moment.tm_year)
    return f"{moment.tm_year:04}-{moment.tm_mon:02}-{moment.tm_mday:02}"
