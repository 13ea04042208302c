"""Text of a PDF page: a page in; out come the runs of text it draws, each with its place and its marked content id.

A run is what one text object (BT … ET) draws on one line, which is a line of one inline box in a paragraph, and a
label in a chart. Form XObjects are followed; what they draw belongs to the marked content that shows them.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import pikepdf

from briefing.pdf import bounds, clip
from briefing.pdf.font import Font, read_font
from briefing.proof.reading import Box, Run

Matrix = tuple[float, float, float, float, float, float]
Fonts = dict[tuple[int, int], Font]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
#: Shares of the font size: a gap that reads as a space, a change of baseline that begins another line, and how far
#: letters reach above and below the baseline.
SPACE, OTHER_LINE, ASCENT, DESCENT = 0.12, 0.3, 0.75, 0.25
_DEEPEST_FORM = 12
#: What it takes to draw a form, however little is in it, a run and an operator, as against a byte that is drawn.
_A_FORM, _A_RUN, _AN_OPERATOR = 2_000, 200, 20
_WANTED = f"q Q cm Do BDC BMC EMC BT ET Tc Tw Tz TL Tf Ts Td TD Tm T* Tj TJ ' \" {clip.OPERATORS}"


@dataclass(frozen=True, slots=True)
class Marked:
    """A run and the marked content it stands in: its id, or None, and whether that is an artifact."""

    mcid: int | None
    artifact: bool
    run: Run


class _State(NamedTuple):
    """What `q` saves and `Q` brings back."""

    matrix: Matrix = IDENTITY
    font: Font | None = None
    size: float = 0.0
    character_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    shown: clip.Clip = clip.Clip()


def page_runs(page: pikepdf.Page, number: int, fonts: Fonts, meter: bounds.Meter) -> tuple[Marked, ...]:
    """The runs of a page in drawing order; `fonts` is a store of fonts already read, which this adds to.

    Raises TooLarge where more is drawn than the meter has left.
    """
    left, bottom = (float(edge) for edge in list(page.mediabox)[:2])
    pen = _Pen(number, fonts, _State(matrix=(1.0, 0.0, 0.0, 1.0, -left, -bottom)), meter)
    pen.draw(page.obj, page.obj.get("/Resources"))
    return tuple(pen.done)


def times(one: Matrix, other: Matrix) -> Matrix:
    """The matrix that applies `one`, then `other`."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


