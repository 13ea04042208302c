"""Calls in a template that its functions do not take: a tree of Jinja's and its text in; findings at each call out.

Functions say what they take by their own signatures. All wrong calls are found before anything runs, and each stands at
its own name; Jinja's tree has no columns, so that they are counted off on their line.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import lru_cache
from inspect import Parameter, Signature, signature

from jinja2 import nodes

from briefing.diagnostics import Diagnostic, Place, suggest

#: Jinja's tokens of a text: line, kind and value.
Tokens = Iterable[tuple[int, str, str]]
#: From a line, a column and a width to the place to show.
Locate = Callable[[int, int, int], Place]
_LISTS = (Parameter.VAR_POSITIONAL, Parameter.VAR_KEYWORD)


def refused(
    tree: nodes.Template, text: str, lex: Callable[[str], Tokens], functions: Mapping[str, object], locate: Locate
) -> Iterator[tuple[nodes.Node, Diagnostic]]:
    """A `template-error` for each thing that is wrong with a call, and the call; a name that the template sets itself is left alone."""
    own = {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"}
    own |= {macro.name for macro in tree.find_all(nodes.Macro)}
    calls = [call for call in _in_order(tree) if _name(call) in functions.keys() - own]
    columns: dict[tuple[str, int], list[int]] = {}
    for call in calls:
        name = _name(call)
        for message, advice in _told(call, name, _takes(functions[name])):
            columns = columns or _columns(text, lex(text))
            fellows = [it is call for it in calls if (_name(it), it.lineno) == (name, call.lineno)]
            known = columns.get((name, call.lineno), [])
            column = known[fellows.index(True)] if len(known) == len(fellows) else 0
            place = locate(call.lineno, column + 1, len(name) if known else 1)
            yield call, Diagnostic("template-error", message, place, (_shown(name, _takes(functions[name])),), advice)


def leave_out(tree: nodes.Template, wrong: Iterable[nodes.Node]) -> bool:
    """Take what prints with something `wrong` out of a tree; whether that took all of it out, so that the rest can run."""
    known = {id(node) for node in wrong}
    for output in tree.find_all(nodes.Output):
        output.nodes = [it for it in output.nodes if not _holds(it, known)]
    return not _holds(tree, known)


def _holds(node: nodes.Node, known: Container[int]) -> bool:
    return id(node) in known or any(id(it) in known for it in node.find_all(nodes.Node))


def _told(call: nodes.Call, name: str, takes: Signature) -> Iterator[tuple[str, str]]:
    """What is wrong with a call, and what to do; nothing where what it is given is known only when it runs."""
    if call.dyn_args or call.dyn_kwargs or any(it.kind in _LISTS for it in takes.parameters.values()):
        return
    known, named = list(takes.parameters), [it.key for it in call.kwargs]
    in_order, wanted = known[: len(call.args)], [it.name for it in takes.parameters.values() if it.default is it.empty]
    for key in named:
        if key not in known:
            yield f"`{name}` knows no `{key[:100]}`", suggest(key, known) or "take it out, or correct its name"
        elif key in in_order:
            yield f"`{name}` is given `{key[:100]}` twice", "take one of them out"
    if len(call.args) > len(known):
        yield f"`{name}` is given more than it takes", "take out what is too much in its brackets"
    if lacking := [it for it in wanted if it not in (*in_order, *named)]:
        yield f"`{name}` lacks {' and '.join(f'`{it}`' for it in lacking)}", "give it in the brackets"


def _shown(name: str, takes: Signature) -> str:
    """How a function is called."""
    inside = ", ".join(it.name if it.default is it.empty else f"{it.name}=…" for it in takes.parameters.values())
    return f"it is called so: `{name}({inside})`"


@lru_cache(maxsize=256)
def _takes(function: Callable[..., object]) -> Signature:
    return signature(function)


def _name(call: nodes.Call) -> str:
    return call.node.name if isinstance(call.node, nodes.Name) else ""


def _in_order(node: nodes.Node) -> Iterator[nodes.Call]:
    """The calls below a node as they stand in the text, where `a if b else c` begins with `a`."""
    if isinstance(node, nodes.Call):
        yield node
    children = node.iter_child_nodes() if not isinstance(node, nodes.CondExpr) else (node.expr1, node.test, node.expr2)
    for child in children:
        if child is not None:
            yield from _in_order(child)


def _columns(text: str, tokens: Tokens) -> dict[tuple[str, int], list[int]]:
    """Where on its line each name stands that a bracket follows: by name and line, the columns (from 0)."""
    found: dict[tuple[str, int], list[int]] = {}
    position, before, name, column = 0, "", "", 0
    for line, kind, value in tokens:
        start = text.find(value, position)
        position = start + len(value) if start >= 0 else position
        if kind == "operator" and value == "(" and name:
            found.setdefault((name, line), []).append(column)
        if kind != "whitespace":
            name = value if kind == "name" and before not in (".", "|") else ""
            before, column = value, start - text.rfind("\n", 0, start) - 1
    return found
