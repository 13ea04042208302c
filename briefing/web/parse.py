"""The text of a web page, which may be a stranger's, to its elements as browsers build them, within bounds.

The parser copies what it has of a text, a comment or a tag whenever it reads on in it, and looks through all open
elements again and again: small pages can be written that take hours. The one owner of tinyhtml5.
"""

import io
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

from tinyhtml5.parser import HTMLParser
from tinyhtml5.tokenizer import HTMLTokenizer
from tinyhtml5.treebuilder import TreeBuilder

from briefing.diagnostics import Diagnostic, Failure

#: Characters, steps of the parser, open elements and mistakes. A page with a table of 5,000 rows takes 12,000,000
#: characters, 2,200,000 steps and 14 open elements; no page that a build makes has a mistake unless its templates do.
CHARACTERS, STEPS, DEEPEST, MISTAKES = 30_000_000, 5_000_000, 100, 1_000
#: What a tag takes besides, in steps, and how many attributes it may have.
_TAG, _ATTRIBUTES = 5, 100
#: How many characters are copied, and how many elements gone through, in the time of a step.
_COPIED, _PASSED = 10_000, 100
#: What the parser raises where a page is broken in a way that it does not know.
_FAULTS = (AssertionError, AttributeError, LookupError, TypeError, ValueError)
_HELP = "give a page that `briefing build` made, or print less in one briefing"


def parse(text: str) -> Element:
    """The root of a page; raises Failure: `file-too-large` where it takes too much, `not-ours` where no build makes it."""
    if len(text) > CHARACTERS:
        raise _failure("file-too-large", f"the web page has more than {CHARACTERS:,} characters")
    try:
        root: Element = _Parser().parse(io.StringIO(text))  # a short text might name a file
    except _FAULTS:
        raise _failure("not-ours", "the web page is broken") from None
    return root


class _Tokenizer(HTMLTokenizer):  # type: ignore[misc]  # it has no types
    """Counts the steps: each asks for the state of the parser once."""

    left, begun = STEPS, 0

    @property
    def state(self) -> Callable[[], bool]:
        self.pay(1 + (self._at() - self.begun) // _COPIED)
        if len(self.parser.tree.open_elements) > DEEPEST:
            raise _failure("not-ours", f"the web page nests elements more than {DEEPEST} deep")
        return self._state

    @state.setter
    def state(self, state: Callable[[], bool]) -> None:
        self._state = state

    def emit_current_token(self) -> None:
        """A tag is read."""
        self.begun = self._at()
        self.pay(_TAG)
        super().emit_current_token()

    def before_attribute_name_state(self) -> bool:
        """An attribute follows, or the end of the tag."""
        if len(self.current_token["data"]) > _ATTRIBUTES:
            raise _failure("not-ours", f"the web page has a tag with more than {_ATTRIBUTES} attributes")
        return bool(super().before_attribute_name_state())

    def pay(self, steps: int) -> None:
        """Raise Failure where that is more than is left."""
        self.left -= steps
        if self.left < 0:
            raise _failure("file-too-large", f"the web page takes more than {STEPS:,} steps to read")

    def _at(self) -> int:
        """How many characters are read."""
        stream = self.stream
        return int(stream.stream.tell() - stream.chunk_size + stream.chunk_offset)


class _Parser(HTMLParser):  # type: ignore[misc]  # it has no types
    def __init__(self) -> None:
        super().__init__(namespace_html_elements=False)
        self.tree.get_table_misnested_node_position = self._before_table

    def _parse(self, stream: io.StringIO, **_: Any) -> None:
        self.container, self.scripting = None, False
        self.tokenizer = _Tokenizer(stream, parser=self)
        self.reset()
        self.main_loop()

    def parse_error(self, errorcode: str, datavars: object = None) -> None:  # noqa: ARG002  # tinyhtml5's
        self.errors.append(errorcode)
        if len(self.errors) > MISTAKES:
            raise _failure("not-ours", f"the web page has more than {MISTAKES:,} mistakes in its HTML")

    def _before_table(self) -> tuple[Any, Any]:
        """Where that goes which stands in a table and in no cell: its place is looked for among all that is there."""
        parent, table = TreeBuilder.get_table_misnested_node_position(self.tree)
        self.tokenizer.pay(len(parent.children) // _PASSED)
        return parent, table


def _failure(code: str, message: str) -> Failure:
    return Failure([Diagnostic(code, message, help=_HELP)])
