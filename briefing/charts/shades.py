"""Shades that stand for an order: a look in; grounds from light to dark, each with a text colour that reads on it, out.

Lightness alone carries the order, so that the shades keep it in black and white.
"""

from dataclasses import dataclass

from briefing.look import Look, contrast

#: The least contrast of text on its ground (WCAG 2.2 AA), and how far a shade moves at a time to reach it.
READABLE, _STEP = 4.5, 0.02
STEPS = 5


@dataclass(frozen=True, slots=True)
class Shade:
    """A ground and the colour of the text on it."""

    ground: str
    text: str


def shades(look: Look) -> tuple[Shade, ...]:
    """Five shades from the tint of the accent to its strong colour, each darker than the one before."""
    return tuple(_shade(step / (STEPS - 1), look) for step in range(STEPS))


def _shade(share: float, look: Look) -> Shade:
    """The shade at this share of the way, or as near to it as text can be read on it."""
    accent, colours = look.accent, look.colours
    while True:
        ground = _mixed(accent.tint, accent.strong, share)
        for text in (colours.ink, colours.paper):
            if contrast(ground, text) >= READABLE:
                return Shade(ground, text)
        share -= _STEP


def _mixed(one: str, other: str, share: float) -> str:
    """The colour at `share` of the way between two `#rrggbb`."""
    pairs = ((int(one[place : place + 2], 16), int(other[place : place + 2], 16)) for place in (1, 3, 5))
    return "#" + "".join(f"{round(start + (end - start) * share):02x}" for start, end in pairs)
