"""Shades that stand for an order: a look in; grounds from light to dark, each with a text colour that reads on it, out.

Lightness alone carries the order, so that the shades keep it in black and white.
"""

from dataclasses import dataclass

from briefing.contrast import TEXT, contrast, mixed
from briefing.look import Look

STEPS = 5
#: How many hundredths a shade moves at a time until text can be read on it.
_MOVE = 2


@dataclass(frozen=True, slots=True)
class Shade:
    """A ground and the colour of the text on it."""

    ground: str
    text: str


def shades(look: Look) -> tuple[Shade, ...]:
    """Five shades from the tint of the accent to its strong colour, each darker than the one before."""
    return tuple(_shade(100 * step // (STEPS - 1), look) for step in range(STEPS))


def _shade(hundredths: int, look: Look) -> Shade:
    """The shade at this part of the way, or as near to it as text can be read on it."""
    accent, colours = look.accent, look.colours
    for part in range(hundredths, -1, -_MOVE):
        ground = mixed(accent.strong, accent.tint, part / 100)
        for text in (colours.ink, colours.paper):
            if contrast(ground, text) >= TEXT:
                return Shade(ground, text)
    return Shade(accent.tint, colours.ink)
