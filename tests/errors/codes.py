"""The package's source in; the code of every diagnostic that it can make, and where, out.

A code is the first argument of `Diagnostic(...)`, or `unknown-` and the first argument of `unknown(...)`. It is a
literal, a parameter (then the callers of that function give it), or looked up in a table of the module.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import get_args

from briefing.dataset.references import Kind

PACKAGE = Path(__file__).parents[2] / "briefing"
_CODE = re.compile(r"[a-z]+(?:-[a-z]+)*")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Maker:
    """A function that makes diagnostics: the parameter that is its code, after `prefix`; a private one's own file."""

    name: str
    parameter: str
    prefix: str
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """A call of a maker: what it gives as the code."""

    maker: Maker
    argument: ast.expr
    file: Path
    line: int
    function: Function | None
    module: ast.Module

    @property
    def where(self) -> str:
        return f"{self.file.relative_to(PACKAGE.parent)}:{self.line}"


MAKERS = (Maker("Diagnostic", "code", ""), Maker("unknown", "kind", "unknown-"))


@lru_cache(maxsize=1)
def codes() -> dict[str, str]:
    """Every code to one place that makes it; raises LookupError where a code cannot be told from the source."""
    modules = {path: ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}
    found: dict[str, str] = {}
    pending, done = list(MAKERS), set(MAKERS)
    while pending:
        for use in _uses(modules, pending.pop()):
            for code in _literals(use):
                found.setdefault(use.maker.prefix + code, use.where)
            passing = _passing(use)
            if passing and passing not in done:
                done.add(passing)
                pending.append(passing)
    return found


def _passing(use: Use) -> Maker | None:
    """The function around a call, where it is a maker itself: its callers give the code."""
    parameter = _parameter(use)
    if parameter is None or use.function is None:
        return None
    name = use.function.name
    return Maker(name, parameter, use.maker.prefix, use.file if name.startswith("_") else None)


def _uses(modules: dict[Path, ast.Module], maker: Maker) -> Iterator[Use]:
    near = {maker.file: modules[maker.file]} if maker.file else modules
    position = _position(near.values(), maker)
    for path, module in near.items():
        if path.name == "diagnostics.py":
            continue
        for function, call in _calls(module, maker.name):
            argument = next((word.value for word in call.keywords if word.arg == maker.parameter), None)
            if argument is None and len(call.args) > position:
                argument = call.args[position]
            if argument is not None:
                yield Use(maker, argument, path, call.lineno, function, module)


def _position(modules: Iterable[ast.Module], maker: Maker) -> int:
    """Which of a maker's positional arguments the code is."""
    for module in modules:
        for node in ast.walk(module):
            if isinstance(node, Function) and node.name == maker.name:
                names = [arg.arg for arg in node.args.posonlyargs + node.args.args if arg.arg not in ("self", "cls")]
                return names.index(maker.parameter) if maker.parameter in names else len(names)
    return 0


def _calls(module: ast.Module, name: str) -> Iterator[tuple[Function | None, ast.Call]]:
    """Calls of `name`, each with the innermost function that it stands in."""
    owner: dict[ast.AST, Function] = {}
    for node in ast.walk(module):  # outer functions come first, so that inner ones win
        if isinstance(node, Function):
            owner.update(dict.fromkeys(ast.walk(node), node))
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", None)) == name:
            yield owner.get(node), node


def _parameter(use: Use) -> str | None:
    """The parameter that hands the code on, if it is one."""
    arguments = use.function.args if use.function else None
    names = {arg.arg for arg in (*arguments.args, *arguments.kwonlyargs)} if arguments else set()
    return use.argument.id if isinstance(use.argument, ast.Name) and use.argument.id in names else None


def _literals(use: Use) -> Iterable[str]:
    match use.argument:
        case ast.Constant(value=str(code)):
            return [code]
        case ast.IfExp(body=ast.Constant(value=str(one)), orelse=ast.Constant(value=str(other))):
            return [one, other]
        case ast.Attribute(attr="code"):
            return []  # another diagnostic's code, passed on
        case ast.Attribute(attr="kind"):
            return get_args(Kind)
        case ast.Name(id=name) if not _parameter(use):
            return _looked_up(name, use)
        case ast.Name():
            return []
    raise LookupError(f"{use.where}: give the code of a diagnostic as a literal")


def _looked_up(name: str, use: Use) -> list[str]:
    """All words like a code in what is assigned to `name`, and in the tables of the module that this uses."""
    inner = list(_assigned(name, use.function or use.module))
    tables = [node.id for value in inner for node in ast.walk(value) if isinstance(node, ast.Name)]
    outer = [value for table in tables for value in _assigned(table, use.module)]
    constants = [node.value for value in inner + outer for node in ast.walk(value) if isinstance(node, ast.Constant)]
    found = [word for word in constants if isinstance(word, str) and _CODE.fullmatch(word)]
    if not found:
        raise LookupError(f"{use.where}: `{name}` is no literal, parameter or table of codes")
    return found


def _assigned(name: str, scope: Function | ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(scope):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        value = getattr(node, "value", None) or getattr(node, "iter", None)
        if value is not None and any(name in _names(target) for target in targets if target is not None):
            yield value


def _names(target: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(target) if isinstance(node, ast.Name)}