class _Pen:
    """Follows a content stream; `done` holds the finished runs."""

    def __init__(self, page: int, fonts: Fonts, state: _State, meter: bounds.Meter) -> None:
        self.page, self.fonts, self.state, self.meter = page, fonts, state, meter
        self.done: list[Marked] = []
        self.marks: list[tuple[int | None, bool]] = []
        self.forms = 0
        self.path = clip.Path()
        self.matrix = self.line = IDENTITY
        self.letters: list[str] = []
        self.edges: list[float] = []
        self.start = self.end = (0.0, 0.0)
        self.height, self.level = 0.0, True
        self.bare = {
            "EMC": self._end_mark, "BT": self._begin_text, "ET": self._flush, "T*": self._next_line,
        }  # fmt: skip  # operators that have no operands
        self.handlers: dict[str, Callable[..., None]] = {
            "cm": self._transform, "BDC": self._begin_mark, "BMC": self._begin_mark,
            "Tf": self._font, "Td": self._move, "TD": self._move_leading,
            "Tm": self._place, "Tj": self._show, "TJ": self._show_spaced,
            "Do": self._form, "'": self._next_line_show, '"': self._next_line_spaced,
            "Tc": self._setter("character_space"), "Tw": self._setter("word_space"), "TL": self._setter("leading"),
            "W": self._clip, "W*": self._clip, **self.path.handlers,
            "Ts": self._setter("rise"), "Tz": lambda share: self._set(stretch=float(share) / 100),
        }  # fmt: skip

    def draw(self, stream: pikepdf.Object, resources: pikepdf.Object | None) -> None:
        """Follow one content stream, and the forms it shows."""
        saved: list[_State] = []
        self.meter.take(bounds.drawn(stream) + _A_FORM)
        self.resources = resources if resources is not None else pikepdf.Dictionary()
        instructions = pikepdf.parse_content_stream(stream, _WANTED)
        self.meter.take(len(instructions) * _AN_OPERATOR)
        for instruction in instructions:
            operator = str(instruction.operator)
            if operator == "q":
                saved.append(self.state)
            elif operator == "Q":
                self.state = saved.pop() if saved else self.state
            elif operator in self.bare:
                self.bare[operator]()
            elif operator in self.handlers:
                self.handlers[operator](*instruction.operands)
        self._flush()

    def _form(self, name: pikepdf.Object) -> None:
        form = self._resource("/XObject", name)
        if form is None or form.get("/Subtype") != "/Form" or self.forms >= _DEEPEST_FORM:
            return
        self._flush()
        state, resources, self.forms = self.state, self.resources, self.forms + 1
        matrix = form.get("/Matrix")
        if matrix is not None:
            self._transform(*matrix)
        self.draw(form, form.get("/Resources", resources))
        self.state, self.resources, self.forms = state, resources, self.forms - 1

    def _resource(self, kind: str, name: pikepdf.Object) -> pikepdf.Object | None:
        return self.resources.get(kind, pikepdf.Dictionary()).get(str(name))

    def _begin_mark(self, tag: pikepdf.Object, properties: Any = None) -> None:
        self._flush()
        if isinstance(properties, pikepdf.Name):
            properties = self._resource("/Properties", properties)
        mcid, artifact = self._mark()
        own = properties.get("/MCID") if isinstance(properties, pikepdf.Dictionary) else None
        self.marks.append((mcid if own is None else int(own), artifact or tag == "/Artifact"))

    def _end_mark(self) -> None:
        self._flush()
        if self.marks:
            self.marks.pop()

    def _mark(self) -> tuple[int | None, bool]:
        return self.marks[-1] if self.marks else (None, False)

    def _set(self, **changes: Any) -> None:
        self.state = self.state._replace(**changes)

    def _setter(self, name: str) -> Callable[[Any], None]:
        return lambda value: self._set(**{name: float(value)})

    def _transform(self, *values: Any) -> None:
        self._set(matrix=times(_matrix(values), self.state.matrix))

    def _clip(self) -> None:
        self._set(shown=self.path.clip(self.state.shown, self.state.matrix))

    def _font(self, name: pikepdf.Object, size: Any) -> None:
        font = self._resource("/Font", name)
        self._set(font=None if font is None else self._read(font), size=float(size))

    def _read(self, font: pikepdf.Object) -> Font:
        if not font.is_indirect:
            raise ValueError("a font is no object of its own")
        if font.objgen not in self.fonts:
            self.fonts[font.objgen] = read_font(font)
        return self.fonts[font.objgen]

    def _begin_text(self) -> None:
        self._flush()
        self.matrix = self.line = IDENTITY

    def _place(self, *values: Any) -> None:
        self.matrix = self.line = _matrix(values)

    def _move(self, x: Any, y: Any) -> None:
        self.matrix = self.line = times((1.0, 0.0, 0.0, 1.0, float(x), float(y)), self.line)

    def _move_leading(self, x: Any, y: Any) -> None:
        self._set(leading=-float(y))
        self._move(x, y)

    def _next_line(self) -> None:
        self._move(0, -self.state.leading)

    def _next_line_show(self, text: Any) -> None:
        self._next_line()
        self._show(text)

    def _next_line_spaced(self, word: Any, character: Any, text: Any) -> None:
        self._set(word_space=float(word), character_space=float(character))
        self._next_line_show(text)

    def _show(self, text: Any) -> None:
        self._draw((_written(text),))

    def _show_spaced(self, items: pikepdf.Object) -> None:
        """Draw strings and the numbers between them; whole arrays are taken as they are written, which is faster."""
        written = items.unparse()
        self._draw(map(_written, items) if b"(" in written else written[1:-1].replace(b"> 0 <", b"> <").split())

    def _draw(self, parts: Iterable[bytes]) -> None:
        """Draw strings, written in hexadecimal, and numbers; the loop that reading spends most of its time in."""
        state, font = self.state, self.state.font
        if font is None:
            return
        a, b, c, d, e, f = times(self.matrix, state.matrix)
        scale, x, apart, end = state.size * state.stretch / 1000, 0.0, True, 0.0
        direction = _Direction(a, b, e + c * state.rise, f + d * state.rise, state.size * math.hypot(c, d))
        left, between = direction.e, state.character_space * state.stretch
        between_words = (state.character_space + state.word_space) * state.stretch
        known, add_letter, add_edge = font.known, self.letters.append, self.edges.append
        for part in parts:
            glyphs = known.get(part)
            if glyphs is None and not part.startswith(b"<"):
                x -= float(part) * scale
                if not apart and abs(float(part)) > 1000 * SPACE:
                    self.end, apart = (a * end + left, b * end + direction.f), True
                continue
            for text, width, spaced in glyphs or font.glyphs(part):
                if apart:
                    self._join(x, direction, text)
                    apart = False
                add_letter(text)
                end = x + width * scale
                if len(text) == 1:
                    add_edge(a * x + left)
                else:
                    self._share(direction, x, end, len(text))
                x = end + (between_words if spaced else between)
        if not apart:
            self.end = (a * end + left, b * end + direction.f)
        self.matrix = times((1.0, 0.0, 0.0, 1.0, x, 0.0), self.matrix)

    def _share(self, direction: "_Direction", start: float, end: float, letters: int) -> None:
        """The left ends of the letters of a ligature, which share it."""
        step = (end - start) / (letters or 1)
        self.edges += (direction.a * (start + step * at) + direction.e for at in range(letters))

    def _join(self, at: float, direction: "_Direction", text: str) -> None:
        """Begin a run; or end the one before, or add the space that a gap stands for."""
        x, y = direction.a * at + direction.e, direction.b * at + direction.f
        if self.letters:
            along, across = direction.gap(self.end, (x, y))
            limit = direction.height or 1.0
            if abs(across) > OTHER_LINE * limit or along < -limit:
                self._flush()
            elif along > SPACE * limit and text != " " and self.letters[-1] != " ":
                self.letters.append(" ")
                self.edges.append(self.end[0])
        if not self.letters:
            self.start, self.level = (x, y), direction.level
        self.height = max(self.height, direction.height)

    def _flush(self) -> None:
        """End the run, if any letters are waiting."""
        if self.letters:
            self.meter.take(_A_RUN)
            mcid, artifact = self._mark()
            self.done.append(Marked(mcid, artifact, self._run()))
        self.letters.clear()
        self.edges.clear()
        self.height = 0.0

    def _run(self) -> Run:
        (x, y), (right, top), size = self.start, self.end, self.height
        edges = (*self.edges, right) if self.level else ()
        around = 0.0 if self.level else size / 2
        below, above = (size * DESCENT, size * ASCENT) if self.level else (around, around)
        box = Box(
            self.page,
            round(min(x, right) - around, 2),
            round(min(y, top) - below, 2),
            round(max(x, right) + around, 2),
            round(max(y, top) + above, 2),
        )
        run = Run("".join(self.letters), box, round(size, 2), round(y, 2), edges)
        return replace(run, cut=True) if self.level and self.state.shown.cuts(run.inked, y, size) else run


class _Direction(NamedTuple):
    """How text runs on the page: the direction of its baseline, where it starts, and its height."""

    a: float
    b: float
    e: float
    f: float
    height: float

    @property
    def level(self) -> bool:
        """Whether it runs from left to right."""
        return self.a > 0 and abs(self.b) < 1e-6

    def gap(self, end: tuple[float, float], start: tuple[float, float]) -> tuple[float, float]:
        """How far `start` lies from `end`: along the baseline, and across it."""
        length = math.hypot(self.a, self.b) or 1.0
        x, y = start[0] - end[0], start[1] - end[1]
        return (x * self.a + y * self.b) / length, (y * self.a - x * self.b) / length


def _written(item: Any) -> bytes:
    """A string in hexadecimal as `Font.glyphs` takes it, or a number."""
    return b"<%b>" % bytes(item).hex().encode() if isinstance(item, pikepdf.Object) else str(item).encode()


def _matrix(values: Sequence[Any]) -> Matrix:
    a, b, c, d, e, f = map(float, values)
    return (a, b, c, d, e, f)
