"""Colours held against each other: `#rrggbb` texts in; contrast ratios, mixtures and shades that pass out.

The ratio is that of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio). Level AA asks for 4.5:1 of text (1.4.3)
and for 3:1 of graphics that carry meaning (1.4.11).
"""

import colorsys
from collections.abc import Callable, Iterator

TEXT, GRAPHICS = 4.5, 3.0


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(colour: str, ground: str, share: float) -> str:
    """`share` (0 to 1) of `colour`, the rest of `ground`."""
    return _hex(tuple(share * a + (1 - share) * b for a, b in zip(_shares(colour), _shares(ground), strict=True)))


def shade(colour: str, passes: Callable[[str], bool]) -> str | None:
    """The nearest colour of the same hue and saturation, darker or lighter, that passes; None where none does."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_shares(colour))
    for level in _levels(lightness):
        found = _hex(colorsys.hls_to_rgb(hue, level, saturation))
        if passes(found):
            return found
    return None


def _levels(lightness: float) -> Iterator[float]:
    """Lightness in steps of a hundredth away from what it was, darker first."""
    for step in range(1, 101):
        yield from (level for level in (lightness - step / 100, lightness + step / 100) if 0 <= level <= 1)


def _luminance(colour: str) -> float:
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in _shares(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _shares(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))


def _hex(shares: tuple[float, ...]) -> str:
    return "#" + "".join(f"{round(255 * share):02x}" for share in shares)
