"""Shades that stand for an order: a look in; grounds from light to dark, each with the colour of the text on it, out."""

from dataclasses import dataclass

from briefing.style import look as looks
from briefing.style.look import Look

STEPS = 5


@dataclass(frozen=True, slots=True)
class Shade:
    """A ground and the colour of the text on it."""

    ground: str
    text: str


def shades(look: Look) -> tuple[Shade, ...]:
    """Five shades from the tint of the accent to its strong colour."""
    *light, strong = looks.shades(look)
    return (*(Shade(ground, look.colours.ink) for ground in light), Shade(strong, look.colours.paper))
