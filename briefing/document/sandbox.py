"""The one door to Jinja: templates run here and reach nothing but what they are given.

In: template texts with where they stand, and the functions they may call. Out: text, and in `findings` what was wrong,
with file and line: bad syntax, undefined names, forbidden constructs, numerals that no function gave. Escaping cannot
be switched off, filters and methods of texts come from short lists, and `meter` bounds what templates may take.
"""

import inspect
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import count, islice
from pathlib import Path
from types import CodeType, TracebackType
from typing import Any, TypeVar

from jinja2 import BaseLoader, Environment, StrictUndefined, Template, TemplateNotFound, nodes, pass_context
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.exceptions import SecurityError, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.meta import find_undeclared_variables
from jinja2.runtime import Context, LoopContext, Macro
from markupsafe import Markup

from briefing.dataset import numerals
from briefing.diagnostics import Diagnostic, Failure, Place, suggest
from briefing.document import calls, comparisons, literals, meter, mistakes
from briefing.document.constants import printed
from briefing.document.lines import line_at
from briefing.document.meter import Metered, Spent
from briefing.document.script import Script
from briefing.shelf import Shelf

_FILTERS = ("capitalize", "default", "first", "join", "last", "length", "list", "lower", "map", "reject",
            "rejectattr", "reverse", "select", "selectattr", "sort", "trim", "unique", "upper")  # fmt: skip
#: What templates may call of what they are given, besides its functions: whatever else is callable stays out of reach.
_METHODS: dict[type, frozenset[str]] = {
    str: frozenset({"capitalize", "endswith", "lower", "removeprefix", "removesuffix", "startswith", "strip", "upper"}),
    dict: frozenset({"get", "items", "keys", "values"}),
    LoopContext: frozenset({"changed", "cycle"}),
}
#: Functions that answer for the words of comparison they are given.
_COMPARING = frozenset({"compare", "reported"})
#: What a finding costs that a step of a template makes.
_FINDING = 1_000
#: What is told of what Jinja or Python says, which may hold any name of a template.
_MOST_TOLD = 500
_MOST_OUTPUT = 5_000_000
#: What a template can make Python raise while it is compiled (it nests too deep) or run.
_FAULTS = (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError,
           SyntaxError, NameError, MemoryError)  # fmt: skip
_PACKAGE = Path(__file__).parents[1]
_Node = TypeVar("_Node", bound=nodes.Node)


