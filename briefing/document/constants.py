"""The constants of a template that a reader may come to see: a tree of Jinja's in, they come out; ids and conditions not."""

from collections.abc import Iterator

from jinja2 import nodes

#: Functions whose text arguments are printed; those of others are ids. None: every argument.
_PRINTING: dict[str, tuple[str, ...] | None] = {"note": None, "_": None, "compare": ("ahead", "behind", "level")}


def printed(node: nodes.Node, but: frozenset[str] = frozenset()) -> Iterator[nodes.Const]:
    """The constants that may be printed, without those given to the functions `but`."""
    for output in node.find_all(nodes.Output):
        for child in output.nodes:
            yield from _constants(child, but)


def _constants(node: nodes.Node, but: frozenset[str]) -> Iterator[nodes.Const]:
    """The constants of an expression that may be printed: not ids, conditions or indices."""
    match node:
        case nodes.Const():
            yield node
        case nodes.TemplateData() | nodes.Compare() | nodes.Test():
            return
        case nodes.CondExpr():
            yield from (found for part in (node.expr1, node.expr2) if part for found in _constants(part, but))
        case nodes.Getattr() | nodes.Getitem():
            yield from _constants(node.node, but)
        case nodes.Call(node=nodes.Name(name=name)) if name in but:
            return
        case nodes.Call():
            yield from (found for argument in _printed_arguments(node) for found in _constants(argument, but))
        case _:
            yield from (found for child in node.iter_child_nodes() for found in _constants(child, but))


def _printed_arguments(call: nodes.Call) -> Iterator[nodes.Node]:
    name = call.node.name if isinstance(call.node, nodes.Name) else ""
    if name not in _PRINTING:
        return
    names = _PRINTING[name]
    if names is None:
        yield from call.args
    yield from (argument.value for argument in call.kwargs if names is None or argument.key in names)
