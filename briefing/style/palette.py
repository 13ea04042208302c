"""The colours of a brand in; the whole palette out, and each colour that is too weak where the design uses it.

What is demanded is level AA of WCAG 2.2 for every pair in `look.PAIRS`. A finding names the weakest pair of a colour and
the nearest shade of its hue with which no pair is too weak.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefing.dataset.brand import BrandAccent, BrandColours
from briefing.diagnostics import Diagnostic
from briefing.style.contrast import TEXT, contrast, shade
from briefing.style.look import ACCENTS, PAIRS, Accent, Colours, Look, accent_of, colour

#: Where a colour stands in the brand: `("ink",)` or `("accents", "blue", "strong")`.
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Weak:
    """A colour on a ground, as tokens of `PAIRS`, in one accent: how they look, and the contrast that is demanded."""

    accent: str
    one: str
    ground: str
    colours: tuple[str, str]
    least: float

    @property
    def ratio(self) -> float:
        return contrast(*self.colours)


def palette(given: BrandColours) -> tuple[Colours, Mapping[str, Accent]]:
    """All colours and accents of a brand, ours where it has none."""
    colours = Colours(**given.model_dump(exclude_defaults=True, exclude={"accents"}))
    return colours, {**ACCENTS, **{name: _accent(one, colours) for name, one in given.accents.items()}}


def _accent(given: BrandAccent, colours: Colours) -> Accent:
    worked_out = accent_of(given.strong, colours)
    return Accent(given.strong, given.soft or worked_out.soft, given.tint or worked_out.tint)


def too_weak(given: BrandColours) -> Iterator[Diagnostic]:
    """A finding `low-contrast` for each colour of the brand that is too weak somewhere."""
    found: dict[Path, list[_Weak]] = {}
    for weak in _weak(given):
        found.setdefault(_culprit(weak, given), []).append(weak)
    for path, pairs in found.items():
        yield _finding(path, min(pairs, key=lambda pair: pair.ratio / pair.least), given)


def _weak(given: BrandColours) -> Iterator[_Weak]:
    colours, accents = palette(given)
    for name, accent in accents.items():
        look = Look(accent, colours)
        for one, ground, least in PAIRS:
            pair = _Weak(name, one, ground, (colour(look, one), colour(look, ground)), least)
            if pair.ratio < least:
                yield pair


def _culprit(weak: _Weak, given: BrandColours) -> Path:
    """Which colour of the brand makes a pair too weak: the one that is drawn, where it is the brand's, else its ground."""
    paths = (_path(token, weak.accent, given) for token in (weak.one, weak.ground))
    return next(path for path in paths if path)


def _path(token: str, name: str, given: BrandColours) -> Path:
    """Where a colour, or the one that it follows from, stands in the brand; empty where it is ours."""
    owner, _, part = token.rpartition(".")
    if not owner:
        return (part,) if getattr(given, part, "") else ()
    accent = given.accents.get(name)
    return ("accents", name, part if getattr(accent, part) else "strong") if accent else ()


def _finding(path: Path, weak: _Weak, given: BrandColours) -> Diagnostic:
    one, ground = weak.colours
    kind = "text" if weak.least == TEXT else "graphics"
    ratio = int(weak.ratio * 100) / 100  # rounded up it might say what is demanded
    better = shade(_value(given, path), lambda tried: _passes(given, path, tried))
    return Diagnostic(
        "low-contrast",
        f"`{one}` on `{ground}` has a contrast of {ratio:.2f}:1, but {kind} needs {weak.least:g}:1",
        given.at(*path),
        notes=(f"`{weak.one}` stands on `{weak.ground}`" + (f" in the accent `{weak.accent}`" if path[1:] else ""),),
        help=f"`{better}` has the same hue and passes" if better else "no shade of this hue passes: choose another",
    )


def _value(given: BrandColours, path: Path) -> str:
    return str(getattr(given.accents[path[1]] if path[1:] else given, path[-1]))


def _passes(given: BrandColours, path: Path, tried: str) -> bool:
    """Whether no pair that this colour is to blame for is too weak when it is `tried` instead."""
    if path[1:]:
        accent = given.accents[path[1]].model_copy(update={path[-1]: tried})
        changed = given.model_copy(update={"accents": {**given.accents, path[1]: accent}})
    else:
        changed = given.model_copy(update={path[0]: tried})
    return all(_culprit(weak, changed) != path for weak in _weak(changed))