class Sandbox(Metered):
    """A Jinja environment for one composition in a language; `findings` collects what was wrong with what it ran."""

    def __init__(self, shelf: Shelf, lang: str = "en") -> None:
        super().__init__(
            loader=_Loader(shelf),
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=_refuse_numerals,
            bytecode_cache=_COMPILED,
        )
        self.lang = lang
        self.findings: list[Diagnostic] = []
        self.scripts: dict[str, Script] = {}
        self.filters = {name: self.filters[name] for name in _FILTERS}
        self.globals = {"range": self.range}
        self._told = False

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:  # Jinja's
        """What a call gives; of a function that is not there nothing, which is told where it is printed or used."""
        return obj if isinstance(obj, StrictUndefined) else super().call(context, obj, *args, **kwargs)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Plain values, macros, and a few methods."""
        listed = any(isinstance(obj, kind) and attr in methods for kind, methods in _METHODS.items())
        allowed = listed or not callable(value) or isinstance(value, Macro)
        return allowed and super().is_safe_attribute(obj, attr, value)

    def run(self, script: Script, values: Mapping[str, object] | None = None) -> str:
        """A text with its expressions put in; "" where something was found that stops it."""
        if "{{" not in script.text and "{%" not in script.text and "{#" not in script.text:
            self.findings += literals.in_text(script.text, script.place, self.lang, own=script.own)
            return script.text
        parts: list[str] = []
        with self._caught(script):
            if code := self._code(script):
                template = self.template_class.from_code(self, code, self.make_globals(None))
                parts = list(self._output(template, values or {}))
        return "".join(parts)

    def _code(self, script: Script) -> CodeType | None:
        """The code of a text, kept for the next composition; without what names or calls what it cannot; None where
        nothing can be left out.
        """
        key = (script, self.lang, *self.globals)
        if key not in _RUN:
            if len(_RUN) >= _MOST_RUN:  # a process may go on for days
                _RUN.clear()
            before, name = len(self.findings), f"{script.file}:{next(_NUMBERS)}"
            tree = self.examine(script, name, html=False)
            wrong = [
                *islice(self._undefined(script, tree), literals.MOST),
                *self.refused(script, tree),
            ]
            self.findings += (finding for _, finding in wrong)
            runs = len(wrong) < literals.MOST and calls.leave_out(tree, (node for node, _ in wrong))
            _RUN[key] = name, self.compile(tree, name, name) if runs else None, tuple(self.findings[before:])
        else:
            self.findings += _RUN[key][2]
        name, code, _ = _RUN[key]
        self.scripts[name] = script
        return code

    def page(self, name: str, values: Mapping[str, object]) -> str:
        """A named template with its values put in; "" where something was found that stops it."""
        parts: list[str] = []
        with self._caught(name=name):
            parts = list(self._output(self.get_template(name), values))
        return "".join(parts)

    def examine(self, script: Script, name: str, *, html: bool) -> nodes.Template:
        """The tree of a text; literal numerals and forbidden constructs are findings. Raises TemplateSyntaxError."""
        tree = self.parse(script.text, name, name)
        data = literals.masked(script.text, ((kind, value) for _, kind, value in self.lex(script.text)))
        self.findings += literals.in_text(data, script.place, self.lang, html=html, own=script.own)
        self.findings += _unescaped(tree, script)
        self.findings += self._in_constants(tree, script)
        return tree

    def _in_constants(self, tree: nodes.Template, script: Script) -> Iterator[Diagnostic]:
        """What constants in expressions may not hold: some characters, numerals, and in our prose words of comparison."""
        for constant in tree.find_all(nodes.Const):
            yield from literals.by_escape(str(constant.value), script.place(constant.lineno))
        for constant in printed(tree):
            for found in numerals.literals(str(constant.value), self.lang):
                yield literals.finding(found.text, script.place_of(found.text, constant.lineno))
        for constant in printed(tree, _COMPARING) if script.own else ():
            for match in comparisons.find(str(constant.value), self.lang):
                yield comparisons.finding(match[0], script.place_of(match[0], constant.lineno))

    def refused(self, script: Script, tree: nodes.Template) -> tuple[tuple[nodes.Node, Diagnostic], ...]:
        """The calls in a text that its functions do not take, each with what is wrong."""
        return tuple(islice(calls.refused(tree, script.text, self.lex, self.globals, script.place), literals.MOST))

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        """The code of a template (Jinja's own hook) without its wrong calls, which were told when it was read."""
        script = self.scripts.get(name or "")
        wrong = self.refused(script, source) if script else ()
        if wrong and not calls.leave_out(source, (node for node, _ in wrong)):
            source.body = []
        return super()._generate(source, name, filename, defer_init)

    def _undefined(self, script: Script, tree: nodes.Template) -> Iterator[tuple[nodes.Node, Diagnostic]]:
        loaded = {node.name for node in tree.find_all(nodes.Name) if node.ctx == "load"} - self.globals.keys()
        unknown = loaded and find_undeclared_variables(tree) & loaded  # the latter compiles the text
        for node in tree.find_all(nodes.Name):
            if node.name in unknown and node.ctx == "load":
                yield node, self._unknown(node.name, node.lineno, script)

    def _unknown(self, name: str, line: int, script: Script) -> Diagnostic:
        if found := mistakes.unquoted(name, script.line(line)):
            id_, place = found[0][:_MOST_TOLD], script.place(line, found.start() + 1, len(found[0]))
            message, advice = f"the id `{id_}` stands without quotes", f'write `"{id_}"`'
            return Diagnostic("template-undefined", message, place, help=advice)
        known = ", ".join(f"`{it}`" for it in sorted(self.globals) if it.isalpha())
        message, notes = f"`{name[:_MOST_TOLD]}` is not defined", (f"defined: {known}",)
        place = script.place_of(name, line)
        return Diagnostic("template-undefined", message, place, notes, suggest(name, self.globals))

    def _output(self, template: Template, values: Mapping[str, object]) -> Iterator[str]:
        size = 0
        for part in template.generate(dict(values)):
            size += len(part)
            if size > _MOST_OUTPUT:
                raise SecurityError(f"a page may have {_MOST_OUTPUT:,} characters")
            yield part

    @contextmanager
    def _caught(self, script: Script | None = None, name: str = "") -> Iterator[None]:
        """What a template's author did wrong becomes a finding, what is spent only once; our own faults pass."""
        try:
            yield
        except Failure as failure:
            self.findings += failure.diagnostics
        except _FAULTS as error:
            if _is_ours(error):
                raise
            if not (self._told and isinstance(error, Spent)):
                self.findings.append(_told(error, _place(error, self.scripts, script or self.scripts.get(name))))
            self._told = self._told or isinstance(error, Spent)


class _Loader(BaseLoader):
    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        assert isinstance(environment, Sandbox)
        sheet = self._shelf.sheet(template)
        if sheet is None:
            raise TemplateNotFound(template)
        script = environment.scripts[template] = Script(sheet.text, sheet.shown)
        key = (sheet.text, sheet.shown, environment.lang, *environment.globals)
        if key not in _EXAMINED:
            before = len(environment.findings)
            tree = environment.examine(script, template, html=True)
            environment.findings += (finding for _, finding in environment.refused(script, tree))
            _EXAMINED[key] = tuple(environment.findings[before:])
        else:
            environment.findings += _EXAMINED[key]
        return sheet.text, template, None


#: The name, the code and the findings of a text that was run, by all that they depend on; each name has a number of its
#: own, because a text is found by it in what went wrong.
_RUN: dict[tuple[object, ...], tuple[str, CodeType | None, tuple[Diagnostic, ...]]] = {}
_MOST_RUN = 5_000
_NUMBERS = count()
#: What was found in a template's text, file and language: each composition reads the same ones again.
_EXAMINED: dict[tuple[str, ...], tuple[Diagnostic, ...]] = {}


class _Compiled(BytecodeCache):
    """The code of templates, by their texts, for as long as the process lives."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code
        self._known[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()


def caller(word: str = "") -> Place | None:
    """Where the template stands that is calling: its file and line, and the column of `word` on it."""
    frame = inspect.currentframe()
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        if isinstance(template, Template) and isinstance(template.environment, Sandbox):
            script = template.environment.scripts[str(template.filename)]
            return script.place_of(word, line_at(template, frame))
        frame = frame.f_back
    return None


@pass_context
def _refuse_numerals(context: Context, value: Any) -> Any:
    """What an expression prints: functions give only what they answer for; a literal in anything else is a finding."""
    if value is None:
        return ""
    sandbox = context.environment
    assert isinstance(sandbox, Sandbox)
    sandbox.weighed(value)
    if isinstance(value, StrictUndefined):
        return _tell_of(value, sandbox)
    if not isinstance(value, Markup):
        if not isinstance(value, str | int):
            raise TemplateError(f"a {type(value).__name__} is no text to print")
        for found in numerals.literals(str(value), sandbox.lang):
            sandbox.charge(_FINDING)
            sandbox.findings.append(literals.finding(found.text, caller()))
        script = sandbox.scripts.get(context.name or "")
        if script and script.own:
            sandbox.findings += (
                comparisons.finding(word[0], caller(word[0])) for word in comparisons.find(str(value), sandbox.lang)
            )
    return value


def _unescaped(tree: nodes.Template, script: Script) -> Iterator[Diagnostic]:
    """A finding for each place where a text switches escaping on or off."""
    for node in tree.find_all((nodes.EvalContextModifier, nodes.ScopedEvalContextModifier)):
        message, advice = "escaping may not be switched on or off", "leave out `autoescape`: text is always escaped"
        yield Diagnostic("template-forbidden", message, script.place(node.lineno), help=advice)


def _tell_of(missing: StrictUndefined, sandbox: Sandbox) -> str:
    """Nothing is printed for what is not defined, so that the template goes on and all such names are found at once."""
    sandbox.charge(_FINDING)
    try:
        str(missing)
    except (UndefinedError, SecurityError) as error:
        sandbox.findings.append(_told(error, caller()))
    return ""


def _trace(error: BaseException) -> list[tuple[str, int]]:
    trace: TracebackType | None = error.__traceback__
    frames = []
    while trace is not None:
        frames.append((trace.tb_frame.f_code.co_filename, trace.tb_lineno))
        trace = trace.tb_next
    return frames


def _is_ours(error: BaseException) -> bool:
    """Whether the innermost frame is code of this package: then the fault is not the template's.

    The meter stands between a template and what it calls, and a template that nests without end ends anywhere.
    """
    innermost = Path(_trace(error)[-1][0])
    outside = isinstance(error, TemplateError | RecursionError) or innermost == Path(meter.__file__)
    return not outside and innermost.is_relative_to(_PACKAGE)


def _told(error: BaseException, place: Place | None) -> Diagnostic:
    known = error.message if isinstance(error, TemplateError) else getattr(error, "msg", str(error))
    message = (known or type(error).__name__)[:_MOST_TOLD]
    message = (message[:1].lower() + message[1:].rstrip(".")).replace("'", "`")
    match error:
        case RecursionError():
            return Diagnostic("template-error", "the template nests, or calls itself, too deep", place)
        case TemplateNotFound():
            return Diagnostic("unknown-template", f"there is no template `{str(error.name)[:_MOST_TOLD]}`", place)
        case TemplateSyntaxError():
            return mistakes.of_syntax(message, place)
        case UndefinedError():
            return Diagnostic("template-undefined", message, place)
        case SecurityError():
            return Diagnostic("template-forbidden", message, place)
    return Diagnostic("template-error", f"the template fails: {message}", place)


def _place(error: BaseException, scripts: Mapping[str, Script], running: Script | None) -> Place | None:
    if isinstance(error, TemplateSyntaxError):
        script = scripts.get(error.filename or "", running)
        return script.place_of(mistakes.sign(str(error.message)), error.lineno) if script else None
    known = [scripts[file].place_of("", line) for file, line in _trace(error) if file in scripts]
    return known[-1] if known else running.place(1) if running else None
