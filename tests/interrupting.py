"""What is interrupted at a moment that is named."""

import gc
import sys
from collections.abc import Callable
from itertools import count
from types import FrameType
from typing import Any


def interrupted_at(moment: int, act: Callable[[], object]) -> bool:
    """Act, with an interrupt before the line that is run as the `moment`th; whether so many lines were run."""
    lines = count(1)

    def trace(_: FrameType, event: str, __: object) -> Any:
        if event == "line" and next(lines) == moment:
            sys.settrace(None)
            raise KeyboardInterrupt
        return trace

    before = sys.gettrace()
    gc.disable()  # what it clears up runs lines too, and an interrupt there is swallowed
    sys.settrace(trace)
    try:
        act()
    except KeyboardInterrupt:
        return True
    finally:
        sys.settrace(before)
        gc.enable()
    return False
