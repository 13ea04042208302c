"""What templates may do at most: Jinja whose every step, and every text that a step takes in, is paid from one budget.

In: template texts that may come from strangers. Out: an environment in which each block of a template that is entered
costs what stands in it, each operation what it is given, each call some more. The sum is the same on every machine, so
that what stops a template stops it always, at the same line.
"""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from jinja2 import nodes, pass_eval_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.filters import make_attrgetter, sync_do_join
from jinja2.nodes import EvalContext
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

#: What all templates of a briefing may cost: seconds of Python, two hundred times what ten pages take.
BUDGET = 50_000_000
#: What a call costs, in steps: of a macro, and of one of our own functions.
_CALL, _CALL_OUT = 50, 500
#: What a thing that stands in a template costs, besides its characters; one that runs another template; an item of a list
#: that is looked at.
_NODE, _TEMPLATE, _ITEM = 5, 100, 5
_LOADING = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
_MOST_FACTOR = 10_000
#: Filters that look at no more than one item of what they are given.
_BRIEF = frozenset({"default", "first", "last", "length"})
#: Callables that are written in a template themselves, or pass on what is; what they do is paid as they do it.
_TEMPLATES_OWN = (Macro, LoopContext, BlockReference)
_HOLDING = (list, tuple, dict, range)
_WEIGHTLESS = frozenset({int, bool, float, type(None)})


class Spent(SecurityError):
    """The templates of a briefing have cost more than they may."""


class Code(CodeGenerator):
    """Jinja's code, with what each block costs put at its beginning and big values weighed before they are used."""

    def blockvisit(self, nodes: Any, frame: Frame) -> None:  # noqa: D102  # Jinja's
        block = list(nodes)
        self.writeline(f"environment.charge({1 + sum(map(_cost, block))})", block[0] if block else None)
        super().blockvisit(block, frame)

    def visit_For(self, node: nodes.For, frame: Frame) -> None:  # noqa: D102, N802
        if node.test:
            step = nodes.Call(nodes.EnvironmentAttribute("charge"), [nodes.Const(_cost(node.test))], [], None, None)
            node.test = nodes.And(step, node.test, lineno=node.lineno)
        super().visit_For(node, frame)

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: D102, N802
        self.write("markup_join((")
        for part in node.nodes:
            self._weighed(part, frame)
            self.write(", ")
        self.write("))")

    def visit_Compare(self, node: nodes.Compare, frame: Frame) -> None:  # noqa: D102, N802
        self.write("(")
        self._weighed(node.expr, frame)
        for operand in node.ops:
            self.visit(operand, frame)
        self.write(")")

    def visit_Operand(self, node: nodes.Operand, frame: Frame) -> None:  # noqa: D102, N802
        self.write(f" {_OPERATORS[node.op]} ")
        self._weighed(node.expr, frame)

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:  # noqa: D102, N802
        self.write("{")
        for pair in node.items:
            self._weighed(pair.key, frame)
            self.write(": ")
            self.visit(pair.value, frame)
            self.write(", ")
        self.write("}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: D102, N802
        if isinstance(node.arg, nodes.Slice):
            self._weighed(node.node, frame)
            self.write("[")
            self.visit(node.arg, frame)
            self.write("]")
        else:
            super().visit_Getitem(node, frame)

    def _weighed(self, node: nodes.Expr, frame: Frame) -> None:
        self.write("environment.weighed(")
        self.visit(node, frame)
        self.write(")")


_OPERATORS = {"eq": "==", "ne": "!=", "gt": ">", "gteq": ">=", "lt": "<", "lteq": "<=", "in": "in", "notin": "not in"}


def _cost(node: nodes.Node) -> int:
    """What a node costs with all that is in it but the blocks, which pay for themselves."""
    text = len(node.data) if isinstance(node, nodes.TemplateData) else 0
    own = _TEMPLATE if isinstance(node, _LOADING) else _NODE
    return own + text + sum(map(_cost, node.iter_child_nodes(exclude=("body", "else_"))))


def _is_small(value: Any) -> bool:
    return isinstance(value, int) and abs(value) < _MOST_FACTOR


class Metered(ImmutableSandboxedEnvironment):
    """A sandbox whose templates share one budget."""

    code_generator_class = Code
    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "**", "%"})

    def __init__(self, **options: Any) -> None:
        super().__init__(optimized=False, **options)  # what is worked out on reading would not be paid
        self.left = BUDGET
        self.filters["join"] = _join
        self.filters = {name: it if name in _BRIEF else self._paid(it) for name, it in self.filters.items()}
        self.tests = {name: self._paid(it) for name, it in self.tests.items()}

    def charge(self, steps: int) -> bool:
        """Pay for some steps; raises Spent if that is more than is left."""
        self.left -= steps
        if self.left < 0:
            raise Spent(f"the templates of a briefing may take {BUDGET:,} steps in all")
        return True

    def range(self, *bounds: int) -> range:
        """Numbers in a row, each of them paid for."""
        numbers = range(*bounds)
        self.charge(max(0, (numbers.stop - numbers.start) // numbers.step))
        return numbers

    def weighed(self, value: Any) -> Any:
        """The value, once it is paid for: one for each item and each character, however deep they are."""
        if value.__class__ in _WEIGHTLESS:
            return value
        waiting = [value]
        while waiting:
            item = waiting.pop()
            if isinstance(item, str):
                self.charge(len(item))
            elif isinstance(item, _HOLDING):
                self.charge(_ITEM * len(item))
                waiting += item.items() if isinstance(item, dict) else item
        return value

    def call(self, context: Context, function: Any, /, *arguments: Any, **named: Any) -> Any:
        """Call what a template may call; what takes the template out of itself costs more."""
        own = isinstance(function, _TEMPLATES_OWN)
        self.charge(_CALL if own else _CALL_OUT)
        self.weighed(() if own else (*arguments, *named.values()))
        return super().call(context, function, *arguments, **named)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """An item, by a name or number that costs what it is."""
        return super().getitem(obj, self.weighed(argument))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Sums of anything, products of small numbers alone, nothing that makes much of little."""
        if operator in ("**", "%") or (operator == "*" and not (_is_small(left) and _is_small(right))):
            raise SecurityError(f"`{operator}` may not be used here")
        return super().call_binop(context, operator, self.weighed(left), self.weighed(right))

    def wrap_str_format(self, value: Any) -> None:
        """No `format` of texts: it can make any amount of text out of a small one."""

    def join_path(self, template: Any, parent: str) -> str:
        """The name of a template that another one asks for."""
        if not isinstance(template, str):
            raise SecurityError(f"a {type(template).__name__} is no name of a template")
        return super().join_path(template, parent)

    def _paid(self, function: Any) -> Callable[..., Any]:
        @wraps(function)
        def run(*arguments: Any, **named: Any) -> Any:
            self.weighed((*arguments, *named.values()))
            made = function(*arguments, **named)
            return self._each(made) if isinstance(made, Iterator) else made

        return run

    def _each(self, items: Iterator[Any]) -> Iterator[Any]:
        for item in items:
            self.charge(_ITEM)
            yield self.weighed(item)


@pass_eval_context
def _join(context: EvalContext, value: Any, d: str = "", attribute: str | None = None) -> str:
    """Jinja's own, but what stands between the texts, and what they are taken from, is paid each time."""
    metered = context.environment
    assert isinstance(metered, Metered)
    items = list(value if attribute is None else map(make_attrgetter(metered, attribute), value))
    metered.weighed((items, *(d,) * len(items)))
    return sync_do_join(context, items, d)
